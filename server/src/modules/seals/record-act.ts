/** Writes down what is done with a seal: numbered, never changed, and a leaf of the transparency log. */
import type { House } from '#platform/module'
import type { Transaction } from '#platform/postgres'
import { type Refusal, refuse } from '#platform/refusals'
import { putFacts, sealedFact, seal as sealValue } from '#platform/sealed-fact'
import type { SealRow } from './find-seals.ts'

/** Somebody else was first: the transaction is rolled back and the caller told. */
export class MovedOn extends Error {
  override readonly name = 'MovedOn'
}

export interface ActWish {
  readonly kind: 'made' | 'handler_given' | 'handler_ended' | 'suspended' | 'resumed' | 'revoked' | 'used'
  readonly account: string
  readonly by: string
  readonly cause: string
  readonly round?: string
  readonly title?: string
  /** sha256 before and after, for a use. */
  readonly before?: string
  readonly document?: string
  readonly algorithm?: string
}

/** Adds the next act; `to` changes the seal's state with it. Throws `MovedOn` when the seal is not as `row` says. */
export async function recordAct(
  house: House,
  tx: Transaction,
  row: SealRow,
  wish: ActWish,
  to: SealRow['state'] = row.state,
): Promise<void> {
  const n = row.seq + 1
  if (n > 1) {
    const moved = await tx.ask(
      'update seals.seals s set seq = $3, state = $4 where s.league = $1 and s.id = $2 and s.seq = $5 and s.state = $6 returning s.id',
      [row.league, row.id, n, to, row.seq, row.state],
    )
    if (moved.length === 0) throw new MovedOn()
  }
  const at = house.clock.now()
  const { kind, account, ...rest } = wish
  const value = { seal: row.id, n, kind, account, at, ...rest }
  const { salt, commitment } = sealValue(value)
  await tx.ask(
    'insert into seals.acts (league, seal, n, kind, account, at, value, salt, commitment) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [row.league, row.id, n, kind, account, new Date(at), JSON.stringify(value), salt, commitment],
  )
  const fact = {
    name: 'seals.seal_recorded',
    league: row.league,
    subject: row.id,
    first: n,
    commitments: [commitment],
    at,
    data: { kind, ...(wish.round ? { round: wish.round } : {}) },
  }
  await putFacts(tx.ask, [sealedFact(fact)])
}

/** SQLSTATE of a key that is there already: another process was first. */
const taken = '23505'

/** Does the work in one transaction; when somebody was first, everything is undone and the refusal is given. */
export async function inOneStep<T>(house: House, work: (tx: Transaction) => Promise<T>): Promise<T | Refusal> {
  try {
    return await house.db.inTransaction(work)
  } catch (fault) {
    if (fault instanceof MovedOn || (fault as { code?: string }).code === taken) return refuse('seals.moved_on')
    throw fault
  }
}
