/** The calls of the last hours, and what the caller said before. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { DayText } from '../../ui/day.tsx'
import { civilDayOf, clockText } from '../../ui/day-text.ts'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Status } from '../../ui/tag.tsx'
import { stageKind, useStageWords } from '../appeal/words.ts'
import { callsQuery, earlierQuery } from './asks.ts'
import type { IntakeDesk } from './use-intake.ts'

function Ringing({ intake }: { readonly intake: IntakeDesk }) {
  const { t } = useTranslation('appeal-desk')
  const query = useQuery(callsQuery)
  const calls = (query.data ?? []).filter((call) => !call.order).slice(0, 6)
  return (
    <section className="panel hotline-calls">
      <h2>
        {t('calls')} <kbd>Alt C</kbd>
      </h2>
      {query.isPending && <RowsSkeleton rows={2} />}
      {query.isError && <p className="quiet">{t('callsFailed')}</p>}
      {query.data && calls.length === 0 && <p className="quiet">{t('noCalls')}</p>}
      <ul className="order-files">
        {calls.map((call) => (
          <li key={call.id}>
            <button
              type="button"
              className="suggestion"
              aria-pressed={intake.intake.call === call.id}
              onClick={() => intake.pickCall(call)}
            >
              <span className="suggestion-head">
                <strong className="mono">{call.from}</strong>
                <span>{clockText(call.startedAt)}</span>
              </span>
              <span className="quiet">{call.endedAt ? t('ended') : t('speaking')}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Earlier({ intake }: { readonly intake: IntakeDesk }) {
  const { t } = useTranslation('appeal-desk')
  const stageWords = useStageWords('office')
  const [typed, setTyped] = useState('')
  const { phone } = intake.intake
  const q = typed.trim() || phone.trim()
  const query = useQuery(earlierQuery(q))
  return (
    <section className="panel">
      <h2>
        {t('earlier')} <kbd>Alt 5</kbd>
      </h2>
      <input
        id="hotline-earlier"
        className="input"
        type="search"
        aria-label={t('earlierHint')}
        placeholder={t('earlierHint')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {q.length >= 2 && query.isPending && <RowsSkeleton rows={2} />}
      {query.data?.rows.length === 0 && <p className="quiet">{t('noEarlier')}</p>}
      <ul className="order-past">
        {query.data?.rows.map((row) => (
          <li key={row.id}>
            <Link to={`/work/appeals/${row.id}`}>
              <Said text={row.title} />
            </Link>
            <span className="order-past-head">
              <Status kind={stageKind(row)}>{stageWords(row)}</Status>
              <DayText day={civilDayOf(row.openedAt)} short /> <Said text={row.departmentName} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Calls({ intake }: { readonly intake: IntakeDesk }) {
  return (
    <div className="hotline-left">
      <Ringing intake={intake} />
      <Earlier intake={intake} />
    </div>
  )
}
