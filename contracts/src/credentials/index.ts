/** What crosses the wire of credentials: types of licences, licences with the metadata of GB/T 36903, their states and acts. */
import { type Static, Type } from 'typebox'
import { Day } from '../cases/index.ts'

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
})
export type LicenceLine = Static<typeof LicenceLine>

export const MyLicences = Type.Object({ licences: Type.Array(LicenceLine) }, closed)
export type MyLicences = Static<typeof MyLicences>
