/** Rules of orders from the packs' `appeals/limits.yaml`: limits by kind and urgency, returns, extension, the ladder of supervision. */
import { type Day, parseTerm } from '@steppe/kernels/calendar'
import type { OrderRules, SupervisionLevel } from '@steppe/kernels/cases'
import type { Pack } from '#platform/packs'

interface Words {
  readonly zh: string
  readonly en: string
}

/** A stage with whoever owes it, as the packs word it. */
export interface StageWords {
  readonly stage: string
  readonly title: Words
  readonly owner: Words
  readonly limit?: string
  readonly source: string
}

interface RuleFile {
  readonly id: string
  readonly type?: readonly string[]
  readonly intent?: readonly string[]
  readonly urgency?: readonly string[]
  readonly region?: readonly string[]
  readonly reply: string
  readonly stages?: Readonly<Record<string, string>>
  readonly from: Day
  readonly until?: Day
  readonly source: string
}

interface LimitsFile {
  readonly stages?: readonly StageWords[]
  readonly rules?: readonly RuleFile[]
  readonly returns?: { readonly within: string; readonly most: number; readonly source: string }
  readonly extension?: { readonly term: string; readonly most: number; readonly source: string }
  readonly reopen?: { readonly within: string; readonly reply: string; readonly source: string }
  readonly ladder?: readonly { readonly level: SupervisionLevel; readonly after: string; readonly title: Words }[]
  readonly problem?: { readonly reworked: number; readonly passedOn: number; readonly source: string }
}

/** What decides which rule an order falls under. */
export interface OrderKind {
  readonly type: string
  readonly intent: string
  readonly urgency: string
  readonly region: string
}

export interface OrderLaw {
  readonly stages: readonly StageWords[]
  readonly byId: Readonly<Record<string, OrderRules>>
  readonly ladder: NonNullable<LimitsFile['ladder']>
  readonly returns: NonNullable<LimitsFile['returns']>
  readonly reopen: NonNullable<LimitsFile['reopen']>
  readonly extension: NonNullable<LimitsFile['extension']>
  /** The rule for an order opened on a day; a fault when no pack has one for everything. */
  readonly rulesFor: (kind: OrderKind, on: Day) => OrderRules
}

/** Reads the packs; later ones go first. Nothing where no pack has orders. */
export async function loadOrderRules(packs: readonly Pack[]): Promise<OrderLaw | undefined> {
  const files: LimitsFile[] = []
  for (const pack of packs) {
    const file = await pack.data<LimitsFile>('appeals/limits.yaml')
    if (file) files.unshift(file)
  }
  if (files.length === 0) return undefined
  const last = <K extends keyof LimitsFile>(key: K): NonNullable<LimitsFile[K]> => {
    const found = files.find((file) => file[key] !== undefined)?.[key]
    if (found === undefined) throw new Error(`no pack states “${key}” in appeals/limits.yaml; the national pack does`)
    return found as NonNullable<LimitsFile[K]>
  }
  const stages = last('stages')
  const general = { stages, returns: last('returns'), extension: last('extension'), reopen: last('reopen') }
  const around = { ...general, ladder: last('ladder'), problem: last('problem') }
  const rules = files.flatMap((file) => file.rules ?? []).map((rule) => ({ rule, made: makeRules(rule, around) }))
  return {
    stages,
    ladder: around.ladder,
    returns: general.returns,
    reopen: general.reopen,
    extension: general.extension,
    byId: Object.fromEntries(rules.toReversed().map(({ made }) => [made.id, made])),
    rulesFor: (kind, on) => {
      const found = rules.find(({ rule }) => fits(rule, kind, on))
      if (!found) throw new Error(`no rule of appeals/limits.yaml fits ${JSON.stringify(kind)} on ${on}`)
      return found.made
    },
  }
}

interface Around {
  readonly stages: readonly StageWords[]
  readonly returns: NonNullable<LimitsFile['returns']>
  readonly extension: NonNullable<LimitsFile['extension']>
  readonly reopen: NonNullable<LimitsFile['reopen']>
  readonly ladder: NonNullable<LimitsFile['ladder']>
  readonly problem: NonNullable<LimitsFile['problem']>
}

function makeRules(rule: RuleFile, { stages, returns, extension, reopen, ladder, problem }: Around): OrderRules {
  const usual = Object.fromEntries(stages.flatMap(({ stage, limit }) => (limit ? [[stage, limit]] : [])))
  return {
    id: `${rule.id}@${rule.from}`,
    source: rule.source,
    reply: parseTerm(rule.reply),
    limits: { ...usual, ...rule.stages },
    returns: { within: returns.within, most: returns.most },
    extension: { term: parseTerm(extension.term), most: extension.most },
    reopen: { within: parseTerm(reopen.within), reply: parseTerm(reopen.reply) },
    ladder: ladder.map(({ level, after }) => ({ level, after })),
    problem: { reworked: problem.reworked, passedOn: problem.passedOn },
  }
}

function fits(rule: RuleFile, { type, intent, urgency, region }: OrderKind, on: Day): boolean {
  if (on < rule.from || (rule.until !== undefined && on >= rule.until)) return false
  const has = (list: readonly string[] | undefined, value: string) => !list || list.includes(value)
  return has(rule.type, type) && has(rule.intent, intent) && has(rule.urgency, urgency) && inRegion(rule.region, region)
}

function inRegion(list: readonly string[] | undefined, region: string): boolean {
  return !list || list.some((each) => region.startsWith(each.replace(/(00)+$/, '')))
}
