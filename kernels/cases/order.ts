/** 诉求工单: what an order of a hotline has more than other cases, and the rules that hold for it as pack data. Source: 国办发〔2020〕53号; 国办函〔2025〕66号. */
import type { Day, Term } from '@steppe/kernels/calendar'

/** 口头提醒、书面督办、提级督办. */
export type SupervisionLevel = 'remind' | 'written' | 'raised'

export interface OrderRules {
  /** Names the rule and its first day: an order stays under the rule it was opened by. */
  readonly id: string
  readonly source: string
  /** By when the reply is owed. */
  readonly reply: Term
  /** Limits of the steps, by the stage they stand for: `PT2H`, `1wd`; a step without one is owed with the reply. */
  readonly limits: Readonly<Record<string, string>>
  /** 退单: within this time from when the step was given, so often an order. */
  readonly returns: { readonly within: string; readonly most: number }
  /** 延期. */
  readonly extension: { readonly term: Term; readonly most: number }
  /** Until when somebody who is not satisfied may have it opened again, and by when it is answered then. */
  readonly reopen: { readonly within: Term; readonly reply: Term }
  /** 督办: what happens by itself, so long after the limit of a step. */
  readonly ladder: readonly { readonly level: SupervisionLevel; readonly after: string }[]
  /** 问题工单: reworked or passed on so often. */
  readonly problem: { readonly reworked: number; readonly passedOn: number }
}

export interface Supervised {
  readonly level: SupervisionLevel
  /** Instant, ms. */
  readonly at: number
  readonly by: string
  /** Step that was late, or the one open then. */
  readonly node: string
}

/** What is kept of an order beside the rest of its case. */
export interface OrderState {
  /** Id of its rules. */
  readonly rules: string
  /** 主办 and 协办, once it was dispatched. */
  readonly lead?: string
  readonly assists?: readonly string[]
  readonly returns?: number
  /** How often it was given to a department. */
  readonly passedOn?: number
  readonly reworked?: number
  readonly reopened?: number
  readonly urged?: number
  readonly problem?: true
  /** Instant of the first reply, ms. */
  readonly repliedAt?: number
  readonly supervised?: readonly Supervised[]
  /** The next rung of the ladder for the step that is due first. */
  readonly alarm?: { readonly task: string; readonly rung: number; readonly at: number }
  /** 合并: the order that goes on. */
  readonly mergedInto?: string
  /** 子工单. */
  readonly parts?: readonly string[]
  readonly callBack?: {
    readonly on: Day
    readonly contacted: boolean
    readonly solved?: boolean
    readonly satisfaction?: 'satisfied' | 'basically' | 'dissatisfied'
    readonly invalid?: string
  }
}

/** What is done to an order; those with a `task` finish that step. */
export type OrderDeed =
  | {
      readonly kind: 'dispatch'
      readonly task: string
      readonly to: string
      readonly assists?: readonly string[]
      readonly note?: string
      readonly suggested?: string
      /** 双督办: the offices that must confirm, worked out when it was dispatched. */
      readonly supervisors?: readonly string[]
    }
  | { readonly kind: 'answer'; readonly task: string; readonly text: string; readonly basis?: string }
  | { readonly kind: 'refuse'; readonly task: string; readonly ground: string; readonly reason: string }
  | { readonly kind: 'sign_in'; readonly task: string }
  | { readonly kind: 'send_back'; readonly task: string; readonly reason: string; readonly belongsTo?: string }
  | { readonly kind: 'dispute'; readonly task: string; readonly reason: string }
  | {
      readonly kind: 'decide'
      readonly task: string
      readonly to: string
      readonly assists?: readonly string[]
      readonly matter: string
      readonly words?: readonly string[]
      readonly reason: string
      readonly supervisors?: readonly string[]
    }
  | { readonly kind: 'meet'; readonly task: string; readonly minutes: string; readonly departments: readonly string[] }
  | {
      readonly kind: 'reply'
      readonly task: string
      readonly text: string
      readonly basis?: string
      readonly solved: boolean
      readonly by?: Day
      readonly despite?: boolean
    }
  | { readonly kind: 'confirm'; readonly task: string; readonly agree: boolean; readonly opinion: string }
  | {
      readonly kind: 'call_back'
      readonly task: string
      readonly contacted: boolean
      readonly solved?: boolean
      readonly satisfaction?: 'satisfied' | 'basically' | 'dissatisfied'
      readonly note?: string
      readonly invalid?: string
    }
  | { readonly kind: 'split'; readonly to: string; readonly text: string; readonly part: string }
  | { readonly kind: 'urge'; readonly text?: string }
  | { readonly kind: 'supervise'; readonly level: SupervisionLevel; readonly text: string }
  | { readonly kind: 'reopen'; readonly reason: string }
  /** 恢复受理: the refusal was appealed against and did not stand. */
  | { readonly kind: 'readmit'; readonly reason: string }
  | { readonly kind: 'merge'; readonly into: string; readonly reason: string }
  | { readonly kind: 'unmerge'; readonly reason: string }
  /** Somebody's order was joined to this one, or left it again. */
  | { readonly kind: 'join'; readonly order: string; readonly left?: boolean }
  /** 110: the alarm was passed on, and what came of it. */
  | { readonly kind: 'alarm'; readonly taken: boolean; readonly reference?: string }

/** Which deeds finish which step, by the step's action. */
export const stepDeeds: Readonly<Record<string, readonly OrderDeed['kind'][]>> = {
  dispatch: ['dispatch', 'answer', 'refuse'],
  review: ['dispatch', 'dispute', 'answer', 'refuse'],
  conference: ['decide'],
  meet: ['meet', 'send_back'],
  handle: ['reply', 'send_back'],
  confirm: ['confirm'],
  call_back: ['call_back'],
}
