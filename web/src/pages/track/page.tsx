/** Where a case is: what it waits for, who holds it, what comes next and by when, why the clock stands still. */
import './track.css'
import type { CaseView } from '@steppe/contracts/cases'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useParams } from 'react-router'
import { useSession, useSite } from '../../app/site.ts'
import { allowedQuery, caseQuery, trailQuery } from '../../asks/cases.ts'
import { myLicencesQuery } from '../../asks/credentials.ts'
import { LinkButton } from '../../ui/button.tsx'
import { CaseProof } from '../../ui/case-proof.tsx'
import { DayText, TermText } from '../../ui/day.tsx'
import { BackLink, Card, Facts, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { PageSkeleton, RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { Status } from '../../ui/tag.tsx'
import { CaseDiagram } from './case-diagram.tsx'
import { Hearing } from './hearing.tsx'
import { Notices } from './notices.tsx'
import { statusKind } from './status-kind.ts'
import { Story } from './story.tsx'
import { SupplyCorrection, SupplyMissing } from './supply.tsx'
import { hasEnded } from './timeline-of.ts'
import { Withdraw } from './withdraw.tsx'

/** One sentence about now, in the card at the top. */
function Now({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('track')
  const { t: app } = useTranslation()
  const today = useSite()?.today
  const task = view.tasks[0]
  const clock = view.clock
  const open = !hasEnded(view.status)
  return (
    <Card>
      <div className="track-now">
        <Status kind={statusKind(view.status)}>{app(`status.${view.status}`)}</Status>
        {open && clock.due && view.acceptedOn && view.status !== 'decided' && (
          <TermText
            left={clock.daysLeft}
            unit={clock.unit ?? 'wd'}
            due={clock.due}
            paused={clock.paused !== undefined}
            today={today}
          />
        )}
      </div>
      {open && task && view.status !== 'correcting' && (
        <p className="track-holder">
          {t('heldBy', { step: task.name, department: task.departmentName })}
          {task.holderName && t('heldByPerson', { person: task.holderName })}
        </p>
      )}
      {clock.paused && (
        <Notice kind="warn" title={t('standsStill')}>
          <p>
            <Said text={clock.paused.reason} />
          </p>
          <p>
            {t('since')} <DayText day={clock.paused.since} />
          </p>
          <p>{t('standsStillMeans')}</p>
        </Notice>
      )}
      {clock.provisional && open && <p className="quiet small">{t('provisional')}</p>}
    </Card>
  )
}

/** The name of a result; one that is a licence leads to it, once it was issued. */
function ResultName({ id, name, number }: { readonly id: string; readonly name: string; readonly number: string }) {
  const query = useQuery(myLicencesQuery)
  const licence = query.data?.licences.find((one) => one.case === id && one.number === number)
  return licence ? (
    <Link to={`/licences/${licence.id}`} className="list-title-plain">
      {name}
    </Link>
  ) : (
    <span className="list-title-plain">{name}</span>
  )
}

function Outcome({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('track')
  if (!view.outcome && view.results.length === 0) return null
  return (
    <Section title={t('outcome')}>
      {view.outcome && (
        <Notice kind={view.outcome === 'approved' ? 'good' : 'bad'} title={t(`outcomes.${view.outcome}`)}>
          {view.reasons && (
            <p>
              <Said text={view.reasons} />
            </p>
          )}
          {view.renews?.deemedOn && <p>{t('deemedRenewed')}</p>}
        </Notice>
      )}
      {view.results.length > 0 && (
        <ul className="list">
          {view.results.map((result) => (
            <li key={result.number} className="result">
              <ResultName id={view.id} {...result} />
              <span className="list-more">
                <span>{result.number}</span>
                <DayText day={result.issuedOn} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function RatedOn({ rating }: { readonly rating: NonNullable<CaseView['rating']> }) {
  const { t } = useTranslation('track')
  return (
    <>
      {t(`grades.${rating.grade}`)} · <DayText day={rating.on} />
    </>
  )
}

function RenewedUntil({ renews, open }: { readonly renews: NonNullable<CaseView['renews']>; readonly open: boolean }) {
  const { t } = useTranslation('track')
  return (
    <>
      <DayText day={renews.lastDay} />
      {open && renews.inTime && <span className="quiet"> {t('silenceRenews')}</span>}
    </>
  )
}

function HearingHeld({ called }: { readonly called: NonNullable<NonNullable<CaseView['hearing']>['called']> }) {
  return (
    <>
      <DayText day={called.on} /> {called.hour} <Said text={called.place} />
    </>
  )
}

function About({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('track')
  const facts = [
    { key: 'number', name: t('number'), value: <span className="number">{view.id}</span> },
    { key: 'applicant', name: t('applicant'), value: <Said text={view.applicant.name} /> },
    { key: 'department', name: t('department'), value: view.departmentName },
    { key: 'opened', name: t('opened'), value: <DayText day={view.openedOn} /> },
    ...(view.acceptedOn ? [{ key: 'accepted', name: t('accepted'), value: <DayText day={view.acceptedOn} /> }] : []),
    ...(view.clock.due && view.acceptedOn
      ? [{ key: 'due', name: t('due'), value: <DayText day={view.clock.due} /> }]
      : []),
    ...(view.hearing?.holdBy && !view.decidedOn
      ? [
          view.hearing.called
            ? { key: 'hearing', name: t('hearing.called'), value: <HearingHeld called={view.hearing.called} /> }
            : { key: 'hearing', name: t('hearing.hold'), value: <DayText day={view.hearing.holdBy} /> },
        ]
      : []),
    ...(view.renews
      ? [{ key: 'renews', name: t('renews'), value: <RenewedUntil renews={view.renews} open={!view.decidedOn} /> }]
      : []),
    ...(view.closedOn ? [{ key: 'closed', name: t('closed'), value: <DayText day={view.closedOn} /> }] : []),
    ...(view.rating ? [{ key: 'rated', name: t('rated'), value: <RatedOn rating={view.rating} /> }] : []),
  ]
  return (
    <Section title={t('about')}>
      <Card>
        <Facts facts={facts} />
      </Card>
    </Section>
  )
}

function Acts({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('track')
  const query = useQuery(allowedQuery(view.id))
  const session = useSession()
  // Whoever owes something must not be left without the way to hand it in, and not know it.
  if (query.isLoadingError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  const allowed = query.data ?? []
  const may = (kind: string) => allowed.some((act) => act.kind === kind && act.allowed)
  return (
    <>
      {view.correction && !view.correction.suppliedOn && may('supply_correction') && <SupplyCorrection view={view} />}
      {view.supplement && !view.supplement.suppliedOn && may('supply_missing') && <SupplyMissing view={view} />}
      {may('answer_hearing') && <Hearing view={view} />}
      {view.status === 'closed' && !view.rating && session?.kind === 'person' && (
        <div>
          <LinkButton to={`/rate/${view.id}`}>{t('rate')}</LinkButton>
        </div>
      )}
    </>
  )
}

function Whole({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('track')
  const trail = useQuery(trailQuery(view.id))
  const allowed = useQuery(allowedQuery(view.id)).data ?? []
  const withdraw = allowed.find((act) => act.kind === 'withdraw')
  return (
    <>
      <PageHead title={view.title} lead={<span className="number">{view.id}</span>} />
      <Now view={view} />
      <Acts view={view} />
      <Outcome view={view} />
      <Notices view={view} />
      <Section title={t('progress')}>
        <Card>
          {trail.isError && <ErrorState boxed={false} fault={trail.error} onRetry={() => void trail.refetch()} />}
          {trail.isPending && <RowsSkeleton />}
          {trail.data && <Story view={view} acts={trail.data} />}
        </Card>
      </Section>
      <About view={view} />
      <CaseDiagram id={view.id} />
      <div className="button-row no-print">
        <CaseProof id={view.id} what="receipt" />
        {withdraw?.allowed && <Withdraw view={view} />}
        <Link to="/mine">{t('mine')}</Link>
      </div>
    </>
  )
}

export function Page() {
  const { case: id = '' } = useParams()
  const { t } = useTranslation('track')
  const query = useQuery({ ...caseQuery(id), refetchInterval: 60_000 })
  if (query.data?.kind === 'appeal') return <Navigate to={`/appeals/${id}`} replace />
  return (
    <PageBody narrow>
      <BackLink to="/mine">{t('mine')}</BackLink>
      {query.isPending && <PageSkeleton />}
      {query.isError && !query.data && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Whole view={query.data} />}
    </PageBody>
  )
}
