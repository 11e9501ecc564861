/** Remembered answers: a request repeated with the same idempotency key gets the first answer again. */
import { createHash } from 'node:crypto'
import type { Ask } from './postgres.ts'
import { type Refusal, refuse } from './refusals.ts'

export interface Remembered {
  readonly status: number
  readonly body: unknown
}

/** What makes two requests the same: method, path and body. */
export function digestOf(method: string, url: string, body: unknown): string {
  const content = Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null)
  return createHash('sha256').update(`${method} ${url}\n`).update(content).digest('base64url')
}

/** The answer given before under this key, nothing, or a refusal when the key was used for another request. */
export async function recall(
  ask: Ask,
  actor: string,
  key: string,
  digest: string,
): Promise<Remembered | Refusal | undefined> {
  const rows = await ask<Remembered & { digest: string }>(
    'select a.digest, a.status, a.body from platform.answers a where a.actor = $1 and a.key = $2',
    [actor, key],
  )
  const row = rows[0]
  if (!row) return undefined
  return row.digest === digest ? { status: row.status, body: row.body } : refuse('platform.key_reused')
}

/** Keeps an answer; the first one stays. */
export async function remember(
  ask: Ask,
  actor: string,
  key: string,
  digest: string,
  kept: Remembered,
  at: number,
): Promise<void> {
  await ask(
    'insert into platform.answers (actor, key, digest, status, body, kept_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
    [actor, key, digest, kept.status, JSON.stringify(kept.body ?? null), new Date(at)],
  )
}
