/** The acts of a case: what was done, by whom, when. Appended and never changed. */
import type { Day, Term } from '@steppe/kernels/calendar'
import type { OrderDeed } from './order.ts'
import type { Applicant, CaseMaterial, CaseState } from './state.ts'

export interface ActActor {
  readonly kind: 'person' | 'staff' | 'platform'
  readonly id: string
  readonly name: string
  /** Department the staff member acted for. */
  readonly department?: string
}

export interface Opening {
  readonly kind: 'open'
  readonly case: Pick<
    CaseState,
    | 'id'
    | 'league'
    | 'region'
    | 'kind'
    | 'title'
    | 'item'
    | 'process'
    | 'department'
    | 'channel'
    | 'answers'
    | 'materials'
    | 'saved'
    | 'findings'
    | 'order'
  >
  readonly applicant: Applicant
  /** 延续: the licence to be renewed, and the last day on which it is valid. */
  readonly renews?: { readonly licence: string; readonly lastDay: Day }
  readonly term: Term
  readonly lawTerm: Term
  readonly promise?: string
}

/** What staff, applicants and the platform can do to a case. `task` is the id of an open task. */
export type Deed =
  | Opening
  | OrderDeed
  | {
      readonly kind: 'complete'
      readonly task: string
      /** The step's name at that time, for whoever reads the trail. */
      readonly step?: string
      readonly outcome: string
      readonly opinion?: string
      readonly data?: Readonly<Record<string, unknown>>
    }
  | {
      readonly kind: 'accept_with_missing'
      readonly task: string
      readonly materials: readonly string[]
      readonly by: Day
      readonly opinion?: string
    }
  | {
      readonly kind: 'request_correction'
      readonly task: string
      readonly items: readonly string[]
      readonly by: Day
      readonly opinion?: string
    }
  | {
      readonly kind: 'supply_correction'
      readonly answers?: Readonly<Record<string, unknown>>
      readonly materials?: readonly CaseMaterial[]
    }
  | { readonly kind: 'supply_missing'; readonly materials: readonly CaseMaterial[] }
  | { readonly kind: 'pause'; readonly procedure: string; readonly reason: string; readonly expectedEnd?: Day }
  | { readonly kind: 'resume'; readonly result: string }
  | { readonly kind: 'extend'; readonly reason: string; readonly term: Term }
  | {
      /** 告知听证权利. */
      readonly kind: 'offer_hearing'
      readonly reason: string
    }
  | { readonly kind: 'answer_hearing'; readonly wanted: boolean; readonly reason?: string }
  | {
      /** 听证通知: when and where it is held; sent anew, it is put off or moved. */
      readonly kind: 'call_hearing'
      readonly on: Day
      /** Of the day, `09:30`. */
      readonly hour: string
      readonly place: string
    }
  | { readonly kind: 'return'; readonly task: string; readonly to: string; readonly reason: string }
  | { readonly kind: 'take_back'; readonly node: string; readonly reason: string }
  | {
      readonly kind: 'delegate'
      readonly task: string
      readonly to: string
      /** As they were called that day. */
      readonly toName?: string
      readonly reason: string
    }
  | {
      readonly kind: 'add_signer'
      readonly task: string
      readonly signers: readonly string[]
      readonly signerNames?: readonly string[]
      readonly mode: 'before' | 'after' | 'parallel'
      readonly reason: string
    }
  | { readonly kind: 'sign'; readonly task: string; readonly agree: boolean; readonly opinion: string }
  | { readonly kind: 'withdraw'; readonly reason: string }
  | { readonly kind: 'check_promise'; readonly kept: boolean; readonly opinion: string; readonly rectifyBy?: Day }
  | { readonly kind: 'rate'; readonly grade: number; readonly reasons: readonly string[]; readonly text?: string }
  | { readonly kind: 'note'; readonly text: string }
  | {
      /** Something that belongs to the case and moves no step: a payment, a plan, a notice. Sent by modules, never by people directly. */
      readonly kind: 'record'
      /** What it is, as the module names it. */
      readonly what: string
      readonly opinion?: string
      /** Added to the findings. */
      readonly data: Readonly<Record<string, unknown>>
    }
  | {
      readonly kind: 'receive_message'
      readonly name: string
      /** How the case stands at the installation that handles it. */
      readonly progress: Progress
    }
  | { readonly kind: 'wake' }
  | {
      readonly kind: 'rule_answered'
      readonly call: string
      readonly decision: string
      readonly outcome: Readonly<Record<string, unknown>>
    }
  | {
      readonly kind: 'service_answered'
      readonly call: string
      readonly action: string
      readonly outcome: Readonly<Record<string, unknown>>
    }
  | {
      /** A calendar was amended: each day that moved, beside the one it had. */
      readonly kind: 'deadline_rederived'
      /** The due day of the case; absent where it had none, or its clock stands. */
      readonly was?: Day
      readonly due?: Day
      readonly provisional?: boolean
      /** Steps with a term of their own. */
      readonly steps?: readonly { readonly task: string; readonly was?: Day; readonly due: Day }[]
      /** The last day before silence is acceptance. */
      readonly silence?: { readonly was: Day; readonly due: Day }
      /** Timers of the process, as instants. */
      readonly timers?: readonly { readonly timer: string; readonly was: number; readonly at: number }[]
      /** The documents that amended the calendar. */
      readonly reason: string
    }

/** What another installation reports of a case it handles for us. */
export interface Progress {
  readonly case: string
  readonly status: CaseState['status']
  readonly acceptedOn?: Day
  readonly due?: Day
  readonly decidedOn?: Day
  readonly outcome?: 'approved' | 'denied'
  readonly reasons?: string
  readonly results?: CaseState['results']
  /** What an order was answered. */
  readonly reply?: string
  readonly ended: boolean
}

export type DeedKind = Deed['kind']

/** An act as recorded: the deed with its number, instant and actor. */
export interface Act {
  readonly seq: number
  /** Instant, ms since 1970 UTC. */
  readonly at: number
  readonly actor: ActActor
  readonly deed: Deed
}
