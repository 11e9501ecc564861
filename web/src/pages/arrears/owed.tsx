/** What is owed, with every step of the computation so that it can be checked by hand and printed. */
import type { Owed } from '@steppe/contracts/arrears'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid } from '../../app/site.ts'
import { rulesQuery } from '../../asks/arrears.ts'
import { DayText, Money } from '../../ui/day.tsx'
import { countText, moneyText } from '../../ui/day-text.ts'
import { Card, Facts } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { Notice } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'

export function OwedCard({ owed }: { readonly owed: Owed }) {
  const { t } = useTranslation('arrears')
  return (
    <Card>
      <p className="arrears-total">
        <span>{t('owed.total')}</span>
        <strong className="number">
          <Money fen={owed.total} />
        </strong>
      </p>
      <Facts
        facts={[
          { key: 'principal', name: t('owed.principal'), value: <Money fen={owed.principalLeft} /> },
          { key: 'interest', name: t('owed.interest'), value: <Money fen={owed.interestLeft} /> },
          { key: 'asOf', name: t('owed.asOf'), value: <DayText day={owed.asOf} /> },
          { key: 'due', name: t('owed.due'), value: <DueText owed={owed} /> },
          { key: 'rate', name: t('owed.rate'), value: <RateText owed={owed} /> },
          { key: 'law', name: t('owed.law'), value: <LawText owed={owed} /> },
        ]}
      />
      <Marks owed={owed} />
      <Lines owed={owed} />
      <PaymentLines owed={owed} />
    </Card>
  )
}

function DueText({ owed: { term } }: { readonly owed: Owed }) {
  const { t } = useTranslation('arrears')
  return (
    <>
      <DayText day={term.due} />
      <span className="arrears-why">
        {t(`owed.started.${term.startedBy}`)} <DayText day={term.from} />
        {t('owed.plusDays', { count: term.days })}
        {t(`owed.termReason.${term.reason}`)}
        {term.rolledFrom && t('owed.rolled')}
      </span>
    </>
  )
}

function RateText({ owed: { rate } }: { readonly owed: Owed }) {
  const { t } = useTranslation('arrears')
  return (
    <>
      {t(`owed.per.${rate.per}`, { percent: rate.percent })}
      <span className="arrears-why">
        {t(`owed.rateReason.${rate.reason}`, { lpr: rate.lpr ?? '' })}
        {rate.per === 'year' && t('owed.dayCount', { count: rate.dayCount })}
      </span>
    </>
  )
}

function LawText({ owed: { law, term, rate } }: { readonly owed: Owed }) {
  const said = useSaid()
  return (
    <>
      {said(law.document)}
      <span className="arrears-why">
        <Said text={[...new Set([...term.articles, rate.article])].join('、')} />
      </span>
    </>
  )
}

/** What should be known before relying on the sum. */
function Marks({ owed: { law, term, rate } }: { readonly owed: Owed }) {
  const { t } = useTranslation('arrears')
  const { data: rules } = useQuery(rulesQuery)
  const fromMemory = (confidence: string | undefined) => confidence?.startsWith('mem') ?? false
  const version = rules?.laws.find(({ document }) => document.zh === law.document.zh)
  const marks = [
    term.provisional && 'provisional',
    term.tradeCustom && 'tradeCustom',
    rate.lprProvisional && 'lprProvisional',
    fromMemory(version?.confidence) && 'lawFromMemory',
    rate.lpr !== undefined && fromMemory(rules?.lpr.confidence) && 'lprFromMemory',
  ].filter((each) => typeof each === 'string')
  return marks.map((mark) => (
    <Notice key={mark} kind="warn">
      {t(`owed.marks.${mark}`)}
    </Notice>
  ))
}

function Lines({ owed }: { readonly owed: Owed }) {
  const { t } = useTranslation('arrears')
  const { language } = usePreferences()
  if (owed.lines.length === 0) return <p>{t('owed.notLate')}</p>
  const rate = owed.rate.per === 'day' ? `${owed.rate.percent}%` : `${owed.rate.percent}% ÷ ${owed.rate.dayCount}`
  return (
    <>
      <h3>{t('owed.how')}</h3>
      <Table
        caption={t('owed.how')}
        stack
        rows={owed.lines}
        rowKey={(line) => line.from}
        columns={[
          {
            key: 'span',
            head: t('owed.span'),
            cell: (line) => (
              <span>
                <DayText day={line.from} short /> – <DayText day={line.to} short />
              </span>
            ),
          },
          {
            key: 'formula',
            head: t('owed.formula'),
            cell: (line) => (
              <span className="arrears-formula">
                {moneyText(line.principal, language)} × {rate} × {t('owed.nDays', { count: line.days })}
              </span>
            ),
          },
          {
            key: 'interest',
            head: t('owed.lineInterest'),
            end: true,
            cell: (line) => <span className="number">{partedYuan(line.interest)}</span>,
          },
        ]}
      />
      <p className="quiet">{t('owed.rounded', { sum: moneyText(owed.interest, language) })}</p>
    </>
  )
}

/** `8750.000000` as 8,750.00; what stands behind the second digit stays when it says something. */
export function partedYuan(text: string): string {
  const [whole = '', behind = ''] = text.split('.')
  return `${countText(Number(whole))}.${behind.replace(/0{1,4}$/, '')}`
}

function PaymentLines({ owed }: { readonly owed: Owed }) {
  const { t } = useTranslation('arrears')
  if (owed.payments.length === 0) return null
  return (
    <>
      <h3>{t('owed.payments')}</h3>
      <Table
        caption={t('owed.payments')}
        stack
        rows={owed.payments.map((each, at) => ({ ...each, key: String(at) }))}
        rowKey={(each) => each.key}
        columns={[
          { key: 'on', head: t('owed.paidOn'), cell: (each) => <DayText day={each.on} short /> },
          { key: 'amount', head: t('owed.paid'), end: true, cell: (each) => <Money fen={each.amount} /> },
          { key: 'interest', head: t('owed.toInterest'), end: true, cell: (each) => <Money fen={each.toInterest} /> },
          {
            key: 'principal',
            head: t('owed.toPrincipal'),
            end: true,
            cell: (each) => <Money fen={each.toPrincipal} />,
          },
        ]}
      />
      <p className="quiet">{t(`owed.goes.${owed.paymentGoes}`)}</p>
    </>
  )
}
