/** An appeal that is not handed in yet: saved as it is typed, to be gone on with on another device. */
import { type Static, Type } from 'typebox'
import { FileRef } from '../cases/index.ts'
import { Instant, Intent, OrderId, RegionCode, Urgency } from './words.ts'

const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))

/** Days after the last save for which a draft is kept. */
export const draftKeptDays = 180

/** As NewAppeal, with nothing needed yet. */
export const DraftContent = Type.Object(
  {
    type: text(32),
    intent: Type.Optional(Intent),
    urgency: Type.Optional(Urgency),
    title: text(100),
    text: text(4000),
    place: Type.Optional(
      Type.Object(
        {
          region: Type.Optional(RegionCode),
          address: text(300),
          lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
          long: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
        },
        { additionalProperties: false },
      ),
    ),
    ground: text(64),
    about: text(60),
    files: Type.Optional(Type.Array(FileRef, { maxItems: 20 })),
    publish: Type.Optional(Type.Boolean()),
    firm: text(18),
    phone: text(30),
    secret: Type.Optional(Type.Boolean()),
    joins: Type.Optional(OrderId),
  },
  { additionalProperties: false },
)
export type DraftContent = Static<typeof DraftContent>

export const DraftId = Type.String({ pattern: '^[\\w-]{16}$' })

/** GET /api/appeals/drafts/:id. `version` counts saves. */
export const AppealDraft = Type.Object({
  id: DraftId,
  version: Type.Integer(),
  savedAt: Instant,
  content: DraftContent,
})
export type AppealDraft = Static<typeof AppealDraft>

/** GET /api/appeals/drafts: the caller's own, the latest first. */
export const AppealDrafts = Type.Object({
  rows: Type.Array(
    Type.Object({
      id: DraftId,
      version: Type.Integer(),
      savedAt: Instant,
      type: Type.String(),
      /** The title, else the first words. */
      title: Type.String(),
    }),
  ),
})
export type AppealDrafts = Static<typeof AppealDrafts>

/** POST /api/appeals/drafts with Idempotency-Key */
export const NewAppealDraft = Type.Object({ content: DraftContent }, { additionalProperties: false })
/** PUT /api/appeals/drafts/:id: the whole content anew; a save that stands on an older version is refused. */
export const AppealDraftSave = Type.Object(
  { version: Type.Integer({ minimum: 1 }), content: DraftContent },
  { additionalProperties: false },
)
