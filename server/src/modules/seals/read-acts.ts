/** The record of a seal, with what opens each commitment in the transparency log. */
import type { SealAct, SealActs } from '@steppe/contracts/seals'
import type { House } from '#platform/module'
import type { SealRow } from './find-seals.ts'

interface Row {
  readonly n: number
  readonly kind: string
  readonly at: Date
  readonly value: Readonly<Record<string, string>>
  readonly salt: Buffer
  readonly commitment: Buffer
}

const perPage = 30

function view({ n, kind, at, value, salt, commitment }: Row): SealAct {
  const { by = '', cause = '', round, title, document } = value
  return {
    n,
    kind,
    at: at.toISOString(),
    by,
    cause,
    ...(round ? { round } : {}),
    ...(title ? { title } : {}),
    ...(document ? { document } : {}),
    salt: salt.toString('hex'),
    commitment: commitment.toString('hex'),
  }
}

/** Newest first; `before` is the cursor. */
export async function readActs(house: Pick<House, 'db'>, row: SealRow, before = 2 ** 31 - 1): Promise<SealActs> {
  const rows = await house.db.ask<Row>(
    `select a.n, a.kind, a.at, a.value, a.salt, a.commitment from seals.acts a
     where a.league = $1 and a.seal = $2 and a.n < $3 order by a.n desc limit $4`,
    [row.league, row.id, before, perPage],
  )
  return { acts: rows.map(view), ...(rows.length === perPage ? { next: rows.at(-1)!.n } : {}) }
}
