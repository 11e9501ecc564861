/** Everybody who reported a matter: whoever handed the order in, and those whose orders were joined to it. */
import type { CasesHouse } from '#cases/house'

export interface Reporter {
  readonly account: string
  readonly title: string
  readonly due: string | undefined
}

interface Row {
  readonly id: string
  readonly account: string
  readonly title: string
  readonly due: string | null
}

/** By the number of the order; cases that are no orders are passed over. */
export async function findReporters(
  house: Pick<CasesHouse, 'db'>,
  orders: readonly { readonly league: string; readonly id: string }[],
): Promise<ReadonlyMap<string, readonly Reporter[]>> {
  const once = [...new Map(orders.map((each) => [each.id, each])).values()]
  if (once.length === 0) return new Map()
  const rows = await house.db.ask<Row>(
    `select c.id, r.account, c.given ->> 'title' as title, c.due_on as due
     from unnest($1::text[], $2::text[]) as w(league, id)
     join cases.cases c on c.league = w.league and c.id = w.id and c.kind = 'appeal'
     cross join lateral (
       select c.account union select m.account from appeals.merges m where m.into_league = c.league and m.into_id = c.id and m.undone_at is null
     ) r`,
    [once.map((each) => each.league), once.map((each) => each.id)],
  )
  const found = new Map<string, Reporter[]>()
  for (const { id, account, title, due } of rows) {
    const list = found.get(id) ?? []
    list.push({ account, title, due: due ?? undefined })
    found.set(id, list)
  }
  return found
}
