/** Wakes cases whose time has come: deemed acceptance, lapse, timers of processes. Idempotent: whoever comes second finds nothing due. */
import type { CaseState } from '@steppe/kernels/cases'
import { keepLooking } from '#platform/keep-looking'
import type { House } from '#platform/module'
import type { Engine } from './engine.ts'

const platform = { kind: 'platform', id: 'platform', name: '平台' } as const
const batch = 200

/** Wakes what is due now; gives how many acts were done. */
export async function wakeDue(house: House, engine: Engine): Promise<number> {
  let count = 0
  for (;;) {
    const rows = await house.db.ask<{ id: string; seq: number }>(
      'select c.id, c.seq from cases.cases c where c.wake_at <= $1 order by c.wake_at limit $2',
      [new Date(house.clock.now()), batch],
    )
    const woken = await Promise.all(
      rows.map((row) =>
        engine.act(row.id, row.seq, { kind: 'wake' }, platform, undefined, (state: CaseState) => state.seq),
      ),
    )
    const done = woken.filter((each) => typeof each === 'number').length
    count += done
    if (rows.length < batch || done === 0) return count
  }
}

/** Looks every `every` ms; a failed look is logged and tried again. Gives the way to stop. */
export function keepWaking(house: House, engine: Engine, every = 5000): () => Promise<void> {
  return keepLooking(() => wakeDue(house, engine), every, 'waking cases failed')
}
