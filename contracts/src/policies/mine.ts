/** For a firm: what it can have, why, what one fact would change; facts it supplies; whether it is told; a claim. */
import type { Entitlement, PolicyExplanation } from '@steppe/kernels/policies'
import { type Static, Type } from 'typebox'
import type { PolicyLine } from './public.ts'
import { FirmCode, PolicyId } from './public-ids.ts'
import { shaped, type Words } from './shape.ts'

export const FirmQuery = Type.Object({ firm: FirmCode }, { additionalProperties: false })

export type KnownFact = {
  readonly id: string
  readonly value: unknown
  /** The business register, another office, or the firm itself. */
  readonly from: 'register' | 'held' | 'said'
  readonly asOf: string
  readonly source?: string
  /** What the firm says, where it differs from what an office holds. */
  readonly said?: unknown
}

export type MyPolicy = Omit<PolicyLine, 'standing'> &
  Pick<Entitlement, 'verdict' | 'amount' | 'standing' | 'against'> & {
    /** What the amount is reckoned for, where it comes again: a month, a year, a tax period. */
    readonly per?: 'month' | 'quarter' | 'year' | 'period'
    /** When not known: the facts of all conditions that are open, the cheapest way for each. */
    readonly missing: readonly string[]
    /** Ids of the conditions that fail. */
    readonly fails: readonly string[]
    readonly claim?: { readonly case: string; readonly status: string }
  }
/** GET /api/policies/mine?firm= */
export type MyPolicies = {
  readonly firm: { readonly code: string; readonly name: string }
  readonly firms: readonly { readonly code: string; readonly name: string }[]
  readonly policies: readonly MyPolicy[]
  /** Yuan of those that count. */
  readonly total: number
  /** One question at a time: the fact that decides most, the cheapest first. */
  readonly ask: readonly { readonly id: string; readonly decides: readonly string[] }[]
  readonly wrong: readonly string[]
  readonly told: boolean
  readonly on: string
}
export const MyPolicies = shaped<MyPolicies>('each policy with verdict, amount and what would decide', ['policies'])
export const MineQuery = Type.Object({ firm: Type.Optional(FirmCode) }, { additionalProperties: false })

/** GET /api/policies/mine/:id?firm= : the reasons as a tree. */
export type MyReasons = {
  readonly line: MyPolicy
  readonly explanation: PolicyExplanation
  /** Facts that were used, with their source. */
  readonly facts: readonly KnownFact[]
  readonly pushed?: { readonly at: string; readonly because: readonly string[] }
}
export const MyReasons = shaped<MyReasons>('conditions with values, clauses, facts and what is missing', [
  'explanation',
])

/** PUT /api/policies/facts : what the firm says of itself; null takes a word back. */
export const SupplyBody = Type.Object(
  {
    firm: FirmCode,
    facts: Type.Record(
      Type.String({ pattern: '^[a-z][a-zA-Z0-9]{0,59}$' }),
      // Of any type here: a union would turn true into 1 before the dictionary is asked what the fact is.
      Type.Unsafe<number | boolean | string | null>({}),
      { maxProperties: 50 },
    ),
  },
  { additionalProperties: false },
)
export type SupplyBody = Static<typeof SupplyBody>
export const FirmFacts = shaped<{ readonly facts: readonly KnownFact[] }>('what is known of the firm', ['facts'])

/** PUT /api/policies/wishes */
export const WishBody = Type.Object({ firm: FirmCode, told: Type.Boolean() }, { additionalProperties: false })
export type WishBody = Static<typeof WishBody>
export const WishAnswer = Type.Object({ told: Type.Boolean() })

/** POST /api/policies/claims with Idempotency-Key. */
export const ClaimBody = Type.Object(
  {
    firm: FirmCode,
    policy: PolicyId,
    /** Where it is paid to; not asked where nothing is paid. */
    account: Type.Optional(
      Type.Object(
        {
          name: Type.String({ minLength: 2, maxLength: 80 }),
          bank: Type.String({ minLength: 2, maxLength: 80 }),
          number: Type.String({ pattern: '^\\d{8,30}$' }),
        },
        { additionalProperties: false },
      ),
    ),
    declared: Type.Literal(true),
  },
  { additionalProperties: false },
)
export type ClaimBody = Static<typeof ClaimBody>
export const Claimed = Type.Object({ case: Type.String(), amount: Type.Union([Type.Number(), Type.Null()]) })

/** POST /api/policies/facts/held : rows of an office; each row stands or falls alone. */
export const HeldBody = Type.Object(
  {
    source: Type.String({ minLength: 2, maxLength: 60 }),
    rows: Type.Array(
      Type.Object(
        {
          firm: FirmCode,
          fact: Type.String({ maxLength: 60 }),
          value: Type.Unknown(),
          asOf: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 5000 },
    ),
  },
  { additionalProperties: false },
)
export type HeldBody = Static<typeof HeldBody>
export const HeldAnswer = shaped<{
  readonly taken: number
  readonly wrong: readonly { readonly row: number; readonly why: Words }[]
}>('rows taken in, and those that were wrong with the reason', ['taken', 'wrong'])
