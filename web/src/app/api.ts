/**
 * Speaks with the public API as any integrator would: JSON in, JSON out, refusals as RFC 9457 problem details.
 * A POST carries an Idempotency-Key, so that a press repeated after a lost answer does nothing twice.
 */

/** What the server says when it will not: a code, a sentence, and the next step. */
export type Refusal = {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail?: string
  readonly next?: string
  /** Sentences by the path of the field they are about. */
  readonly fields?: Readonly<Record<string, string>>
  /** What the refusal is about, as the module names it. */
  readonly params?: Readonly<Record<string, unknown>>
}

export class RefusalError extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.title)
    this.name = 'RefusalError'
    this.refusal = refusal
  }
}

/** The line is down: nothing was said, so nothing is known about what the server did. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError'
}

export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>
export type SendOptions = {
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
  readonly ifMatch?: string
}

export function addressOf(path: string, query?: Query): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(key, String(one))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
const sentence = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined

/** Field sentences come as `{field: sentence}` or as `[{field|path|pointer, message|detail}]`. */
function fieldsOf(body: Record<string, unknown>): Record<string, string> | undefined {
  const given = body.fields ?? body.errors
  const pairs: [string, string][] = []
  if (Array.isArray(given)) {
    for (const one of given.map(record)) {
      const field = sentence(one.field) ?? sentence(one.path) ?? sentence(one.pointer)
      const said = sentence(one.message) ?? sentence(one.detail) ?? sentence(one.title)
      if (field && said) pairs.push([field.replace(/^[#/]+/, '').replaceAll('/', '.'), said])
    }
  } else {
    for (const [field, said] of Object.entries(record(given))) {
      if (typeof said === 'string') pairs.push([field, said])
    }
  }
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined
}

const headerOf = (language: 'zh' | 'en') => (language === 'en' ? 'en' : 'zh-CN')
let languageHeader = headerOf('zh')
/** The language in which the server words its refusals and texts. */
export function speak(language: 'zh' | 'en'): void {
  languageHeader = headerOf(language)
}

/** Reads an answer that is not a success; the English sentences lie under `en`. */
export function refusalOf(status: number, body: unknown): Refusal {
  const whole = record(body)
  const problem = languageHeader === 'en' ? { ...whole, ...record(whole.en) } : whole
  const detail = sentence(problem.detail) ?? sentence(problem.message)
  const next = sentence(problem.next)
  const fields = fieldsOf(problem)
  return {
    status,
    code: sentence(problem.code) ?? `http.${status}`,
    title: sentence(problem.title) ?? '',
    ...(detail ? { detail } : {}),
    ...(next ? { next } : {}),
    ...(fields ? { fields } : {}),
    ...(whole.params ? { params: record(whole.params) } : {}),
  }
}

/** Random, unguessable and unique for one intended act. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('')
}

async function answerOf<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T
  const text = await response.text()
  let body: unknown
  try {
    body = text === '' ? undefined : JSON.parse(text)
  } catch {
    body = undefined
  }
  if (!response.ok) throw new RefusalError(refusalOf(response.status, body))
  return body as T
}

async function ask(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'same-origin', ...init })
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault
    throw new OfflineError('No answer from the server')
  }
}

/** How long what was asked for early is news, in milliseconds since the page was opened. */
const earlyFor = 15_000

/** An answer that the HTML asked for before the scripts had loaded; it serves once, soon, and in its language. */
function takeEarly(address: string): Promise<Response> | undefined {
  const { early, language } = (typeof window === 'undefined' ? undefined : window.__steppe) ?? {}
  const found = early?.[address]
  if (!early || !found || !language) return undefined
  delete early[address]
  return performance.now() < earlyFor && headerOf(language) === languageHeader ? found : undefined
}

export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  const address = addressOf(path, query)
  const early = takeEarly(address)
  if (early) {
    const response = await early.catch(() => undefined)
    if (response) return answerOf<T>(response)
  }
  const headers = { accept: 'application/json', 'accept-language': languageHeader }
  return answerOf<T>(await ask(address, { headers, ...(signal ? { signal } : {}) }))
}

async function send<T>(method: string, path: string, body: unknown, options: SendOptions = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': languageHeader }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (method === 'POST') headers['idempotency-key'] = options.idempotencyKey ?? newKey()
  if (options.ifMatch) headers['if-match'] = options.ifMatch
  const init: RequestInit = { method, headers }
  if (body !== undefined) init.body = JSON.stringify(body)
  if (options.signal) init.signal = options.signal
  return answerOf<T>(await ask(path, init))
}

export const post = <T>(path: string, body?: unknown, options?: SendOptions): Promise<T> =>
  send<T>('POST', path, body, options)
/** Sends and reads an answer of lines of JSON as they come; the last of them is the answer. */
export async function postLines<T>(
  path: string,
  body: unknown,
  onLine: (line: T) => void,
  signal: AbortSignal,
): Promise<T | undefined> {
  const headers = {
    accept: 'application/x-ndjson, application/json',
    'accept-language': languageHeader,
    'content-type': 'application/json',
    'idempotency-key': newKey(),
  }
  const response = await ask(path, { method: 'POST', headers, body: JSON.stringify(body), signal })
  if (!response.ok || !response.body) return answerOf<T>(response)
  let last: T | undefined
  let rest = ''
  try {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const { value: piece, done } = await reader.read()
      if (done) break
      const lines = (rest + piece).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        last = JSON.parse(line) as T
        onLine(last)
      }
    }
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault
    throw new OfflineError('The answer broke off')
  }
  return last
}
export const put = <T>(path: string, body?: unknown, options?: SendOptions): Promise<T> =>
  send<T>('PUT', path, body, options)
export const patch = <T>(path: string, body?: unknown, options?: SendOptions): Promise<T> =>
  send<T>('PATCH', path, body, options)
export const remove = <T>(path: string, options?: SendOptions): Promise<T> =>
  send<T>('DELETE', path, undefined, options)

export type UploadOptions = {
  readonly query?: Query
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal
  readonly idempotencyKey?: string
}

/** Sends one file as the raw body and tells how much has gone, 0..1. */
export function upload<T>(path: string, file: File, options: UploadOptions = {}): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf(path, options.query))
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', languageHeader)
    request.setRequestHeader('idempotency-key', options.idempotencyKey ?? newKey())
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total)
    }
    request.onload = () => {
      let body: unknown
      try {
        body = request.responseText === '' ? undefined : JSON.parse(request.responseText)
      } catch {
        body = undefined
      }
      if (request.status >= 200 && request.status < 300) resolve(body as T)
      else reject(new RefusalError(refusalOf(request.status, body)))
    }
    request.onerror = () => reject(new OfflineError('No answer from the server'))
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'))
    options.signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
