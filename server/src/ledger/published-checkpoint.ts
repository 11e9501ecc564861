/** The checkpoint that is shown to others: the newest that most witnesses signed, as long as it does not lag. */
import type { House } from '#platform/module'

export interface PublishedCheckpoint {
  readonly size: number
  readonly root: Buffer
  /** The signed note with the lines of the witnesses. */
  readonly note: string
  readonly sealed_at: Date
  readonly witnesses: readonly string[]
}

interface Candidate extends Omit<PublishedCheckpoint, 'witnesses'> {
  readonly lines: string[] | null
  readonly signers: string[] | null
}

/** A checkpoint that witnesses signed may be this much older than the newest, milliseconds. */
const mayLag = 60_000

/** The newest one, and the newest each witness signed. */
const statement = `
  with sizes as (select w.size from ledger.witnesses w where w.size >= $1 union select l.size from ledger.log l)
  select c.size, c.root, c.note, c.sealed_at, s.lines, s.signers from sizes
  join ledger.checkpoints c on c.size = sizes.size
  left join lateral (
    select array_agg(k.line order by k.witness) as lines, array_agg(k.witness order by k.witness) as signers
    from ledger.cosignatures k where k.size = c.size
  ) s on true
  order by c.size desc`

/**
 * The checkpoint to show, of at least `size` leaves; nothing while the log is empty. One that more than half of the witnesses
 * signed goes before a newer one that they did not, unless it lags by a minute.
 */
export async function publishedCheckpoint(
  house: Pick<House, 'db' | 'log'>,
  size = 0,
): Promise<PublishedCheckpoint | undefined> {
  const candidates = await house.db.ask<Candidate>(statement, [size])
  const newest = candidates[0]
  if (!newest) return undefined
  const needed = Math.floor(house.log.witnesses.length / 2) + 1
  const fresh = candidates.filter((each) => newest.sealed_at.getTime() - each.sealed_at.getTime() <= mayLag)
  const chosen = fresh.find((each) => (each.signers?.length ?? 0) >= needed) ?? newest
  const { lines, signers, ...rest } = chosen
  return { ...rest, note: chosen.note + (lines ?? []).join(''), witnesses: signers ?? [] }
}
