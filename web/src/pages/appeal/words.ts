/** Words of appeals that several pages say: what is wanted, how urgent, where it stands, how it ended. */
import type { Lists, OrderView } from '@steppe/contracts/appeals'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { regionQuery } from '../../asks/registry.ts'
import type { StatusKind } from '../../ui/tag.tsx'
import { listsQuery } from './asks.ts'

type List = 'intents' | 'urgencies' | 'refusalGrounds' | 'exclusionGrounds' | 'invalidCallBackGrounds' | 'types'

/** Names of what the packs list: nothing until they are there; an id that no list has is shown as it is. */
export function useListed(): {
  readonly lists: Lists | undefined
  readonly nameOf: (list: List, id: string | undefined) => string
} {
  const lists = useQuery(listsQuery).data
  const said = useSaid()
  return {
    lists,
    nameOf: (list, id = '') => {
      const found = (
        lists?.[list] as readonly { readonly id: string; readonly title: { zh: string; en: string } }[]
      )?.find((one) => one.id === id)
      return found ? said(found.title) : lists ? id : ''
    },
  }
}

/** The shape beside the stage of an order. */
export function stageKind(order: Pick<OrderView, 'stage' | 'status'>): StatusKind {
  if (order.status === 'refused') return 'refused'
  if (order.stage === 'ended') return 'done'
  if (order.stage === 'merged') return 'paused'
  if (order.stage === 'calling_back') return 'asked'
  return order.stage === 'intake' ? 'waiting' : 'running'
}

type Reader = 'person' | 'office'

/** A stage as its person says it, or as those who have work with it do. */
export function useStageName(reader: Reader = 'person'): (stage: string) => string {
  const { t, i18n } = useTranslation('appeal')
  return (stage) =>
    reader === 'office' && i18n.exists(`officeStage.${stage}`, { ns: 'appeal' })
      ? t(`officeStage.${stage}`)
      : t(`stage.${stage}`)
}

/** Where an order is, in one or two words. */
export function useStageWords(reader: Reader = 'person'): (order: Pick<OrderView, 'stage' | 'status'>) => string {
  const { t } = useTranslation('appeal')
  const nameOf = useStageName(reader)
  return ({ stage, status }) =>
    stage !== 'merged' && (status === 'refused' || status === 'withdrawn') ? t(`ended.${status}`) : nameOf(stage)
}

/** `PT2H`, `5wd`, `7d` as a person says it. */
export function useLimitWords(): (limit: string | undefined) => string {
  const { t } = useTranslation('appeal')
  return (limit) => {
    const found = /^(?:PT(\d+)([HM])|(\d+)(wd|d))$/.exec(limit ?? '')
    if (!found) return limit ?? ''
    const [, time, unit, days, kind] = found
    return time
      ? t(unit === 'H' ? 'limit.hours' : 'limit.minutes', { count: Number(time) })
      : t(`limit.${kind}`, { count: Number(days) })
  }
}

/** The name of a region in words. */
export function useRegionName(code: string): string {
  const found = useQuery(regionQuery(code)).data
  if (!found) return code
  const above = found.path.filter((one) => one.level === 'league' && one.code !== code)
  return [...above, found.region].map((one) => one.name).join(' ')
}
