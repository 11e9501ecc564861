/** The story of a case in the order in which a person wants it: what was done, where it is, what comes. Pure. */
import type { ActView, CaseView } from '@steppe/contracts/cases'

/** Acts of the machine that say nothing to an applicant. */
const silent = new Set([
  'wake',
  'rule_answered',
  'service_answered',
  'note',
  'delegate',
  'add_signer',
  'take_back',
  'rate',
])

const ended = new Set(['closed', 'refused', 'withdrawn', 'lapsed', 'revoked'])

export const hasEnded = (status: string): boolean => ended.has(status)

/** A moment of the story; `text` names a sentence of texts/track, `values` fill it. */
export type Moment = {
  readonly key: string
  readonly state: 'done' | 'now' | 'coming'
  readonly text: string
  readonly values?: Readonly<Record<string, string>>
  readonly day?: string
  readonly by?: string
  readonly department?: string
  readonly person?: string
  /** The recorded reason or opinion, as written. */
  readonly words?: string
  readonly items?: readonly string[]
  /** The due day before the calendar was amended. */
  readonly was?: string
}

const wordsOf = (deed: ActView['deed']): string | undefined => {
  for (const name of ['reason', 'opinion', 'result']) {
    const said = deed[name]
    if (typeof said === 'string' && said.trim() !== '') return said
  }
  const { hour, place } = deed
  return typeof hour === 'string' && typeof place === 'string' ? `${hour} ${place}` : undefined
}

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** Which sentence tells an act: `complete.approved` where the outcome has one, else `complete`. */
function sentenceOf(act: ActView): { readonly text: string; readonly values: Record<string, string> } {
  const { deed } = act
  const name = typeof deed.step === 'string' ? deed.step : typeof deed.name === 'string' ? deed.name : ''
  if (act.kind === 'answer_hearing')
    return { text: `answer_hearing_${deed.wanted === true ? 'yes' : 'no'}`, values: { name, outcome: '' } }
  const outcome = typeof deed.outcome === 'string' ? deed.outcome : ''
  return { text: act.kind === 'complete' && outcome ? `complete.${outcome}` : act.kind, values: { name, outcome } }
}

function pastMoment(act: ActView): Moment {
  const { text, values } = sentenceOf(act)
  const items = listOf(act.deed.items)
  const words = wordsOf(act.deed)
  const by = act.deed.by ?? act.deed.on ?? (act.kind === 'deadline_rederived' ? act.deed.due : undefined)
  const was = act.deed.was
  return {
    key: `act-${act.seq}`,
    state: 'done',
    text,
    values,
    day: act.on,
    ...(act.actor.departmentName ? { department: act.actor.departmentName } : {}),
    ...(words ? { words } : {}),
    ...(items.length > 0 ? { items } : {}),
    ...(typeof by === 'string' ? { by } : {}),
    ...(typeof was === 'string' ? { was } : {}),
  }
}

/** `standing`: the act that stopped the clock, which says until when it may take (行政许可法 art. 45: told in writing). */
function nowMoments(view: CaseView, standing: ActView | undefined): Moment[] {
  if (hasEnded(view.status)) return []
  if (view.status === 'correcting' && view.correction && !view.correction.suppliedOn)
    return [{ key: 'now-correct', state: 'now', text: 'waitsForCorrection', by: view.correction.by }]
  const paused = view.clock.paused
  const end = standing?.deed.expectedEnd
  const stopped: Moment[] = paused
    ? [
        {
          key: 'now-paused',
          state: 'now',
          text: 'paused',
          day: paused.since,
          words: paused.reason,
          values: { kind: paused.kind },
          ...(typeof end === 'string' ? { by: end } : {}),
        },
      ]
    : []
  return [
    ...stopped,
    ...view.tasks.map(
      (task): Moment => ({
        key: `task-${task.id}`,
        state: 'now',
        text: 'atStep',
        values: { name: task.name },
        department: task.departmentName,
        ...(task.holderName ? { person: task.holderName } : {}),
        ...(task.dueOn && !paused ? { by: task.dueOn } : {}),
      }),
    ),
  ]
}

function comingMoments(view: CaseView): Moment[] {
  if (hasEnded(view.status)) return []
  const text = view.status === 'decided' ? 'willDeliver' : view.acceptedOn ? 'willDecide' : 'willAccept'
  const known = text === 'willDecide' && !view.clock.paused
  return [{ key: 'coming', state: 'coming', text, ...(known && view.clock.due ? { by: view.clock.due } : {}) }]
}

/** Earliest first; acts that an applicant gains nothing from are left out. */
export function timelineOf(view: CaseView, acts: readonly ActView[]): readonly Moment[] {
  const standing = view.clock.paused ? acts.findLast((act) => act.kind === 'pause') : undefined
  const past = acts.filter((act) => !silent.has(act.kind) && act !== standing).map(pastMoment)
  return [...past, ...nowMoments(view, standing), ...comingMoments(view)]
}
