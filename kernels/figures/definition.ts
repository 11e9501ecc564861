/** A figure's definition as data: which cases are looked at, which of them count and why others do not, what is made of them, by which law. */
import { type Check, either, isList, isMap, isOneOf, isText, isThing } from '../ledger/shapes.ts'

/**
 * What a row may say of a case or of a call-back. Days are civil days; working days run from receipt (not counted) to the end.
 * `excluded` and `invalid` are grounds on which an order or a call-back does not count, as they stand after appeals.
 */
export const fieldKinds = {
  openedOn: 'day',
  decidedOn: 'day',
  closedOn: 'day',
  status: 'word',
  inTime: 'flag',
  workingDays: 'count',
  calledOn: 'day',
  contacted: 'flag',
  solved: 'flag',
  satisfaction: 'word',
  invalid: 'word',
  excluded: 'word',
  intent: 'word',
  league: 'word',
  department: 'word',
} as const

export type Field = keyof typeof fieldKinds
export type FieldValue = string | number | boolean

/** What must hold of a row: a field is one of some values, is the same as another, or is known at all. */
export type Condition =
  | { readonly field: Field; readonly isOneOf: readonly FieldValue[] }
  | { readonly field: Field; readonly sameAs: Field }
  | { readonly field: Field; readonly known: boolean }

/** What one row is worth, from 0 to 1: a condition that holds, or a word that weighs so many thousandths. */
export type Worth =
  | { readonly of: Condition }
  | { readonly field: Field; readonly thousandths: Readonly<Record<string, number>> }

/** A part of a score, with its share of it in per cent. */
export type RankedPart = Worth & { readonly id: string; readonly percent: number }

/** What is made of the rows that count. A quantile is the smallest value that at least the share `at` of the rows do not exceed. */
export type Fold =
  | { readonly kind: 'count' }
  | { readonly kind: 'share'; readonly of: Condition }
  | { readonly kind: 'median'; readonly field: Field }
  | { readonly kind: 'quantile'; readonly field: Field; readonly at: number }
  /** The mean of what each row is worth. */
  | { readonly kind: 'weighted'; readonly field: Field; readonly thousandths: Readonly<Record<string, number>> }
  /** Groups of rows by a word, compared by a score of parts; the mix of another word is allowed for, groups below `least` are not placed. */
  | {
      readonly kind: 'ranking'
      readonly groups: Field
      readonly mix: Field
      readonly least: number
      readonly parts: readonly RankedPart[]
      /** How the mix is allowed for: by the ratio of odds, which stays between 0 and 1; by the ratio of scores unless said. */
      readonly standard?: 'odds'
    }

export interface Words {
  readonly zh: string
  readonly en: string
}

export interface Exclusion {
  readonly id: string
  readonly where: Condition
  readonly reason: Words
}

export interface Definition {
  readonly id: string
  /** Counts up whenever anything below changes. */
  readonly version: number
  /** First day for which it is published. */
  readonly from: string
  readonly name: Words
  /** The definition in a sentence. */
  readonly meaning: Words
  readonly unit: 'cases' | 'share' | 'working_days'
  /** The law or standard that asks for it. */
  readonly source: string
  /** What the rows are; cases of applications unless said. */
  readonly of?: 'applications' | 'call_backs'
  /** A row is looked at when this day of it lies in the span. */
  readonly by: 'openedOn' | 'closedOn' | 'calledOn'
  /** Days up to and with the day of the figure. With `every` a month, the longest such span: the figure's own is its month. */
  readonly span: number
  /** Published once a month, for the month whose last day is the figure's; every day unless said. */
  readonly every?: 'month'
  /** The hour at which a day begins for the rows, on the day before: 12 means from noon to noon. Midnight unless said. */
  readonly beginsAt?: number
  /** All must hold for a row to count. */
  readonly counts: readonly Condition[]
  /** Rows that do not count although they lie in the span; the first that holds is the reason. */
  readonly exclusions: readonly Exclusion[]
  readonly fold: Fold
}

const isId: Check = (value) => typeof value === 'string' && /^[a-z][a-z0-9-]{0,39}$/.test(value)
const isField: Check = (value) => typeof value === 'string' && Object.hasOwn(fieldKinds, value)
const isCount = (from: number, to: number): Check => {
  return (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to
}
export const isDay: Check = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  new Date(`${value}T00:00Z`).toJSON()?.slice(0, 10) === value
const isWord: Check = (value) => isField(value) && fieldKinds[value as Field] === 'word'
const isNumeric: Check = (value) => isField(value) && fieldKinds[value as Field] === 'count'

const isWords = isThing({ zh: isText, en: isText })

/** Whether a field may have this value. */
export function fits(field: Field, value: unknown): value is FieldValue {
  const kind = fieldKinds[field]
  if (kind === 'day') return isDay(value)
  if (kind === 'word') return isText(value) && (value as string).length <= 40
  return kind === 'flag' ? typeof value === 'boolean' : isCount(0, 1e6)(value)
}

const isValues = isThing({ field: isField, isOneOf: Array.isArray })
const isCondition = either(
  isThing({ field: isField, known: isOneOf(true, false) }),
  isThing({ field: isField, sameAs: isField }),
  (value) => {
    if (!isValues(value)) return false
    const { field, isOneOf: values } = value as { readonly field: Field; readonly isOneOf: readonly unknown[] }
    return values.every((each) => fits(field, each))
  },
)

const weights = { field: isWord, thousandths: isMap(isCount(0, 1000)) }
const part = { id: isId, percent: isCount(1, 100) }
const isFold = either(
  isThing({ kind: isOneOf('count') }),
  isThing({ kind: isOneOf('share'), of: isCondition }),
  isThing({ kind: isOneOf('median'), field: isNumeric }),
  isThing({
    kind: isOneOf('quantile'),
    field: isNumeric,
    at: (at) => typeof at === 'number' && at > 0 && at <= 1,
  }),
  isThing({ kind: isOneOf('weighted'), ...weights }),
  isThing(
    {
      kind: isOneOf('ranking'),
      groups: isWord,
      mix: isWord,
      least: isCount(1, 1e6),
      parts: isList(either(isThing({ ...part, of: isCondition }), isThing({ ...part, ...weights }))),
    },
    { standard: isOneOf('odds') },
  ),
)

/** Whether this is a definition: no field is missing, unknown or of another kind. */
export const isDefinition = isThing(
  {
    id: isId,
    version: isCount(1, 1e6),
    from: isDay,
    name: isWords,
    meaning: isWords,
    unit: isOneOf('cases', 'share', 'working_days'),
    source: isText,
    by: isOneOf('openedOn', 'closedOn', 'calledOn'),
    span: isCount(1, 366),
    counts: isList(isCondition),
    exclusions: isList(isThing({ id: isId, where: isCondition, reason: isWords })),
    fold: isFold,
  },
  { of: isOneOf('applications', 'call_backs'), every: isOneOf('month'), beginsAt: isCount(0, 23) },
) as (value: unknown) => value is Definition

const fieldsOfCondition = (condition: Condition): readonly Field[] =>
  'sameAs' in condition ? [condition.field, condition.sameAs] : [condition.field]

const fieldsOfWorth = (worth: Worth): readonly Field[] => ('of' in worth ? fieldsOfCondition(worth.of) : [worth.field])

function fieldsOfFold(fold: Fold): readonly Field[] {
  if (fold.kind === 'share') return fieldsOfCondition(fold.of)
  if (fold.kind === 'ranking') return [fold.groups, fold.mix, ...fold.parts.flatMap(fieldsOfWorth)]
  return 'field' in fold ? [fold.field] : []
}

/** The fields that the fold needs: a row says these and nothing else. */
export function fieldsOf({ by, counts, exclusions, fold }: Definition): ReadonlySet<Field> {
  const conditions = [...counts, ...exclusions.map((each) => each.where)]
  return new Set([by, ...conditions.flatMap(fieldsOfCondition), ...fieldsOfFold(fold)])
}
