/** Writes a call of a licence down, answered or refused: appended, with its commitment for the log, in one statement. */
import { randomBytes } from 'node:crypto'
import type { House } from '#platform/module'
import { serialOf } from './make-licence.ts'
import { sealed } from './write-licences.ts'

export interface Call {
  readonly id: string
  readonly league: string
  /** Instant, ms. */
  readonly at: number
  readonly account: string
  readonly actorName: string
  readonly department: string
  readonly item: string
  readonly case: string
  readonly type: string
  readonly licence: string | null
  readonly holder: string | null
  readonly cause: string
  readonly legalBasis: string
  /** `answered`, or the code of the refusal. */
  readonly outcome: string
  readonly fields: readonly string[]
}

/** A number for a call (C) or an authorisation (A) in the region. */
export function newNumber(region: string, kind: 'C' | 'A'): string {
  return `${region.slice(0, 6)}-${kind}${serialOf(randomBytes(16).toString('hex'))}`
}

export async function recordCall(house: Pick<House, 'db'>, call: Call): Promise<void> {
  const { salt, commitment } = sealed(call)
  await house.db.commit(
    `with called as (
       insert into credentials.calls (league, id, at, account, actor_name, department, item, case_id, type, licence, holder, cause, legal_basis, outcome, fields, call, salt, commitment)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, decode($17, 'hex'), decode($18, 'hex'))
     )
     insert into platform.outbox (name, league, subject, data, at) values ('credentials.licence_called', $1, $2, $19, $3)`,
    [
      call.league,
      call.id,
      new Date(call.at),
      call.account,
      call.actorName,
      call.department,
      call.item,
      call.case,
      call.type,
      call.licence,
      call.holder,
      call.cause,
      call.legalBasis,
      call.outcome,
      call.fields,
      JSON.stringify(call),
      salt,
      commitment,
      JSON.stringify({ type: call.type, outcome: call.outcome, commitments: [commitment], first: 1 }),
    ],
  )
}

/** How often the account called since an instant, and how often in vain; counted up to the limits only. */
export async function countCalls(
  house: Pick<House, 'db'>,
  account: string,
  since: number,
  most: number,
): Promise<{ readonly calls: number; readonly refused: number }> {
  const [row] = await house.db.ask<{ calls: number; refused: number }>(
    `select count(*)::int as calls, count(*) filter (where c.outcome <> 'answered')::int as refused
     from (select c.outcome from credentials.calls c where c.account = $1 and c.at > $2 order by c.at desc limit $3) c`,
    [account, new Date(since), most],
  )
  return row ?? { calls: 0, refused: 0 }
}
