/** Facts that are sealed: what a module wants nobody to be able to change later goes into the transparency log as salted commitments. */
import { randomBytes } from 'node:crypto'
import { commit } from '@steppe/kernels/ledger'
import type { Ask } from './postgres.ts'

/** A value's commitment and the salt that opens it: the module keeps both beside the value, for ever. */
export interface Sealed {
  readonly salt: Buffer
  readonly commitment: Buffer
}

/** Commits to a JSON value under a fresh salt of 16 bytes. */
export function seal(value: unknown, salt: Buffer = randomBytes(16)): Sealed {
  return { salt, commitment: commit(salt, value) }
}

/** A fact for the outbox, as its rows are written. */
export interface OutboxRow {
  readonly name: string
  readonly league: string
  readonly subject: string
  readonly data: Readonly<Record<string, unknown>>
  /** ISO 8601. */
  readonly at: string
}

export interface SealedThing {
  /** `module.thing_happened`. */
  readonly name: string
  readonly league: string
  /** The thing as outsiders name it, unique over all modules: a case, licence or draw id, never a person's. */
  readonly subject: string
  /** Number of the first commitment within the subject, counted from 1 without a gap. */
  readonly first: number
  /** In their order, 32 bytes each: one leaf of the log each. */
  readonly commitments: readonly Uint8Array[]
  /** Milliseconds. */
  readonly at: number
  /** What subscribers may want besides; stays in the outbox, is not sealed. */
  readonly data?: Readonly<Record<string, unknown>>
}

/** The fact that the ledger seals: it must be written in the same statement or transaction as the rows it speaks of. */
export function sealedFact(thing: SealedThing): OutboxRow {
  const commitments = thing.commitments.map((each) => Buffer.from(each).toString('hex'))
  return {
    name: thing.name,
    league: thing.league,
    subject: thing.subject,
    data: { ...thing.data, first: thing.first, commitments },
    at: new Date(thing.at).toISOString(),
  }
}

/** The statement that puts facts into the outbox, with `JSON.stringify(facts)` as its parameter; also as a part of a larger statement. */
export const putFactsStatement = `insert into platform.outbox (name, league, subject, data, at)
  select f.name, f.league, f.subject, f.data, f.at
  from json_to_recordset($1::json) as f(name text, league text, subject text, data jsonb, at timestamptz)`

/** Puts facts into the outbox; to be called inside the transaction that writes what they speak of. */
export async function putFacts(ask: Ask, facts: readonly OutboxRow[]): Promise<void> {
  if (facts.length > 0) await ask(putFactsStatement, [JSON.stringify(facts)])
}
