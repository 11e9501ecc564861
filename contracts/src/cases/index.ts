/** What crosses the wire about cases: the view, the trail, the inbox, the acts. */
import { type Static, Type } from 'typebox'

/** A civil day, `2026-10-01`. */
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const CaseId = Type.String({ minLength: 8, maxLength: 40, pattern: '^[0-9A-Z-]+$', description: '办件编号' })
const Text = (maxLength: number) => Type.String({ maxLength })

export const Term = Type.Object({
  length: Type.Integer({ minimum: 0, maximum: 3660 }),
  unit: Type.Union([Type.Literal('wd'), Type.Literal('d'), Type.Literal('month')]),
})

export const Status = Type.Union([
  Type.Literal('received'),
  Type.Literal('correcting'),
  Type.Literal('accepted'),
  Type.Literal('decided'),
  Type.Literal('closed'),
  Type.Literal('refused'),
  Type.Literal('withdrawn'),
  Type.Literal('lapsed'),
  Type.Literal('revoked'),
])
export type Status = Static<typeof Status>

export const FileRef = Type.Object(
  { id: Text(64), name: Text(200), sha256: Text(64), size: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false },
)
/** A material handed in with an application or a correction. */
export const Material = Type.Object(
  { id: Text(64), name: Text(200), proof: Text(32), file: Type.Optional(FileRef), source: Type.Optional(Text(200)) },
  { additionalProperties: false },
)
export type Material = Static<typeof Material>

/** What a person hands in: uploaded, never called found by the administration. */
export const HandedIn = Type.Object(
  { id: Text(64), name: Text(200), proof: Type.Literal('upload'), file: Type.Optional(FileRef) },
  { additionalProperties: false },
)
export type HandedIn = Static<typeof HandedIn>

/** 会签: whose signature was asked, and what they signed; without `agree` it is still asked. */
export const SignerView = Type.Object({ name: Type.String(), agree: Type.Optional(Type.Boolean()) })
export type SignerView = Static<typeof SignerView>

export const Task = Type.Object({
  id: Type.String(),
  node: Type.String(),
  name: Type.String(),
  action: Type.String({ description: 'accept, examine, decide, deliver, … : decides which buttons are shown' }),
  department: Type.String(),
  departmentName: Type.String(),
  role: Type.String(),
  holder: Type.Optional(Type.String()),
  holderName: Type.Optional(Type.String()),
  outcomes: Type.Array(Type.String()),
  part: Type.Optional(Type.String()),
  openedOn: Day,
  dueOn: Type.Optional(Day),
  signers: Type.Optional(Type.Array(SignerView)),
})
export type Task = Static<typeof Task>

/** The clock of a case in civil days; `daysLeft` counts working days when `unit` is wd, negative when overdue. */
export const ClockView = Type.Object({
  term: Term,
  lawTerm: Term,
  from: Type.Optional(Day),
  due: Type.Optional(Day),
  provisional: Type.Optional(Type.Boolean()),
  daysLeft: Type.Optional(Type.Integer()),
  unit: Type.Optional(Type.Union([Type.Literal('wd'), Type.Literal('d')])),
  paused: Type.Optional(Type.Object({ kind: Type.String(), reason: Type.String(), since: Day })),
  pauses: Type.Array(Type.Object({ start: Day, end: Type.Optional(Day), kind: Type.String(), reason: Type.String() })),
  extensions: Type.Array(Term),
})
export type ClockView = Static<typeof ClockView>

/** A case as the caller may see it; names, numbers and phones are masked unless the caller's work needs them. */
export const CaseView = Type.Object({
  id: CaseId,
  kind: Type.String(),
  title: Type.String(),
  league: Type.String(),
  region: Type.String(),
  regionName: Type.String(),
  item: Type.Object({ code: Type.String(), name: Type.String(), version: Type.String() }),
  department: Type.String(),
  departmentName: Type.String(),
  applicant: Type.Object({
    kind: Type.String(),
    id: Type.String(),
    name: Type.String(),
    agent: Type.Optional(Type.String()),
  }),
  channel: Type.String(),
  status: Status,
  stage: Type.String(),
  openedOn: Day,
  acceptedOn: Type.Optional(Day),
  decidedOn: Type.Optional(Day),
  closedOn: Type.Optional(Day),
  clock: ClockView,
  correction: Type.Optional(
    Type.Object({ askedOn: Day, items: Type.Array(Type.String()), by: Day, suppliedOn: Type.Optional(Day) }),
  ),
  supplement: Type.Optional(
    Type.Object({ materials: Type.Array(Type.String()), by: Day, suppliedOn: Type.Optional(Day) }),
  ),
  /** 听证: the right told of, until when it may be asked for, what was answered, until when it is held. */
  hearing: Type.Optional(
    Type.Object({
      offeredOn: Day,
      askBy: Day,
      answeredOn: Type.Optional(Day),
      wanted: Type.Optional(Type.Boolean()),
      holdBy: Type.Optional(Day),
      /** When and where it is held. */
      called: Type.Optional(Type.Object({ on: Day, hour: Type.String(), place: Type.String() })),
    }),
  ),
  /** 延续: the licence that is renewed; `inTime` says that silence until its last day renews it, `deemedOn` that it did. */
  renews: Type.Optional(
    Type.Object({ licence: Type.String(), lastDay: Day, inTime: Type.Boolean(), deemedOn: Type.Optional(Day) }),
  ),
  promise: Type.Optional(
    Type.Object({
      text: Type.String(),
      checkBy: Type.Optional(Day),
      kept: Type.Optional(Type.Boolean()),
      rectifyBy: Type.Optional(Day),
    }),
  ),
  answers: Type.Record(Type.String(), Type.Unknown()),
  findings: Type.Record(Type.String(), Type.Unknown()),
  materials: Type.Array(Material),
  saved: Type.Object({
    materials: Type.Integer(),
    pages: Type.Integer(),
    visits: Type.Integer(),
    /** Working days of waiting for papers; absent in cases from before it was counted. */
    days: Type.Optional(Type.Integer()),
  }),
  tasks: Type.Array(Task),
  outcome: Type.Optional(Type.Union([Type.Literal('approved'), Type.Literal('denied')])),
  reasons: Type.Optional(Type.String()),
  results: Type.Array(Type.Object({ name: Type.String(), number: Type.String(), issuedOn: Day })),
  rating: Type.Optional(Type.Object({ grade: Type.Integer(), on: Day })),
  /** Number of the last act: send it back with an act as `after`. */
  seq: Type.Integer(),
})
export type CaseView = Static<typeof CaseView>

export const ActView = Type.Object({
  seq: Type.Integer(),
  at: Type.String({ description: 'instant, ISO 8601' }),
  on: Day,
  kind: Type.String(),
  actor: Type.Object({ kind: Type.String(), name: Type.String(), departmentName: Type.Optional(Type.String()) }),
  /** What was done, as recorded; personal data masked for those who may not see it. */
  deed: Type.Record(Type.String(), Type.Unknown()),
  /** Salted commitment of the act, hex: the leaf that the ledger seals. */
  commitment: Type.String(),
})
export type ActView = Static<typeof ActView>
export const Trail = Type.Object({ acts: Type.Array(ActView), next: Type.Optional(Type.String()) })

/** An act that is possible in this case now, and whether the caller may do it; `why` is the reason when not. */
export const AllowedAct = Type.Object({
  kind: Type.String(),
  task: Type.Optional(Type.String()),
  outcomes: Type.Optional(Type.Array(Type.String())),
  allowed: Type.Boolean(),
  why: Type.Optional(
    Type.Object({
      code: Type.String(),
      title: Type.String(),
      next: Type.String(),
      en: Type.Object({ title: Type.String(), next: Type.String() }),
    }),
  ),
  /** For `return`: steps it can go back to. For `pause`: special procedures. */
  choices: Type.Optional(Type.Array(Type.Object({ value: Type.String(), name: Type.String() }))),
})
export type AllowedAct = Static<typeof AllowedAct>

const act = <K extends string, P extends Record<string, import('typebox').TSchema>>(kind: K, properties: P) =>
  Type.Object({ kind: Type.Literal(kind), ...properties }, { additionalProperties: false })
const reason = Type.String({ minLength: 1, maxLength: 2000 })
const task = Text(24)
const opinion = Type.Optional(Text(4000))
const data = Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Type.Unknown(), { maxProperties: 100 }))

/** The acts a person can send. */
export const Deed = Type.Union([
  act('complete', { task, outcome: Text(32), opinion, data }),
  act('accept_with_missing', {
    task,
    materials: Type.Array(Text(64), { minItems: 1, maxItems: 50 }),
    by: Day,
    opinion,
  }),
  act('request_correction', {
    task,
    items: Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { minItems: 1, maxItems: 50 }),
    by: Day,
    opinion,
  }),
  act('supply_correction', { answers: data, materials: Type.Optional(Type.Array(HandedIn, { maxItems: 100 })) }),
  act('supply_missing', { materials: Type.Array(HandedIn, { minItems: 1, maxItems: 100 }) }),
  act('pause', { procedure: Text(32), reason, expectedEnd: Type.Optional(Day) }),
  act('resume', { result: reason }),
  act('extend', { reason, term: Term }),
  act('offer_hearing', { reason }),
  act('answer_hearing', { wanted: Type.Boolean(), reason: Type.Optional(reason) }),
  act('call_hearing', { on: Day, hour: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }), place: Text(200) }),
  act('return', { task, to: Text(64), reason }),
  act('take_back', { node: Text(64), reason }),
  act('delegate', { task, to: Text(64), reason }),
  act('add_signer', {
    task,
    signers: Type.Array(Text(64), { minItems: 1, maxItems: 20 }),
    mode: Type.Union([Type.Literal('before'), Type.Literal('after'), Type.Literal('parallel')]),
    reason,
  }),
  act('sign', { task, agree: Type.Boolean(), opinion: reason }),
  act('withdraw', { reason }),
  act('check_promise', { kept: Type.Boolean(), opinion: reason, rectifyBy: Type.Optional(Day) }),
  act('note', { text: reason }),
])
export type Deed = Static<typeof Deed>

/** POST /api/cases/:id/acts. `after` is the `seq` the caller saw: another's act in between refuses this one. */
export const ActRequest = Type.Object(
  { after: Type.Integer({ minimum: 1 }), deed: Deed },
  { additionalProperties: false },
)
export type ActRequest = Static<typeof ActRequest>
/** The case after the act. */
export const ActAnswer = Type.Object({
  id: CaseId,
  seq: Type.Integer(),
  status: Status,
  stage: Type.String(),
  due: Type.Optional(Day),
})
export type ActAnswer = Static<typeof ActAnswer>

export const InboxRow = Type.Object({
  case: CaseId,
  task: Type.String(),
  title: Type.String(),
  applicant: Type.String(),
  step: Type.String(),
  action: Type.String(),
  status: Status,
  openedOn: Day,
  dueOn: Type.Optional(Day),
  daysLeft: Type.Optional(Type.Integer()),
  paused: Type.Boolean(),
  holder: Type.Optional(Type.String()),
  departmentName: Type.String(),
  seq: Type.Integer(),
})
export type InboxRow = Static<typeof InboxRow>
/** GET /api/inbox?status=&due=overdue|today|week&mine=true&q=&cursor=&limit= : due first. */
export const Inbox = Type.Object({ rows: Type.Array(InboxRow), next: Type.Optional(Type.String()) })
export type Inbox = Static<typeof Inbox>
/** GET /api/inbox/counts : by status and by urgency; `more` where a count stops at 1,000. */
export const InboxCounts = Type.Object({
  byStatus: Type.Record(Type.String(), Type.Integer()),
  overdue: Type.Integer(),
  today: Type.Integer(),
  week: Type.Integer(),
  all: Type.Integer(),
  capped: Type.Boolean(),
})
export type InboxCounts = Static<typeof InboxCounts>

/** POST /api/inbox/bulk: the same deed for many tasks; each answers for itself. */
export const BulkRequest = Type.Object(
  {
    rows: Type.Array(Type.Object({ case: CaseId, task, after: Type.Integer() }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 100,
    }),
    outcome: Text(32),
    opinion,
  },
  { additionalProperties: false },
)
export const BulkAnswer = Type.Object({
  done: Type.Array(ActAnswer),
  refused: Type.Array(Type.Object({ case: CaseId, code: Type.String(), title: Type.String(), next: Type.String() })),
})

/** GET /api/cases/:id/diagram */
export const DiagramView = Type.Object({
  xml: Type.String(),
  positions: Type.Array(
    Type.Object({
      node: Type.String(),
      state: Type.Union([Type.Literal('active'), Type.Literal('done'), Type.Literal('waiting')]),
      name: Type.Optional(Type.String()),
    }),
  ),
})
export type DiagramView = Static<typeof DiagramView>

/** PUT/GET /api/cases/:id/draft : a half-written decision of the caller, kept apart from the acts. */
export const DecisionDraft = Type.Object(
  { task, outcome: Type.Optional(Text(32)), opinion: Type.Optional(Text(4000)), data },
  { additionalProperties: false },
)

/** A colleague a task can be handed to. GET /api/cases/:id/colleagues */
export const Colleague = Type.Object({
  id: Type.String(),
  name: Type.String(),
  role: Type.String(),
  department: Type.String(),
  departmentName: Type.String(),
})
