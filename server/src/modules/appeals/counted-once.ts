/** Sums over many orders, counted once for each state of the orders: however many people look, one count a moment is made. */
import type { CasesHouse } from '#cases/house'
import type { Database } from '#platform/postgres'

/** The journey that brings `appeals.orders` up to the acts; where it stands says which state the orders are in. */
const keeper = 'journeys.keep_orders'
const mostKept = 300

interface Kept {
  readonly state: string
  readonly made: Promise<unknown>
}

const kept = new WeakMap<Database, Map<string, Kept>>()

async function stateOf({ db, clock }: Pick<CasesHouse, 'db' | 'clock'>): Promise<string> {
  const rows = await db.ask<{ state: string }>(
    `select s.written_by || '/' || s.position as state from platform.subscribers s where s.name = $1`,
    [keeper],
  )
  // What is late depends on the hour, what is counted on the day.
  return `${rows[0]?.state ?? ''} ${Math.floor(clock.now() / 60_000)}`
}

/** The answer to a question, made anew when orders moved or a minute went by. `question` names all that it depends on. */
export async function countedOnce<A>(
  house: Pick<CasesHouse, 'db' | 'clock'>,
  question: readonly unknown[],
  count: () => Promise<A>,
): Promise<A> {
  const name = JSON.stringify(question)
  const state = await stateOf(house)
  const answers = kept.get(house.db) ?? new Map<string, Kept>()
  kept.set(house.db, answers)
  const before = answers.get(name)
  if (before?.state === state) return before.made as Promise<A>
  if (answers.size >= mostKept) answers.clear()
  const made = count()
  answers.set(name, { state, made })
  made.catch(() => answers.delete(name))
  return made
}
