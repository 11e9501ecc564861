/** Answers of a form as they are read: choices by their words, money, days, people one by one. */
import type { Form } from '@steppe/contracts/catalog'
import { dayText, type Language, moneyText } from '../../../ui/day-text.ts'

type Question = Form['questions'][number]
type Field = NonNullable<Question['fields']>[number]
type Asked = Pick<Question, 'type'> & { readonly choices?: Question['choices'] | undefined }
type Both = { readonly zh: string; readonly en?: string | undefined }

const said = (words: Both | undefined, language: Language): string =>
  words ? (language === 'en' && words.en) || words.zh : ''

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The name of a region by its code; the code itself where it is not known. */
export type RegionName = (code: string) => string

/** A value of which nothing more is known than what it is. */
export function plainText(value: unknown, language: Language): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'Yes' : 'No'
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayText(value, language) : value
  if (Array.isArray(value)) return value.map((one) => plainText(one, language)).join(language === 'zh' ? '、' : ', ')
  if (isObject(value)) return plainText(value.name ?? value.line ?? Object.values(value), language)
  return String(value)
}

/** One answer in words. */
export function answerText(
  question: Asked | undefined,
  value: unknown,
  language: Language,
  regionName: RegionName = (code) => code,
): string {
  if (!question) return plainText(value, language)
  const word = (one: unknown) => {
    const choice = question.choices?.find((each) => each.value === one)
    return choice ? said(choice.label, language) : plainText(one, language)
  }
  switch (question.type) {
    case 'choice':
    case 'industry':
      return word(value)
    case 'multi':
      return Array.isArray(value) ? value.map(word).join(language === 'zh' ? '、' : ', ') : word(value)
    case 'money':
      return typeof value === 'number' ? moneyText(value, language) : plainText(value, language)
    case 'region':
      return typeof value === 'string' ? regionName(value) : plainText(value, language)
    case 'declaration':
      return value === true ? (language === 'zh' ? '已声明' : 'Declared') : plainText(value, language)
    default:
      return plainText(value, language)
  }
}

export type AnswerLine = {
  readonly key: string
  readonly label: string
  readonly text: string
  /** A people list: a line for each entry. */
  readonly entries?: readonly (readonly { readonly label: string; readonly text: string }[])[]
}
export type AnswerSection = { readonly key: string; readonly title: string; readonly lines: readonly AnswerLine[] }

function entriesOf(fields: readonly Field[], value: unknown, language: Language): AnswerLine['entries'] {
  if (!Array.isArray(value)) return undefined
  return value
    .filter(isObject)
    .map((entry) =>
      fields
        .filter((field) => entry[field.id] !== undefined && entry[field.id] !== '')
        .map((field) => ({ label: said(field.label, language), text: answerText(field, entry[field.id], language) })),
    )
}

function lineOf(question: Question, value: unknown, language: Language, regionName: RegionName): AnswerLine {
  const entries = question.fields ? entriesOf(question.fields, value, language) : undefined
  return {
    key: question.id,
    label: said(question.label, language),
    text: entries ? '' : answerText(question, value, language, regionName),
    ...(entries ? { entries } : {}),
  }
}

/** The answers under the form's sections, in its order; what the form does not know comes last under its own name. */
export function sectionsOf(
  form: Form | null | undefined,
  answers: Readonly<Record<string, unknown>>,
  language: Language,
  regionName: RegionName = (code) => code,
): readonly AnswerSection[] {
  const given = (id: string) => {
    const value = answers[id]
    return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  }
  const known = (form?.sections ?? []).map((section) => ({
    key: section.id,
    title: said(section.title, language),
    lines: (form?.questions ?? [])
      .filter((question) => question.section === section.id && given(question.id))
      .map((question) => lineOf(question, answers[question.id], language, regionName)),
  }))
  const asked = new Set(form?.questions.map((question) => question.id))
  const rest = Object.keys(answers).filter((id) => !asked.has(id) && given(id))
  const others = rest.map((id) => ({ key: id, label: id, text: plainText(answers[id], language) }))
  return [...known, { key: 'others', title: '', lines: others }].filter((section) => section.lines.length > 0)
}
