/** What crosses the wire for 好差评 (one rating a case, five grades) and for published figures. */
import type {
  Definition as FigureDefinition,
  FigureValue,
  FigureFile as PublishedFigure,
} from '@steppe/kernels/figures'
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

/** GET /api/evaluation/figures…?region=&day= : the whole installation and its newest day unless said. */
export const FigureQuery = Type.Object(
  { region: Type.Optional(Type.String({ pattern: '^\\d{6}$' })), day: Type.Optional(Day) },
  { additionalProperties: false },
)
export type FigureQuery = Static<typeof FigureQuery>
/** GET /api/evaluation/figures/:id/counted: what stands behind the place of a department. `day`: any day of the month; `region`: where it is ranked, its league unless said. */
export const CountedQuery = Type.Object(
  {
    department: Type.String({ maxLength: 60 }),
    day: Type.Optional(Day),
    region: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
  },
  { additionalProperties: false },
)
export type CountedQuery = Static<typeof CountedQuery>
const Standing = Type.Object({
  /** Valid call-backs. */
  counted: Type.Integer(),
  /** Shares from 0 to 1. */
  score: Type.Number(),
  adjusted: Type.Number(),
  place: Type.Optional(Type.Integer()),
})
export const Counted = Type.Object({
  department: Type.String(),
  departmentName: Type.Object({ zh: Type.String(), en: Type.String() }),
  from: Day,
  until: Day,
  /** As it was published; what was published is not changed. */
  published: Type.Optional(Standing),
  /** Computed anew with the exclusions as they stand. */
  now: Type.Optional(Standing),
  counted: Type.Integer(),
  of: Type.Integer(),
  /** What takes most from the score first; 500 at most. */
  rows: Type.Array(
    Type.Object({
      order: Type.String(),
      title: Type.String(),
      calledOn: Day,
      contacted: Type.Boolean(),
      solved: Type.Optional(Type.Boolean()),
      satisfaction: Type.Optional(Type.String()),
      /** Ground on which the call-back is invalid. */
      invalid: Type.Optional(Type.String()),
      /** Ground on which the order is excluded. */
      excluded: Type.Optional(Type.String()),
      counts: Type.Boolean(),
      objectUntil: Type.Optional(Day),
      objection: Type.Optional(
        Type.Object({
          id: Type.String(),
          state: Type.Enum(['open', 'granted', 'refused']),
          opinion: Type.Optional(Type.String()),
        }),
      ),
    }),
  ),
})
export type Counted = Static<typeof Counted>
export const FigureParams = Type.Object({ id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }) })

const Definition = Type.Unsafe<FigureDefinition>({
  type: 'object',
  description: 'definition of the figure, as in packs',
})
const Value = Type.Unsafe<FigureValue>({
  type: 'object',
  description:
    'value (null when no case counts), counted, excluded by reason; for a share hits and its 95 % interval (Wilson)',
})

/** Each figure with its newest published day. */
export const FigureList = Type.Object({
  region: Type.String(),
  figures: Type.Array(Type.Object({ definition: Definition, day: Type.Optional(Day), value: Type.Optional(Value) })),
})
export type FigureList = Static<typeof FigureList>

/** One figure: as published for the day, the thirty days before, and the same day in each league. */
export const FigureView = Type.Object({
  definition: Definition,
  region: Type.String(),
  regionName: Type.Object({ zh: Type.String(), en: Type.String() }),
  published: Type.Optional(
    Type.Object({
      day: Day,
      code: Type.String({ description: 'name and version of the code that computed it' }),
      rows: Type.Integer(),
      root: Type.String({ description: 'Merkle root of the rows, hexadecimal' }),
      value: Value,
      at: Type.String({ format: 'date-time' }),
    }),
  ),
  /** Names of the groups of a ranking. */
  names: Type.Record(Type.String(), Type.Object({ zh: Type.String(), en: Type.String() })),
  earlier: Type.Array(Type.Object({ day: Day, value: Value })),
  regions: Type.Array(
    Type.Object({
      region: Type.String(),
      name: Type.Object({ zh: Type.String(), en: Type.String() }),
      value: Value,
    }),
  ),
})
export type FigureView = Static<typeof FigureView>

/** GET …/file: the file `steppe-figure/1` that anybody can recompute. */
export const FigureFile = Type.Unsafe<PublishedFigure>({ type: 'object' })
