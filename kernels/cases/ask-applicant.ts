/** 补正 and 容缺: what the applicant is asked for, once and by a day, and what comes of it. */
import type { Act, Deed } from './acts.ts'
import { endOf, findTask, no, only, type Result } from './answer.ts'
import { complete } from './complete-step.ts'
import type { CaseContext } from './context.ts'
import type { CaseMaterial, CaseState, LawTimer } from './state.ts'

export function acceptWithMissing(
  state: CaseState,
  deed: Extract<Deed, { kind: 'accept_with_missing' }>,
  act: Act,
  context: CaseContext,
): Result {
  const task = findTask(state, deed.task)
  if (task?.action !== 'accept') return no('task_gone')
  if (deed.materials.length === 0) return no('nothing_named')
  const today = context.dayOf(act.at)
  if (deed.by <= today || deed.by > endOf(context.law.correctionLongest, today, context)) return no('day_out_of_range')
  const done = complete(
    state,
    { kind: 'complete', task: deed.task, outcome: 'accept', ...(deed.opinion ? { opinion: deed.opinion } : {}) },
    act,
    context,
  )
  if ('refused' in done) return done
  const lawTimers: LawTimer[] = [{ id: 'supplement_lapse', after: deed.by }]
  return { ...done, state: { ...done.state, supplement: { materials: deed.materials, by: deed.by }, lawTimers } }
}

/** 补正: everything at once, in time, as often as the law allows. Source: 行政许可法 art. 32(4). */
export function requestCorrection(
  state: CaseState,
  deed: Extract<Deed, { kind: 'request_correction' }>,
  act: Act,
  context: CaseContext,
): Result {
  const task = findTask(state, deed.task)
  if (task?.action !== 'accept') return no('correction_only_before_acceptance')
  if (state.status === 'correcting') return no('waits_for_applicant')
  if (state.correction) return no('correction_told_once')
  if (deed.items.length === 0) return no('nothing_named')
  const today = context.dayOf(act.at)
  if (deed.by <= today || deed.by > endOf(context.law.correctionLongest, today, context)) return no('day_out_of_range')
  const correction = { askedOn: today, items: deed.items, by: deed.by }
  return only({ ...state, status: 'correcting', correction, lawTimers: [{ id: 'correction_lapse', after: deed.by }] })
}

export function supplyCorrection(
  state: CaseState,
  deed: Extract<Deed, { kind: 'supply_correction' }>,
  act: Act,
  context: CaseContext,
): Result {
  if (state.status !== 'correcting' || !state.correction) return no('nothing_to_correct')
  const today = context.dayOf(act.at)
  const after = endOf(context.law.correctionNotice, today, context)
  const lawTimers: LawTimer[] = [{ id: 'deemed_acceptance', after }]
  return only({
    ...state,
    status: 'received',
    tasks: state.tasks.map((task) => (task.action === 'accept' ? { ...task, dueOn: after } : task)),
    correction: { ...state.correction, suppliedOn: today },
    answers: { ...state.answers, ...deed.answers },
    materials: replaceMaterials(state.materials, deed.materials ?? []),
    lawTimers,
  })
}

export function replaceMaterials(
  old: readonly CaseMaterial[],
  fresh: readonly CaseMaterial[],
): readonly CaseMaterial[] {
  const ids = new Set(fresh.map((material) => material.id))
  return [...old.filter((material) => !ids.has(material.id)), ...fresh]
}

/** Materials as people know them; by their id where the case has none of the name. */
export function namesOf(materials: readonly CaseMaterial[], ids: readonly string[]): string {
  return ids.map((id) => materials.find((material) => material.id === id)?.name ?? id).join('、')
}

export function supplyMissing(
  state: CaseState,
  deed: Extract<Deed, { kind: 'supply_missing' }>,
  act: Act,
  context: CaseContext,
): Result {
  const { supplement } = state
  if (!supplement || supplement.suppliedOn) return no('nothing_missing')
  const materials = replaceMaterials(state.materials, deed.materials)
  const still = supplement.materials.filter((id) => !materials.some((material) => material.id === id && material.file))
  if (still.length > 0) return no('still_missing', { materials: namesOf(materials, still) })
  return only({ ...state, materials, supplement: { ...supplement, suppliedOn: context.dayOf(act.at) }, lawTimers: [] })
}
