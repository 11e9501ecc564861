/** What is drawn from: rules, objects, inspectors and recusals, committed to as one root before the seed exists. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalText } from '../ledger/canonical.ts'
import { rootOfTexts } from '../ledger/text-root.ts'
import { largestWeight } from './tickets.ts'

/** How many of a stratum are taken: so many, or a share (rounded up). */
export type Take =
  | { readonly stratum: string; readonly count: number }
  | { readonly stratum: string; readonly share: readonly [numerator: number, denominator: number] }

/** 抽查任务: what is checked, how many of each stratum, and who inspects. */
export interface DrawTask {
  readonly id: string
  readonly take: readonly Take[]
  /** The pool the inspectors come from: a department, or part of one. */
  readonly pool: string
  /** Inspectors at each visit from this pool; at least two (行政处罚法 art. 42). */
  readonly inspectors: number
  /** At most so many of one group (a chain, a street). */
  readonly perGroup?: number
}

/** 检查对象. The id is public (a credit code) or concealed (`concealId`). */
export interface DrawObject {
  readonly id: string
  /** The stratum it belongs to in each task it can be drawn for. */
  readonly tasks: Readonly<Record<string, string>>
  readonly weight?: number
  readonly group?: string
}

/** 执法检查人员 and the pool they belong to: one, so that nobody is counted for two departments at one visit. */
export interface DrawInspector {
  readonly id: string
  readonly pool: string
}

/** 回避: this inspector does not visit this object. */
export interface Recusal {
  readonly inspector: string
  readonly object: string
  readonly reason: string
}

export interface DrawList {
  readonly tasks: readonly DrawTask[]
  readonly objects: readonly DrawObject[]
  readonly inspectors: readonly DrawInspector[]
  readonly recusals: readonly Recusal[]
  /** Visits an inspector should have at most; who is needed beyond it is taken all the same, and it shows. */
  readonly load?: number
}

/** What is wrong with a list, before anything is committed. */
export interface ListProblem {
  readonly code:
    | 'empty'
    | 'id_twice'
    | 'id_malformed'
    | 'task_unknown'
    | 'stratum_unknown'
    | 'weight_wrong'
    | 'take_wrong'
    | 'stratum_too_small'
    | 'too_few_inspectors'
    | 'recusal_unknown'
    | 'inspectors_below_two'
  readonly at: string
}

const byId = (one: { readonly id: string }, other: { readonly id: string }) => (one.id < other.id ? -1 : 1)

/** The order of strata within a task. */
export const byStratum = (one: Take, other: Take) => (one.stratum < other.stratum ? -1 : 1)

/** The list in the one order and shape that is hashed: what was written in another order is the same list. */
export function canonicalList(list: DrawList): DrawList {
  const byText = (one: Recusal, other: Recusal) => (canonicalText(one) < canonicalText(other) ? -1 : 1)
  return {
    tasks: [...list.tasks].sort(byId).map((task) => ({ ...task, take: [...task.take].sort(byStratum) })),
    objects: [...list.objects].sort(byId),
    inspectors: [...list.inspectors].sort(byId),
    recusals: [...list.recusals].sort(byText),
    ...(list.load === undefined ? {} : { load: list.load }),
  }
}

/** The entries that are leaves: one for the rules, then objects, inspectors and recusals. */
export function* entriesOf(list: DrawList): Generator<string> {
  const { tasks, objects, inspectors, recusals, load } = canonicalList(list)
  yield canonicalText(['rules', { tasks, load: load ?? null }])
  for (const each of objects) yield canonicalText(['object', each])
  for (const each of inspectors) yield canonicalText(['inspector', each])
  for (const each of recusals) yield canonicalText(['recusal', each])
}

/** RFC 6962 root over the canonical entries, hex. */
export function listRoot(list: DrawList): string {
  return rootOfTexts(entriesOf(list))
}

/** An id that says nothing without its salt (16 bytes or more, hex): for lists whose members are not public. */
export function concealId(salt: string, id: string): string {
  if (salt.length < 32) throw new RangeError('a concealed id needs a salt of 16 bytes or more')
  return bytesToHex(sha256(utf8ToBytes(`steppe/draw/id/v1\0${salt}\0${id}`)))
}

/** How many are taken of a stratum of this size. */
export function takenOf(take: Take, size: number): number {
  return 'count' in take ? take.count : Math.ceil((size * take.share[0]) / take.share[1])
}

function wholeFrom(least: number, value: unknown, most = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
}

function isTakeSound(take: Take): boolean {
  if ('count' in take) return wholeFrom(0, take.count)
  const [numerator, denominator] = take.share
  return wholeFrom(0, numerator, 1e6) && wholeFrom(1, denominator, 1e6) && numerator <= denominator
}

/** Everything wrong with the list; an empty answer means that a draw from it can't fail, whatever the seed. At most 100 are named. */
export function checkList(list: DrawList): readonly ListProblem[] {
  const problems: ListProblem[] = []
  const say = (code: ListProblem['code'], at: string) => {
    if (problems.length < 100) problems.push({ code, at })
  }
  if (list.objects.length === 0 || list.tasks.length === 0) say('empty', list.tasks.length === 0 ? 'tasks' : 'objects')
  checkIds(list, say)
  const sizes = checkObjects(list, say)
  checkTasks(list, sizes, say)
  if (problems.length === 0) checkInspectors(list, say)
  return problems
}

type Say = (code: ListProblem['code'], at: string) => void

function checkIds(list: DrawList, say: Say): void {
  for (const things of [list.tasks, list.objects, list.inspectors]) {
    const seen = new Set<string>()
    for (const { id } of things) {
      if (id === '' || id.length > 200 || /\0/.test(id)) say('id_malformed', id)
      if (seen.has(id)) say('id_twice', id)
      seen.add(id)
    }
  }
}

/** Gives the size of each stratum, by task NUL stratum. */
function checkObjects(list: DrawList, say: Say): Map<string, number> {
  const strata = new Map(list.tasks.map((task) => [task.id, new Set(task.take.map((take) => take.stratum))]))
  const sizes = new Map<string, number>()
  for (const { id, tasks, weight } of list.objects) {
    if (weight !== undefined && !wholeFrom(1, weight, largestWeight)) say('weight_wrong', id)
    for (const [task, stratum] of Object.entries(tasks)) {
      const known = strata.get(task)
      if (!known) say('task_unknown', id)
      else if (!known.has(stratum)) say('stratum_unknown', id)
      sizes.set(`${task}\0${stratum}`, (sizes.get(`${task}\0${stratum}`) ?? 0) + 1)
    }
  }
  return sizes
}

function checkTasks(list: DrawList, sizes: ReadonlyMap<string, number>, say: Say): void {
  for (const task of list.tasks) {
    if (!wholeFrom(2, task.inspectors, 100)) say('inspectors_below_two', task.id)
    if (task.perGroup !== undefined && !wholeFrom(1, task.perGroup)) say('take_wrong', task.id)
    if (new Set(task.take.map((take) => take.stratum)).size < task.take.length) say('id_twice', task.id)
    for (const take of task.take) {
      const size = sizes.get(`${task.id}\0${take.stratum}`) ?? 0
      if (!isTakeSound(take)) say('take_wrong', task.id)
      else if (takenOf(take, size) > size) say('stratum_too_small', `${task.id} ${take.stratum}`)
    }
  }
}

/** Enough inspectors for every object that can be drawn, those who stand back not counted. */
function checkInspectors(list: DrawList, say: Say): void {
  const pools = poolsOf(list)
  const known = new Set(list.inspectors.map((each) => each.id))
  const objects = new Map(list.objects.map((each) => [each.id, each]))
  const standBack = new Map<string, Set<string>>()
  for (const { inspector, object } of list.recusals) {
    if (!known.has(inspector) || !objects.has(object)) say('recusal_unknown', `${inspector} ${object}`)
    standBack.set(object, (standBack.get(object) ?? new Set()).add(inspector))
  }
  for (const task of list.tasks)
    if ((pools.get(task.pool)?.length ?? 0) < task.inspectors) say('too_few_inspectors', task.id)
  for (const [object, away] of standBack)
    for (const task of list.tasks) {
      if (objects.get(object)?.tasks[task.id] === undefined) continue
      const left = (pools.get(task.pool) ?? []).filter((inspector) => !away.has(inspector))
      if (left.length < task.inspectors) say('too_few_inspectors', object)
    }
}

/** The ids of the inspectors of each pool, sorted. */
export function poolsOf(list: DrawList): ReadonlyMap<string, readonly string[]> {
  const pools = new Map<string, string[]>()
  for (const { id, pool } of [...list.inspectors].sort(byId)) {
    const there = pools.get(pool)
    if (there) there.push(id)
    else pools.set(pool, [id])
  }
  return pools
}
