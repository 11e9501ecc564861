/** What each act in a claim asks, what is missing, and the act that the answers make. Pure. */
import type { ClaimDeed, ClaimView } from '@steppe/contracts/arrears'
import type { DatedAmount } from './dated-amounts.tsx'
import { fenOf, yuanOf } from './debt-form.ts'

export type Kind = ClaimDeed['kind']

export interface Draft {
  readonly text: string
  readonly amount: string
  readonly on: string
  readonly ground: string
  readonly payment: string
  readonly received: '' | 'yes' | 'no'
  readonly withPlan: boolean
  readonly instalments: readonly DatedAmount[]
}

/** What each act asks. */
export const asks: Readonly<Record<Kind, readonly ('text' | 'words' | 'amount' | 'on' | 'plan' | 'payment')[]>> = {
  forward: [],
  refuse: ['text'],
  answer: ['amount', 'text', 'plan'],
  press: ['text'],
  interview: ['amount', 'text'],
  decide: ['amount', 'text'],
  plan: ['plan', 'words'],
  pay: ['on', 'amount', 'words'],
  confirm_payment: ['payment', 'words'],
  settle: ['words'],
  warn: ['text'],
  announce: ['text'],
  object: ['text'],
  publish: ['words'],
  correct: ['text'],
  unpublish: ['text'],
  close_unpaid: ['text'],
  withdraw: ['text'],
}

export const mayBeNothing: readonly Kind[] = ['answer', 'interview', 'decide']

export function emptyDraft(claim: ClaimView, kind: Kind): Draft {
  const whole = yuanOf(claim.debt.amount)
  const told = claim.payments.find((each) => each.state === 'told')
  return {
    text: '',
    amount: kind === 'answer' || kind === 'decide' ? whole : '',
    on: '',
    ground: '',
    payment: told?.id ?? '',
    received: '',
    withPlan: kind === 'plan',
    instalments: [{ key: 1, on: '', amount: '' }],
  }
}

/** Fen; a bare nought is an answer too. */
export const amountOf = (text: string): number | undefined => (/^[0０]+$/.test(text.trim()) ? 0 : fenOf(text))
const planned = ({ instalments }: Draft) => instalments.map(({ on, amount }) => ({ by: on, amount: fenOf(amount)! }))

/** The first answer that is missing, by the name of its text. */
export function incomplete(kind: Kind, draft: Draft): string | undefined {
  for (const ask of asks[kind]) {
    if (ask === 'text' && !draft.text.trim()) return 'text'
    if (ask === 'amount' && (mayBeNothing.includes(kind) ? amountOf : fenOf)(draft.amount) === undefined)
      return 'amount'
    if (ask === 'on' && !draft.on) return 'paidOn'
    if (ask === 'payment' && (!draft.payment || !draft.received)) return 'received'
    if (ask === 'plan' && draft.withPlan && draft.instalments.some(({ on, amount }) => !on || !fenOf(amount)))
      return 'plan'
  }
  return undefined
}

/** The act; only for a draft that is complete. */
export function deedFrom(kind: Kind, draft: Draft): ClaimDeed {
  const text = draft.text.trim()
  const words = text ? { text } : {}
  const amount = amountOf(draft.amount) ?? 0
  switch (kind) {
    case 'forward':
      return { kind }
    case 'refuse':
    case 'unpublish':
    case 'close_unpaid':
    case 'withdraw':
      return { kind, reason: text }
    case 'press':
    case 'warn':
    case 'announce':
    case 'object':
    case 'correct':
      return { kind, text }
    case 'answer':
      return {
        kind,
        confirmed: amount,
        text,
        ...(draft.ground ? { ground: draft.ground } : {}),
        ...(draft.withPlan ? { plan: planned(draft) } : {}),
      }
    case 'interview':
      return { kind, text, confirmed: amount }
    case 'decide':
      return { kind, upheld: amount, reason: text }
    case 'plan':
      return { kind, instalments: planned(draft), ...words }
    case 'pay':
      return { kind, on: draft.on, amount, ...words }
    case 'confirm_payment':
      return { kind, payment: draft.payment, received: draft.received === 'yes', ...words }
    case 'settle':
      return { kind, ...words }
    case 'publish':
      return { kind, ...(text ? { answer: text } : {}) }
    default:
      return kind satisfies never
  }
}
