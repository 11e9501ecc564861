/** How near a query is written to some stretch of a text: edits, as a typist makes them. */

/**
 * 1 when the query stands in the text, less 1/length for each character wrong, missing, too many or swapped with its
 * neighbour; 0 when more than a quarter of it is wrong, so a query under four characters must be there to the letter.
 * O(query × text).
 */
export function nearness(query: string, text: string): number {
  const wanted = [...query.replaceAll(' ', '')]
  if (wanted.length === 0) return 0
  const edits = fewestEdits(wanted, [...text.replaceAll(' ', '')])
  return edits <= wanted.length / 4 ? 1 - edits / wanted.length : 0
}

/** Sellers' algorithm with swaps: the fewest edits that turn `wanted` into any stretch of `given`. */
function fewestEdits(wanted: readonly string[], given: readonly string[]): number {
  let before: number[] = []
  let last = Array.from({ length: wanted.length + 1 }, (_, at) => at)
  let best = wanted.length
  for (const [column, character] of given.entries()) {
    const next = [0]
    for (let row = 1; row <= wanted.length; row++) {
      const same = wanted[row - 1] === character
      let edits = Math.min((last[row - 1] ?? 0) + (same ? 0 : 1), (last[row] ?? 0) + 1, (next[row - 1] ?? 0) + 1)
      if (row > 1 && column > 0 && wanted[row - 2] === character && wanted[row - 1] === given[column - 1])
        edits = Math.min(edits, (before[row - 2] ?? row) + 1)
      next.push(edits)
    }
    best = Math.min(best, next[wanted.length] ?? best)
    before = last
    last = next
  }
  return best
}
