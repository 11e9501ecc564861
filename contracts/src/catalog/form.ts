/** The form language: a form is a list of questions, one a page, each with its condition, checks and prefill. Pack data. */
import { type Static, Type } from 'typebox'
import { closed, DayText, Word, Words } from './schema-parts.ts'

/** Name of an answer: it stands in FEEL conditions, so letters and digits only. */
export const AnswerName = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,59}$', maxLength: 60 })

/**
 * Kinds of answers and how they travel:
 * text, choice, region, industry, credit-code, id-number, phone → text; number → number; money → integer fen;
 * date → `2026-10-01`; multi → list of values; address → {region, line}; people-list → list of objects, one for each
 * person, by the names of `fields`; file → list of {id, name, bytes}; declaration → true.
 */
export const questionTypes = [
  'text',
  'number',
  'money',
  'date',
  'choice',
  'multi',
  'credit-code',
  'id-number',
  'phone',
  'region',
  'industry',
  'address',
  'people-list',
  'file',
  'declaration',
] as const
export type QuestionType = (typeof questionTypes)[number]

/** Checks by name; what each asks and how it says no stands in `named-checks.ts`. */
export const checkNames = [
  'credit-code',
  'id-number',
  'phone',
  'email',
  'person-name',
  'company-name',
  'trade-name',
  'postcode',
  'past-day',
  'future-day',
  'adult',
  'whole-number',
  'shares-total-100',
  'distinct-people',
] as const
export type CheckName = (typeof checkNames)[number]

/** What can be filled in from what the house already knows. */
export const prefillSources = [
  'person.name',
  'person.idNumber',
  'person.phone',
  'person.address',
  'firm.name',
  'firm.creditCode',
  'firm.region',
  'firm.address',
  'firm.legalRepresentative',
  'firm.industry',
  'firm.phone',
  'firm.capital',
  'item.region',
  'item.name',
] as const

/** A word, or the letter of a section of industries (GB/T 4754). */
const ChoiceValue = Type.Union([Word, Type.String({ pattern: '^[A-T]$' })])
export const Choice = closed({ value: ChoiceValue, label: Words, hint: Type.Optional(Words) })
export type Choice = Static<typeof Choice>

const simpleQuestion = {
  id: AnswerName,
  label: Words,
  hint: Type.Optional(Words),
  type: Type.Enum([...questionTypes]),
  required: Type.Boolean(),
  /** FEEL over the answers by their names; the question is asked only while it holds. */
  when: Type.Optional(Type.String({ maxLength: 500 })),
  checks: Type.Optional(Type.Array(Type.Enum([...checkNames]), { maxItems: 6 })),
  /** Characters of a text; entries of a list. */
  maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 4000 })),
  minLength: Type.Optional(Type.Integer({ minimum: 0, maximum: 4000 })),
  /** Of a number; of money in fen. */
  min: Type.Optional(Type.Number()),
  max: Type.Optional(Type.Number()),
  choices: Type.Optional(Type.Array(Choice, { maxItems: 200 })),
  /** A source of the house, or `credential.<type>.<claim>`. */
  prefill: Type.Optional(
    Type.String({ pattern: '^(person|firm|item|credential)(\\.[A-Za-z0-9-]+)+$', maxLength: 100 }),
  ),
  /** A declaration's words. */
  text: Type.Optional(Words),
  /** A file: which material of the item it is, media types, and the largest size in bytes. */
  material: Type.Optional(Word),
  accept: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 10 })),
  maxBytes: Type.Optional(Type.Integer({ minimum: 1 })),
  /** Answers that hold personal data are masked by default and their reading is an act. */
  personal: Type.Optional(Type.Boolean()),
}

/** A question inside an entry of a people list. */
export const PersonField = closed(simpleQuestion)
export type PersonField = Static<typeof PersonField>

export const FormQuestion = closed({
  ...simpleQuestion,
  section: Word,
  /** A people list: what is asked of each person. */
  fields: Type.Optional(Type.Array(PersonField, { minItems: 1, maxItems: 20 })),
})
export type FormQuestion = Static<typeof FormQuestion>

export const Form = closed({
  id: Word,
  from: DayText,
  until: Type.Optional(DayText),
  source: Type.String({ maxLength: 500 }),
  title: Words,
  sections: Type.Array(closed({ id: Word, title: Words }), { minItems: 1, maxItems: 20 }),
  questions: Type.Array(FormQuestion, { minItems: 1, maxItems: 120 }),
})
export type Form = Static<typeof Form>

/** A form's answers by question id; what was never answered is absent. */
export type Answers = Readonly<Record<string, unknown>>

/** What is wrong with one answer, and how to mend it. */
export const FieldError = closed({
  /** `creditCode`, or `shareholders.2.idNumber` for the second person of a list. */
  field: Type.String({ maxLength: 200 }),
  code: Type.String({ maxLength: 60 }),
  zh: Type.String({ maxLength: 500 }),
  en: Type.String({ maxLength: 500 }),
})
export type FieldError = Static<typeof FieldError>
