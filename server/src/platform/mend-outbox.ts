/**
 * A database that was dumped and restored into a younger cluster: its facts bear numbers of transactions that lie in that cluster's
 * future, so that they would be held back for long and new ones passed over. Found at the start, and mended once.
 */
import type { Database, Transaction } from './postgres.ts'

/** Tables in which a reader of the outbox keeps how far it is: `written_by`, `position`. */
const readers = ['platform.subscribers', 'ledger.log'] as const

/** Whether a number of a transaction is stored that this cluster has not come to. */
async function isFromElsewhere({ ask }: Transaction): Promise<boolean> {
  const kept = ['platform.outbox', ...readers]
  const latest = kept.map(
    (table) => `select * from (select t.written_by from ${table} t order by t.written_by desc limit 1) x`,
  )
  const rows = await ask<{ ahead: boolean }>(
    `select coalesce(max(k.written_by) >= pg_snapshot_xmax(pg_current_snapshot()), false) as ahead from (${latest.join(' union all ')}) k`,
  )
  return rows[0]!.ahead
}

/**
 * Brings readers and facts to the numbers of this cluster: facts come in the order of their positions, before everything new. A reader
 * goes on at the first fact that it has not heard; what it hears twice does no harm. Gives whether anything was to be mended. `owner`
 * may alter tables. Nobody writes meanwhile.
 */
export async function mendOutbox(owner: Database): Promise<boolean> {
  if (!(await isFromElsewhere(owner))) return false
  return owner.inTransaction(async (tx) => {
    await tx.ask(`lock table platform.outbox, ${readers.join(', ')} in exclusive mode`)
    if (!(await isFromElsewhere(tx))) return false
    for (const table of readers) {
      await tx.ask(
        `update ${table} r set written_by = '0', position = coalesce(
           (select min(o.position) - 1 from platform.outbox o where (o.written_by, o.position) > (r.written_by, r.position)),
           (select max(o.position) from platform.outbox o), r.position)`,
      )
    }
    await tx.ask(`update platform.outbox o set written_by = '0' where o.written_by <> '0'`)
    return true
  })
}
