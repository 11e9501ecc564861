/** For a department: drafts with live checks, publication, repeal, audience and simulation. */
import type { PlayedExample, PolicyProblem } from '@steppe/kernels/policies'
import { type Static, Type } from 'typebox'
import type { Policy } from './public.ts'
import { PolicyId } from './public-ids.ts'
import { shaped, type Words } from './shape.ts'

export type DraftLine = {
  readonly id: string
  readonly version: number
  readonly title: Words
  readonly state: 'draft' | 'published'
  readonly savedAt: string
  readonly publishedOn?: string
  readonly repealedOn?: string
}
export const DraftList = shaped<{ readonly drafts: readonly DraftLine[] }>('drafts and versions of the department', [
  'drafts',
])
/** Anything: what is no policy yet is told as problems. */
export const DraftBody = Type.Object(
  { department: Type.String({ maxLength: 60 }), policy: Type.Record(Type.String(), Type.Unknown()) },
  { additionalProperties: false },
)
export type DraftBody = Static<typeof DraftBody>
export type Checked = {
  readonly problems: readonly PolicyProblem[]
  readonly examples: readonly Pick<PlayedExample, 'holds' | 'decision' | 'wrong'>[]
}
/** POST /api/policies/check */
export const Checked = shaped<Checked>('problems with place and advice, and how each example comes out', ['problems'])
export type DraftView = {
  readonly policy: Policy
  readonly department: string
  readonly savedAt: string
  readonly checked: Checked
}
export const DraftView = shaped<DraftView>('a draft with its problems', ['policy', 'checked'])

/** POST /api/policies/drafts/:id/publish */
export const PublishBody = Type.Object(
  { on: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })) },
  { additionalProperties: false },
)
export const Published = Type.Object({ id: PolicyId, version: Type.Integer(), on: Type.String() })

/** POST /api/policies/:id/repeal */
export const RepealBody = Type.Object(
  {
    on: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    by: Type.String({ minLength: 2, maxLength: 80 }),
    why: Type.String({ minLength: 2, maxLength: 300 }),
  },
  { additionalProperties: false },
)
export type RepealBody = Static<typeof RepealBody>

const RuledPart = Type.String({ pattern: '^(tables\\.[a-zA-Z]|[a-z])[a-zA-Z0-9-]{0,79}$' })

/** POST /api/policies/simulate : a draft against what is in force, over the firms of the department's region. */
export const SimulateBody = Type.Object(
  {
    department: Type.String({ maxLength: 60 }),
    policy: Type.Record(Type.String(), Type.Unknown()),
    /** Compare with this version; with nothing when there is none. */
    against: Type.Optional(Type.Object({ id: PolicyId, version: Type.Integer({ minimum: 1 }) })),
    /** Numbers moved: the id of the condition, or `tables.` with the name of a table of the policy's own; which number of it from 0; the new value. */
    moved: Type.Optional(
      Type.Array(
        Type.Object(
          { condition: RuledPart, number: Type.Integer({ minimum: 0, maximum: 99 }), value: Type.Number() },
          { additionalProperties: false },
        ),
        { maxItems: 50 },
      ),
    ),
  },
  { additionalProperties: false },
)
export type SimulateBody = Static<typeof SimulateBody>

export type Group = {
  readonly key: string
  readonly name: Words
  readonly firms: number
  readonly yes: number
  readonly amount: number
  readonly winners: number
  readonly losers: number
}
export type Cliff = {
  readonly condition: string
  readonly number: number
  readonly fact: string
  readonly threshold: number
  /** Firms that fail this condition alone and lie within a tenth beyond the number. */
  readonly justBeyond: number
  /** Firms that meet it and lie within a tenth of it. */
  readonly justWithin: number
  /** What those just beyond would have. */
  readonly amount: number
}
export type Slider = {
  readonly condition: string
  readonly number: number
  readonly fact: string
  readonly value: number
  readonly low: number
  readonly high: number
}
export type Simulation = {
  readonly problems: readonly PolicyProblem[]
  readonly firms: number
  readonly yes: number
  readonly no: number
  readonly unknown: number
  /** Yuan a period of the benefit; null where the policy has no formula. */
  readonly cost: number | null
  readonly before: { readonly yes: number; readonly cost: number | null } | null
  readonly winners: { readonly count: number; readonly amount: number; readonly firms: readonly FirmChange[] }
  readonly losers: { readonly count: number; readonly amount: number; readonly firms: readonly FirmChange[] }
  readonly byLeague: readonly Group[]
  readonly byIndustry: readonly Group[]
  readonly bySize: readonly Group[]
  readonly cliffs: readonly Cliff[]
  readonly sliders: readonly Slider[]
  /** Firms that hold another policy as well; `excluded` when the two do not go together. */
  readonly overlaps: readonly {
    readonly policy: string
    readonly title: Words
    readonly firms: number
    readonly excluded: boolean
  }[]
  readonly milliseconds: number
}
export type FirmChange = {
  readonly code: string
  readonly name: string
  readonly was: number | null
  readonly is: number | null
}
export const Simulation = shaped<Simulation>('winners, losers, cost by group, cliffs and overlaps', ['firms'])

/** POST /api/policies/simulate/lines : a line of JSON each: how many firms are done of how many, the figures or a refusal as the last. */
export type SimulationLine =
  | {
      readonly done: number
      readonly total: number
      /** The base is read into memory first; only the first time, and after very many firms changed. */
      readonly reading?: boolean
    }
  | { readonly result: Simulation }
  /** Problem details, as the answer to the other route. */
  | { readonly refused: object }
export const SimulationLines = Type.String({
  description: 'lines of JSON (application/x-ndjson): {done, total} while it goes on, {result} or {refused} at the end',
})
