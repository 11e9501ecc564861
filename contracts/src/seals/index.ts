/** What crosses the wire for 电子签章: seals and who may use them, documents sent round for signing, what a check of a document found. */
import { type Static, Type } from 'typebox'
import { Day } from '../cases/index.ts'
import { LicenceState } from '../credentials/index.ts'

const closed = { additionalProperties: false }
const Words = Type.Object({ zh: Type.String({ maxLength: 300 }), en: Type.String({ maxLength: 600 }) })
const Login = Type.String({ minLength: 1, maxLength: 100 })
const Name = Type.String({ minLength: 1, maxLength: 100 })
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })

/** `150100-S7K3F9QX2AB`: the league, a letter for the thing, ten signs. */
export const SealId = Type.String({ pattern: '^[0-9]{6}-S[0-9A-Z]{10}$', maxLength: 18 })
export const RoundId = Type.String({ pattern: '^[0-9]{6}-R[0-9A-Z]{10}$', maxLength: 18 })
export const CreditCode = Type.String({ pattern: '^[0-9A-Z]{18}$' })

/** ES256 and EdDSA are international; SM2 is GB/T 32918 with SM3. */
export const SealAlgorithm = Type.Enum(['ES256', 'EdDSA', 'SM2'])
export type SealAlgorithm = Static<typeof SealAlgorithm>

/** A kind of seal (印章类别): data of the packs. */
export const SealKind = Type.Object({
  id: Type.String(),
  name: Words,
  holder: Type.Enum(['person', 'firm', 'department']),
  source: Type.String(),
})
export type SealKind = Static<typeof SealKind>

export const SealState = Type.Enum(['active', 'suspended', 'revoked', 'expired'])
export type SealState = Static<typeof SealState>

export const Seal = Type.Object({
  id: SealId,
  kind: Type.String(),
  kindName: Words,
  holder: Type.Object({
    kind: Type.Enum(['person', 'firm', 'department']),
    code: Type.Optional(Type.String()),
    name: Type.String(),
  }),
  /** What stands on the seal. */
  name: Type.String(),
  state: SealState,
  madeOn: Day,
  validUntil: Day,
  uses: Type.Integer(),
  /** Whether the caller may name handlers and end the seal, or only use it. */
  mine: Type.Enum(['owner', 'handler']),
  handlers: Type.Array(
    Type.Object({ account: Type.String(), name: Type.String(), from: Day, until: Type.Optional(Day) }),
  ),
})
export type Seal = Static<typeof Seal>
export const MySeals = Type.Object({ seals: Type.Array(Seal), proved: Type.Boolean() })
export type MySeals = Static<typeof MySeals>

/** POST /api/seals. Without `firm` the caller's own signature. */
export const NewSeal = Type.Object({ kind: Type.String({ maxLength: 40 }), firm: Type.Optional(CreditCode) }, closed)
export type NewSeal = Static<typeof NewSeal>

export const NewHandler = Type.Object(
  { login: Login, name: Name, until: Type.Optional(Day), cause: Type.String({ minLength: 2, maxLength: 200 }) },
  closed,
)
export type NewHandler = Static<typeof NewHandler>

export const SealChange = Type.Object(
  { to: Type.Enum(['active', 'suspended', 'revoked']), cause: Type.String({ minLength: 2, maxLength: 200 }) },
  closed,
)
export type SealChange = Static<typeof SealChange>

/** One act in the record of a seal; its commitment stands in the transparency log. */
export const SealAct = Type.Object({
  n: Type.Integer(),
  kind: Type.String(),
  at: Type.String(),
  by: Type.String(),
  cause: Type.String(),
  round: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  document: Type.Optional(Sha256),
  salt: Type.String(),
  commitment: Sha256,
})
export type SealAct = Static<typeof SealAct>
export const SealActs = Type.Object({ acts: Type.Array(SealAct), next: Type.Optional(Type.Integer()) })
export type SealActs = Static<typeof SealActs>

/** A document that can be written from a template (data of the packs). */
export const Template = Type.Object({
  id: Type.String(),
  name: Words,
  source: Type.String(),
  fields: Type.Array(Type.Object({ id: Type.String(), name: Words, long: Type.Optional(Type.Boolean()) })),
})
export type Template = Static<typeof Template>
export const SealOffer = Type.Object({
  kinds: Type.Array(SealKind),
  templates: Type.Array(Template),
  algorithm: SealAlgorithm,
})
export type SealOffer = Static<typeof SealOffer>

/** Somebody who is asked to sign: for themselves, or for a firm with a kind of seal. */
export const NewParty = Type.Object(
  { login: Login, name: Name, firm: Type.Optional(CreditCode), seal: Type.Optional(Type.String({ maxLength: 40 })) },
  closed,
)

/** POST /api/seals/rounds: an uploaded PDF (`upload`: its file) or one written from a template. */
export const NewRound = Type.Object(
  {
    title: Type.String({ minLength: 2, maxLength: 100 }),
    upload: Type.Optional(Type.String({ maxLength: 64 })),
    template: Type.Optional(
      Type.Object(
        {
          id: Type.String({ maxLength: 40 }),
          fields: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 4000 })),
        },
        closed,
      ),
    ),
    case: Type.Optional(Type.String({ maxLength: 40 })),
    /** in_order: each after the one before; at_once: in whatever order. */
    order: Type.Enum(['in_order', 'at_once']),
    expiresOn: Day,
    parties: Type.Array(NewParty, { minItems: 1, maxItems: 20 }),
  },
  closed,
)
export type NewRound = Static<typeof NewRound>

export const RoundState = Type.Enum(['open', 'complete', 'refused', 'withdrawn', 'expired'])
export type RoundState = Static<typeof RoundState>

export const Party = Type.Object({
  n: Type.Integer(),
  name: Type.String(),
  firm: Type.Optional(Type.Object({ code: Type.String(), name: Type.String() })),
  seal: Type.Optional(Type.String()),
  sealName: Type.Optional(Words),
  state: Type.Enum(['waiting', 'signed', 'refused']),
  at: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  algorithm: Type.Optional(SealAlgorithm),
  me: Type.Boolean(),
})
export type Party = Static<typeof Party>

export const Round = Type.Object({
  id: RoundId,
  title: Type.String(),
  state: RoundState,
  order: Type.Enum(['in_order', 'at_once']),
  openedBy: Type.String(),
  openedAt: Type.String(),
  mine: Type.Boolean(),
  expiresOn: Day,
  case: Type.Optional(Type.String()),
  parties: Type.Array(Party),
  /** The document as it stands now. `ofd`: whether it is there as OFD too, as documents written here are. */
  document: Type.Object({
    sha256: Sha256,
    size: Type.Integer(),
    pages: Type.Integer(),
    version: Type.Integer(),
    ofd: Type.Boolean(),
  }),
  /** The caller's turn: the party that may sign now, and the seals that fit. */
  turn: Type.Optional(
    Type.Object({
      party: Type.Integer(),
      seals: Type.Array(Type.Object({ id: SealId, name: Type.String(), kindName: Words })),
    }),
  ),
  /** Why the caller cannot sign now, when they are asked to. */
  whyNot: Type.Optional(Type.String()),
})
export type Round = Static<typeof Round>

export const RoundLine = Type.Object({
  id: RoundId,
  title: Type.String(),
  state: RoundState,
  openedBy: Type.String(),
  openedAt: Type.String(),
  expiresOn: Day,
  signed: Type.Integer(),
  parties: Type.Integer(),
})
export type RoundLine = Static<typeof RoundLine>
export const RoundList = Type.Object({ rounds: Type.Array(RoundLine), next: Type.Optional(Type.String()) })
export type RoundList = Static<typeof RoundList>

/** POST /api/seals/rounds/:id/sign: `sha256` is that of the document the signer looked at. */
export const Signing = Type.Object(
  {
    sha256: Sha256,
    seal: SealId,
    algorithm: Type.Optional(SealAlgorithm),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    cause: Type.Optional(Type.String({ maxLength: 200 })),
  },
  closed,
)
export type Signing = Static<typeof Signing>
export const Reason = Type.Object({ reason: Type.String({ minLength: 2, maxLength: 200 }) }, closed)
export type Reason = Static<typeof Reason>

/** One signature as a check found it. */
export const CheckedSignature = Type.Object({
  name: Type.Optional(Type.String()),
  /** From the certificate. */
  signer: Type.Optional(Type.String()),
  organisation: Type.Optional(Type.String()),
  organisationCode: Type.Optional(Type.String()),
  issuer: Type.Optional(Type.String()),
  at: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  algorithm: Type.Optional(Type.String()),
  /** Whether the certificate is of this installation. */
  ours: Type.Boolean(),
  /** The seal as it stands now, when it is of this installation. */
  seal: Type.Optional(Type.Object({ id: Type.String(), kindName: Words, state: SealState })),
  whole: Type.Boolean(),
  /** Whether it covers the whole file as it is now, or an earlier state. */
  coversAll: Type.Boolean(),
  problems: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })),
})
export type CheckedSignature = Static<typeof CheckedSignature>

/** What a check of a document found. `parts` names files inside an OFD. */
export const CheckResult = Type.Object({
  verdict: Type.Enum(['whole', 'changed', 'unsigned', 'unreadable']),
  format: Type.Enum(['pdf', 'ofd', 'other']),
  sha256: Sha256,
  size: Type.Integer(),
  signatures: Type.Array(CheckedSignature),
  changed: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })),
  parts: Type.Array(Type.String()),
  /** Of the paper of a licence, sealed by its issuer: how the licence stands now; `not_named` when the paper does not say which it is. */
  licence: Type.Optional(
    Type.Union([
      Type.Object({ identifier: Type.String(), status: LicenceState }),
      Type.Object({ status: Type.Literal('not_named') }),
    ]),
  ),
})
export type CheckResult = Static<typeof CheckResult>
