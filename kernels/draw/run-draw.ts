/**
 * The draw: one order of all objects, from it as many of each stratum as the rules take, one visit for each object however many tasks
 * drew it, inspectors for each visit. Since every task reads the same order, tasks that look at the same objects tend to meet (joint
 * visits). Drop-outs are replaced in the drawn order; whoever else was drawn stays.
 */
import { type Assigner, type Assignment, assignerFor } from './assign.ts'
import { byStratum, type DrawList, type DrawTask, takenOf } from './list.ts'
import { drawnOrder } from './order.ts'

/** What happened after the draw, each with its public reason. */
export type DropOut =
  | { readonly kind: 'object'; readonly object: string; readonly reason: string }
  | { readonly kind: 'inspector'; readonly inspector: string; readonly object: string; readonly reason: string }

export interface Visit {
  readonly object: string
  /** Sorted ids: more than one is a joint visit. */
  readonly tasks: readonly string[]
  readonly inspectors: readonly Assignment[]
}

/** What one task drew of one stratum. */
export interface Drawn {
  readonly task: string
  readonly stratum: string
  readonly size: number
  readonly taken: readonly string[]
}

export interface DrawResult {
  readonly drawn: readonly Drawn[]
  /** In the drawn order. */
  readonly visits: readonly Visit[]
}

interface Box {
  readonly task: DrawTask
  readonly stratum: string
  readonly count: number
  /** Places in the list, in the drawn order. */
  readonly order: readonly number[]
}

/** Draws. The list has passed `checkList`; the seed is 32 bytes. */
export function runDraw(list: DrawList, seed: Uint8Array, dropOuts: readonly DropOut[] = []): DrawResult {
  const ids = list.objects.map((each) => each.id)
  const order = drawnOrder(seed, 'object', ids, (index) => list.objects[index]!.weight ?? 1)
  const boxes = fillBoxes(list, order)
  const assigner = assignerFor(list, seed)
  const round = new Round(list, order, boxes, assigner)
  for (const each of dropOuts) round.dropOut(each)
  return round.result()
}

function fillBoxes(list: DrawList, order: Uint32Array): Box[] {
  const orders = new Map<string, number[]>()
  for (const index of order)
    for (const [task, stratum] of Object.entries(list.objects[index]!.tasks)) {
      const key = `${task}\0${stratum}`
      const box = orders.get(key)
      if (box) box.push(index)
      else orders.set(key, [index])
    }
  return [...list.tasks]
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .flatMap((task) =>
      [...task.take].sort(byStratum).map((take) => {
        const order = orders.get(`${task.id}\0${take.stratum}`) ?? []
        return { task, stratum: take.stratum, count: takenOf(take, order.length), order }
      }),
    )
}

/** A draw under way: who was drawn, who visits whom, who dropped out. */
class Round {
  private readonly list: DrawList
  private readonly order: Uint32Array
  private readonly boxes: readonly Box[]
  private readonly assigner: Assigner
  private readonly gone = new Set<number>()
  private readonly out = new Map<string, Set<string>>()
  private visits = new Map<number, { tasks: Set<string>; inspectors: readonly Assignment[] }>()
  private drawn: { readonly box: Box; readonly taken: readonly number[] }[] = []

  constructor(list: DrawList, order: Uint32Array, boxes: readonly Box[], assigner: Assigner) {
    this.list = list
    this.order = order
    this.boxes = boxes
    this.assigner = assigner
    this.settle()
  }

  dropOut(event: DropOut): void {
    const index = this.list.objects.findIndex((each) => each.id === event.object)
    const visit = this.visits.get(index)
    if (!visit) return
    if (event.kind === 'object') {
      for (const each of visit.inspectors) this.assigner.release(each.inspector)
      this.gone.add(index)
      this.visits.delete(index)
    } else {
      if (!visit.inspectors.some((each) => each.inspector === event.inspector)) return
      this.assigner.release(event.inspector)
      this.out.set(event.object, (this.out.get(event.object) ?? new Set()).add(event.inspector))
      visit.inspectors = visit.inspectors.filter((each) => each.inspector !== event.inspector)
    }
    this.settle()
  }

  /** Takes what is missing; who has been assigned stays. */
  private settle(): void {
    this.drawn = this.boxes.map((box) => ({ box, taken: this.takeFrom(box) }))
    const wanted = new Map<number, DrawTask[]>()
    for (const { box, taken } of this.drawn)
      for (const index of taken) wanted.set(index, [...(wanted.get(index) ?? []), box.task])
    const none = new Set<string>()
    for (const index of this.order) {
      const tasks = wanted.get(index)
      if (!tasks) continue
      const object = this.list.objects[index]!.id
      const visit = this.visits.get(index) ?? { tasks: new Set<string>(), inspectors: [] }
      for (const task of tasks) {
        visit.tasks.add(task.id)
        visit.inspectors = this.assigner.fill(
          object,
          task.pool,
          task.inspectors,
          visit.inspectors,
          this.out.get(object) ?? none,
        )
      }
      this.visits.set(index, visit)
    }
  }

  private takeFrom({ task, count, order }: Box): readonly number[] {
    const most = task.perGroup ?? Number.POSITIVE_INFINITY
    const groups = new Map<string, number>()
    const taken: number[] = []
    for (const index of order) {
      if (taken.length >= count) break
      const group = this.list.objects[index]!.group
      const there = group === undefined ? 0 : (groups.get(group) ?? 0)
      if (this.gone.has(index) || there >= most) continue
      if (group !== undefined) groups.set(group, there + 1)
      taken.push(index)
    }
    return taken
  }

  result(): DrawResult {
    const idOf = (index: number) => this.list.objects[index]!.id
    return {
      drawn: this.drawn.map(({ box, taken }) => ({
        task: box.task.id,
        stratum: box.stratum,
        size: box.order.length,
        taken: taken.map(idOf),
      })),
      visits: [...this.order].flatMap((index) => {
        const visit = this.visits.get(index)
        return visit ? [{ object: idOf(index), tasks: [...visit.tasks].sort(), inspectors: visit.inspectors }] : []
      }),
    }
  }
}
