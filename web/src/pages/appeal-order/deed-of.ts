/** From what was filled in to the deed that is sent, or the field that is missing. Pure, so that every form answers the same way. */
import type { OrderDeed, OrderView } from '@steppe/contracts/appeals'

/** What was typed and chosen, by field; lists are parted by line ends. */
export type Values = Readonly<Record<string, string>>
/** What the fields of an act are given. */
export type FieldsProps = {
  readonly view: OrderView
  readonly values: Values
  readonly set: (name: string, value: string) => void
  /** The sentence beside a field that is missing. */
  readonly missing: (name: string) => string | undefined
}

export type Made = { readonly deed: OrderDeed } | { readonly missing: string }

export type Kind = OrderDeed['kind']

const said = (values: Values, name: string): string => (values[name] ?? '').trim()
const list = (values: Values, name: string): string[] =>
  said(values, name)
    .split(/[\n,，、]/)
    .map((one) => one.trim())
    .filter(Boolean)
const some = <T extends object>(part: T | undefined): T | object => part ?? {}

/** What each kind cannot do without. */
const needed: Readonly<Record<Kind, readonly string[]>> = {
  dispatch: ['to'],
  answer: ['text'],
  refuse: ['ground', 'reason'],
  sign_in: [],
  send_back: ['reason'],
  dispute: ['reason'],
  decide: ['to', 'matter', 'reason'],
  meet: ['minutes', 'departments'],
  reply: ['text', 'solved'],
  confirm: ['agree', 'opinion'],
  call_back: ['contacted'],
  extend: ['reason', 'days'],
  split: ['to', 'text'],
  urge: [],
  supervise: ['level', 'text'],
  reopen: ['reason'],
  withdraw: ['reason'],
  note: ['text'],
}

/** The field without which this kind cannot be sent, where one is missing. */
export function missingIn(kind: Kind, values: Values): string | undefined {
  const plain = needed[kind].find((name) => said(values, name) === '')
  if (plain) return plain
  if (kind === 'reply' && values.solved === 'no' && !said(values, 'by')) return 'by'
  if (kind === 'call_back' && values.contacted === 'yes' && !values.invalid) {
    if (!values.solved) return 'solved'
    if (!values.satisfaction) return 'satisfaction'
    if (values.solved === 'no' && !said(values, 'note')) return 'note'
  }
  if (kind === 'call_back' && values.invalid && !said(values, 'note')) return 'note'
  return undefined
}

export function deedOf(kind: Kind, task: string, values: Values): Made {
  const missing = missingIn(kind, values)
  return missing ? { missing } : { deed: made(kind, task, values) }
}

const optional = (values: Values, name: string) => some(said(values, name) ? { [name]: said(values, name) } : undefined)
const assistsOf = (values: Values) =>
  some(list(values, 'assists').length ? { assists: list(values, 'assists') } : undefined)

function made(kind: Kind, task: string, values: Values): OrderDeed {
  const text = said(values, 'text')
  const reason = said(values, 'reason')
  const to = said(values, 'to')
  switch (kind) {
    case 'dispatch':
      return { kind, task, to, ...assistsOf(values), ...optional(values, 'note'), ...optional(values, 'suggested') }
    case 'answer':
      return { kind, task, text, ...optional(values, 'basis') }
    case 'refuse':
      return { kind, task, ground: said(values, 'ground'), reason }
    case 'sign_in':
      return { kind, task }
    case 'send_back':
      return { kind, task, reason, ...optional(values, 'belongsTo') }
    case 'dispute':
      return { kind, task, reason }
    case 'decide': {
      const words = list(values, 'words')
      return {
        kind,
        task,
        to,
        ...assistsOf(values),
        matter: said(values, 'matter'),
        reason,
        ...(words.length ? { words } : {}),
      }
    }
    case 'meet':
      return { kind, task, minutes: said(values, 'minutes'), departments: list(values, 'departments') }
    default:
      return madeLater(kind, task, values, text, reason, to)
  }
}

function madeLater(
  kind: Exclude<Kind, 'dispatch' | 'answer' | 'refuse' | 'sign_in' | 'send_back' | 'dispute' | 'decide' | 'meet'>,
  task: string,
  values: Values,
  text: string,
  reason: string,
  to: string,
): OrderDeed {
  switch (kind) {
    case 'reply':
      return {
        kind,
        task,
        text,
        solved: values.solved === 'yes',
        ...optional(values, 'basis'),
        ...(values.solved === 'no' ? optional(values, 'by') : {}),
        ...some(values.despite === 'yes' ? { despite: true } : undefined),
      }
    case 'confirm':
      return { kind, task, agree: values.agree === 'yes', opinion: said(values, 'opinion') }
    case 'call_back':
      return {
        kind,
        task,
        contacted: values.contacted === 'yes',
        ...some(values.solved && !values.invalid ? { solved: values.solved === 'yes' } : undefined),
        ...some(
          values.satisfaction && !values.invalid ? { satisfaction: values.satisfaction as 'satisfied' } : undefined,
        ),
        ...optional(values, 'note'),
        ...optional(values, 'invalid'),
      }
    case 'extend':
      return { kind, reason, term: { length: Number(values.days), unit: 'wd' } }
    case 'split':
      return { kind, to, text }
    case 'urge':
      return { kind, ...some(text ? { text } : undefined) }
    case 'supervise':
      return { kind, level: values.level as 'remind', text }
    case 'note':
      return { kind, text }
    case 'reopen':
    case 'withdraw':
      return { kind, reason }
  }
}
