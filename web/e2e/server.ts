/** The server under test and what a person could do with it outside the browser: sign in, apply, look. */
import { randomUUID } from 'node:crypto'

/** Address of the running server; without it the browser tests are skipped. */
export const baseUrl: string | undefined = process.env.STEPPE_E2E_URL?.replace(/\/$/, '')
export const skipped = baseUrl ? false : 'STEPPE_E2E_URL names no running server'

const password = process.env.STEPPE_E2E_PASSWORD ?? 'steppe-demo'

export type Caller = {
  readonly cookie: string
  readonly get: <T>(path: string) => Promise<T>
  readonly send: <T>(method: string, path: string, body: unknown) => Promise<T>
}

async function answer<T>(response: Response): Promise<T> {
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${response.url}: ${text.slice(0, 400)}`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

function callerWith(base: string, cookie: string): Caller {
  return {
    cookie,
    get: async (path) => answer(await fetch(base + path, { headers: { cookie } })),
    send: async (method, path, body) =>
      answer(
        await fetch(base + path, {
          method,
          headers: { cookie, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
          body: JSON.stringify(body),
        }),
      ),
  }
}

/** A session of a demonstration account. */
export async function signIn(base: string, login: string): Promise<Caller> {
  const response = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  })
  await answer(response.clone())
  return callerWith(base, (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '')
}

/** A PDF of one empty page. */
export const smallestPdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)

async function upload(base: string, caller: Caller, name: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${base}/api/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { cookie: caller.cookie, 'content-type': 'application/pdf', 'idempotency-key': randomUUID() },
    body: smallestPdf,
  })
  return answer(response)
}

type Words = { readonly zh: string }
type Question = {
  readonly id: string
  readonly type: string
  readonly required: boolean
  readonly when?: string
  readonly material?: string
  readonly choices?: readonly { readonly value: string }[]
}
type Draft = {
  readonly id: string
  readonly version: number
  readonly form: { readonly questions: readonly Question[] }
  readonly answers: Readonly<Record<string, unknown>>
  readonly needed: readonly { readonly id: string; readonly name: string; readonly needed: boolean }[]
}

/** The code of the item that the words find first in a region. */
export async function findItem(caller: Caller, words: string, region: string): Promise<string> {
  const search = new URLSearchParams({ q: words, region, limit: '1' })
  const { items } = await caller.get<{ items: readonly { code: string; name: Words }[] }>(
    `/api/catalog/items?${search}`,
  )
  if (!items[0]) throw new Error(`no item for ${words} in ${region}`)
  return items[0].code
}

/** Applies for an item as a person would, with these answers and every needed material as a PDF; gives the case number. */
export async function applyFor(
  base: string,
  caller: Caller,
  item: string,
  answers: Readonly<Record<string, unknown>>,
  promise = false,
): Promise<string> {
  const draft = await caller.send<Draft>('POST', '/api/applications/drafts', { item })
  const materials = await Promise.all(
    draft.needed
      .filter((one) => one.needed)
      .map(async (one) => {
        const { id, name, sha256, size } = await upload(base, caller, `${one.name}.pdf`)
        return { id: one.id, name: one.name, proof: 'upload', file: { id, name, sha256, size } }
      }),
  )
  const files = Object.fromEntries(
    draft.form.questions.flatMap((question) => {
      const file = materials.find((one) => one.id === question.material)?.file
      return question.type === 'file' && file
        ? [[question.id, [{ id: file.id, name: file.name, bytes: file.size }]]]
        : []
    }),
  )
  await caller.send('PATCH', `/api/applications/drafts/${draft.id}`, {
    version: draft.version,
    answers: { ...draft.answers, ...files, ...answers },
    materials,
    ...(promise ? { promise } : {}),
  })
  const receipt = await caller.send<{ case: string }>('POST', '/api/applications', { draft: draft.id })
  return receipt.case
}

/** Answers of somebody who opens a restaurant with a licence to follow. */
export function restaurantAnswers(name: string): Readonly<Record<string, unknown>> {
  return {
    registered: 'no',
    entityKind: 'sole-trader',
    firmName: name,
    responsibleName: '王芳',
    businessForm: 'catering',
    foodItems: ['hot', 'cold', 'drinks'],
    online: 'no',
    address: { region: '150102', line: '迎宾北路 18 号底商 3 号' },
    area: 86,
    kitchenOpen: 'yes',
    foodSafetyManager: '其木格',
    sign: 'no',
    fireSafetyCheck: 'no',
    employees: [],
    delivery: 'electronic',
    declaration: true,
  }
}

export type InboxRow = {
  readonly case: string
  readonly task: string
  readonly seq: number
  readonly step: string
  readonly action: string
}

/** A case that waits for a clerk, made for the test. */
export async function openRestaurantCase(base: string, name: string, onPromise = false): Promise<string> {
  const citizen = await signIn(base, 'wangfang')
  const item = await findItem(citizen, onPromise ? '开办餐饮店一件事' : '食品经营许可', '150102')
  return applyFor(base, citizen, item, restaurantAnswers(name), onPromise)
}

type Allowed = readonly { readonly kind: string; readonly task?: string; readonly allowed: boolean }[]

/** Completes the open step of a case as the staff member whose it is. */
export async function completeStep(
  base: string,
  login: string,
  id: string,
  outcome: string,
  opinion = '同意。',
): Promise<void> {
  const staff = await signIn(base, login)
  const [{ seq }, allowed] = await Promise.all([
    staff.get<{ seq: number }>(`/api/cases/${id}`),
    staff.get<Allowed>(`/api/cases/${id}/acts/allowed`),
  ])
  const task = allowed.find((act) => act.kind === 'complete' && act.allowed)?.task
  if (!task) throw new Error(`${login} has no step to complete in ${id}`)
  await staff.send('POST', `/api/cases/${id}/acts`, { after: seq, deed: { kind: 'complete', task, outcome, opinion } })
}
