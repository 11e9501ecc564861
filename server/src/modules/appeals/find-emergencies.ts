/** Which of many orders are emergencies: few are, and the others need not be loaded to know it. */
import type { CasesHouse } from '#cases/house'

export async function findEmergencies(
  house: Pick<CasesHouse, 'db'>,
  orders: readonly { readonly league: string; readonly subject: string }[],
): Promise<readonly string[]> {
  if (orders.length === 0) return []
  const rows = await house.db.ask<{ id: string }>(
    `select c.id from unnest($1::text[], $2::text[]) as w(league, id) join cases.cases c on c.league = w.league and c.id = w.id
     where c.given #>> '{answers,urgency}' = 'emergency'`,
    [orders.map(({ league }) => league), orders.map(({ subject }) => subject)],
  )
  return rows.map(({ id }) => id)
}
