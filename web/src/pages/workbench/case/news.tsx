/** Says what others did in the case since the person last looked. */
import { useTranslation } from 'react-i18next'
import { InstantText } from '../../../ui/day.tsx'
import { Notice } from '../../../ui/states.tsx'
import type { ActView } from '../asks.ts'
import { useTrailSentence } from './trail.tsx'
import { lineOf } from './trail-lines.ts'

export function News({
  acts,
  since,
  refused,
  onSeen,
}: {
  readonly acts: readonly ActView[]
  readonly since: number
  /** An act of this person was refused because of it. */
  readonly refused?: boolean
  readonly onSeen?: () => void
}) {
  const { t } = useTranslation('workbench-case')
  const { t: bench } = useTranslation('workbench')
  const sentence = useTrailSentence()
  const between = acts.filter((act) => act.seq > since)
  if (between.length === 0 && !refused) return null
  return (
    <Notice kind="warn" title={refused ? t('conflict.title') : t('conflict.news')} live>
      <ul>
        {between.map((act) => (
          <li key={act.seq}>
            <InstantText at={act.at} /> {act.actor.name}
            {act.actor.departmentName && `（${act.actor.departmentName}）`}：{sentence(lineOf(act))}
          </li>
        ))}
      </ul>
      {refused && <p>{t('conflict.next')}</p>}
      {onSeen && (
        <button type="button" className="text-button" onClick={onSeen}>
          {bench('dismiss')}
        </button>
      )}
    </Notice>
  )
}
