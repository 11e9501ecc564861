/** What crosses the wire for the house itself: health, site, sign-in, problem details, uploaded files. */
import { type Static, Type } from 'typebox'

/** Problem details (RFC 9457) carrying a refusal: what happened, and the next step, in both languages. */
export const Problem = Type.Object({
  type: Type.String(),
  status: Type.Integer(),
  code: Type.String({ description: '`module.word`; listed in the reference' }),
  title: Type.String(),
  next: Type.String(),
  en: Type.Object({ title: Type.String(), next: Type.String() }),
  params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})
export type Problem = Static<typeof Problem>

export const Health = Type.Object({ ready: Type.Boolean(), version: Type.String() })

export const Text2 = Type.Object({ zh: Type.String(), en: Type.String() })
export type Text2 = Static<typeof Text2>

export const Site = Type.Object({
  name: Text2,
  region: Type.String(),
  zone: Type.String(),
  demo: Type.Boolean(),
  today: Type.String(),
  /** Address of a map that shows the way, with {longitude}, {latitude} and {name}; without it the one that telephones know (RFC 5870). */
  directions: Type.Optional(Type.String()),
})
export type Site = Static<typeof Site>

export const Grant = Type.Object({
  role: Type.String(),
  department: Type.Optional(Type.String()),
  departmentName: Type.Optional(Type.String()),
  region: Type.Optional(Type.String()),
  firm: Type.Optional(Type.String()),
  firmName: Type.Optional(Type.String()),
})

/** Who is signed in. `kind` is `anyone` without a session. */
export const Session = Type.Object({
  kind: Type.Union([Type.Literal('anyone'), Type.Literal('person'), Type.Literal('staff')]),
  id: Type.String(),
  name: Type.String(),
  grants: Type.Array(Grant),
  /** What the roles carry, `module:thing:verb`, where `*` stands for any word. Pages offer by it; each route checks for itself. */
  permissions: Type.Array(Type.String()),
})
export type Session = Static<typeof Session>

export const SignIn = Type.Object(
  { login: Type.String({ minLength: 1, maxLength: 64 }), password: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
)
export type SignIn = Static<typeof SignIn>

/** An uploaded file: sent as the raw body of POST /api/files?name=…, with its media type as Content-Type. */
export const StoredFile = Type.Object({
  id: Type.String(),
  name: Type.String(),
  mediaType: Type.String(),
  size: Type.Integer(),
  sha256: Type.String(),
})
export type StoredFile = Static<typeof StoredFile>
