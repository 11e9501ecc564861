/** Where the log stands: its one row, the tiles it needs to grow, and who may grow it. */
import { emptyRoot } from '@steppe/kernels/ledger'
import type { House } from '#platform/module'
import type { Ask } from '#platform/postgres'

export interface LogState {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
  /** The fact of the outbox up to which everything is sealed. */
  readonly written_by: string
  readonly position: number
  /** Key of the act up to which acts older than the log were taken in; null when all were. */
  readonly earlier_after: readonly string[] | null
}

const columns = 'l.origin, l.size, l.root, l.written_by, l.position, l.earlier_after'

/**
 * The row as it stands; makes it where the log is new: whatever acts there are then are older than the log. Another origin than the one it was begun with is a
 * fault: a log can't be renamed.
 */
export async function readLog(house: Pick<House, 'db' | 'log'>): Promise<LogState> {
  const [found] = await house.db.ask<LogState>(`select ${columns} from ledger.log l where l.id`)
  if (found) return checked(house, found)
  await house.db.ask(
    `insert into ledger.log (origin, root, earlier_after)
     select $1, $2, case when exists (select 1 from cases.acts) then '{"","","0"}'::text[] end on conflict do nothing`,
    [house.log.origin, Buffer.from(emptyRoot())],
  )
  return readLog(house)
}

function checked(house: Pick<House, 'log'>, state: LogState): LogState {
  if (state.origin !== house.log.origin)
    throw new Error(`this log was begun as ${state.origin} and can't become ${house.log.origin}`)
  return state
}

/**
 * The row, locked until the transaction ends: whoever has it is the one that seals. Without `wait`, nothing where another process
 * or another turn of this one has it.
 */
export async function lockLog(house: Pick<House, 'log'>, ask: Ask, wait: boolean): Promise<LogState | undefined> {
  const [found] = await ask<LogState>(
    `select ${columns} from ledger.log l where l.id for update ${wait ? '' : 'skip locked'}`,
  )
  return found && checked(house, found)
}
