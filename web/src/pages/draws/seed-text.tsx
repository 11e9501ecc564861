/** Where the seed comes from, and what it was, in words. */
import type { SeedRule, SeedValue } from '@steppe/kernels/draw'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { settingsQuery } from '../../asks/inspections.ts'

export function SeedRuleText({ rule }: { readonly rule: SeedRule }) {
  const { t } = useTranslation('draws')
  const said = useSaid()
  const settings = useQuery(settingsQuery).data
  if (rule.kind === 'beacon') {
    const beacon = settings?.beacons.find((each) => each.hash === rule.chain.hash)
    return <>{t('seed.beacon', { name: said(beacon) || 'drand', round: rule.round })}</>
  }
  if (rule.kind === 'lottery') {
    const game = settings?.lotteries.find((each) => each.id === rule.game)
    return <>{t('seed.lottery', { name: said(game) || rule.game, issue: rule.issue })}</>
  }
  return <>{t('seed.ceremony', { parties: rule.parties.map((each) => each.party).join('、') })}</>
}

export function SeedValueText({ value }: { readonly value: SeedValue }) {
  const { t } = useTranslation('draws')
  if (value.kind === 'lottery')
    return (
      <span className="numbers">
        {value.entries[0].numbers.map((part) => part.join(' ')).join(' + ')}
        <span className="quiet">{t('seed.twoRead')}</span>
      </span>
    )
  if (value.kind === 'beacon')
    return (
      <>
        <code className="hash">{value.round.signature}</code>
        <span className="quiet">{t('seed.verified')}</span>
      </>
    )
  return (
    <ul className="plain-list">
      {value.shares.map((share) => (
        <li key={share.party}>
          {share.party}：{share.opened ? share.opened.value : t('seed.silent')}
        </li>
      ))}
    </ul>
  )
}
