/** 免申即享: a round over the firms a rule finds, each award a case; notice, payment file, what comes after. */
import { type Static, Type } from 'typebox'
import { FirmCode, PolicyId } from './public-ids.ts'
import { shaped, type Words } from './shape.ts'

export const RoundId = Type.String({ pattern: '^R\\d{6}-\\d{8}-[0-9A-Z]{4,12}$' })
export const RoundParams = Type.Object({ id: RoundId }, { additionalProperties: false })
export const awardStates = [
  'asked',
  'confirmed',
  'declined',
  'objected',
  'ready',
  'paid',
  'returned',
  'removed',
] as const
export type AwardState = (typeof awardStates)[number]

export type RoundLine = {
  readonly id: string
  readonly title: string
  readonly policy: string
  readonly policyTitle: Words
  readonly departmentName: Words
  readonly state: 'listed' | 'noticed' | 'paying' | 'closed'
  readonly listedOn: string
  readonly noticeFrom?: string
  readonly noticeUntil?: string
  readonly firms: number
  readonly amount: number
}
export const RoundList = shaped<{ readonly rounds: readonly RoundLine[] }>('rounds, the latest first', ['rounds'])
export type AwardLine = {
  readonly firm: string
  readonly name: string
  readonly amount: number
  readonly state: AwardState
  readonly case?: string
  /** Last four digits, for staff. */
  readonly accountTail?: string
  /** Corrections, claw-backs and disputes that followed. */
  readonly after: readonly {
    readonly case: string
    readonly kind: AfterKind
    readonly status: string
    readonly amount?: number
  }[]
}
export const afterKinds = ['correct', 'claw_back', 'dispute', 'objection'] as const
export type AfterKind = (typeof afterKinds)[number]
export type RoundView = RoundLine & {
  readonly awards: readonly AwardLine[]
  readonly counts: Readonly<Record<AwardState, number>>
  /** Whether the caller works on it. */
  readonly staff: boolean
  readonly next?: 'notice' | 'end_notice' | 'pay'
}
export const RoundView = shaped<RoundView>('a round with its awards', ['awards'])

/** POST /api/policies/rounds */
export const NewRound = Type.Object(
  {
    department: Type.String({ maxLength: 60 }),
    policy: PolicyId,
    title: Type.Optional(Type.String({ maxLength: 80 })),
  },
  { additionalProperties: false },
)
export type NewRound = Static<typeof NewRound>

/** POST /api/policies/rounds/:id/answer : the firm's word. */
export const AnswerBody = Type.Object(
  {
    firm: FirmCode,
    accept: Type.Boolean(),
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
    reason: Type.Optional(Type.String({ maxLength: 300 })),
  },
  { additionalProperties: false },
)
export type AnswerBody = Static<typeof AnswerBody>

/** POST /api/policies/rounds/:id/step : the department goes on. */
export const StepBody = Type.Object(
  { step: Type.Enum(['notice', 'end_notice', 'pay']), reference: Type.Optional(Type.String({ maxLength: 60 })) },
  { additionalProperties: false },
)
export type StepBody = Static<typeof StepBody>

/** POST /api/policies/rounds/:id/after : what comes later, a case of its own. */
export const AfterBody = Type.Object(
  {
    firm: FirmCode,
    kind: Type.Enum([...afterKinds]),
    /** Yuan it should have been; of a claw-back what is taken back. */
    amount: Type.Optional(Type.Number({ minimum: 0 })),
    reason: Type.String({ minLength: 4, maxLength: 500 }),
  },
  { additionalProperties: false },
)
export type AfterBody = Static<typeof AfterBody>
export const AfterAnswer = Type.Object({ case: Type.String() })

export const FileQuery = Type.Object({ form: Type.Enum(['csv', 'xlsx']) }, { additionalProperties: false })

/** GET /api/policies/awards/mine?firm= */
export type MyAward = {
  readonly round: string
  readonly policy: string
  readonly title: Words
  readonly amount: number
  readonly state: AwardState
  readonly case: string
  readonly noticeUntil?: string
}
export const MyAwards = shaped<{ readonly awards: readonly MyAward[] }>('awards to the firm, the latest first', [
  'awards',
])
