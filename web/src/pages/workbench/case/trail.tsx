/** The trail of a case: every act, the last on top, with who, when, what was written, and its mark in the public log. */
import { useTranslation } from 'react-i18next'
import { DayText, InstantText } from '../../../ui/day.tsx'
import { Said } from '../../../ui/said.tsx'
import type { ActView } from '../asks.ts'
import { useWords } from '../words.ts'
import { lineOf, type TrailLine } from './trail-lines.ts'

/** `order`: of an appeal, where some acts have other names. */
/** Words before the day of an act; until when something is due where none stand here. */
const dayWords: Readonly<Record<string, string>> = { pause: 'trailExpected', call_hearing: 'trailHeld' }

export function useTrailSentence(order = false): (line: TrailLine) => string {
  const { t, i18n } = useTranslation('workbench-case')
  const words = useWords()
  const named = (subject: string) =>
    i18n.exists(`checks.${subject}`, { ns: 'workbench-case' }) ? t(`checks.${subject}`) : subject.replaceAll('_', ' ')
  return (line) => {
    if (line.outcome) return words.outcome(line.outcome)
    const own = order ? `order_${line.sentence}` : line.sentence
    const key = [own, line.sentence].find((each) => i18n.exists(`trail.${each}`, { ns: 'workbench-case' })) ?? 'other'
    return t(`trail.${key}`, {
      kind: line.sentence,
      procedure: line.procedure ? words.procedure(line.procedure) : '',
      subject: line.subject ? named(line.subject) : '',
    })
  }
}

type NameOf = (material: string) => string

function Entry({
  act,
  fresh,
  order = false,
  nameOf,
}: {
  readonly act: ActView
  readonly fresh: boolean
  readonly order?: boolean | undefined
  readonly nameOf?: NameOf | undefined
}) {
  const { t } = useTranslation('workbench-case')
  const sentence = useTrailSentence(order)
  const line = lineOf(act)
  return (
    <li className={['act', line.quiet && 'by-machine', fresh && 'fresh'].filter(Boolean).join(' ')}>
      <div className="act-what">
        <strong>{sentence(line)}</strong>
        {fresh && <span className="mark">{t('trailNew')}</span>}
      </div>
      {line.words && (
        <p className="act-words">
          <Said text={line.words} />
        </p>
      )}
      {line.items.length > 0 && (
        <ol className="act-items">
          {line.items.map((item, index) => (
            <li key={`${index} ${item}`}>
              <Said text={act.kind === 'accept_with_missing' && nameOf ? nameOf(item) : item} />
            </li>
          ))}
        </ol>
      )}
      {line.by && (
        <p>
          {t(dayWords[act.kind] ?? 'trailBy')} <DayText day={line.by} />
        </p>
      )}
      {line.was && (
        <p>
          {t('trailWas')} <DayText day={line.was} />
        </p>
      )}
      <div className="act-who">
        <span>
          <Said text={act.actor.name} />
          {act.actor.departmentName && ` · ${act.actor.departmentName}`}
        </span>
        <InstantText at={act.at} />
        <code title={`${t('commitment')} ${act.commitment}`} className="act-mark">
          #{act.seq} {act.commitment.slice(0, 8)}
        </code>
      </div>
    </li>
  )
}

/** `newSince`: acts after this one were made by others while the case was open on the screen; `nameOf` a material that was let follow. */
export function TrailList({
  acts,
  newSince,
  order,
  nameOf,
}: {
  readonly acts: readonly ActView[]
  readonly newSince: number
  readonly order?: boolean
  readonly nameOf?: NameOf
}) {
  const { t } = useTranslation('workbench-case')
  return (
    <ol className="acts" aria-label={t('trailTitle')} reversed>
      {acts.toReversed().map((act) => (
        <Entry key={act.seq} act={act} fresh={act.seq > newSince} order={order} nameOf={nameOf} />
      ))}
    </ol>
  )
}
