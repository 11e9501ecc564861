/** Around orders: duty catalogue, merges, call-back campaigns, exclusions and appeals against them. */
import { type Static, Type } from 'typebox'
import { Cursor, Day, DepartmentCode, Instant, Level, OrderId, Satisfaction, text } from './words.ts'

/** 派单目录: which kind of department answers for which matter. */
export const Duty = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  matter: Type.String(),
  /** Words that point to it. */
  words: Type.Array(Type.String()),
  /** Kind of department (`market-regulation`), at the level that serves the place. */
  lead: Type.String(),
  leadName: Type.String(),
  assists: Type.Array(Type.String()),
  source: Type.String(),
  from: Day,
  until: Type.Optional(Day),
  /** The order whose conference decided it. */
  decidedIn: Type.Optional(OrderId),
})
export type Duty = Static<typeof Duty>
/** GET /api/appeals/duties?q=&lead=&history=true */
export const DutyQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 100 })),
    lead: Type.Optional(Type.String({ maxLength: 60 })),
    history: Type.Optional(Type.Boolean()),
    cursor: Type.Optional(Cursor),
  },
  { additionalProperties: false },
)
export const Duties = Type.Object({ rows: Type.Array(Duty), next: Type.Optional(Cursor) })
/** POST /api/appeals/duties: a new entry, or with `id` a new version of one. */
export const NewDuty = Type.Object(
  {
    id: Type.Optional(Type.String({ maxLength: 64 })),
    matter: text(200),
    words: Type.Array(text(40), { minItems: 1, maxItems: 40 }),
    lead: Type.String({ maxLength: 60 }),
    assists: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 10 })),
    source: text(300),
  },
  { additionalProperties: false },
)
export type NewDuty = Static<typeof NewDuty>

/** POST /api/appeals/:id/merges: this order is the same matter as `into`, whose reporters it joins. */
export const MergeRequest = Type.Object(
  { after: Type.Integer({ minimum: 1 }), into: OrderId, reason: text(500) },
  { additionalProperties: false },
)
/** POST /api/appeals/:id/merges/undo */
export const UnmergeRequest = Type.Object(
  { after: Type.Integer({ minimum: 1 }), reason: text(500) },
  { additionalProperties: false },
)

/** POST /api/appeals/campaigns: 回访抽样. The seed comes from the draw kernel's public rule, so that anybody can draw again. */
export const NewCampaign = Type.Object(
  {
    title: text(100),
    region: Type.String({ pattern: '^\\d{6}$' }),
    /** Orders closed in these days, both included. */
    from: Day,
    until: Day,
    size: Type.Integer({ minimum: 1, maximum: 5000 }),
    department: Type.Optional(DepartmentCode),
    /** The lottery whose numbers will be the seed, drawn later than now; games of GET /api/inspections/settings. */
    seed: Type.Object({ game: text(20), issue: text(20), drawnAt: Instant }, { additionalProperties: false }),
  },
  { additionalProperties: false },
)
export type NewCampaign = Static<typeof NewCampaign>
export const Campaign = Type.Object({
  id: Type.String(),
  title: Type.String(),
  region: Type.String(),
  regionName: Type.String(),
  from: Day,
  until: Day,
  size: Type.Integer(),
  /** Orders that could have been drawn, and the root that committed to their list. */
  population: Type.Integer(),
  listRoot: Type.String(),
  /** `committed`: the list is fixed, the seed not yet known; `drawn`. */
  state: Type.Enum(['committed', 'drawn']),
  committedAt: Instant,
  /** When the value that will be the seed comes to be, and what it is. */
  seedAt: Instant,
  seedSource: Type.String(),
  /** How many people have read the numbers so far. */
  readings: Type.Integer(),
  seed: Type.Optional(Type.Object({ value: Type.String(), source: Type.String() })),
  results: Type.Object({
    valid: Type.Integer(),
    contacted: Type.Integer(),
    solved: Type.Integer(),
    satisfied: Type.Integer(),
    basically: Type.Integer(),
    invalid: Type.Integer(),
    waiting: Type.Integer(),
  }),
})
export type Campaign = Static<typeof Campaign>
export const Campaigns = Type.Object({ rows: Type.Array(Campaign), next: Type.Optional(Cursor) })
/** POST /api/appeals/campaigns/:id/numbers: the numbers as one person reads them, a list for each part; two people must read them alike. */
export const CampaignNumbers = Type.Object(
  { numbers: Type.Array(Type.Array(Type.String({ maxLength: 10 }), { maxItems: 40 }), { minItems: 1, maxItems: 10 }) },
  { additionalProperties: false },
)
/** GET /api/appeals/campaigns/:id/sample: public, what `verifier` or anybody replays. Numbers only. */
export const CampaignSample = Type.Object({
  campaign: Campaign,
  /** All numbers, in the committed order. */
  list: Type.Array(Type.String()),
  rule: Type.Record(Type.String(), Type.Unknown()),
  /** How the sample follows from list, root and seed. */
  method: Type.String(),
  drawn: Type.Array(Type.String()),
})
export type CampaignSample = Static<typeof CampaignSample>
/** GET /api/appeals/campaigns/:id/calls: who is to be called, for those who call. */
export const CampaignCall = Type.Object({
  order: OrderId,
  title: Type.String(),
  name: Type.String(),
  phone: Type.Optional(Type.String()),
  departmentName: Type.String(),
  closedOn: Day,
  result: Type.Optional(
    Type.Object({
      contacted: Type.Boolean(),
      solved: Type.Optional(Type.Boolean()),
      satisfaction: Type.Optional(Satisfaction),
      invalid: Type.Optional(Type.String()),
      on: Day,
    }),
  ),
})
export type CampaignCall = Static<typeof CampaignCall>
export const CampaignCalls = Type.Object({ rows: Type.Array(CampaignCall), next: Type.Optional(Cursor) })
/** POST /api/appeals/campaigns/:id/results with Idempotency-Key */
export const CampaignResult = Type.Object(
  {
    order: OrderId,
    contacted: Type.Boolean(),
    solved: Type.Optional(Type.Boolean()),
    satisfaction: Type.Optional(Satisfaction),
    note: Type.Optional(text(2000)),
    invalid: Type.Optional(Type.String({ maxLength: 64 })),
  },
  { additionalProperties: false },
)
export type CampaignResult = Static<typeof CampaignResult>

/** 剔除: an order that does not count in the rates. POST /api/appeals/:id/exclusions */
export const NewExclusion = Type.Object(
  { ground: Type.String({ maxLength: 64 }), reason: text(2000) },
  { additionalProperties: false },
)
/** GET /api/appeals/exclusions: public; no names, no texts. */
export const Exclusion = Type.Object({
  id: Type.String(),
  order: OrderId,
  /** `order`: the whole order; `call_back`: one call-back; `refused`: not taken in. */
  what: Type.Enum(['order', 'call_back', 'refused']),
  ground: Type.String(),
  groundTitle: Type.Object({ zh: Type.String(), en: Type.String() }),
  reason: Type.String(),
  regionName: Type.String(),
  departmentName: Type.String(),
  on: Day,
  state: Type.Enum(['stands', 'appealed', 'upheld', 'lifted']),
  appeal: Type.Optional(Type.Object({ on: Day, decidedOn: Type.Optional(Day), opinion: Type.Optional(Type.String()) })),
})
export type Exclusion = Static<typeof Exclusion>
/** GET /api/appeals/exclusions/:id: the same for everybody, and what it is to the caller. */
export const ExclusionView = Type.Intersect([
  Exclusion,
  Type.Object({
    /** For whoever appealed and those who decide. */
    appealReason: Type.Optional(Type.String()),
    may: Type.Object({ appeal: Type.Boolean(), decide: Type.Boolean() }),
  }),
])
export type ExclusionView = Static<typeof ExclusionView>
export const ExclusionQuery = Type.Object(
  {
    region: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
    ground: Type.Optional(Type.String({ maxLength: 64 })),
    state: Type.Optional(Type.Enum(['stands', 'appealed', 'upheld', 'lifted'])),
    order: Type.Optional(OrderId),
    cursor: Type.Optional(Cursor),
  },
  { additionalProperties: false },
)
export const Exclusions = Type.Object({
  rows: Type.Array(Exclusion),
  next: Type.Optional(Cursor),
})
/** POST /api/appeals/exclusions/:id/appeal, by whoever handed the order in; …/decision, by a supervisor. */
export const ExclusionAppeal = Type.Object({ reason: text(2000) }, { additionalProperties: false })
export const ExclusionDecision = Type.Object(
  { lift: Type.Boolean(), opinion: text(2000) },
  { additionalProperties: false },
)

/** POST /api/appeals/:id/objections: 考核申诉 of the department that had the order; one of the grounds of exclusion. */
export const NewObjection = NewExclusion
/** GET /api/appeals/objections: public; no names, no texts. */
export const Objection = Type.Object({
  id: Type.String(),
  order: OrderId,
  ground: Type.String(),
  groundTitle: Type.Object({ zh: Type.String(), en: Type.String() }),
  reason: Type.String(),
  regionName: Type.String(),
  departmentName: Type.String(),
  on: Day,
  state: Type.Enum(['open', 'granted', 'refused']),
  decidedOn: Type.Optional(Day),
  opinion: Type.Optional(Type.String()),
})
export type Objection = Static<typeof Objection>
export const ObjectionQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum(['open', 'granted', 'refused'])),
    department: Type.Optional(DepartmentCode),
    cursor: Type.Optional(Cursor),
  },
  { additionalProperties: false },
)
export const Objections = Type.Object({ rows: Type.Array(Objection), next: Type.Optional(Cursor) })
/** POST /api/appeals/objections/:id/decision, by a supervisor. */
export const ObjectionDecision = Type.Object(
  { grant: Type.Boolean(), opinion: text(2000) },
  { additionalProperties: false },
)

/** GET /api/appeals/supervision?region= : the board of those who supervise. */
export const SupervisionBoard = Type.Object({
  region: Type.String(),
  at: Instant,
  open: Type.Integer(),
  late: Type.Integer(),
  dueToday: Type.Integer(),
  problems: Type.Integer(),
  byLevel: Type.Record(Level, Type.Integer()),
  byStage: Type.Array(Type.Object({ stage: Type.String(), open: Type.Integer(), late: Type.Integer() })),
  /** One row a league (or banner below a league), for the map; each number leads to its orders. */
  regions: Type.Array(
    Type.Object({
      region: Type.String(),
      name: Type.String(),
      open: Type.Integer(),
      late: Type.Integer(),
      problems: Type.Integer(),
      opened7: Type.Integer(),
      closed7: Type.Integer(),
    }),
  ),
  departments: Type.Array(
    Type.Object({
      department: Type.String(),
      name: Type.String(),
      open: Type.Integer(),
      late: Type.Integer(),
      problems: Type.Integer(),
    }),
  ),
  days: Type.Array(Type.Object({ day: Day, opened: Type.Integer(), closed: Type.Integer(), late: Type.Integer() })),
})
export type SupervisionBoard = Static<typeof SupervisionBoard>

/** GET /api/appeals/signs?region=&until= : signs that a rate is made to look better than it is; the cases behind each. */
export const SignsQuery = Type.Object(
  { region: Type.Optional(Type.String({ pattern: '^\\d{6}$' })), until: Type.Optional(Day) },
  { additionalProperties: false },
)
const SaidTwice = Type.Object({ zh: Type.String(), en: Type.String() })
export const GamingSigns = Type.Object({
  region: Type.String(),
  until: Day,
  signs: Type.Array(
    Type.Object({
      id: Type.String(),
      title: SaidTwice,
      rule: SaidTwice,
      source: Type.String(),
      from: Day,
      /** A department stands below from so many cases on, when they are so many per cent of those looked at. */
      least: Type.Integer(),
      percent: Type.Number(),
      findings: Type.Array(
        Type.Object({
          department: Type.String(),
          name: Type.String(),
          found: Type.Integer(),
          lookedAt: Type.Integer(),
          /** The latest, at most fifty. */
          cases: Type.Array(Type.Object({ order: OrderId, on: Day, why: Type.String() })),
        }),
      ),
    }),
  ),
})
export type GamingSigns = Static<typeof GamingSigns>
