/**
 * Tickets: the numbers an order is made of. Everybody in the box holds as many tickets as its weight says; whoever's smallest ticket is
 * smaller comes first. The smallest of w uniform tickets orders by weight exactly as Efraimidis and Spirakis do (Information Processing
 * Letters 97, 2006: keys u^(1/w)), with whole numbers only, so that every machine gets the same order.
 */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'

/** The largest weight: so many tickets at most are held by one. */
export const largestWeight = 1000

/** Four tickets of 64 bits stand in one HMAC-SHA256. */
const ticketsPerBlock = 4

/** A ticket of 64 bits as two halves, which compare without big numbers. */
export interface Ticket {
  readonly high: number
  readonly low: number
}

const encoder = new TextEncoder()

/** Gives HMAC-SHA256(seed, text), the bytes valid until the next call. */
function macUnder(seed: Uint8Array): (text: string) => Uint8Array {
  const prepared = hmac.create(sha256, seed)
  const working = prepared.clone()
  const out = new Uint8Array(32)
  return (text) => {
    prepared._cloneInto(working)
    working.update(encoder.encode(text))
    working.digestInto(out)
    return out
  }
}

function half(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
}

/** A row of tickets, one for each place: ticket p is that of place p, drawn as `ticketsUnder` draws the tickets of one id. */
export function ticketRowsUnder(seed: Uint8Array, purpose: string): (id: string, size: number) => readonly Ticket[] {
  const mac = macUnder(seed)
  return (id, size) => {
    const row: Ticket[] = []
    for (let place = 0; place < size; ) {
      const block = mac(`${purpose}\0${id}\0${place / ticketsPerBlock}`)
      for (let at = 0; at < 32 && place < size; at += 8, place++)
        row.push({ high: half(block, at), low: half(block, at + 4) })
    }
    return row
  }
}

/**
 * Draws the smallest ticket of `id`: ticket k is the 8 bytes at 8·(k mod 4), big endian, of HMAC-SHA256(seed, purpose NUL id NUL ⌊k/4⌋).
 * A weight of 1 takes the first 8 bytes alone.
 */
export function ticketsUnder(seed: Uint8Array, purpose: string): (id: string, weight?: number) => Ticket {
  const mac = macUnder(seed)
  return (id, weight = 1) => {
    let high = 2 ** 32
    let low = 0
    for (let ticket = 0; ticket < weight; ) {
      const block = mac(`${purpose}\0${id}\0${ticket / ticketsPerBlock}`)
      for (let at = 0; at < 32 && ticket < weight; at += 8, ticket++) {
        const [h, l] = [half(block, at), half(block, at + 4)]
        if (h < high || (h === high && l < low)) [high, low] = [h, l]
      }
    }
    return { high, low }
  }
}
