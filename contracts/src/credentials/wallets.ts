/** What crosses the wire between this house's pages and its doors for wallets (OpenID4VCI 1.0, OpenID4VP 1.0). What wallets themselves send and get is set by those standards. */
import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false }

/** An offer to take a licence into a wallet: scanned or opened there, then the code is typed in. */
export const WalletOffer = Type.Object(
  {
    /** `openid-credential-offer://…` */
    offer: Type.String(),
    /** Six digits, shown to the holder only. */
    code: Type.String({ pattern: '^[0-9]{6}$' }),
    expires: Type.String(),
  },
  closed,
)
export type WalletOffer = Static<typeof WalletOffer>

const Part = Type.Union([Type.String({ maxLength: 100 }), Type.Integer({ minimum: 0, maximum: 1000 }), Type.Null()])

/** Asks a wallet for a licence of one of `types`, and for these claims of it. */
export const NewWalletRequest = Type.Object(
  {
    types: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 20 }),
    claims: Type.Array(Type.Array(Part, { minItems: 1, maxItems: 6 }), { maxItems: 40 }),
    /** Why it is asked for; the holder reads it. */
    purpose: Type.String({ minLength: 2, maxLength: 200 }),
  },
  closed,
)
export type NewWalletRequest = Static<typeof NewWalletRequest>

export const WalletRequest = Type.Object(
  {
    id: Type.String(),
    /** `openid4vp://…`, for a QR code or a link. */
    request: Type.String(),
    expires: Type.String(),
  },
  closed,
)
export type WalletRequest = Static<typeof WalletRequest>

/** What became of a request. */
export const WalletResult = Type.Object(
  {
    id: Type.String(),
    state: Type.Enum(['waiting', 'accepted', 'refused', 'expired']),
    purpose: Type.String(),
    /** When accepted: what was shown. */
    claims: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    issuer: Type.Optional(Type.String()),
    kind: Type.Optional(Type.String()),
    status: Type.Optional(Type.Enum(['valid', 'not_checked', 'none'])),
    /** When refused: why. */
    why: Type.Optional(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })),
    answeredAt: Type.Optional(Type.String()),
  },
  closed,
)
export type WalletResult = Static<typeof WalletResult>

const Coordinate = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })

/** The public key of a device that shall show the licence (P-256, or Ed25519 without `y`). */
export const NewShowingDevice = Type.Object(
  {
    jwk: Type.Object(
      {
        kty: Type.Enum(['EC', 'OKP']),
        crv: Type.Enum(['P-256', 'Ed25519']),
        x: Coordinate,
        y: Type.Optional(Coordinate),
      },
      closed,
    ),
  },
  closed,
)
export type NewShowingDevice = Static<typeof NewShowingDevice>

/** The licence bound to that key: the least that answers who checks, for a day. The device makes a presentation of a minute's life of it, also without a network. */
export const ShowingToken = Type.Object(
  { token: Type.String(), expires: Type.String(), checkAt: Type.String() },
  closed,
)
export type ShowingToken = Static<typeof ShowingToken>
