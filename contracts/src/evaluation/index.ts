/** What crosses the wire for 好差评: one rating a case, five grades. */
import { type Static, Type } from 'typebox'
import { CaseId, Day } from '../cases/index.ts'

/** GB/T 39046 A.8: 1 非常满意 … 5 非常不满意. */
export const Grade = Type.Integer({ minimum: 1, maximum: 5 })

/** POST /api/evaluation/ratings with Idempotency-Key. */
export const Rating = Type.Object(
  {
    case: CaseId,
    grade: Grade,
    reasons: Type.Array(Type.String({ maxLength: 32 }), { maxItems: 10 }),
    text: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  { additionalProperties: false },
)
export type Rating = Static<typeof Rating>
export const RatingReceipt = Type.Object({
  case: CaseId,
  grade: Grade,
  on: Day,
  /** The case opened because the rating was bad, with the day by which it must be put right. */
  followUp: Type.Optional(Type.Object({ case: CaseId, due: Type.Optional(Day) })),
})
export type RatingReceipt = Static<typeof RatingReceipt>

/** GET /api/evaluation/reasons : what can be ticked, for each grade. */
export const RatingReasons = Type.Record(
  Type.String(),
  Type.Array(Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() })),
)

/** GET /api/evaluation/summary?department=&region= : counts of a fold over rated acts. */
export const RatingSummary = Type.Object({
  counts: Type.Array(Type.Integer(), { minItems: 5, maxItems: 5 }),
  good: Type.Optional(Type.Number()),
  total: Type.Integer(),
})
