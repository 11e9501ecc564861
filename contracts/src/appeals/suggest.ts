/** What helps somebody who is writing: the same matter of others, whose matter it is, answers that are known. */
import { type Static, Type } from 'typebox'
import { RegionCode, text } from './words.ts'

/**
 * POST /api/appeals/suggestions, answered with `Suggestions` (see orders.ts): as for an order that stands, for words that are still being
 * written. Keeps nothing. Near-duplicates are open orders at or around the place, with their titles only.
 */
export const SuggestRequest = Type.Object(
  {
    text: text(4000),
    region: RegionCode,
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    long: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  },
  { additionalProperties: false },
)
export type SuggestRequest = Static<typeof SuggestRequest>
