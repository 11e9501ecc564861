/** A client that repeats every request under its idempotency key until it is answered. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

export interface Answered {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails where it is not there.
  readonly body: any
}

const patience = 240_000

/** Asks until there is an answer that is none of “try again”: no connection, or a status of 500 and more. */
export async function ask(
  origin: string,
  method: string,
  path: string,
  token?: string,
  body?: unknown,
): Promise<Answered> {
  const key = randomUUID()
  const until = Date.now() + patience
  const headers: Record<string, string> = { 'idempotency-key': key }
  if (token) headers.authorization = `Bearer ${token}`
  if (body !== undefined) headers['content-type'] = 'application/json'
  for (;;) {
    try {
      const response = await fetch(`${origin}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      if (response.status < 500) return { status: response.status, body: text ? JSON.parse(text) : undefined }
      if (Date.now() > until) throw new Error(`${method} ${path}: ${text}`)
    } catch (fault) {
      if (Date.now() > until || !(fault instanceof TypeError || fault instanceof SyntaxError)) throw fault
    }
    await pause(40)
  }
}
