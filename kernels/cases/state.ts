/** A case as it stands after its acts: plain JSON, stored beside the acts and recomputable from them. */
import type { Day, Pause, Term } from '@steppe/kernels/calendar'
import type { Marking } from '@steppe/kernels/process'
import type { OrderState } from './order.ts'

/** 办件状态. `paused` is no status: a case under a special procedure keeps its status while its clock stands. */
export type Status =
  | 'received'
  | 'correcting'
  | 'accepted'
  | 'decided'
  | 'closed'
  | 'refused'
  | 'withdrawn'
  | 'lapsed'
  | 'revoked'

/** Statuses in which nothing more is owed by the office. */
export const ended: readonly Status[] = ['closed', 'refused', 'withdrawn', 'lapsed', 'revoked']

export interface Applicant {
  readonly kind: 'person' | 'firm'
  /** Person id or credit code. */
  readonly id: string
  readonly name: string
  /** Account that acts for the applicant. */
  readonly account: string
  /** 代办: the assistant who lodged it with the applicant's recorded consent. */
  readonly agent?: { readonly id: string; readonly name: string; readonly consent: string }
}

/** A material as handed in, or as found already held by the administration. */
export interface CaseMaterial {
  readonly id: string
  readonly name: string
  /** How it is proved: upload, credential, department_check, promise, cancelled. */
  readonly proof: string
  readonly file?: { readonly id: string; readonly name: string; readonly sha256: string; readonly size: number }
  /** Where it was found when it was not asked for. */
  readonly source?: string
}

export interface Task {
  readonly id: string
  readonly node: string
  readonly name: string
  readonly action: string
  /** Department code that owes the work. */
  readonly department: string
  readonly role: string
  /** Account the task was handed to, where it was delegated or signers were added. */
  readonly holder?: string
  readonly holderName?: string
  readonly outcomes: readonly string[]
  readonly form?: string
  readonly part?: string
  readonly openedOn: Day
  readonly dueOn?: Day
  /** Of orders, whose limits may be hours: when it was opened, signed for, and its limit is over. Instants, ms. */
  readonly openedAt?: number
  readonly signedAt?: number
  readonly dueAt?: number
}

export interface Clock {
  /** What is owed: the promise where there is one. */
  readonly term: Term
  /** What the law allows at most. */
  readonly lawTerm: Term
  /** 受理之日; absent until acceptance. */
  readonly from?: Day
  readonly pauses: readonly Pause[]
  readonly extensions: readonly Term[]
  readonly due?: Day
  /** The year of the due day has no holiday notice yet. */
  readonly provisional?: boolean
}

export interface LawTimer {
  readonly id: 'deemed_acceptance' | 'correction_lapse' | 'supplement_lapse'
  /** Fires when this day is over. */
  readonly after: Day
}

export interface ProcessTimer {
  readonly id: string
  /** Fires at this instant, ms. */
  readonly at: number
  /** Set in days of the calendar: the instant it was set and the term, so that an amended calendar moves it. */
  readonly since?: number
  readonly term?: string
}

export interface CaseState {
  readonly id: string
  readonly league: string
  readonly region: string
  readonly kind: string
  readonly title: string
  readonly item: { readonly code: string; readonly name: string; readonly version: string }
  readonly process: { readonly key: string; readonly version: string }
  /** Department that answers for the case. */
  readonly department: string
  readonly applicant: Applicant
  readonly channel: string
  readonly status: Status
  /** Word of the last state-bearing node entered, for the timeline. */
  readonly stage: string
  readonly openedAt: number
  readonly openedOn: Day
  readonly acceptedOn?: Day
  readonly decidedOn?: Day
  readonly closedOn?: Day
  readonly clock: Clock
  /** 补正: told once. */
  readonly correction?: {
    readonly askedOn: Day
    readonly items: readonly string[]
    readonly by: Day
    readonly suppliedOn?: Day
  }
  /** 容缺受理: what may follow, and by when. */
  readonly supplement?: { readonly materials: readonly string[]; readonly by: Day; readonly suppliedOn?: Day }
  /** 听证: told of, and what the applicant said. */
  readonly hearing?: {
    readonly offeredOn: Day
    /** The last day on which it may be asked for. */
    readonly askBy: Day
    readonly answeredOn?: Day
    readonly wanted?: boolean
    /** The last day on which it is held. */
    readonly holdBy?: Day
    /** When and where it is held, as the applicant was told last. */
    readonly called?: { readonly on: Day; readonly hour: string; readonly place: string }
  }
  /** 延续: the licence that is renewed; asked for in time, silence until its last day renews it. */
  readonly renews?: {
    readonly licence: string
    readonly lastDay: Day
    readonly inTime: boolean
    /** The day on which it was renewed because nobody had decided. */
    readonly deemedOn?: Day
  }
  /** 告知承诺. */
  readonly promise?: {
    readonly text: string
    readonly checkBy?: Day
    readonly kept?: boolean
    readonly rectifyBy?: Day
  }
  readonly answers: Readonly<Record<string, unknown>>
  /** What tasks and rules have added: read by conditions as `case`, `rules`, `outcome`. */
  readonly findings: Readonly<Record<string, unknown>>
  readonly materials: readonly CaseMaterial[]
  readonly saved: {
    readonly materials: number
    readonly pages: number
    readonly visits: number
    /** Working days nobody waited for papers; cases from before it was counted have none. */
    readonly days?: number
  }
  readonly marking: Marking
  readonly tasks: readonly Task[]
  /** Departments that have or had work in the case; they may read it. */
  readonly departments: readonly string[]
  readonly lawTimers: readonly LawTimer[]
  readonly processTimers: readonly ProcessTimer[]
  readonly outcome?: 'approved' | 'denied'
  readonly reasons?: string
  readonly results: readonly Result[]
  readonly rating?: { readonly grade: number; readonly on: Day }
  /** 诉求工单: what it has more than other cases. */
  readonly order?: OrderState
  /** Number of the last act. */
  readonly seq: number
}

/** What is delivered: a licence, a reply, a document. */
export interface Result {
  readonly name: string
  readonly number: string
  readonly issuedOn: Day
  /** Type of the credential, where it is one. */
  readonly credential?: string
}
