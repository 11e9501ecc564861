/** Shows the newest checkpoint to each witness, with the proof that the log only grew since it last signed. Source: c2sp.org/tlog-witness. */
import {
  consistencyProof,
  formatAddCheckpoint,
  formatSignatureLine,
  openNote,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
} from '@steppe/kernels/ledger'
import type { House, WitnessSettings } from '#platform/module'
import { tileReader } from './read-tiles.ts'

type WitnessingHouse = Pick<House, 'db' | 'clock' | 'log'>

/** What a witness may say instead of signing. */
type Trouble = 'unreachable' | 'knows_larger' | 'inconsistent' | 'refused'

interface Newest {
  readonly size: number
  readonly note: string
}

const patience = 10_000

/** Asks every witness that has not signed the newest checkpoint yet, all at the same time. */
export async function askWitnesses(house: WitnessingHouse): Promise<void> {
  // A witness may be named while the log goes on.
  if (house.log.witnesses.length === 0) return
  const [newest] = await house.db.ask<Newest>(
    'select c.size, c.note from ledger.checkpoints c order by c.size desc limit 1',
  )
  if (newest) await Promise.all(house.log.witnesses.map((witness) => askWitness(house, witness, newest)))
}

async function askWitness(house: WitnessingHouse, witness: WitnessSettings, newest: Newest): Promise<void> {
  const name = parseVerifierKey(witness.vkey)!.name
  const [known] = await house.db.ask<{ size: number; trouble: Trouble | null }>(
    'select w.size, w.trouble from ledger.witnesses w where w.name = $1',
    [name],
  )
  if (known && known.size >= newest.size && !known.trouble) return
  // An alarm stands until the witness signs again: that it can't be reached afterwards does not hide it.
  const reply = await follow(house, witness, newest, Math.min(known?.size ?? 0, newest.size))
  const trouble = typeof reply === 'string' ? reply : await settle(house, witness, newest, reply)
  if (!trouble) return
  if (trouble !== known?.trouble) console.error(`witness ${name} does not sign checkpoint ${newest.size}: ${trouble}`)
  await house.db.ask(
    `insert into ledger.witnesses (name, trouble, tried_at) values ($1, $2, $3)
     on conflict (name) do update set tried_at = excluded.tried_at,
       trouble = case when ledger.witnesses.trouble in ('knows_larger', 'inconsistent') and excluded.trouble = 'unreachable'
         then ledger.witnesses.trouble else excluded.trouble end`,
    [name, trouble, new Date(house.clock.now())],
  )
}

/** What a witness says of the checkpoint, asked from the beginning; nothing is written down here. */
export async function disagreement(
  house: WitnessingHouse,
  witness: WitnessSettings,
  newest: Newest,
): Promise<Trouble | undefined> {
  const reply = await follow(house, witness, newest, 0)
  if (typeof reply === 'string') return reply
  return reply.status === 200 ? undefined : reply.status === 422 ? 'inconsistent' : 'refused'
}

/** Posts the checkpoint; where the witness stands elsewhere than we thought, once more from there. */
async function follow(
  house: WitnessingHouse,
  witness: WitnessSettings,
  newest: Newest,
  from: number,
): Promise<Reply | Trouble> {
  const first = await post(house, witness, newest, from)
  if (first === undefined) return 'unreachable'
  if (first.status !== 409) return first
  const stands = /^\d{1,15}\n?$/.test(first.text) ? Number(first.text) : undefined
  if (stands === undefined) return 'refused'
  if (stands > newest.size) return 'knows_larger'
  return (await post(house, witness, newest, stands)) ?? 'unreachable'
}

interface Reply {
  readonly status: number
  readonly text: string
}

async function post(
  house: WitnessingHouse,
  witness: WitnessSettings,
  { size, note }: Newest,
  from: number,
): Promise<Reply | undefined> {
  const proof = from === 0 || from === size ? [] : await consistencyProof(from, size, tileReader(house.db.ask))
  if (!proof) throw new Error(`the log has not the tiles that lead from ${from} to ${size} leaves`)
  try {
    const response = await fetch(`${witness.url.replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: formatAddCheckpoint({ oldSize: from, proof, checkpoint: note }),
      signal: AbortSignal.timeout(patience),
    })
    return { status: response.status, text: await response.text() }
  } catch {
    return undefined
  }
}

/** Takes the cosignature when it verifies: a line that does not is no line. */
async function settle(
  house: WitnessingHouse,
  witness: WitnessSettings,
  { size, note }: Newest,
  reply: Reply,
): Promise<Trouble | undefined> {
  if (reply.status === 422) return 'inconsistent'
  if (reply.status !== 200) return 'refused'
  const key = parseVerifierKey(witness.vkey)!
  const cosigned = cosignatureOf(note, reply.text, key)
  if (!cosigned) return 'refused'
  await house.db.ask(
    `with kept as (
       insert into ledger.cosignatures (size, witness, line, signed_at) values ($1, $2, $3, $4) on conflict do nothing)
     insert into ledger.witnesses (name, size, tried_at) values ($2, $1, $5)
     on conflict (name) do update set size = greatest(ledger.witnesses.size, excluded.size), trouble = null, tried_at = excluded.tried_at`,
    [size, key.name, cosigned.line, new Date(cosigned.at * 1000), new Date(house.clock.now())],
  )
  return undefined
}

/** The line of this key among what a witness answered, with its time in seconds; nothing when it does not hold. */
function cosignatureOf(note: string, answer: string, key: VerifierKey) {
  const line = parseNote(note + answer)?.signatures.find((each) => each.name === key.name && each.id === key.id)
  const opened = openNote(note + answer, [key])
  const at = opened.ok ? opened.verified[0]?.at : undefined
  return line && at !== undefined ? { line: formatSignatureLine(line), at } : undefined
}
