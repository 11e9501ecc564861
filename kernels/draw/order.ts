/** The drawn order of a list: by ticket, equal tickets by id, whatever order the list was written in. */
import { ticketsUnder } from './tickets.ts'

/** The places of `ids` in the drawn order. `weights` are whole numbers from 1; none means 1 each. */
export function drawnOrder(
  seed: Uint8Array,
  purpose: string,
  ids: readonly string[],
  weightOf: (index: number) => number = () => 1,
): Uint32Array {
  const draw = ticketsUnder(seed, purpose)
  const high = new Uint32Array(ids.length)
  const low = new Uint32Array(ids.length)
  for (const [index, id] of ids.entries()) {
    const ticket = draw(id, weightOf(index))
    high[index] = ticket.high
    low[index] = ticket.low
  }
  const compare = (one: number, other: number) =>
    high[one]! - high[other]! || low[one]! - low[other]! || (ids[one]! < ids[other]! ? -1 : 1)
  return sortedIndexes(high, compare)
}

/** Numbers below 2^21 fit beside 32 bits into the 53 of a double, so that the engine's own sort of numbers does most of the work. */
const packable = 2 ** 21

function sortedIndexes(high: Uint32Array, compare: (one: number, other: number) => number): Uint32Array {
  const size = high.length
  if (size > packable) return Uint32Array.from({ length: size }, (_, index) => index).sort(compare)
  const packed = new Float64Array(size)
  for (let index = 0; index < size; index++) packed[index] = high[index]! * packable + index
  packed.sort()
  const order = Uint32Array.from(packed, (value) => value % packable)
  for (let start = 0; start < size; start++) {
    let end = start + 1
    while (end < size && high[order[end]!] === high[order[start]!]) end++
    if (end - start > 1) order.subarray(start, end).sort(compare)
    start = end - 1
  }
  return order
}
