/** What crosses the wire when a person or a firm applies: drafts, the guide for this applicant, the receipt, my cases. */
import { type Static, Type } from 'typebox'
import { CaseId, Day, HandedIn, Material, Status, Term } from '../cases/index.ts'

const Text = (maxLength: number) => Type.String({ maxLength })
const Answers = Type.Record(Type.String({ maxLength: 64 }), Type.Unknown(), { maxProperties: 300 })

/** One material of the item for this applicant: whether it must be brought, and if not, why not. */
export const NeededMaterial = Type.Object({
  id: Type.String(),
  name: Type.String(),
  needed: Type.Boolean(),
  required: Type.Boolean(),
  /** May follow after acceptance (容缺后补). */
  mayFollow: Type.Boolean(),
  proof: Type.String(),
  /** 已掌握: where the administration has it from, in words. */
  heldAs: Type.Optional(Type.String()),
  hint: Type.Optional(Type.String()),
})
export type NeededMaterial = Static<typeof NeededMaterial>

/** GET /api/applications/guide?item=… : the item as it applies to the caller. */
export const Guide = Type.Object({
  item: Type.String(),
  name: Type.String(),
  department: Type.String(),
  departmentName: Type.String(),
  audience: Type.Array(Type.String()),
  conditions: Type.Array(Type.String()),
  materials: Type.Array(NeededMaterial),
  /** “5 项中 4 项已掌握”. */
  held: Type.Integer(),
  lawTerm: Type.Optional(Term),
  promisedTerm: Term,
  /** What it really took from opening to decision, working days: median and slowest tenth of the last 90 days; absent below ten cases. */
  took: Type.Optional(Type.Object({ median: Type.Number(), slowestTenth: Type.Number(), cases: Type.Integer() })),
  fee: Type.Optional(Type.Object({ basis: Type.String(), text: Type.String() })),
  steps: Type.Array(Type.Object({ name: Type.String(), text: Type.Optional(Type.String()) })),
  legalBasis: Type.Array(Type.String()),
  visits: Type.Integer(),
  promiseAllowed: Type.Boolean(),
  faq: Type.Array(Type.Object({ question: Type.String(), answer: Type.String() })),
  form: Type.String(),
  parts: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
})
export type Guide = Static<typeof Guide>

/** `receiving`: department code of the window that takes it in for another region (异地收件). */
export const NewDraft = Type.Object(
  {
    item: Text(64),
    channel: Type.Optional(Text(16)),
    onBehalfOf: Type.Optional(Type.Object({ account: Text(64), consent: Text(200) }, { additionalProperties: false })),
    firm: Type.Optional(Text(18)),
    receiving: Type.Optional(Text(60)),
  },
  { additionalProperties: false },
)

/** A draft: saved as typed, resumable on another device. `version` counts saves; an older one is refused. */
export const Draft = Type.Object({
  id: Type.String(),
  item: Type.String(),
  itemName: Type.String(),
  form: Type.Unknown({ description: 'the form, see contracts/catalog/form' }),
  answers: Answers,
  /** Field -> where the value was taken from, in words, for what was filled in for the person. */
  prefilled: Type.Record(Type.String(), Type.String()),
  materials: Type.Array(Material),
  needed: Type.Array(NeededMaterial),
  promise: Type.Boolean(),
  version: Type.Integer(),
  savedAt: Type.String(),
})
export type Draft = Static<typeof Draft>
export const DraftRow = Type.Object({
  id: Type.String(),
  item: Type.String(),
  itemName: Type.String(),
  savedAt: Type.String(),
})

/** PATCH /api/applications/drafts/:id : only what changed. */
export const DraftChange = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    answers: Type.Optional(Answers),
    materials: Type.Optional(Type.Array(HandedIn, { maxItems: 100 })),
    promise: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type DraftChange = Static<typeof DraftChange>
/** GET /api/applications/promises : decisions on a promise that your offices have still to check, the first due first. */
export const PromisesToCheck = Type.Object({
  promises: Type.Array(
    Type.Object({
      case: Type.String(),
      title: Type.String(),
      applicant: Type.String(),
      by: Type.String({ description: 'the last day for the check' }),
      /** Looked at once; something was to be put right by the day. */
      mending: Type.Boolean(),
    }),
  ),
  next: Type.Optional(Type.String()),
})
export type PromisesToCheck = Static<typeof PromisesToCheck>

export const FieldProblem = Type.Object({ field: Type.String(), zh: Type.String(), en: Type.String() })

const Both = Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) })

/** GET /api/applications/proposals : materials that could be abolished, because licences prove all they are asked for. */
export const Proposal = Type.Object({
  /** Basic code, 12 digits. */
  item: Type.String(),
  itemName: Both,
  material: Type.String(),
  materialName: Both,
  /** How it is proved now: upload or promise. */
  now: Type.String(),
  facts: Type.Array(Both),
  /** Types of licences that prove the facts, by which law, and under which condition. */
  credentials: Type.Array(
    Type.Object({ type: Type.String(), name: Both, source: Type.String(), when: Type.Optional(Type.String()) }),
  ),
  /** Applicants of the latest 5,000 cases who handed the material in. */
  handedIn: Type.Integer(),
  /** Of those, who hold such a licence today. */
  couldBeSpared: Type.Integer(),
})
export type Proposal = Static<typeof Proposal>

/** POST /api/applications/broken-promises/:case/lift : the bar on promising again is lifted (信用修复). */
export const LiftBar = Type.Object(
  { because: Type.String({ minLength: 2, maxLength: 500 }) },
  { additionalProperties: false },
)
export const BrokenPromise = Type.Object({
  case: CaseId,
  brokenOn: Day,
  liftedOn: Type.Optional(Day),
  because: Type.Optional(Type.String()),
})
export type BrokenPromise = Static<typeof BrokenPromise>

/** POST /api/applications {draft} with Idempotency-Key. */
export const Submission = Type.Object({ draft: Text(64) }, { additionalProperties: false })
export const Receipt = Type.Object({
  case: CaseId,
  title: Type.String(),
  status: Status,
  openedOn: Day,
  departmentName: Type.String(),
  due: Type.Optional(Day),
  decidedAtOnce: Type.Boolean(),
  saved: Type.Object({
    materials: Type.Integer(),
    pages: Type.Integer(),
    visits: Type.Integer(),
    /** Working days of waiting for papers; absent in cases from before it was counted. */
    days: Type.Optional(Type.Integer()),
  }),
})
export type Receipt = Static<typeof Receipt>

/** GET /api/applications/mine?cursor= */
export const MyCase = Type.Object({
  id: CaseId,
  title: Type.String(),
  status: Status,
  stage: Type.String(),
  openedOn: Day,
  due: Type.Optional(Day),
  /** What waits for the applicant: correct, supply, rate. */
  waitsFor: Type.Optional(Type.Union([Type.Literal('correct'), Type.Literal('supply'), Type.Literal('rate')])),
})
export type MyCase = Static<typeof MyCase>
export const MyCases = Type.Object({ cases: Type.Array(MyCase), next: Type.Optional(Type.String()) })
export type MyCases = Static<typeof MyCases>

/** GET /api/applications/today : figures of the home page. Each is a fold over acts of the day. */
export const TodayFigures = Type.Object({
  day: Day,
  received: Type.Integer(),
  closed: Type.Integer(),
  decidedAtOnce: Type.Integer(),
  onTime: Type.Optional(
    Type.Number({ description: 'share of the cases closed in the last 30 days that closed in time, 0–1' }),
  ),
})
export type TodayFigures = Static<typeof TodayFigures>
