/** What crosses the wire of credentials: types of licences, licences with the metadata of GB/T 36903, their states and acts. */
import { type Static, Type } from 'typebox'
import { CaseId, Day } from '../cases/index.ts'

const closed = { additionalProperties: false }
const Words = Type.Object({ zh: Type.String({ maxLength: 200 }), en: Type.String({ maxLength: 400 }) })

/** `150102-L7K3F9QX2ABC1-001`. */
export const LicenceId = Type.String({ pattern: '^[0-9]{6}-L[0-9A-Z]{12}-[0-9]{3}$', maxLength: 24 })

/** A type of licence (证照类型). `source` says where its name is from, `confidence` how well that was checked. */
export const LicenceType = Type.Object({
  id: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 }),
  /** The last three digits of its 证照类型代码. */
  number: Type.String({ pattern: '^[0-9]{3}$' }),
  name: Words,
  /** Kind of the department that issues it. */
  department: Type.String({ maxLength: 60 }),
  holder: Type.Enum(['person', 'firm', 'either']),
  /** ISO 8601, where the term is fixed. */
  validity: Type.Optional(Type.String({ pattern: '^P[0-9]+[YM]$' })),
  /** none: no term; stated: as the licence says. */
  term: Type.Enum(['fixed', 'none', 'stated']),
  source: Type.String({ maxLength: 300 }),
  confidence: Type.Enum(['law', 'item', 'high', 'medium']),
})
export type LicenceType = Static<typeof LicenceType>

/** `withdrawn` is 吊销, a penalty; `revoked` is 撤销. */
export const LicenceState = Type.Enum([
  'valid',
  'suspended',
  'revoked',
  'withdrawn',
  'cancelled',
  'expired',
  'replaced',
])
export type LicenceState = Static<typeof LicenceState>

export const LicenceTypeList = Type.Object({ types: Type.Array(LicenceType), total: Type.Integer() })
export type LicenceTypeList = Static<typeof LicenceTypeList>

/** A licence in a list. */
export const LicenceLine = Type.Object({
  id: LicenceId,
  type: Type.String(),
  name: Words,
  number: Type.String(),
  identifier: Type.String(),
  status: LicenceState,
  issuedOn: Day,
  expiresOn: Type.Optional(Day),
  issuer: Type.String(),
  issuerName: Type.String(),
  holderName: Type.String(),
  /** The case that gave it. */
  case: Type.Optional(Type.String()),
})
export type LicenceLine = Static<typeof LicenceLine>

export const MyLicences = Type.Object({ licences: Type.Array(LicenceLine) }, closed)
export type MyLicences = Static<typeof MyLicences>

/** What can be done to a licence; `replace` renews it. */
export const LicenceChange = Type.Enum(['suspend', 'resume', 'revoke', 'withdraw', 'cancel', 'replace'])

/** An act of a licence, as its trail shows it. */
export const LicenceActView = Type.Object({
  seq: Type.Integer(),
  at: Type.String(),
  kind: Type.Enum(['issue', 'suspend', 'resume', 'revoke', 'withdraw', 'cancel', 'expire', 'replace']),
  to: LicenceState,
  by: Type.String(),
  department: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  legalBasis: Type.Optional(Type.String()),
  until: Type.Optional(Day),
})

/** GET /api/credentials/licences/:id : for its holder and for whoever issued it. */
export const LicenceView = Type.Object({
  ...LicenceLine.properties,
  sight: Type.Enum(['holder', 'issuer']),
  /** 证照状态代码. */
  statusCode: Type.String({ pattern: '^[0-9]{2}$' }),
  holderKind: Type.Enum(['person', 'firm']),
  holderCode: Type.String(),
  regionName: Type.String(),
  fields: Type.Array(Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String(), value: Type.String() })),
  replaces: Type.Optional(Type.String()),
  replacedBy: Type.Optional(Type.String()),
  /** Number of the last act: a change stands on it. */
  seq: Type.Integer(),
  acts: Type.Array(LicenceActView),
  /** What the caller may do to it, with the law it usually rests on. */
  changes: Type.Array(Type.Object({ change: LicenceChange, zh: Type.String(), en: Type.String(), law: Type.String() })),
})
export type LicenceView = Static<typeof LicenceView>

/** POST /api/credentials/licences/:id/changes with Idempotency-Key. `until`: of a suspension, or the last day of a renewed licence. */
export const NewChange = Type.Object(
  {
    after: Type.Integer({ minimum: 1 }),
    change: LicenceChange,
    reason: Type.String({ minLength: 2, maxLength: 1000 }),
    legalBasis: Type.String({ minLength: 2, maxLength: 300 }),
    until: Type.Optional(Day),
  },
  closed,
)
export type NewChange = Static<typeof NewChange>

export const IssuedLicences = Type.Object({
  department: Type.String(),
  departments: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  licences: Type.Array(LicenceLine),
  next: Type.Optional(Type.String()),
})
export type IssuedLicences = Static<typeof IssuedLicences>

/** POST /api/credentials/verify : by identifier, or by token (SD-JWT VC). */
export const Verify = Type.Object(
  {
    identifier: Type.Optional(Type.String({ maxLength: 120 })),
    token: Type.Optional(Type.String({ maxLength: 65_536 })),
  },
  closed,
)
export type Verify = Static<typeof Verify>

/** What everybody may see of a licence, its state now, and what was checked for it. */
export const Verification = Type.Object({
  name: Words,
  type: Type.String(),
  number: Type.String(),
  identifier: Type.String(),
  status: LicenceState,
  holder: Type.String(),
  issuer: Type.String(),
  issuedOn: Day,
  expiresOn: Type.Optional(Day),
  replacedBy: Type.Optional(Type.String()),
  checks: Type.Array(Type.Enum(['check_character', 'register', 'signature', 'time', 'status_list'])),
  at: Type.String(),
})
export type Verification = Static<typeof Verification>

/** GET /api/credentials/licences/:id/showing : 亮证, a token that ends after a minute. */
export const Showing = Type.Object({
  token: Type.String(),
  expires: Type.String(),
  /** What the code holds: the address of the check, with the token behind a #, which stays with whoever scans it. */
  verifyAt: Type.String(),
  /** The code as a picture, `data:image/svg+xml…`. */
  picture: Type.String(),
})
export type Showing = Static<typeof Showing>

export * from './wallets.ts'
/** `150102-C7K3F9QX2ABC1`. */
export const CallId = Type.String({ pattern: '^[0-9]{6}-[CA][0-9A-Z]{12}$', maxLength: 20 })

/** POST /api/credentials/calls : a department calls a licence for an open case of its own. */
export const NewCall = Type.Object(
  {
    case: CaseId,
    /** The item the case is about. */
    item: Type.String({ minLength: 12, maxLength: 64 }),
    type: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 }),
    /** One licence, where the holder has more than one of the type. */
    licence: Type.Optional(LicenceId),
    cause: Type.String({ minLength: 2, maxLength: 300 }),
    legalBasis: Type.String({ minLength: 2, maxLength: 300 }),
  },
  closed,
)
export type NewCall = Static<typeof NewCall>

/** What the item may see of the licence, and under which number the look is recorded. */
export const CallAnswer = Type.Object({
  call: CallId,
  at: Type.String(),
  licence: LicenceId,
  name: Words,
  fields: Type.Array(Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String(), value: Type.String() })),
  /** What is printed on every copy: 仅供……使用. */
  usedOnlyFor: Type.String(),
})
export type CallAnswer = Static<typeof CallAnswer>

/** A look at a licence, as its holder sees it. */
export const CallLine = Type.Object({
  call: CallId,
  at: Type.String(),
  by: Type.String(),
  department: Type.String(),
  item: Type.String(),
  case: Type.String(),
  name: Words,
  licence: Type.Optional(LicenceId),
  cause: Type.String(),
  legalBasis: Type.String(),
  /** `answered`, or the code of the refusal. */
  outcome: Type.String(),
  fields: Type.Array(Words),
})
export type CallLine = Static<typeof CallLine>
export const MyCalls = Type.Object({ calls: Type.Array(CallLine), next: Type.Optional(Type.String()) })
export type MyCalls = Static<typeof MyCalls>

/** GET /api/credentials/calls/audit : the calls of a region's departments, as those see them who audit there. */
export const CallFilter = Type.Object(
  {
    region: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })),
    department: Type.Optional(Type.String({ maxLength: 60 })),
    outcome: Type.Optional(Type.Enum(['answered', 'refused'])),
  },
  closed,
)
export const AuditedCall = Type.Object({ ...CallLine.properties, departmentCode: Type.String(), outcomeName: Words })
export type AuditedCall = Static<typeof AuditedCall>
export const AuditedRegion = Type.Object({ code: Type.String(), name: Type.String() })
export type AuditedRegion = Static<typeof AuditedRegion>
export const CallAudit = Type.Object({
  region: AuditedRegion,
  calls: Type.Array(AuditedCall),
  next: Type.Optional(Type.String()),
})
export type CallAudit = Static<typeof CallAudit>

/** A department asks the holder whether it may see a licence for a case. */
export const Authorisation = Type.Object({
  id: CallId,
  licence: LicenceId,
  name: Words,
  department: Type.String(),
  item: Type.String(),
  case: Type.String(),
  cause: Type.String(),
  legalBasis: Type.String(),
  fields: Type.Array(Words),
  askedAt: Type.String(),
  until: Day,
  answer: Type.Optional(Type.Enum(['given', 'refused'])),
})
export type Authorisation = Static<typeof Authorisation>
export const MyAuthorisations = Type.Object({ authorisations: Type.Array(Authorisation) })
export type MyAuthorisations = Static<typeof MyAuthorisations>
export const AuthorisationAnswer = Type.Object({ answer: Type.Enum(['given', 'refused']) }, closed)

/** GET /api/credentials/callable?case= : materials of an open case that a licence proves, with the type to call. */
export const Callable = Type.Object({
  materials: Type.Array(Type.Object({ material: Type.String(), type: Type.String(), name: Words })),
})
export type Callable = Static<typeof Callable>
