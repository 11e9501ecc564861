/** Remembered answers: a request repeated with the same idempotency key gets the first answer again. */
import { createHash } from 'node:crypto'
import type { House } from './module.ts'
import type { Ask } from './postgres.ts'
import { isRefusal, type Refusal, refuse } from './refusals.ts'

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

/** Who repeats what: the caller, the key, and the digest that tells whether it is the same request. */
export interface RepeatableCall {
  readonly actor: string
  readonly key: string
  readonly digest: string
}

/**
 * Does the work once for a key: what it writes and the answer it gives are kept in one transaction, so that a process killed in
 * between leaves both or neither, and of two that come at once the second waits and gets the first one's answer. A refusal is not
 * remembered.
 */
export function once<A extends Remembered>(
  { db, clock }: Pick<House, 'db' | 'clock'>,
  { actor, key, digest }: RepeatableCall,
  work: () => Promise<A | Refusal>,
): Promise<A | Remembered | Refusal> {
  return db.asOne(async () => {
    await db.ask('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${actor} ${key}`])
    const before = await recall(db.ask, actor, key, digest)
    if (before) return before
    const answer = await work()
    // Other protocols say no in words of their own: that is no answer to keep either.
    if (!isRefusal(answer) && answer.status < 400) await remember(db.ask, actor, key, digest, answer, clock.now())
    return answer
  })
}
