/** A transaction that a refusal rolls back, as a fault would. */
import type { House } from '#platform/module'
import type { Ask } from '#platform/postgres'
import { isRefusal, type Refusal } from '#platform/refusals'

class Undone extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** Runs the work; when it refuses, nothing of it is kept. */
export async function allOrNothing<T>(
  house: Pick<House, 'db'>,
  work: (ask: Ask) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  try {
    return await house.db.inTransaction(async ({ ask }) => {
      const result = await work(ask)
      if (isRefusal(result)) throw new Undone(result)
      return result
    })
  } catch (fault) {
    if (fault instanceof Undone) return fault.refusal
    throw fault
  }
}
