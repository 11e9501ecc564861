/** Counts of ratings by grade, for a department or a region, over the last year. */
import type { RatingSummary } from '@steppe/contracts/evaluation'
import { addDays, type Day } from '@steppe/kernels/calendar'
import type { Static } from 'typebox'
import type { Ask } from '#platform/postgres'

const byDepartment =
  'select r.grade, count(*)::int as count from evaluation.ratings r where r.department = $1 and r.rated_on >= $2 group by r.grade'
const byRegion =
  'select r.grade, count(*)::int as count from evaluation.ratings r where r.region >= $1 and r.region <= $3 and r.rated_on >= $2 group by r.grade'

/** `good`: share of grades 1–3 (非常满意、满意、基本满意). Nothing is said of fewer than one. */
export async function summariseRatings(
  ask: Ask,
  today: Day,
  where: { readonly department?: string; readonly region?: string },
): Promise<Static<typeof RatingSummary>> {
  const since = addDays(today, -365)
  const stem = (where.region ?? '').replace(/(00)+$/, '')
  const rows = await (where.department
    ? ask<{ grade: number; count: number }>(byDepartment, [where.department, since])
    : ask<{ grade: number; count: number }>(byRegion, [stem.padEnd(6, '0'), since, stem.padEnd(6, '9')]))
  const counts = [1, 2, 3, 4, 5].map((grade) => rows.find((row) => row.grade === grade)?.count ?? 0)
  const total = counts.reduce((sum, count) => sum + count, 0)
  return { counts, total, ...(total > 0 ? { good: (counts[0]! + counts[1]! + counts[2]!) / total } : {}) }
}
