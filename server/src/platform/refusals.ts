/** Refusals: expected answers of the house that say no, with a code, a status, a sentence and the next step. */

/** A sentence in both languages of the house; `{name}` is filled from the refusal's parameters. */
export interface Sentence {
  readonly zh: string
  readonly en: string
}

/** What a module declares for each refusal it can give. */
export interface RefusalText {
  readonly status: number
  readonly title: Sentence
  readonly next: Sentence
}

export type RefusalTexts = Readonly<Record<string, RefusalText>>

/** A refusal as a value: returned, never thrown. */
export interface Refusal {
  readonly refused: true
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** Says no: `code` is declared in the `refusals.ts` of the module that its first word names. */
export function refuse(code: string, params?: Readonly<Record<string, unknown>>): Refusal {
  return params === undefined ? { refused: true, code } : { refused: true, code, params }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true
}

/** Problem details of RFC 9457, carrying the refusal in both languages. */
export interface Problem {
  readonly type: string
  readonly status: number
  readonly code: string
  readonly title: string
  readonly next: string
  readonly en: { readonly title: string; readonly next: string }
  readonly params?: Readonly<Record<string, unknown>>
}

/** A parameter that is a name in both languages is said in the language of the sentence. */
function said(value: unknown, language: keyof Sentence): string {
  const named = value as Partial<Sentence> | null | undefined
  return String((typeof value === 'object' ? named?.[language] : value) ?? '')
}

function fill(text: Sentence, language: keyof Sentence, params: Readonly<Record<string, unknown>>): string {
  return text[language].replace(/\{(\w+)\}/g, (_, name: string) => said(params[name], language))
}

/** Turns a refusal into the body of the answer; an undeclared code is a fault of ours. */
export function toProblem(refusal: Refusal, texts: RefusalTexts): Problem {
  const text = texts[refusal.code]
  if (!text) throw new Error(`the refusal ${refusal.code} is declared in no refusals.ts`)
  const params = refusal.params ?? {}
  return {
    type: `/refusals/${refusal.code}`,
    status: text.status,
    code: refusal.code,
    title: fill(text.title, 'zh', params),
    next: fill(text.next, 'zh', params),
    en: { title: fill(text.title, 'en', params), next: fill(text.next, 'en', params) },
    ...(refusal.params ? { params: refusal.params } : {}),
  }
}
