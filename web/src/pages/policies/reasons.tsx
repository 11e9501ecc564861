/** Whether my firm may have it and why: each condition with its answer and the facts behind it; the facts that would decide. */
import type { MyReasons, PolicyView } from '@steppe/contracts/policies'
import type { Explanation } from '@steppe/kernels/rules'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid } from '../../app/site.ts'
import { dictionaryQuery, reasonsQuery } from '../../asks/policies.ts'
import { DayText, InstantText } from '../../ui/day.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { Status } from '../../ui/tag.tsx'
import { SupplyFacts } from './ask-facts.tsx'
import { Claim } from './claim.tsx'
import { Rule, sourceText } from './conditions.tsx'
import { findFact, valueText } from './fact-words.ts'
import { Amount } from './line.tsx'

const marks = { yes: 'done', no: 'refused', unknown: 'asked' } as const
const notices = { yes: 'good', no: 'info', unknown: 'warn' } as const

export function Reasons({ view, firm }: { readonly view: PolicyView; readonly firm: string }) {
  const { t } = useTranslation('policies')
  const query = useQuery(reasonsQuery(view.policy.id, firm))
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={5} />
  const reasons = query.data
  const { verdict } = reasons.explanation
  return (
    <>
      <Notice kind={notices[verdict]} title={t(`verdict.${verdict}`)} live>
        {verdict === 'yes' && (
          <p className="policy-amount">
            {t('amount')} <Amount line={reasons.line} />
          </p>
        )}
        {verdict === 'unknown' && <p>{t('verdict.unknownHint', { count: reasons.line.missing.length })}</p>}
        {reasons.line.standing === 'displaced' && <p>{t('displacedHint')}</p>}
        {reasons.line.standing === 'choice' && <p>{t('choiceHint')}</p>}
      </Notice>
      {verdict === 'unknown' && reasons.explanation.missing.length > 0 && (
        <Section title={t('ask.title')}>
          <Card>
            <SupplyFacts
              key={reasons.explanation.missing.join()}
              firm={firm}
              facts={reasons.explanation.missing.slice(0, 3)}
            />
          </Card>
        </Section>
      )}
      {verdict === 'yes' && <Claim view={view} firm={firm} line={reasons.line} />}
      <Section title={t('why')}>
        <Tree view={view} reasons={reasons} />
      </Section>
      {reasons.pushed && <Pushed view={view} pushed={reasons.pushed} />}
    </>
  )
}

function Tree({ view, reasons }: { readonly view: PolicyView; readonly reasons: MyReasons }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  return (
    <ol className="policy-conditions">
      {view.policy.conditions.map((condition) => {
        const found = reasons.explanation.conditions.find(({ id }) => id === condition.id)
        const verdict = found?.verdict ?? 'unknown'
        return (
          <li key={condition.id}>
            <p className="policy-condition">
              <Status kind={marks[verdict]}>{t(`met.${verdict}`)}</Status> <Said text={said(condition.title)} />
            </p>
            {found?.explanation && <Because nodes={found.explanation.because} reasons={reasons} />}
            <p className="quiet" lang="zh">
              {sourceText(condition.source)}
            </p>
            <Rule text={condition.when} />
          </li>
        )
      })}
    </ol>
  )
}

/** The facts under a condition; what a table derived shows what it was derived from. */
function Because({ nodes, reasons }: { readonly nodes: readonly Explanation[]; readonly reasons: MyReasons }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const { language } = usePreferences()
  const dictionary = useQuery(dictionaryQuery).data
  if (nodes.length === 0) return null
  return (
    <ul className="policy-because">
      {nodes.map((node) => {
        const fact = findFact(dictionary, node.name)
        const held = reasons.facts.find(({ id }) => id === node.name)
        const derived = node.kind === 'decision'
        return (
          <li key={node.name}>
            <span className="policy-fact">{fact ? said(fact.title) : node.name}</span>{' '}
            <strong>
              <Said text={valueText(fact, node.known ? node.value : undefined, language)} />
            </strong>
            {held && (
              <span className="quiet">
                {' '}
                {held.from === 'said' ? (
                  t('ownWord')
                ) : (
                  <Said text={held.source ?? (fact?.source ? said(fact.source) : '')} />
                )}{' '}
                · <DayText day={held.asOf} />
              </span>
            )}
            {held?.said !== undefined && (
              <span className="quiet"> {t('youSaid', { value: valueText(fact, held.said, language) })}</span>
            )}
            {derived && node.sources[0] && (
              <span className="quiet" lang="zh">
                {' '}
                {node.sources[0].name}
              </span>
            )}
            {derived && <Because nodes={node.because} reasons={reasons} />}
          </li>
        )
      })}
    </ul>
  )
}

/** Why I was told: 个人信息保护法 art. 24. */
function Pushed({ view, pushed }: { readonly view: PolicyView; readonly pushed: NonNullable<MyReasons['pushed']> }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const titles = pushed.because.flatMap((id) => view.policy.conditions.find((each) => each.id === id)?.title ?? [])
  return (
    <Section title={t('pushed.title')}>
      <Card>
        <p>
          {t('pushed.because')} <InstantText at={pushed.at} />
        </p>
        <ul className="policy-list">
          {titles.map((title) => (
            <li key={title.zh}>
              <Said text={said(title)} />
            </li>
          ))}
        </ul>
        <p className="quiet">{t('pushed.stop')}</p>
      </Card>
    </Section>
  )
}
