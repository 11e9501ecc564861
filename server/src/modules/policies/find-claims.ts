/** Claims of a firm that are running or were granted, by policy. */
import type { FirmRow } from '#ask/registry'
import type { CasesHouse } from '#cases/house'

/** The newest claim of each policy. */
export async function findClaims(
  house: Pick<CasesHouse, 'db'>,
  firm: Pick<FirmRow, 'league' | 'code'>,
): Promise<ReadonlyMap<string, { readonly case: string; readonly status: string }>> {
  const rows = await house.db.ask<{ policy: string; case: string; status: string }>(
    `select c.policy, c.case_id as "case", k.status from policies.claims c
     join cases.cases k on k.league = c.case_league and k.id = c.case_id
     where c.league = $1 and c.firm = $2 order by c.opened_on, c.case_id`,
    [firm.league, firm.code],
  )
  return new Map(rows.map((row) => [row.policy, { case: row.case, status: row.status }]))
}
