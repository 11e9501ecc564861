/** Whether a case stands as its acts left it: the acts are folded anew, and what is shown of the case is held against it. */
import { type Act, type CaseState, foldCase } from '@steppe/kernels/cases'
import { canonicalText } from '@steppe/kernels/ledger'
import type { CasesHouse } from '#cases/house'

/** What acts alone decide. Days that hang on a calendar are left out: an amendment moves those of running cases only. */
const decided = [
  'id',
  'kind',
  'title',
  'item',
  'process',
  'region',
  'department',
  'applicant',
  'channel',
  'status',
  'stage',
  'openedOn',
  'acceptedOn',
  'decidedOn',
  'closedOn',
  'answers',
  'findings',
  'materials',
  'outcome',
  'reasons',
  'results',
  'rating',
  'seq',
] as const satisfies readonly (keyof CaseState)[]

const shown = (state: CaseState) => canonicalText(decided.map((field) => state[field] ?? null))

/**
 * `acts` are those of the case, in their order, at least as far as `state` knows of. A calendar that was amended since, or a process whose department
 * is no more, leads elsewhere or nowhere: then nothing is said against the state.
 */
export async function foldOf(
  house: Pick<CasesHouse, 'db' | 'engine'>,
  state: CaseState,
  acts: readonly Act[],
): Promise<'holds' | 'differs' | 'unknown'> {
  const [amended] = await house.db.ask(
    'select c.id from cases.calendars c where c.id > (select min(f.id) from cases.calendars f) and c.taken_in_at > $1 limit 1',
    [new Date(state.openedAt)],
  )
  if (amended) return 'unknown'
  try {
    const context = await house.engine.surroundings.contextFor(state)
    return shown(foldCase(acts.slice(0, state.seq), context)) === shown(state) ? 'holds' : 'differs'
  } catch {
    return 'unknown'
  }
}

/** Whether nothing is to be said against the state. */
export async function stateHolds(...asked: Parameters<typeof foldOf>): Promise<boolean> {
  return (await foldOf(...asked)) !== 'differs'
}
