/** The trail in words: which sentence tells an act and what was written with it. */
import type { ActView } from '../asks.ts'

export type TrailLine = {
  readonly key: number
  /** Name of the sentence under `trail` in the texts. */
  readonly sentence: string
  readonly outcome?: string | undefined
  /** What the person wrote. */
  readonly words?: string | undefined
  readonly items: readonly string[]
  readonly by?: string | undefined
  /** The due day before the calendar was amended. */
  readonly was?: string | undefined
  readonly procedure?: string | undefined
  /** A rule, a service or a process step, by its name in the process. */
  readonly subject?: string | undefined
  readonly quiet: boolean
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.flatMap((one) => (typeof one === 'string' ? [one] : (text((one as { name?: unknown } | null)?.name) ?? [])))
    : []

/** The hour and place of a hearing. */
const whereHeld = (deed: ActView['deed']): string | undefined => {
  const [hour, place] = [text(deed.hour), text(deed.place)]
  return hour && place ? `${hour} ${place}` : undefined
}

const ofMachine: ReadonlySet<string> = new Set(['wake', 'rule_answered', 'service_answered', 'deadline_rederived'])

/** Acts that say yes or no. */
const twoEnded: ReadonlySet<string> = new Set(['sign', 'check_promise', 'confirm', 'answer_hearing'])

export function lineOf(act: ActView): TrailLine {
  const { deed, kind } = act
  const sentence = twoEnded.has(kind)
    ? `${kind}_${(deed.agree ?? deed.kept ?? deed.wanted) === true ? 'yes' : 'no'}`
    : kind === 'join' && deed.left === true
      ? 'join_left'
      : kind
  return {
    key: act.seq,
    sentence,
    outcome: kind === 'complete' ? text(deed.outcome) : undefined,
    words:
      text(deed.opinion) ??
      text(deed.reason) ??
      text(deed.result) ??
      text(deed.text) ??
      text(deed.minutes) ??
      whereHeld(deed) ??
      text(deed.note),
    items: [...texts(deed.items), ...texts(deed.materials), ...texts([deed.toName]), ...texts(deed.signerNames)],
    by: text(deed.by) ?? text(deed.on) ?? text(deed.expectedEnd) ?? text(deed.rectifyBy) ?? text(deed.due),
    was: text(deed.was),
    procedure: text(deed.procedure),
    subject: text(deed.decision) ?? text(deed.action) ?? text(deed.step) ?? text(deed.what),
    quiet: ofMachine.has(kind),
  }
}
