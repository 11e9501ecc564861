/** What stories of appeals do again and again: hand something in, do a step of an order, send a file. */
import { expect } from './do-errands.ts'
import type { Client, World } from './world.ts'

export const market = '150102-market-regulation'

/** Hands in for the signed-in person; gives the number. */
export async function handIn(
  client: Client,
  text: string,
  more: Readonly<Record<string, unknown>> = {},
  example?: string,
): Promise<string> {
  const body = { intent: 'complaint', text, place: { region: '150102', address: '新华东街' }, ...more }
  return (await client.ask('POST', '/api/appeals', body, example ? { example } : {})).id
}

// biome-ignore lint/suspicious/noExplicitAny: a story reads what it expects and fails where it is not there.
export const order = (client: Client, id: string): Promise<any> => client.ask('GET', `/api/appeals/${id}`)

const withoutTask = ['urge', 'supervise', 'reopen', 'withdraw', 'note', 'extend', 'split']

/** Tries a deed; the step is the open one of the department, or the only one. Gives the raw answer. */
export async function tryOn(
  client: Client,
  id: string,
  deed: Readonly<Record<string, unknown>> & { readonly kind: string },
  department?: string,
) {
  const { seq, tasks } = await order(client, id)
  const task = tasks.find((each: { department: string }) => !department || each.department === department)
  const step = withoutTask.includes(deed.kind) ? {} : { task: task?.id ?? 't0' }
  return client.call('POST', `/api/appeals/${id}/acts`, { after: seq, deed: { ...step, ...deed } })
}

/** Does it, or fails with the sentence of the refusal. */
export async function doOn(
  client: Client,
  id: string,
  deed: Readonly<Record<string, unknown>> & { readonly kind: string },
  department?: string,
): Promise<{ readonly status: string; readonly stage: string; readonly due?: string; readonly part?: string }> {
  const reply = await tryOn(client, id, deed, department)
  const told = reply.body as { title?: string }
  expect(reply.status === 200, `${deed.kind} on ${id} gets ${reply.status} ${told.title}`)
  return reply.body
}

/** Sends bytes as they are. */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export async function sendBytes<T = any>(
  world: World,
  client: Client,
  path: string,
  bytes: Buffer,
  type: string,
): Promise<T> {
  const response = await fetch(world.base + path, {
    method: 'POST',
    headers: { 'content-type': type, ...(client.cookie ? { cookie: client.cookie } : {}) },
    body: new Uint8Array(bytes),
  })
  const json = (response.headers.get('content-type') ?? '').includes('json')
  return (json ? await response.json() : await response.text()) as T
}

export const goodReply = {
  kind: 'reply',
  text: '经核查属实，已责令停业整改并立案。',
  basis: '食品安全法第一百二十六条',
  solved: true,
}
export const satisfied = { kind: 'call_back', contacted: true, solved: true, satisfaction: 'satisfied' }
