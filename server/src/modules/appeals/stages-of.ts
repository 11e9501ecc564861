/** The stages of an order as they went: each with its limit, its owner, when it began and ended. Pure: read from the trail. */
import type { Act, CaseContext, CaseState, OrderRules } from '@steppe/kernels/cases'
import { limitOf } from '@steppe/kernels/cases'

export interface StageSpan {
  readonly stage: string
  readonly since?: number
  readonly dueAt?: number
  readonly doneAt?: number
  readonly state: 'ahead' | 'now' | 'late' | 'done' | 'done_late' | 'skipped'
}

interface Span {
  readonly since: number
  readonly doneAt?: number
}

const path = {
  appeal: ['intake', 'dispatch', 'handling', 'calling_back'],
  'appeal-double': ['intake', 'dispatch', 'handling', 'confirming', 'calling_back'],
  'appeal-joint': ['intake', 'dispatch', 'meeting', 'handling', 'calling_back'],
  'appeal-part': ['intake', 'handling'],
  'appeal-linked': ['intake', 'handling'],
} as const

/** Orders that begin with their handling. */
const withoutDispatch = ['appeal-part', 'appeal-linked']

/** Stages that a deed ends. */
const endedBy: Readonly<Partial<Record<Act['deed']['kind'], readonly string[] | 'all'>>> = {
  open: ['intake'],
  dispatch: ['dispatch', 'dispute'],
  decide: ['dispute'],
  meet: ['meeting'],
  send_back: ['handling', 'meeting'],
  reply: ['handling'],
  call_back: ['calling_back'],
  answer: 'all',
  refuse: 'all',
  withdraw: 'all',
  merge: 'all',
}

/** Follows the trail: which deed ends which stage and begins which. */
class Follower {
  readonly spans = new Map<string, Span>()
  private confirmed: boolean[] = []
  private readonly key: string
  constructor(key: string) {
    this.key = key
  }
  begin(stage: string, at: number): void {
    this.spans.set(stage, { since: at })
  }
  end(at: number, ...stages: string[]): void {
    for (const stage of stages) {
      const span = this.spans.get(stage)
      if (span && span.doneAt === undefined) this.spans.set(stage, { ...span, doneAt: at })
    }
  }
  /** Ends what the deed ends and begins what follows it. */
  take({ at, deed }: Act): void {
    if (deed.kind === 'confirm') this.confirm(at, deed.agree)
    if (deed.kind === 'reply') this.confirmed = []
    if (deed.kind === 'open') this.begin('intake', at)
    const over = deed.kind === 'call_back' && !deed.contacted && !deed.invalid ? [] : endedBy[deed.kind]
    this.end(at, ...(over === 'all' ? this.spans.keys() : (over ?? [])))
    if (deed.kind === 'receive_message' && deed.progress.ended) this.end(at, ...this.spans.keys())
    const next = this.after(deed)
    if (next) this.begin(next, at)
  }
  private after(deed: Act['deed']): string | undefined {
    switch (deed.kind) {
      case 'open':
        return withoutDispatch.includes(this.key) ? 'handling' : 'dispatch'
      case 'dispatch':
      case 'decide':
        return this.key === 'appeal-joint' ? 'meeting' : 'handling'
      case 'readmit':
        return 'dispatch'
      case 'meet':
      case 'reopen':
        return 'handling'
      case 'send_back':
        return 'dispute'
      case 'reply':
        return this.key === 'appeal-double' ? 'confirming' : 'calling_back'
      case 'call_back':
        return deed.contacted && deed.solved === false && !deed.invalid ? 'handling' : undefined
      default:
        return undefined
    }
  }
  private confirm(at: number, agree: boolean): void {
    this.confirmed.push(agree)
    if (this.confirmed.length < 2) return
    this.end(at, 'confirming')
    this.begin(this.confirmed.every(Boolean) ? 'calling_back' : 'handling', at)
  }
}

/** Every stage of the order's kind, and a dispute where there was one. */
export function stagesOf(
  state: CaseState,
  acts: readonly Act[],
  rules: OrderRules,
  context: CaseContext,
  now: number,
): StageSpan[] {
  const key = state.process.key
  const follower = new Follower(key)
  for (const act of acts) follower.take(act)
  if (key === 'appeal-part') follower.spans.delete('calling_back')
  const usual: readonly string[] = path[key as keyof typeof path] ?? path.appeal
  const stages = follower.spans.has('dispute') ? usual.toSpliced(2, 0, 'dispute') : usual
  const over = state.tasks.length === 0
  return stages.map((stage) => spanOf(stage, follower.spans.get(stage), { state, rules, context, now, over }))
}

function spanOf(
  stage: string,
  span: Span | undefined,
  {
    state,
    rules,
    context,
    now,
    over,
  }: { state: CaseState; rules: OrderRules; context: CaseContext; now: number; over: boolean },
): StageSpan {
  if (!span) return { stage, state: over ? 'skipped' : 'ahead' }
  const open = state.tasks.find((task) => context.definition.nodes[task.node]?.state === stage)
  const limit = rules.limits[stage]
  const dueAt = open
    ? limitOf(open, context)
    : limit
      ? context.timerAt(span.since, limit)
      : stage === 'handling'
        ? caseDue(state, context)
        : undefined
  const { since, doneAt } = span
  const times = { since, ...(dueAt === undefined ? {} : { dueAt }), ...(doneAt === undefined ? {} : { doneAt }) }
  const late = dueAt !== undefined && (doneAt ?? now) > dueAt
  if (doneAt !== undefined) return { stage, ...times, state: late ? 'done_late' : 'done' }
  return { stage, ...times, state: late ? 'late' : 'now' }
}

function caseDue(state: CaseState, context: CaseContext): number | undefined {
  const { due } = state.clock
  return due ? context.timerAt(Date.parse(due) + 43_200_000, '0d') : undefined
}
