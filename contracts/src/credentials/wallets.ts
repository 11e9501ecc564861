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

const Path = Type.Array(Part, { minItems: 1, maxItems: 6 })
const Words = Type.Object({ zh: Type.String(), en: Type.String() }, closed)

/** Asks a wallet for a licence of one of `types`, and for these claims of it. */
export const NewWalletRequest = Type.Object(
  {
    types: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 20 }),
    claims: Type.Array(Path, { maxItems: 40 }),
    /** These too, but the holder may keep each of them back. */
    optional: Type.Optional(Type.Array(Path, { maxItems: 40 })),
    /** `plain` for wallets that take no signed request and encrypt nothing. */
    protection: Type.Optional(Type.Enum(['signed', 'plain'])),
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
    /** While it waits: seconds in which it can still be answered, and its link again. */
    left: Type.Optional(Type.Integer()),
    request: Type.Optional(Type.String()),
    /** When accepted: which licence, what was shown (what was asked for first), what was kept back; then everything as it stands in the token. */
    name: Type.Optional(Words),
    shown: Type.Optional(
      Type.Array(Type.Object({ zh: Type.String(), en: Type.String(), value: Type.String() }, closed)),
    ),
    keptBack: Type.Optional(Type.Array(Words)),
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

/** GET /api/credentials/requests/:id/question : what is asked of the holder who calls, and which of their licences in force could answer it. */
export const WalletQuestion = Type.Object(
  {
    id: Type.String(),
    /** The department that asks, or where it is asked. */
    asker: Words,
    purpose: Type.String(),
    expires: Type.String(),
    state: Type.Enum(['waiting', 'answered', 'expired']),
    types: Type.Array(Words),
    licences: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          name: Words,
          number: Type.String(),
          holderName: Type.String(),
          fields: Type.Array(
            Type.Object(
              { path: Path, zh: Type.String(), en: Type.String(), needed: Type.Boolean(), value: Type.String() },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    /** Where the signed request is; absent for one that stands whole in its link. */
    requestUri: Type.Optional(Type.String()),
  },
  closed,
)
export type WalletQuestion = Static<typeof WalletQuestion>

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
    /** The licence whole, for some minutes: to answer a request with a choice of its fields. */
    whole: Type.Optional(Type.Boolean()),
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
