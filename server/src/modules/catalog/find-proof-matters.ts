/** The 证明事项清单 of a region and all below it: a page of it, and how many are proved which way. */
import {
  type ProofCounts,
  type ProofMatter,
  type ProofMattersAnswer,
  type ProofMattersQuery,
  type ProofRoute,
  proofRoutes,
} from '@steppe/contracts/catalog'
import { quoteToken, tokensForIndex } from '@steppe/kernels/text'
import { getPlaces } from '#ask/registry'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { getSegmenter } from './segmenter.ts'

const pageSize = 50

/** The region and those below it that have six digits: lists are kept down to counties. */
async function regionsOf(house: Pick<House, 'db' | 'site'>, region: string | undefined): Promise<string[]> {
  const home = region ?? house.site.region
  const below = (await getPlaces(house)).below(home).map((one) => one.code.slice(0, 6))
  return [...new Set([home.slice(0, 6), ...below])]
}

/** Pairs of characters, so that any part of a name finds it; nothing when there is nothing to look for. */
function wordsOf(q: string | undefined): string | undefined {
  const tokens = tokensForIndex(q ?? '', getSegmenter(), { sounds: false })
  const pairs = tokens.filter(({ weight }) => weight === 'B')
  const wanted = pairs.length > 0 ? pairs : tokens
  return wanted.length > 0 ? wanted.map(({ token }) => quoteToken(token)).join(' & ') : undefined
}

/** In the order of regions, then of identifiers. Refuses catalog.cursor_unreadable. */
export async function findProofMatters(
  house: Pick<House, 'db' | 'site'>,
  query: ProofMattersQuery,
): Promise<ProofMattersAnswer | Refusal> {
  const after = query.cursor === undefined ? ['', ''] : query.cursor.split('.')
  if (after.length !== 2) return refuse('catalog.cursor_unreadable')
  const rows = await house.db.ask<ProofMatter>(
    `select m.id, m.region, m.name, m.demanded_by as "demandedBy", m.issued_by as "issuedBy", m.basis, m.guide, m.route, m.from_day::text as "from"
     from catalog.proof_matters m
     where m.until_day is null and m.region = any($1) and (m.region, m.id) > ($2, $3)
       and ($4::text is null or m.route = $4) and ($5::tsquery is null or m.tokens @@ $5::tsquery)
     order by m.region, m.id limit $6`,
    [
      await regionsOf(house, query.region),
      after[0],
      after[1],
      query.route ?? null,
      wordsOf(query.q) ?? null,
      pageSize + 1,
    ],
  )
  const matters = rows.slice(0, pageSize).map(withoutGaps)
  const last = matters.at(-1)
  return { matters, ...(rows.length > pageSize && last ? { next: `${last.region}.${last.id}` } : {}) }
}

function withoutGaps(row: ProofMatter): ProofMatter {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as ProofMatter
}

/** Counted from the lists in force; who has the lists can count again. */
export async function countProofMatters(
  house: Pick<House, 'db' | 'site' | 'clock'>,
  region: string | undefined,
): Promise<ProofCounts> {
  const rows = await house.db.ask<{ route: ProofRoute; matters: number }>(
    `select m.route, count(*)::int as matters from catalog.proof_matters m
     where m.until_day is null and m.region = any($1) group by m.route`,
    [await regionsOf(house, region)],
  )
  const routes = (Object.keys(proofRoutes) as ProofRoute[]).map((route) => ({
    route,
    matters: rows.find((row) => row.route === route)?.matters ?? 0,
  }))
  return {
    region: region ?? house.site.region,
    day: house.clock.today(),
    total: routes.reduce((sum, { matters }) => sum + matters, 0),
    routes,
  }
}
