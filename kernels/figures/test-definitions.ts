/** Definitions and rows for tests: one of each fold, over rows that are closed in a week of November. */
import fc from 'fast-check'
import type { Definition, Fold, Row } from './index.ts'

export const day = '2026-11-25'

const words = { zh: '说明', en: 'in words' }

/** A week of closed cases; those that were withdrawn do not count. */
export function definitionOf(fold: Fold): Definition {
  return {
    id: 'tried',
    version: 1,
    from: '2026-01-01',
    name: words,
    meaning: words,
    unit: fold.kind === 'share' ? 'share' : fold.kind === 'count' ? 'cases' : 'working_days',
    source: '行政许可法',
    by: 'closedOn',
    span: 7,
    counts: [],
    exclusions: [{ id: 'withdrawn', where: { field: 'status', isOneOf: ['withdrawn'] }, reason: words }],
    fold,
  }
}

export const folds: readonly Fold[] = [
  { kind: 'count' },
  { kind: 'share', of: { field: 'status', isOneOf: ['closed'] } },
  { kind: 'median', field: 'workingDays' },
  { kind: 'quantile', field: 'workingDays', at: 0.9 },
]

/** Only what every one of the folds has in common, and what each needs besides. */
export const rowsFor = ({ fold }: Definition): fc.Arbitrary<Row[]> =>
  fc.uniqueArray(
    fc.record({
      id: fc.nat(1e9).map((id) => id.toString(16).padStart(32, '0')),
      closedOn: fc.integer({ min: 19, max: 25 }).map((date) => `2026-11-${date}`),
      status: fc.constantFrom('closed', 'refused', 'withdrawn'),
      ...('field' in fold ? { workingDays: fc.nat(60) } : {}),
    }),
    { selector: (row) => row.id, maxLength: 60 },
  )
