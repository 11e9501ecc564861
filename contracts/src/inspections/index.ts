/** What crosses the wire for 双随机、一公开: plans, draws and their steps. Source: 优化营商环境条例 art. 54; 国市监信〔2019〕38号. */
import {
  type DrawResult,
  type SeedRule as KernelRule,
  type SeedValue as KernelValue,
  largestWeight,
  type Transcript,
} from '@steppe/kernels/draw'
import { type Static, Type } from 'typebox'
import { Day } from '../cases/index.ts'

const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const Words = Type.Object({ zh: Type.String(), en: Type.String() })
export const DrawId = Type.String({ pattern: '^D[0-9A-Z-]{8,40}$', description: '抽取编号' })
export const DrawParams = Type.Object({ id: DrawId })
const Instant = Type.String({ maxLength: 40 })

/** GET /api/inspections/settings: what may be checked, and where seeds come from. */
export const InspectionSettings = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      /** Kind of department. */
      department: Type.String(),
      kind: Type.Union([Type.Literal('general'), Type.Literal('key')]),
      how: Words,
      source: Type.String(),
    }),
  ),
  beacons: Type.Array(
    Type.Object({
      id: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      hash: Type.String(),
      period: Type.Number(),
      genesis: Type.Number(),
    }),
  ),
  lotteries: Type.Array(
    Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String(), parts: Type.Array(Type.Integer()) }),
  ),
  leastInspectors: Type.Integer(),
})
export type InspectionSettings = Static<typeof InspectionSettings>

/** POST /api/inspections/plans: 年度抽查计划, published by being written. */
export const NewPlan = Type.Object(
  {
    department: Text(60),
    year: Type.Integer({ minimum: 2015, maximum: 2100 }),
    title: Text(100),
    items: Type.Array(Text(60), { minItems: 1, maxItems: 100 }),
  },
  { additionalProperties: false },
)
export type NewPlan = Static<typeof NewPlan>
export const Plan = Type.Object({
  id: Type.String(),
  department: Type.String(),
  departmentName: Type.String(),
  year: Type.Integer(),
  title: Type.String(),
  items: Type.Array(Type.String()),
  publishedAt: Type.String(),
})
export type Plan = Static<typeof Plan>
export const Plans = Type.Object({ plans: Type.Array(Plan), next: Type.Optional(Type.String()) })

/** What firms are classed by, for strata and for quotas. */
const classedBy = ['region', 'industry', 'kind'] as const
const stratifyBy = ['none', ...classedBy] as const

/** One 抽查任务 of a draw. The share is a fraction, 3/100; it is taken of each stratum, rounded up. */
export const NewTask = Type.Object(
  {
    item: Text(60),
    department: Text(60),
    region: Type.String({ pattern: '^\\d{6}$' }),
    /** Beginnings of industry codes (GB/T 4754), `F52`; none means all. */
    industries: Type.Optional(Type.Array(Type.String({ pattern: '^[A-Z]\\d{0,4}$' }), { maxItems: 50 })),
    stratifyBy: Type.Unsafe<(typeof stratifyBy)[number]>({ type: 'string', enum: [...stratifyBy] }),
    share: Type.Tuple([Type.Integer({ minimum: 1, maximum: 100000 }), Type.Integer({ minimum: 1, maximum: 100000 })]),
    inspectors: Type.Integer({ minimum: 1, maximum: 20 }),
  },
  { additionalProperties: false },
)
export type NewTask = Static<typeof NewTask>

/** Each task draws at most so many of one region, industry or kind of firm. */
const Quota = Type.Object(
  {
    by: Type.Unsafe<(typeof classedBy)[number]>({ type: 'string', enum: [...classedBy] }),
    most: Type.Integer({ minimum: 1, maximum: 10000 }),
  },
  { additionalProperties: false },
)
export type Quota = Static<typeof Quota>

/** POST /api/inspections/draws with Idempotency-Key. The first task's department holds the draw. */
export const NewDraw = Type.Object(
  {
    plan: Text(60),
    title: Text(100),
    tasks: Type.Array(NewTask, { minItems: 1, maxItems: 10 }),
    /** Visits an inspector should have at most. */
    load: Type.Optional(Type.Integer({ minimum: 1, maximum: 10000 })),
    /** Tickets of a firm by its code; whoever is not named has one. */
    weights: Type.Optional(
      Type.Array(
        Type.Object(
          { object: Text(60), weight: Type.Integer({ minimum: 1, maximum: largestWeight }) },
          { additionalProperties: false },
        ),
        { maxItems: 10000 },
      ),
    ),
    quota: Type.Optional(Quota),
    redrawOf: Type.Optional(Type.Object({ draw: DrawId, reason: Text(500) }, { additionalProperties: false })),
  },
  { additionalProperties: false },
)
export type NewDraw = Static<typeof NewDraw>

/** POST …/recusals: 回避. Inspectors declare their own; the organiser declares anybody's. */
export const NewRecusal = Type.Object(
  { inspector: Text(60), object: Text(60), reason: Text(200) },
  { additionalProperties: false },
)
export type NewRecusal = Static<typeof NewRecusal>

/** What is announced: a beacon's round after an instant, a lottery's issue, or a ceremony. */
export const SeedChoice = Type.Union([
  Type.Object({ kind: Type.Literal('beacon'), beacon: Text(60), after: Instant }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('lottery'), game: Text(60), issue: Text(40), drawnAt: Instant },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('ceremony'),
      parties: Type.Array(
        Type.Object(
          { party: Text(100), commitment: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
          { additionalProperties: false },
        ),
        { minItems: 2, maxItems: 20 },
      ),
      revealBy: Instant,
      beacon: Text(60),
    },
    { additionalProperties: false },
  ),
])
export type SeedChoice = Static<typeof SeedChoice>

/** POST …/commit: seals the list. `root` is the root of the list the person saw. */
export const Commit = Type.Object(
  { root: Type.String({ pattern: '^[0-9a-f]{64}$' }), seed: SeedChoice },
  { additionalProperties: false },
)
export type Commit = Static<typeof Commit>

/** POST …/seed: numbers of a lottery by one person, a round of a beacon, the opened shares of a ceremony. */
export const SeedGiven = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('lottery'),
      numbers: Type.Array(Type.Array(Type.String({ maxLength: 10 }), { maxItems: 40 }), { maxItems: 10 }),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('beacon'),
      /** Without it the platform fetches the round. */
      round: Type.Optional(
        Type.Object(
          {
            round: Type.Integer({ minimum: 1 }),
            signature: Type.String({ maxLength: 400, pattern: '^[0-9a-f]*$' }),
            previous: Type.Optional(Type.String({ maxLength: 400, pattern: '^[0-9a-f]*$' })),
            randomness: Type.Optional(Type.String({ maxLength: 100 })),
          },
          { additionalProperties: false },
        ),
      ),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('ceremony'),
      opened: Type.Array(
        Type.Object(
          { party: Text(100), salt: Type.String({ pattern: '^([0-9a-f]{2}){16,64}$' }), value: Text(1000) },
          { additionalProperties: false },
        ),
        { maxItems: 20 },
      ),
      fallback: Type.Optional(
        Type.Object(
          { round: Type.Integer({ minimum: 1 }), signature: Type.String({ maxLength: 400, pattern: '^[0-9a-f]*$' }) },
          { additionalProperties: false },
        ),
      ),
    },
    { additionalProperties: false },
  ),
])
export type SeedGiven = Static<typeof SeedGiven>

/** POST …/drop-outs: who can't be visited or can't visit, replaced in the drawn order. */
export const NewDropOut = Type.Object(
  { object: Text(60), inspector: Type.Optional(Text(60)), reason: Text(200) },
  { additionalProperties: false },
)
export type NewDropOut = Static<typeof NewDropOut>

/** POST …/give-up: 作废 of a draw that is prepared and not sealed; the reason is public. */
export const GiveUp = Type.Object({ reason: Text(500) }, { additionalProperties: false })
export type GiveUp = Static<typeof GiveUp>

const GivenUp = { at: Type.String(), by: Type.String(), reason: Type.String() }

export const DrawState = Type.Union([
  Type.Literal('prepared'),
  Type.Literal('committed'),
  Type.Literal('drawn'),
  Type.Literal('published'),
  Type.Literal('given_up'),
])
export type DrawState = Static<typeof DrawState>

export const DrawLine = Type.Object({
  id: DrawId,
  title: Type.String(),
  region: Type.String(),
  regionName: Type.String(),
  department: Type.String(),
  departmentName: Type.String(),
  state: DrawState,
  objects: Type.Integer(),
  visits: Type.Optional(Type.Integer()),
  committedAt: Type.Optional(Type.String()),
  redrawOf: Type.Optional(DrawId),
})
export type DrawLine = Static<typeof DrawLine>
export const DrawLines = Type.Object({ draws: Type.Array(DrawLine), next: Type.Optional(Type.String()) })
export type DrawLines = Static<typeof DrawLines>

/** What somebody may do next with a draw. */
export const drawDeeds = ['recuse', 'commit', 'seed', 'publish', 'drop_out', 'redraw', 'give_up'] as const
export type DrawDeed = (typeof drawDeeds)[number]

const Trail = Type.Array(
  Type.Object({
    n: Type.Integer(),
    at: Type.String(),
    kind: Type.String(),
    by: Type.String(),
    commitment: Type.String(),
  }),
)

/** GET …/draws/:id. List and result are there once published, for staff of the draw before. */
export const DrawView = Type.Object({
  ...DrawLine.properties,
  plan: Type.Object({ id: Type.String(), title: Type.String() }),
  tasks: Type.Array(
    Type.Object({
      item: Type.String(),
      name: Words,
      department: Type.String(),
      departmentName: Type.String(),
      inspectors: Type.Integer(),
      objects: Type.Integer(),
      share: Type.Tuple([Type.Integer(), Type.Integer()]),
    }),
  ),
  inspectors: Type.Integer(),
  recusals: Type.Integer(),
  /** How many firms have another weight than one. */
  weighted: Type.Integer(),
  /** Those weights by code, for whoever may see the list. */
  weights: Type.Record(Type.String(), Type.Integer()),
  quota: Type.Optional(Quota),
  root: Type.String(),
  rule: Type.Optional(Type.Unsafe<KernelRule>({ type: 'object' })),
  /** When the announced value comes to be. */
  seedDue: Type.Optional(Type.String()),
  seedValue: Type.Optional(Type.Unsafe<KernelValue>({ type: 'object' })),
  seedAt: Type.Optional(Type.String()),
  /** Who has entered the lottery's numbers so far; the numbers are kept back until both have. */
  enteredBy: Type.Array(Type.String()),
  publishBy: Type.Optional(Day),
  publishedAt: Type.Optional(Type.String()),
  redrawReason: Type.Optional(Type.String()),
  redrawnBy: Type.Optional(DrawId),
  /** When this draw was given up before it was sealed. */
  givenUp: Type.Optional(Type.Object(GivenUp)),
  /** Redraws of this draw that were prepared and given up, the earliest first. */
  redrawsGivenUp: Type.Array(Type.Object({ draw: DrawId, ...GivenUp })),
  result: Type.Optional(Type.Unsafe<DrawResult>({ type: 'object' })),
  dropOuts: Type.Array(
    Type.Object({ object: Type.String(), inspector: Type.Optional(Type.String()), reason: Type.String() }),
  ),
  names: Type.Record(Type.String(), Type.String()),
  /** Who may be drawn, for staff while the list is prepared. */
  members: Type.Optional(
    Type.Object({
      objects: Type.Array(Type.String()),
      inspectors: Type.Array(Type.String()),
      recusals: Type.Array(Type.Object({ inspector: Type.String(), object: Type.String(), reason: Type.String() })),
    }),
  ),
  trail: Trail,
  may: Type.Array(Type.Unsafe<DrawDeed>({ type: 'string', enum: [...drawDeeds] })),
})
export type DrawView = Static<typeof DrawView>

/** GET …/transcript: the file `steppe-draw/1` that anybody can replay. */
export const TranscriptFile = Type.Unsafe<Transcript>({ type: 'object' })
