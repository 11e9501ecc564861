/** Checks a form's answers and names the field and the mend. Pure: the server and the web ask the same function. */

import type { CheckContext, Finding } from './check.ts'
import { holds } from './conditions.ts'
import type { Answers, FieldError, Form, FormQuestion, PersonField, QuestionType } from './form.ts'
import { namedChecks } from './named-checks.ts'

export interface FormCheckOptions {
  /** A draft may have gaps; what is submitted may not. */
  readonly stage: 'draft' | 'submit'
  /** Civil day of the checking; checks against today are left out without it. */
  readonly today?: string
}

type Asked = FormQuestion | PersonField

/** The questions that are asked under these answers, in order. A question whose condition fails is skipped, with its answer. */
export function askedQuestions(form: Form, answers: Answers): readonly FormQuestion[] {
  const known: Record<string, unknown> = Object.fromEntries(form.questions.map((question) => [question.id, null]))
  const asked: FormQuestion[] = []
  for (const question of form.questions) {
    if (!holds(question.when, known)) continue
    asked.push(question)
    known[question.id] = answers[question.id] ?? null
  }
  return asked
}

/** Every error of the answers, at most one a field; empty when they may be saved (draft) or handed in (submit). */
export function checkForm(form: Form, answers: Answers, options: FormCheckOptions): readonly FieldError[] {
  const known = new Set(form.questions.map((question) => question.id))
  const strays = Object.keys(answers)
    .filter((id) => !known.has(id))
    .map((id) => ({
      field: id,
      code: 'unknown_field',
      zh: `表单中没有“${id}”这一项，请删去`,
      en: `the form asks no “${id}”; take it out`,
    }))
  return [
    ...strays,
    ...askedQuestions(form, answers).flatMap((question) => checkAnswer(question, answers[question.id], options)),
  ]
}

/** Errors of one answer; the web calls this as the person leaves the field. */
export function checkAnswer(question: FormQuestion, value: unknown, options: FormCheckOptions): readonly FieldError[] {
  const own = checkOne(question, value, options)
  if (own) return [{ field: question.id, ...own }]
  if (question.type !== 'people-list' || !Array.isArray(value)) return []
  return value.flatMap((person, at) => checkPerson(question, person as Answers, at, options))
}

function checkPerson(list: FormQuestion, person: Answers, at: number, options: FormCheckOptions): FieldError[] {
  return (list.fields ?? []).flatMap((field) => {
    if (!holds(field.when, { ...Object.fromEntries((list.fields ?? []).map((one) => [one.id, null])), ...person }))
      return []
    const found = checkOne(field, person[field.id], options)
    if (!found) return []
    const place = { zh: `第 ${at + 1} 人：`, en: `person ${at + 1}: ` }
    return [
      { field: `${list.id}.${at + 1}.${field.id}`, code: found.code, zh: place.zh + found.zh, en: place.en + found.en },
    ]
  })
}

function checkOne(question: Asked, value: unknown, options: FormCheckOptions): Finding {
  const label: CheckContext = {
    zh: question.label.zh,
    en: question.label.en ?? question.label.zh,
    today: options.today,
  }
  if (isEmpty(value)) return question.required && options.stage === 'submit' ? missing(question, label) : undefined
  const wrong = shapes[question.type](value, question, label) ?? checkSize(question, value, label)
  if (wrong) return wrong
  // A draft keeps half a list of shareholders; the sum is asked for when it is handed in.
  const checks = [...(impliedChecks[question.type] ?? []), ...(question.checks ?? [])]
  for (const name of checks) {
    if (options.stage === 'draft' && name === 'shares-total-100') continue
    const found = namedChecks[name](value, label)
    if (found) return found
  }
  return undefined
}

const impliedChecks: Partial<Record<QuestionType, readonly (keyof typeof namedChecks)[]>> = {
  'credit-code': ['credit-code'],
  'id-number': ['id-number'],
  phone: ['phone'],
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  )
}

function missing(question: Asked, { zh, en }: CheckContext): Finding {
  if (question.type === 'declaration')
    return { code: 'not_declared', zh: `请阅读并勾选：${zh}`, en: `read and tick: ${en}` }
  const pick = ['choice', 'multi', 'region', 'industry'].includes(question.type)
  const verb = question.type === 'file' ? '请上传' : pick ? '请选择' : '请填写'
  return {
    code: 'missing',
    zh: `${verb}${zh}`,
    en: `${question.type === 'file' ? 'upload' : pick ? 'choose' : 'fill in'}: ${en}`,
  }
}

type Shape = (value: unknown, question: Asked, label: CheckContext) => Finding

const text: Shape = (value, _, { zh, en }) =>
  typeof value === 'string' ? undefined : { code: 'not_text', zh: `${zh}应为文字`, en: `${en} is text` }

const amount =
  (money: boolean): Shape =>
  (value, question, { zh, en }) => {
    if (typeof value !== 'number' || !Number.isFinite(value))
      return { code: 'not_number', zh: `${zh}应为数字`, en: `${en} is a number` }
    if (money && !Number.isSafeInteger(value))
      return { code: 'not_fen', zh: `${zh}最多精确到分`, en: `${en} goes down to one fen at most` }
    const show = (limit: number) => (money ? `${limit / 100} 元` : `${limit}`)
    const showEn = (limit: number) => (money ? `${limit / 100} yuan` : `${limit}`)
    if (question.min !== undefined && value < question.min)
      return {
        code: 'too_small',
        zh: `${zh}不能小于 ${show(question.min)}`,
        en: `${en} is at least ${showEn(question.min)}`,
      }
    if (question.max !== undefined && value > question.max)
      return {
        code: 'too_large',
        zh: `${zh}不能大于 ${show(question.max)}`,
        en: `${en} is at most ${showEn(question.max)}`,
      }
    return undefined
  }

const date: Shape = (value, _, { zh, en }) => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(String(value))
  const day = parts && new Date(`${parts[0]}T00:00:00Z`)
  if (day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(parts[0]!)) return undefined
  return {
    code: 'not_date',
    zh: `${zh}：没有这一天，请按“2026-10-01”填写`,
    en: `${en}: no such day; write it as 2026-10-01`,
  }
}

const choice: Shape = (value, question, { zh, en }) =>
  question.choices?.some((one) => one.value === value)
    ? undefined
    : { code: 'not_a_choice', zh: `${zh}：请从列出的选项中选择`, en: `${en}: choose one of those listed` }

const multi: Shape = (value, question, label) => {
  if (!Array.isArray(value)) return { code: 'not_list', zh: `${label.zh}应为多选`, en: `${label.en} is a list` }
  for (const one of value) {
    const found = choice(one, question, label)
    if (found) return found
  }
  return new Set(value).size === value.length
    ? undefined
    : { code: 'repeated', zh: `${label.zh}：有重复的选项`, en: `${label.en}: a choice is repeated` }
}

const coded =
  (pattern: RegExp, zhWhat: string, enWhat: string): Shape =>
  (value, _, { zh, en }) =>
    typeof value === 'string' && pattern.test(value)
      ? undefined
      : { code: 'not_code', zh: `${zh}：请从列表中选择${zhWhat}`, en: `${en}: choose ${enWhat} from the list` }

const region = coded(/^\d{6}(\d{3}|\d{6})?$/, '地区', 'the region')

const address: Shape = (value, question, label) => {
  const { region: code, line } = value as { region?: unknown; line?: unknown }
  const wrong = region(code, question, label)
  if (wrong) return wrong
  if (typeof line === 'string' && line.trim() !== '' && line.length <= 200) return undefined
  return {
    code: 'address_line',
    zh: `${label.zh}：请填写街道、门牌号等详细地址（不超过 200 字）`,
    en: `${label.en}: give street and number (200 characters at most)`,
  }
}

const list: Shape = (value, _, { zh, en }) =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null)
    ? undefined
    : { code: 'not_list', zh: `${zh}应为列表`, en: `${en} is a list` }

const file: Shape = (value, question, label) => {
  const wrong = list(value, question, label)
  if (wrong) return wrong
  for (const one of value as { name?: unknown; bytes?: unknown }[]) {
    if (typeof one.name !== 'string')
      return { code: 'not_file', zh: `${label.zh}：请重新上传文件`, en: `${label.en}: upload the file again` }
    if (question.maxBytes !== undefined && Number(one.bytes ?? 0) > question.maxBytes)
      return {
        code: 'file_too_large',
        zh: `${label.zh}：“${one.name}”超过 ${question.maxBytes / 1048576} MB，请压缩后再传`,
        en: `${label.en}: “${one.name}” is larger than ${question.maxBytes / 1048576} MB; make it smaller`,
      }
  }
  return undefined
}

const declaration: Shape = (value, _, { zh, en }) =>
  value === true ? undefined : { code: 'not_declared', zh: `请阅读并勾选：${zh}`, en: `read and tick: ${en}` }

const shapes: Readonly<Record<QuestionType, Shape>> = {
  text,
  number: amount(false),
  money: amount(true),
  date,
  choice,
  multi,
  'credit-code': text,
  'id-number': text,
  phone: text,
  region,
  industry: coded(/^[A-T](\d{2,4})?$|^\d{2,4}$/, '行业', 'the industry'),
  address,
  'people-list': list,
  file,
  declaration,
}

/** Length of a text in characters, of a list in entries; kinds without a said length end at 1000 characters, 50 entries. */
function checkSize(question: Asked, value: unknown, { zh, en }: CheckContext): Finding {
  if (typeof value !== 'string' && !Array.isArray(value)) return undefined
  const length = typeof value === 'string' ? [...value].length : value.length
  const unit = typeof value === 'string' ? { zh: '字', en: 'characters' } : { zh: '项', en: 'entries' }
  const longest = question.maxLength ?? (typeof value === 'string' ? 1000 : 50)
  if (length > longest)
    return {
      code: 'too_long',
      zh: `${zh}最多 ${longest} ${unit.zh}，您填了 ${length} ${unit.zh}，请精简`,
      en: `${en} has at most ${longest} ${unit.en}, you gave ${length}`,
    }
  if (question.minLength !== undefined && length < question.minLength)
    return {
      code: 'too_short',
      zh: `${zh}至少 ${question.minLength} ${unit.zh}，您填了 ${length} ${unit.zh}`,
      en: `${en} has at least ${question.minLength} ${unit.en}, you gave ${length}`,
    }
  return undefined
}
