/** What deciding a case needs from outside, passed in as values and pure functions. */
import type { Calendar, Day, Term } from '@steppe/kernels/calendar'
import type { Expressions, ProcessDefinition } from '@steppe/kernels/process'
import type { OrderRules } from './order.ts'
import type { CaseState } from './state.ts'

/** Terms and lists the law sets, from a pack; each with its source there. */
export interface CaseLaw {
  /** 补正 must be told within this term from receipt, else the case is deemed accepted. */
  readonly correctionNotice: Term
  /** How often a correction may be asked. */
  readonly correctionsAllowed: number
  /** The longest time an applicant may be given to correct or supplement. */
  readonly correctionLongest: Term
  /** Longest single extension. */
  readonly extensionLongest: Term
  readonly extensionsAllowed: number
  /** Longest extension of processes in which several departments decide together, by the process. 行政许可法 art. 42(2). */
  readonly extensionOf?: Readonly<Record<string, Term>>
  /** 特别程序: kinds that stop the clock. */
  readonly specialProcedures: readonly string[]
  /** 听证: within `ask` after being told it may be asked for, within `hold` after that it is held, told of `notice` before; the procedure that stops the clock. */
  readonly hearing?: { readonly ask: Term; readonly hold: Term; readonly notice: Term; readonly procedure: string }
  /** 延续: asked for so long before a licence's last day, silence until then renews it. */
  readonly renewal?: { readonly ask: Term }
  /** Within this term after a promise-based decision the promise is checked. */
  readonly promiseCheck: Term
  /** Grades from this one on are bad (1 best … 5 worst). */
  readonly badGradeFrom: number
  /** Rules of orders by their id, those that ended too. */
  readonly orders?: Readonly<Record<string, OrderRules>>
}

export interface CaseContext {
  readonly calendar: Calendar
  readonly law: CaseLaw
  readonly definition: ProcessDefinition
  readonly expressions: Expressions
  /** `kind@region/role` or `department-code/role` -> department and role that owe a task. */
  readonly resolveAssignee: (
    assignee: string,
    state: Pick<CaseState, 'region' | 'department'>,
  ) => { readonly department: string; readonly role: string }
  readonly dayOf: (at: number) => Day
  /** ISO 8601 duration or working-day term from an instant -> instant. */
  readonly timerAt: (from: number, duration: string) => number
}

/** A no of the case law, with the reason as a code of the module `cases`. */
export interface CaseRefusal {
  readonly refused: true
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** What the platform must do next because of an act: answer a rule or call a service. */
export type CaseEffect =
  | { readonly kind: 'rule_called'; readonly call: string; readonly decision: string }
  | { readonly kind: 'service_called'; readonly call: string; readonly action: string }
  | { readonly kind: 'fact'; readonly name: string; readonly data: Readonly<Record<string, unknown>> }

export interface Outcome {
  readonly state: CaseState
  readonly effects: readonly CaseEffect[]
}
