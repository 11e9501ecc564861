/** What stands under a policy's name in lists, and how a policy or a verdict is marked. */
import type { MyPolicy, PolicyLine, PolicyView } from '@steppe/contracts/policies'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { Money } from '../../ui/day.tsx'
import { Said } from '../../ui/said.tsx'
import { Status, type StatusKind, Tag } from '../../ui/tag.tsx'

export function LineMore({
  line,
}: {
  readonly line: Pick<PolicyLine, 'benefit' | 'number' | 'level' | 'kind' | 'freeOfApplication'>
}) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  return (
    <>
      <span>
        <Said text={said(line.benefit)} />
      </span>
      <span lang="zh">{line.number}</span>
      {line.freeOfApplication && <Tag tone="brand">{t('free')}</Tag>}
    </>
  )
}

const kinds: Record<PolicyView['standing'], StatusKind> = {
  replaced: 'paused',
  in_force: 'done',
  coming: 'waiting',
  ended: 'paused',
  repealed: 'refused',
}

export function StandingTag({ standing }: { readonly standing: PolicyView['standing'] }) {
  const { t } = useTranslation('policies')
  return <Status kind={kinds[standing]}>{t(`standing.${standing}`)}</Status>
}

/** 23,040.00 元 每年, or that it is not reckoned from facts. */
export function Amount({ line: { amount, per } }: { readonly line: Pick<MyPolicy, 'amount' | 'per'> }) {
  const { t } = useTranslation('policies')
  if (typeof amount === 'number')
    return (
      <span className="policy-worth">
        <Money fen={Math.round(amount * 100)} />
        {per && <span className="quiet">{t(`per.${per}`)}</span>}
      </span>
    )
  return <span className="quiet">{t(amount === 'unknown' ? 'amountOpen' : 'amountNone')}</span>
}
