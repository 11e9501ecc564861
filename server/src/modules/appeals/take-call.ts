/** Call data of the telephone exchange: taken only with its signature (HMAC-SHA256 under a shared key) and near its time; forged data changes nothing. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Call, CallData } from '@steppe/contracts/appeals'
import { maskPhone } from '@steppe/kernels/codes'
import { Value } from 'typebox/value'
import type { CasesHouse } from '#cases/house'
import { type Refusal, refuse } from '#platform/refusals'
import { personal } from '#platform/vault'

/** Older or later data than this is a replay or a wrong clock, ms. */
const nearness = 24 * 3600_000

/** The signature an exchange must send, hex. */
export function signatureOfCall(body: Buffer | string, key: string): string {
  return createHmac('sha256', key).update(body).digest('hex')
}

/** Refuses `appeals.calls_not_set_up`, `appeals.call_not_bytes`, `appeals.signature_wrong`, `platform.malformed`. Told again, the end of the call is added. */
export async function takeCall(
  house: CasesHouse,
  body: unknown,
  signature: string | undefined,
  key = process.env.STEPPE_CALLS_KEY,
): Promise<{ readonly taken: boolean } | Refusal> {
  if (!key) return refuse('appeals.calls_not_set_up')
  // Signed are the bytes: they come as application/octet-stream, so that nothing reads them before.
  if (!Buffer.isBuffer(body)) return refuse('appeals.call_not_bytes')
  const bytes = body
  const [right, given] = [Buffer.from(signatureOfCall(bytes, key)), Buffer.from(signature ?? '')]
  if (right.length !== given.length || !timingSafeEqual(right, given)) return refuse('appeals.signature_wrong')
  const call = parse(bytes)
  if (!call) return refuse('platform.malformed', { where: 'body', what: 'CallData' })
  if (!(Math.abs(house.clock.now() - Date.parse(call.startedAt)) < nearness)) return refuse('appeals.signature_wrong')
  await house.db.ask(
    `insert into appeals.calls as c (id, caller, called, agent, started_at, answered_at, ended_at, recording) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do update set answered_at = coalesce(c.answered_at, excluded.answered_at), ended_at = coalesce(c.ended_at, excluded.ended_at),
       recording = coalesce(c.recording, excluded.recording), agent = coalesce(c.agent, excluded.agent)`,
    [
      call.id,
      personal(call.from),
      call.to ?? null,
      call.agent ?? null,
      call.startedAt,
      call.answeredAt ?? null,
      call.endedAt ?? null,
      call.recording ?? null,
    ],
  )
  return { taken: true }
}

function parse(bytes: Buffer): CallData | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    return Value.Check(CallData, value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Calls of the last hours, the latest first. */
export async function listCalls(house: CasesHouse): Promise<Call[]> {
  const rows = await house.db.ask<{
    id: string
    caller: string
    agent: string | null
    started_at: Date
    ended_at: Date | null
    order_id: string | null
  }>(
    'select c.id, c.caller, c.agent, c.started_at, c.ended_at, c.order_id from appeals.calls c where c.started_at > $1 order by c.started_at desc limit 50',
    [new Date(house.clock.now() - 12 * 3600_000)],
  )
  return rows.map((row) => ({
    id: row.id,
    from: maskPhone(row.caller),
    ...(row.agent ? { agent: row.agent } : {}),
    startedAt: row.started_at.toISOString(),
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    ...(row.order_id ? { order: row.order_id } : {}),
  }))
}
