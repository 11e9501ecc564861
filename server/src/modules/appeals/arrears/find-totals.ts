/** Sums of arrears for the public: by league, kind and age, from claims and from the ledger; and debtors that were named. */
import type { ArrearsTotals, DebtorKind, DebtorQuery, NamedDebtors } from '@steppe/contracts/arrears'
import { addDays, type Day } from '@steppe/kernels/calendar'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { isRefusal, type Refusal } from '#platform/refusals'
import { readPlace, writePlace } from './find-claims.ts'
import { type AgeClass, loadRules } from './load-rules.ts'

interface SumRow {
  readonly source: 'ledger' | 'claims'
  readonly league: string
  readonly kind: DebtorKind
  /** Place among the classes of age. */
  readonly age: number
  readonly count: string
  readonly owed: string
  readonly open: string
}

interface Sums {
  readonly count: number
  readonly owed: number
  readonly cleared: number
  readonly open: number
}

const none: Sums = { count: 0, owed: 0, cleared: 0, open: 0 }

function sum(rows: readonly SumRow[]): Sums {
  return rows.reduce((all, row) => {
    const [owed, open] = [Number(row.owed), Number(row.open)]
    return {
      count: all.count + Number(row.count),
      owed: all.owed + owed,
      open: all.open + open,
      cleared: all.cleared + owed - open,
    }
  }, none)
}

/** First days of the classes, the oldest first, as `width_bucket` wants them: a debt due before the first is the oldest. */
function limitsOf(ages: readonly AgeClass[], today: Day): readonly Day[] {
  return ages.flatMap(({ until }) => (until === undefined ? [] : [addDays(today, -until)])).toReversed()
}

/** Claims that were withdrawn, refused or dismissed say nothing about a debt; those without a day of payment count as not due. */
export async function findTotals(house: CasesHouse): Promise<ArrearsTotals> {
  const { ages } = await loadRules(house.site.packs)
  const today = house.clock.today()
  const rows = await house.db.ask<SumRow>(
    `select 'ledger' as source, l.league, l.debtor_kind as kind, width_bucket(l.pay_by, $1::date[]) as age,
       count(*) as count, sum(l.amount) as owed, sum(l.amount - l.cleared) as open
     from appeals.arrears_ledger l group by l.league, l.debtor_kind, age
     union all
     select 'claims', c.league, c.debtor_kind, width_bucket(coalesce(c.pay_by, $2::date), $1::date[]),
       count(*), sum(c.principal), sum(c.principal_left)
     from appeals.arrears_claims c where c.stage not in ('withdrawn', 'refused', 'dismissed') group by 2, 3, 4`,
    [limitsOf(ages, today), today],
  )
  const places = await getPlaces(house)
  const leagues = [...Map.groupBy(rows, (row) => row.league)].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    asOf: today,
    total: sum(rows),
    sources: {
      ledger: sum(rows.filter((row) => row.source === 'ledger')),
      claims: sum(rows.filter((row) => row.source === 'claims')),
    },
    leagues: leagues.map(([region, own]) => ({
      region,
      name: { zh: places.region(region)?.name ?? region, en: house.directory.regionName(region, 'en') },
      ...sum(own),
    })),
    kinds: (['authority', 'large_firm'] as const).map((kind) => ({
      kind,
      ...sum(rows.filter((row) => row.kind === kind)),
    })),
    ages: ages.map(({ id, title }, at) => ({
      id,
      title,
      ...sum(rows.filter((row) => row.age === ages.length - 1 - at)),
    })),
  }
}

interface NamedRow {
  readonly debtor: string
  readonly debtor_name: string
  readonly debtor_kind: DebtorKind
  readonly region: string
  readonly published_on: Day
  readonly notice: string
  readonly principal_left: string
  readonly pay_by: Day | null
  readonly corrections: readonly (NamedDebtors['rows'][number]['corrections'] | null)[]
}

const pageSize = 50

/** Debtors that stand named now, the latest first, all that each owes together; neither creditors nor numbers of cases are told. */
export async function findNamedDebtors(
  house: CasesHouse,
  query: DebtorQuery,
  language: 'zh' | 'en',
): Promise<NamedDebtors | Refusal> {
  const place = readPlace(query.cursor)
  if (isRefusal(place)) return place
  const stem = (query.region ?? '').replace(/(00)+$/, '')
  const rows = await house.db.ask<NamedRow>(
    `select c.debtor, min(c.debtor_name) as debtor_name, min(c.debtor_kind) as debtor_kind, min(c.region) as region, max(c.published_on) as published_on,
       (array_agg(c.notice order by c.published_on desc))[1] as notice, sum(c.principal_left) as principal_left, min(c.pay_by) as pay_by,
       json_agg(c.corrections) as corrections
     from appeals.arrears_claims c
     where c.published_on is not null and c.unpublished_on is null and starts_with(c.region, $1)
     group by c.debtor having (max(c.published_on), c.debtor) < ($2::date, $3)
     order by max(c.published_on) desc, c.debtor desc limit $4`,
    [stem, place?.[0] ?? '9999-12-31', place?.[1] ?? '~', pageSize + 1],
  )
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => {
      const office = house.directory.departmentName(row.debtor, language)
      return {
        name: office === row.debtor ? row.debtor_name : office,
        kind: row.debtor_kind,
        regionName: house.directory.regionName(row.region, language),
        publishedOn: row.published_on,
        text: row.notice,
        left: Number(row.principal_left),
        ...(row.pay_by ? { due: row.pay_by } : {}),
        corrections: row.corrections.flatMap((each) => each ?? []),
      }
    }),
    ...(rows.length > pageSize ? { next: writePlace(last!.published_on, last!.debtor) } : {}),
  }
}
