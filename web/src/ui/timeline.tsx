/** What happened, what is happening, what comes next, in civil days. */
import './timeline.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export type TimelineEntry = {
  readonly key: string
  readonly state: 'done' | 'now' | 'coming'
  readonly when?: ReactNode
  readonly what: ReactNode
  readonly more?: ReactNode
}

export function Timeline({ entries, label }: { readonly entries: readonly TimelineEntry[]; readonly label: string }) {
  const { t } = useTranslation()
  return (
    <ol className="timeline" aria-label={label}>
      {entries.map((entry) => (
        <li
          key={entry.key}
          className={`timeline-entry ${entry.state}`}
          aria-current={entry.state === 'now' ? 'step' : undefined}
        >
          <span className="timeline-mark" aria-hidden="true" />
          <div className="timeline-what">
            {entry.state !== 'done' && <span className="visually-hidden">{t(`timeline.${entry.state}`)}</span>}
            {entry.what}
          </div>
          {entry.when && <div className="timeline-when">{entry.when}</div>}
          {entry.more && <div className="timeline-more">{entry.more}</div>}
        </li>
      ))}
    </ol>
  )
}
