/** What the check found, in large words first. */
import type { JsonObject } from '@steppe/kernels/credential'
import { useTranslation } from 'react-i18next'
import { Facts } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import type { Judgement } from './judge.ts'

const shown = ['name', 'number', 'identifier', 'issued_on', 'expires_on'] as const

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const nameIn = (claims: JsonObject, part: 'holder' | 'issuer') => textOf((claims[part] as JsonObject | undefined)?.name)

export function Outcome({ judgement, at }: { readonly judgement: Judgement; readonly at: number }) {
  const { t, i18n } = useTranslation('check-licence')
  const moment = (seconds: number) =>
    new Date(seconds * 1000).toLocaleString(i18n.language === 'en' ? 'en-GB' : 'zh-CN')
  if (judgement.outcome === 'refused')
    return (
      <Notice kind="bad" title={t('outcome.refused')} live>
        <p>{i18n.language === 'en' ? judgement.why.en : judgement.why.zh}</p>
        <p>{t('refusedNext')}</p>
      </Notice>
    )
  const { claims, outcome, listedAt } = judgement
  const facts = [
    { key: 'holder', name: t('claim.holder'), value: nameIn(claims, 'holder') },
    ...shown.map((name) => ({ key: name as string, name: t(`claim.${name}`), value: textOf(claims[name]) })),
    { key: 'issuer', name: t('claim.issuer'), value: nameIn(claims, 'issuer') },
  ]
  return (
    <>
      <Notice kind={outcome === 'valid' ? 'good' : 'warn'} title={t(`outcome.${outcome}`)} live>
        <p>{t(`means.${outcome}`)}</p>
        <p className="quiet">
          {t('checkedAt', { at: moment(at) })}
          {listedAt !== undefined && t('listedAt', { at: moment(listedAt) })}
        </p>
      </Notice>
      <Facts facts={facts.filter(({ value }) => value !== '')} />
    </>
  )
}
