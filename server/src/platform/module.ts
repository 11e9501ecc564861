/** What a module shows of itself as data: its card, its refusals, its routes, how it takes in a pack. */

import type { CaseState } from '@steppe/kernels/cases'
import type { Static, TSchema } from 'typebox'
import type { Actor } from './actor.ts'
import type { Carrier } from './carrier.ts'
import type { Clock } from './clock.ts'
import type { Keys } from './keys.ts'
import type { Pack } from './packs.ts'
import type { Database } from './postgres.ts'
import type { Refusal, RefusalTexts } from './refusals.ts'

/** A module's card: what `module.ts` exports as `card`. */
export interface ModuleCard<H extends House = House> {
  /** The one word of the module: folder, schema, URL, refusal code, permission. */
  readonly name: string
  readonly purpose: string
  readonly tables: readonly string[]
  /** Columns that hold personal data whole, written as `personal(…)` and encrypted: table → columns. */
  readonly personal?: Readonly<Record<string, readonly string[]>>
  /** Rows whose values stand in the transparency log, so that they can be held against it. */
  readonly sealed?: readonly SealedRows[]
  readonly refusals: RefusalTexts
  readonly routes: (house: H) => readonly AnyRoute[]
  /** Sentences that the module writes into cases in Chinese, with their English for those who read it later. */
  readonly phrases?: readonly { readonly zh: string; readonly en: string }[]
  /** What service tasks of processes may call, by the action they name. */
  readonly services?: (house: H) => Readonly<Record<string, Service>>
  /** Takes in what the pack holds for this module; idempotent; reports progress. Smaller `order` goes first. */
  readonly load?: {
    readonly order: number
    readonly run: (house: House, pack: Pack, progress: Progress) => Promise<void>
  }
}

/** A table of sealed rows, or a query in brackets, each the leaf that its thing and number say. `value` and `agrees` are SQL over the row, `a`. */
export interface SealedRows {
  readonly table: string
  /** The things whose acts are kept here, by the form of their numbers; these begin with the league. */
  readonly of: RegExp
  /** Column of the thing. */
  readonly subject: string
  /** Column of the act's number; where there is none, the thing has one act. */
  readonly number?: string
  /** What was committed to, JSON. */
  readonly value: string
  /** What the commitment is over, where that is not the value alone. */
  readonly committed?: (subject: string, value: Readonly<Record<string, unknown>>) => unknown
  /** Whether what people are shown is what the act made of it. */
  readonly agrees?: string
}

export type Progress = (done: number, total: number, what: string) => void

/** Answers a service task of a process: reads only, so that a repeated try does no harm. */
export type Service = (state: CaseState, at: number) => Promise<Readonly<Record<string, unknown>>>

/** What every part is given: nothing else is global. */
export interface House {
  readonly db: Database
  readonly clock: Clock
  readonly site: Site
  readonly keys: Keys
  readonly log: LogSettings
  /** Who carries messages outside, where the installation has one. */
  readonly carrier?: Carrier
}

/** The transparency log: by which name it is known outside, and who co-signs it. */
export interface LogSettings {
  /** First line of every checkpoint, a URL without its scheme; chosen once for the life of the log. */
  readonly origin: string
  readonly witnesses: readonly WitnessSettings[]
}

/** Somebody outside who follows the log and signs that it only grew. */
export interface WitnessSettings {
  /** Verifier key of c2sp.org/signed-note, its cosignatures of c2sp.org/tlog-cosignature. */
  readonly vkey: string
  /** Submission prefix of c2sp.org/tlog-witness. */
  readonly url: string
  readonly title: { readonly zh: string; readonly en: string }
}

/** The installation: where it stands, which packs it has, what it is called. */
export interface Site {
  readonly name: { readonly zh: string; readonly en: string }
  /** Region code of the whole installation. */
  readonly region: string
  readonly zone: string
  readonly packs: readonly Pack[]
  readonly demo: boolean
  /** Where the installation is reached from outside, without a slash at the end; who issues licences is known by it. */
  readonly url?: string
  /** Name of the transparency log, where the pack says it. */
  readonly log?: string
  /** Address of a map that shows the way to a place: {longitude}, {latitude}, {name}. */
  readonly directions?: string
}

/** Who may call: `open` anyone; `signed_in` any person with a session; else a permission checked by authority. */
export type Permission = 'open' | 'signed_in' | `${string}:${string}:${string}`

export interface Call<Query, Params, Body> {
  readonly actor: Actor
  readonly query: Query
  readonly params: Params
  readonly body: Body
  readonly idempotencyKey: string | undefined
  readonly language: 'zh' | 'en'
  readonly url: string
  /** Address of the caller, as the nearest trusted proxy tells it. */
  readonly address: string
  /** The session's token, for signing out. */
  readonly token: string | undefined
  /** The header `steppe-signature` of another installation. */
  readonly signature: string | undefined
}

/** An answer with a status other than 200, or with headers, or raw bytes. */
export interface Answer {
  readonly answer: true
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

export function answer(status: number, body?: unknown, headers?: Readonly<Record<string, string>>): Answer {
  return { answer: true, status, body, ...(headers ? { headers } : {}) }
}

/** So many tries in so long a time, of one address or account. */
export interface AttemptLimit {
  /** What is tried, `sign_in`. */
  readonly what: string
  readonly most: number
  readonly seconds: number
}

/** One route: parse, act, answer. A route without a permission stops the server from starting. */
export interface Route<
  Q extends TSchema = TSchema,
  P extends TSchema = TSchema,
  B extends TSchema = TSchema,
  A extends TSchema = TSchema,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly permission: Permission
  readonly summary: string
  readonly query?: Q
  readonly params?: P
  readonly body?: B
  readonly response: A
  /** Status of the good answer; 200 unless said. */
  readonly status?: number
  /** Largest body in bytes; 256 KiB unless said. */
  readonly bodyLimit?: number
  /** So often may one address call it. */
  readonly limit?: AttemptLimit
  /** The act keeps its answer itself (cases do, in their one statement); otherwise the house runs it in one transaction with its answer. */
  readonly remembersItself?: boolean
  /** How a refusal is written where another standard says so; problem details unless said. */
  readonly refuseAs?: (status: number, description: string, url: string) => Answer
  /** The refusal codes this route can give, for the API description. */
  readonly refusals?: readonly string[]
  readonly handle: (call: Call<Static<Q>, Static<P>, Static<B>>) => Promise<Static<A> | Answer | Refusal>
}

// biome-ignore lint/suspicious/noExplicitAny: routes of different shapes stand in one list; each was checked where it was written.
export type AnyRoute = Route<any, any, any, any>

/** Writes a route down with its types inferred. */
export function route<Q extends TSchema, P extends TSchema, B extends TSchema, A extends TSchema>(
  it: Route<Q, P, B, A>,
): AnyRoute {
  return it
}
