/** Draws a sample of call-backs again from the published list and seed, with the kernel the server uses. */
import { drawnOrder, drawSeed, listRoot } from '@steppe/kernels/draw'

export type Redrawn = { readonly rootHolds: boolean; readonly sampleHolds: boolean; readonly root: string }

/** The list as the draw kernel has it: one box, no inspectors. */
function drawListOf(orders: readonly string[], size: number) {
  return {
    tasks: [
      {
        id: 'call-back',
        take: [{ stratum: 'ended', count: Math.min(size, orders.length) }],
        pool: 'callers',
        inspectors: 0,
      },
    ],
    objects: orders.map((id) => ({ id, tasks: { 'call-back': 'ended' } })),
    inspectors: [],
    recusals: [],
  }
}

/** Whether the list is the one that was committed to, and whether the sample follows from it and the seed. */
export function redraw(
  list: readonly string[],
  size: number,
  committed: string,
  seed: string,
  drawn: readonly string[],
): Redrawn {
  const sorted = [...list].sort()
  const root = listRoot(drawListOf(sorted, size))
  const order = drawnOrder(drawSeed(committed, seed), 'object', sorted)
  const again = [...order.slice(0, Math.min(size, sorted.length))].map((index) => sorted[index])
  return {
    root,
    rootHolds: root === committed,
    sampleHolds: again.length === drawn.length && again.every((id, index) => id === drawn[index]),
  }
}
