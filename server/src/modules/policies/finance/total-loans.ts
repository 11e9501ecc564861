/** The totals that everybody may see: products offered, firms that got a loan, loans, yuan paid out; by bank and by collateral. */
import type { FinanceTotals } from '@steppe/contracts/policies'
import type { CasesHouse } from '#cases/house'
import type { Database } from '#platform/postgres'
import { csvHeading, csvLine } from '#platform/write-sheet'
import { getCounter, productsOn } from './read-products.ts'

interface Row {
  /** Null in the line of all banks. */
  readonly bank: string | null
  readonly firms: number
  readonly loans: number
  readonly fen: string | null
}

/** `$1`, `$2`: ids and names of the banks here, so that a bank is one whether a case or a list names it. */
const paid = `paid as (
  select coalesce(n.name, l.bank) as bank, l.firm, l.amount_fen, l.collateral
  from policies.loans l left join unnest($1::text[], $2::text[]) as n(id, name) on n.id = l.bank where l.paid_on is not null
  union all select f.bank, f.firm, f.amount_fen, f.collateral from policies.financed f where f.firm is not null)`

interface Counted {
  readonly counts: readonly Row[]
  readonly collaterals: readonly { readonly collateral: string; readonly loans: number; readonly fen: string }[]
  readonly listed: readonly { readonly bank: string; readonly product: string }[]
}

/** Counted once for each state of the loans: anybody may look, and to count reads them all. */
const known = new WeakMap<Database, { readonly version: string; readonly counted: Promise<Counted> }>()

async function countLoans(house: CasesHouse, names: readonly (readonly string[])[]): Promise<Counted> {
  const [stamp] = await house.db.ask<{ version: string }>(
    'select s.version::text as version from policies.loan_stamp s',
  )
  const version = stamp?.version ?? ''
  const before = known.get(house.db)
  if (before?.version === version) return before.counted
  const counted = readLoans(house, names)
  known.set(house.db, { version, counted })
  counted.catch(() => known.delete(house.db))
  return counted
}

async function readLoans(house: CasesHouse, names: readonly (readonly string[])[]): Promise<Counted> {
  const [counts, collaterals, listed] = await Promise.all([
    house.db.ask<Row>(
      `with ${paid} select p.bank, count(distinct p.firm)::int as firms, count(*)::int as loans, sum(p.amount_fen)::text as fen
       from paid p group by grouping sets ((), (p.bank))`,
      names,
    ),
    house.db.ask<Counted['collaterals'][number]>(
      `with ${paid} select coalesce(p.collateral, 'none') as collateral, count(*)::int as loans, sum(p.amount_fen)::text as fen
       from paid p group by 1 order by sum(p.amount_fen) desc`,
      names,
    ),
    house.db.ask<Counted['listed'][number]>('select distinct f.bank, f.product from policies.financed f'),
  ])
  return { counts, collaterals, listed }
}

/** Counts as of now. A firm that got loans of two banks is one firm in the whole, and one with each bank. */
export async function totalLoans(house: CasesHouse): Promise<FinanceTotals> {
  const counter = await getCounter(house)
  const on = house.clock.today()
  const names = [counter.banks.map(({ id }) => id), counter.banks.map(({ name }) => name.zh)]
  const { counts, collaterals, listed } = await countLoans(house, names)
  const offered = productsOn(counter, on).map(({ product }) => ({
    bank: product.bank.name.zh,
    product: product.offer.title.zh,
  }))
  const products = new Map([...listed, ...offered].map((each) => [`${each.bank}\n${each.product}`, each.bank]))
  const banks = [...new Set([...products.values(), ...counts.flatMap(({ bank }) => (bank === null ? [] : [bank]))])]
  const line = (rows: readonly Row[], many: number) => ({
    products: many,
    firms: rows.reduce((sum, { firms }) => sum + firms, 0),
    loans: rows.reduce((sum, { loans }) => sum + loans, 0),
    amount: rows.reduce((sum, { fen }) => sum + Number(fen ?? 0), 0) / 100,
  })
  return {
    on,
    total: line(
      counts.filter(({ bank }) => bank === null),
      products.size,
    ),
    banks: banks
      .map((bank) => ({
        bank,
        ...line(
          counts.filter((row) => row.bank === bank),
          [...products.values()].filter((each) => each === bank).length,
        ),
      }))
      .sort((a, b) => b.amount - a.amount || b.products - a.products),
    collaterals: collaterals.map(({ collateral, loans, fen }) => ({
      collateral,
      title: counter.settings.collaterals.find(({ id }) => id === collateral)?.title ?? {
        zh: collateral,
        en: collateral,
      },
      loans,
      amount: Number(fen) / 100,
    })),
  }
}

/** The lines by bank as CSV. */
export async function totalsFile(house: CasesHouse): Promise<string> {
  const { banks, total } = await totalLoans(house)
  const lines = [...banks, { bank: '合计', ...total }].map(({ bank, products, firms, loans, amount }) =>
    csvLine([bank, String(products), String(firms), String(loans), amount.toFixed(2)]),
  )
  return [csvHeading(['金融机构', '产品数', '获得融资企业数', '笔数', '放款金额（元）']), ...lines].join('')
}
