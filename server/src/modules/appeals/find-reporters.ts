/** Everybody who reported a matter: whoever handed the order in, and those whose orders were joined to it. */
import type { CasesHouse } from '#cases/house'

export interface Reporter {
  readonly account: string
  /** The order that they handed in themselves. */
  readonly order: string
  readonly title: string
  readonly due: string | undefined
}

interface Row {
  readonly id: string
  readonly order: string
  readonly account: string
  readonly title: string
  readonly due: string | null
}

/** Of the case `c`: its own person, and those of all orders that joined it or joined one that did; each once, by the order that is nearest. */
const everybodySql = `
  select distinct on (j.account) j.account, j.id from (
    with recursive joined as (
      select c.id, c.account, 0 as depth
      union
      select m.id, m.account, b.depth + 1 from joined b
      join appeals.merges m on m.into_league = c.league and m.into_id = b.id and m.undone_at is null where b.depth < 9
    ) select * from joined
  ) j order by j.account, j.depth, j.id`

/** By the number of the order; cases that are no orders are passed over. */
export async function findReporters(
  house: Pick<CasesHouse, 'db'>,
  orders: readonly { readonly league: string; readonly id: string }[],
): Promise<ReadonlyMap<string, readonly Reporter[]>> {
  const once = [...new Map(orders.map((each) => [each.id, each])).values()]
  if (once.length === 0) return new Map()
  const rows = await house.db.ask<Row>(
    `select c.id, r.account, r.id as order, c.given ->> 'title' as title, c.due_on as due
     from unnest($1::text[], $2::text[]) as w(league, id)
     join cases.cases c on c.league = w.league and c.id = w.id and c.kind = 'appeal'
     cross join lateral (${everybodySql}) r`,
    [once.map((each) => each.league), once.map((each) => each.id)],
  )
  const found = new Map<string, Reporter[]>()
  for (const { id, account, order, title, due } of rows) {
    const list = found.get(id) ?? []
    list.push({ account, order, title, due: due ?? undefined })
    found.set(id, list)
  }
  return found
}
