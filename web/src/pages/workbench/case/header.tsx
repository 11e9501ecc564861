/** The head of a case: what, who, how it stands, and its clock: term, due day, what is left, why it stands still. */
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../../app/preferences.ts'
import { useSite } from '../../../app/site.ts'
import { DayText, TermText } from '../../../ui/day.tsx'
import { lengthText } from '../../../ui/day-text.ts'
import { PageHead } from '../../../ui/page.tsx'
import { Said } from '../../../ui/said.tsx'
import { Status } from '../../../ui/tag.tsx'
import { statusKind } from '../../track/status-kind.ts'
import type { CaseView } from '../asks.ts'
import { useWords } from '../words.ts'

function Left({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('workbench-case')
  const today = useSite()?.today
  const { clock } = view
  if (view.closedOn)
    return (
      <span>
        {t('clock.closed')} <DayText day={view.closedOn} />
      </span>
    )
  if (view.status === 'correcting') return <span className="term paused">‖ {t('clock.correcting')}</span>
  if (!view.acceptedOn) return <span className="quiet">{t('clock.notStarted')}</span>
  return (
    <TermText
      left={clock.daysLeft}
      unit={clock.unit ?? 'wd'}
      due={clock.due}
      paused={clock.paused !== undefined}
      today={today}
    />
  )
}

/** Until when a hearing may be asked for, or is to be held; nothing once the matter is decided. */
function HearingDays({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('workbench-case')
  const { hearing } = view
  if (!hearing || view.decidedOn) return null
  const hold = hearing.holdBy && view.clock.paused ? hearing.holdBy : undefined
  if (!hold && hearing.answeredOn) return null
  if (hold && hearing.called)
    return (
      <span>
        {t('clock.hearingCalled')} <DayText day={hearing.called.on} /> {hearing.called.hour}{' '}
        <Said text={hearing.called.place} />
      </span>
    )
  return (
    <span>
      {t(hold ? 'clock.hearingHold' : 'clock.hearingAsk')} <DayText day={hold ?? hearing.askBy} />
    </span>
  )
}

function Clock({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('workbench-case')
  const { language } = usePreferences()
  const words = useWords()
  const { clock } = view
  const length = (term: typeof clock.term) =>
    term.length === 0 ? t('clock.atOnce') : lengthText(term.length, term.unit, language)
  return (
    <div className="clock">
      <div className="clock-left">
        <Left view={view} />
      </div>
      <div className="clock-more">
        <span>
          {t('clock.term')} {length(clock.term)}
          <span className="quiet">
            {' '}
            （{t('clock.law')} {length(clock.lawTerm)}）
          </span>
        </span>
        {clock.due && (
          <span>
            {t('clock.due')} <DayText day={clock.due} />
            {clock.provisional && <span className="quiet"> {t('clock.provisional')}</span>}
          </span>
        )}
        {clock.paused && (
          <span>
            {t('clock.pausedFor', { kind: words.procedure(clock.paused.kind) })}
            {t('colon')}
            <Said text={clock.paused.reason} />（<DayText day={clock.paused.since} short /> {t('clock.since')}）
          </span>
        )}
        {clock.pauses.length > (clock.paused ? 1 : 0) && (
          <span className="quiet">{t('clock.pauses', { count: clock.pauses.length })}</span>
        )}
        <HearingDays view={view} />
        {view.renews?.inTime && !view.decidedOn && (
          <span>
            {t('clock.renews')} <DayText day={view.renews.lastDay} />
          </span>
        )}
        {clock.extensions.map((term, index) => (
          <span key={index}>
            {t('clock.extended')} {length(term)}
          </span>
        ))}
      </div>
    </div>
  )
}

export function CaseHeader({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('workbench-case')
  const { t: bench } = useTranslation('workbench')
  const words = useWords()
  const { applicant } = view
  return (
    <header className="case-head">
      <div className="case-title">
        <PageHead title={view.title} />
        <div className="case-line">
          <Status kind={statusKind(view.status)}>{bench(`status.${view.status}`)}</Status>
          <span className="mono">{view.id}</span>
          <span>
            {t(`applicantKind.${applicant.kind === 'firm' ? 'firm' : 'person'}`)}{' '}
            <strong>
              <Said text={applicant.name} />
            </strong>
            {applicant.kind === 'firm' && <span className="mono quiet"> {applicant.id}</span>}
            {applicant.agent && (
              <span className="quiet">
                {' '}
                · {t('agent')} <Said text={applicant.agent} />
              </span>
            )}
          </span>
          <span>{view.departmentName}</span>
          <span className="quiet">
            {t('opened')} <DayText day={view.openedOn} /> · {words.channel(view.channel)}
          </span>
        </div>
      </div>
      <Clock view={view} />
    </header>
  )
}
