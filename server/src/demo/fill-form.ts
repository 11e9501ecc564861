/** Fills a form in as an applicant would: every question that is asked gets an answer that the form's own check accepts. */
import { type Answers, type Form, type FormQuestion, holds, type PersonField } from '@steppe/contracts/catalog'
import { addDays, type Day } from '@steppe/kernels/calendar'
import { makeIdNumber } from '@steppe/kernels/codes'
import { type Firm, inventAddress, inventFirmName, inventName, type Person } from './invent-people.ts'
import type { Random } from './random.ts'
import type { Words } from './read-settings.ts'

export interface Filler {
  readonly person: Person
  /** The firm that applies; absent when the person does. */
  readonly firm?: Firm
  /** Six-digit region of the matter, and its name. */
  readonly region: string
  readonly place: string
  readonly today: Day
  readonly words: Words
  /** Answers that are settled, by question. */
  readonly given: Readonly<Record<string, unknown>>
  /** A file for a material or a question. */
  readonly fileFor: (id: string, name: string) => { readonly id: string; readonly name: string; readonly bytes: number }
}

type Asked = FormQuestion | PersonField

/** Share of the questions left empty when they may be. */
const leftEmpty = 0.45

/** Answers to the form by question; the same random numbers give the same answers. */
export function fillForm(form: Form, random: Random, filler: Filler): Answers {
  const known: Record<string, unknown> = Object.fromEntries(form.questions.map((question) => [question.id, null]))
  const answers: Record<string, unknown> = {}
  for (const question of form.questions) {
    if (!holds(question.when, known)) continue
    const value = answerTo(question, random, filler, answers)
    if (value === undefined) continue
    answers[question.id] = value
    known[question.id] = value
  }
  return answers
}

function answerTo(question: Asked, random: Random, filler: Filler, before: Answers): unknown {
  if (question.id in filler.given) return filler.given[question.id]
  const known = question.prefill ? fromKnown(question.prefill, filler) : undefined
  if (known !== undefined && known !== null) return known
  if (!question.required && random.chance(leftEmpty)) return undefined
  return byType(question, random, filler, before)
}

/** What the house would fill in. */
function fromKnown(source: string, { person, firm, region }: Filler): unknown {
  const known: Readonly<Record<string, unknown>> = {
    'person.name': person.name,
    'person.idNumber': person.idNumber,
    'person.phone': person.phone,
    'firm.name': firm?.name,
    'firm.creditCode': firm?.code,
    'firm.region': firm?.region,
    'firm.address': firm ? { region: firm.region, line: firm.address } : undefined,
    'firm.legalRepresentative': firm?.representative.name,
    'firm.industry': firm?.industry,
    'firm.capital': firm?.capitalFen,
    'item.region': region,
  }
  return known[source]
}

function byType(question: Asked, random: Random, filler: Filler, before: Answers): unknown {
  switch (question.type) {
    case 'choice':
      return chooseOne(question, random, filler)
    case 'multi':
      return chooseSome(question, random)
    case 'number':
      return someNumber(question, random)
    case 'money':
      return someMoney(question, random)
    case 'date':
      return addDays(
        filler.today,
        question.checks?.includes('past-day') ? -random.between(20, 900) : random.between(40, 400),
      )
    case 'people-list':
      return somePeople(question as FormQuestion, random, filler)
    case 'file':
      return [filler.fileFor(question.material ?? question.id, question.label.zh)]
    case 'declaration':
      return true
    case 'region':
      return filler.region
    case 'industry':
      return random.pick(filler.words.industries)
    case 'address':
      return { region: filler.region, line: inventAddress(filler.words, random) }
    case 'credit-code':
      return filler.firm?.code
    case 'id-number':
      return someIdNumber(random)
    case 'phone':
      return filler.person.phone
    case 'text':
      return someText(question, random, filler, before)
    default:
      return question.type satisfies never
  }
}

/** The first choice is the common one; who applies, and whether they are registered, is settled by the applicant. */
function chooseOne(question: Asked, random: Random, filler: Filler): string | undefined {
  const values = question.choices?.map((choice) => choice.value) ?? []
  if (values.includes('person') && values.includes('firm')) return filler.firm ? 'firm' : 'person'
  if (question.id === 'registered') return filler.firm ? 'yes' : 'no'
  if (values.includes('sole-trader') && values.includes('company'))
    return random.chance(0.6) ? 'sole-trader' : 'company'
  return random.chance(0.72) ? values[0] : random.pick(values)
}

function chooseSome(question: Asked, random: Random): string[] | undefined {
  const values = question.choices?.map((choice) => choice.value) ?? []
  const some = values.filter(() => random.chance(0.4))
  if (some.length > 0) return some
  return question.required ? values.slice(0, 1) : undefined
}

function someNumber(question: Asked, random: Random): number {
  const low = Math.ceil(question.min ?? 1)
  const high = Math.floor(Math.min(question.max ?? low + 200, low + 200))
  return random.between(low, Math.max(low, high))
}

function someMoney(question: Asked, random: Random): number {
  const low = question.min ?? 0
  const fen = random.pick([1, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 8000]) * 1_000_000
  return Math.min(Math.max(low, fen), question.max ?? fen)
}

function someIdNumber(random: Random): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return makeIdNumber(
    `159900${random.between(1960, 2001)}${two(random.between(1, 12))}${two(random.between(1, 28))}${random.between(100, 999)}`,
  )
}

/** Shares in whole per cent that add up to a hundred; the applicant is among the shareholders. */
function somePeople(question: FormQuestion, random: Random, filler: Filler): unknown[] {
  const count = Math.max(question.minLength ?? 0, random.between(1, 3))
  const shares = splitHundred(count, random)
  const people = shares.map((share) => {
    const entry: Record<string, unknown> = {}
    for (const field of question.fields ?? []) {
      const value =
        field.id === 'share'
          ? share
          : field.type === 'text' && field.checks?.includes('person-name')
            ? inventName(filler.words, random)
            : byType(field, random, filler, entry)
      if (value !== undefined) entry[field.id] = value
    }
    return entry
  })
  const [first] = people
  if (first && 'idNumber' in first) Object.assign(first, { name: filler.person.name, idNumber: filler.person.idNumber })
  return people
}

function splitHundred(count: number, random: Random): number[] {
  const cuts = new Set<number>()
  while (cuts.size < Math.min(count, 50) - 1) cuts.add(random.between(1, 99))
  const sorted = [...cuts].sort((a, b) => a - b)
  return [...sorted, 100].map((cut, at) => cut - (sorted[at - 1] ?? 0))
}

function someText(question: Asked, random: Random, filler: Filler, before: Answers): string {
  const { checks = [] } = question
  if (checks.includes('person-name')) return inventName(filler.words, random)
  if (checks.includes('company-name')) return inventFirmName(filler.words, random, filler.place, 'company')
  if (checks.includes('trade-name') || question.id === 'firmName')
    return inventFirmName(
      filler.words,
      random,
      filler.place,
      before.entityKind === 'company' ? 'company' : 'sole-trader',
    )
  if (checks.includes('email')) return `history${random.between(1, 9999)}@example.com`
  if (checks.includes('postcode')) return `0${random.between(10_000, 29_999)}`
  const said =
    question.id === 'scope'
      ? random.pick(filler.words.trades).scope
      : question.id === 'bankName'
        ? random.pick(filler.words.banks)
        : random.pick(filler.words.answers[question.id] ?? filler.words.answers.other!)
  return [...said]
    .slice(0, question.maxLength ?? 200)
    .join('')
    .padEnd(question.minLength ?? 0, '。')
}
