/** The caller's cases, the latest first, and what waits for them. */
import type { MyCases } from '@steppe/contracts/applications'
import type { CaseState } from '@steppe/kernels/cases'
import { type CaseParts, caseColumns, wholeCase } from '#cases/case-parts'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'

const pageSize = 30

/** A page of the caller's own cases; the cursor is the last case's day and number. */
export async function findMyCases(
  house: CasesHouse,
  actor: Actor,
  cursor: string | undefined,
  language: 'zh' | 'en',
): Promise<MyCases | Refusal> {
  const after = cursor === undefined ? undefined : /^(\d{4}-\d{2}-\d{2})~([0-9A-Z-]{8,40})$/.exec(cursor)
  if (after === null) return refuse('platform.cursor_unknown')
  const rows = await house.db.ask<CaseParts>(
    `select ${caseColumns} from cases.cases c where c.account = $1 and (c.opened_on, c.id) < ($2::date, $3::text)
     order by c.opened_on desc, c.id desc limit $4`,
    [actor.id, after?.[1] ?? 'infinity', after?.[2] ?? '', pageSize + 1],
  )
  const page = rows.slice(0, pageSize).map(wholeCase)
  const last = page.at(-1)
  return {
    cases: page.map((state) => viewMine(state, language === 'en' ? house.english : (zh) => zh)),
    ...(rows.length > pageSize && last ? { next: `${last.openedOn}~${last.id}` } : {}),
  }
}

function viewMine(state: CaseState, say: (zh: string) => string): MyCases['cases'][number] {
  const waits = waitsFor(state)
  return {
    id: state.id,
    title: say(state.title),
    status: state.status,
    stage: state.stage,
    openedOn: state.openedOn,
    ...(state.clock.due ? { due: state.clock.due } : {}),
    ...(waits ? { waitsFor: waits } : {}),
  }
}

function waitsFor(state: CaseState): 'correct' | 'supply' | 'rate' | undefined {
  if (state.status === 'correcting') return 'correct'
  if (state.supplement && !state.supplement.suppliedOn && state.status === 'accepted') return 'supply'
  return state.status === 'closed' && !state.rating && state.kind === 'application' ? 'rate' : undefined
}
