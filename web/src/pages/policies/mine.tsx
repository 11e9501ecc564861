/** My firm's policies: what it can have, what one more fact would decide, what it cannot have and why. */
import type { MyPolicies, MyPolicy } from '@steppe/contracts/policies'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { mineQuery } from '../../asks/policies.ts'
import { Money } from '../../ui/day.tsx'
import { Select } from '../../ui/inputs.tsx'
import { LinkList, type ListEntry, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Status, Tag } from '../../ui/tag.tsx'
import { AskFacts } from './ask-facts.tsx'
import { Amount } from './line.tsx'
import { Told } from './told.tsx'

export function Mine({ firm }: { readonly firm: string }) {
  const query = useQuery(mineQuery(firm))
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={8} />
  return <Standing mine={query.data} />
}

/** So many of what is not known yet are shown at once. */
const first = 8

function Standing({ mine }: { readonly mine: MyPolicies }) {
  const { t } = useTranslation('policies')
  const of = (...wanted: readonly MyPolicy['standing'][]) =>
    mine.policies.filter(({ standing }) => wanted.includes(standing))
  const can = of('has', 'choice', 'displaced')
  const open = of('unknown')
  return (
    <div className="policy-mine">
      <FirmLine mine={mine} />
      <Section title={t('can')}>
        {can.length === 0 ? <Empty title={t('canNone')}>{t('canNoneHint')}</Empty> : <Lines lines={can} mine={mine} />}
      </Section>
      <AskFacts mine={mine} />
      <Section title={t('open')}>
        <Lines lines={open.slice(0, first)} mine={mine} />
        {open.length > first && (
          <details className="policy-more">
            <summary>{t('openRest', { count: open.length - first })}</summary>
            <Lines lines={open.slice(first)} mine={mine} />
          </details>
        )}
      </Section>
      <details className="policy-more">
        <summary>{t('cannot', { count: of('no').length })}</summary>
        <Lines lines={of('no')} mine={mine} />
      </details>
      <Told firm={mine.firm.code} told={mine.told} />
    </div>
  )
}

function FirmLine({ mine }: { readonly mine: MyPolicies }) {
  const { t } = useTranslation('policies')
  const [params, setParams] = useSearchParams()
  const count = mine.policies.filter(({ standing }) => standing === 'has' || standing === 'choice').length
  return (
    <div className="policy-sum">
      {mine.firms.length > 1 ? (
        <Select
          label={t('firm')}
          value={mine.firm.code}
          onChange={(firm) => setParams({ ...Object.fromEntries(params), firm })}
          options={mine.firms.map(({ code, name }) => ({ value: code, label: name }))}
        />
      ) : (
        <p className="policy-firm">
          <Said text={mine.firm.name} />
        </p>
      )}
      <p className="policy-total">
        {t('total', { count })}
        {mine.total > 0 && (
          <strong className="number">
            <Money fen={Math.round(mine.total * 100)} />
          </strong>
        )}
      </p>
      <p className="quiet">{t('totalHint')}</p>
    </div>
  )
}

function Lines({ lines, mine }: { readonly lines: readonly MyPolicy[]; readonly mine: MyPolicies }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  if (lines.length === 0) return <Empty title={t('openNone')} />
  const entry = (line: MyPolicy): ListEntry => ({
    key: line.id,
    to: `/policies/${line.id}?firm=${mine.firm.code}`,
    title: <Said text={said(line.title)} />,
    more: (
      <>
        <span>
          <Said text={said(line.benefit)} />
        </span>
        <Mark line={line} />
        {line.freeOfApplication && <Tag tone="brand">{t('free')}</Tag>}
      </>
    ),
    ...(line.verdict === 'yes' ? { end: <Amount line={line} /> } : {}),
  })
  return <LinkList entries={lines.map(entry)} />
}

function Mark({ line }: { readonly line: MyPolicy }) {
  const { t } = useTranslation('policies')
  if (line.claim) return <Status kind="running">{t('claimed')}</Status>
  if (line.standing === 'choice') return <Status kind="asked">{t('choice')}</Status>
  if (line.standing === 'displaced') return <Status kind="paused">{t('displaced')}</Status>
  if (line.standing === 'unknown') return <span>{t('missing', { count: line.missing.length })}</span>
  return line.standing === 'no' ? <span>{t('fails', { count: line.fails.length })}</span> : null
}
