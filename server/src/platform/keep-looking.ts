/** Work that comes up by itself: looked for again and again, each time a while after the last look ended. */

/** Looks at once, then `every` ms after each look; one that fails is logged as `failed` and tried again. Gives the way to stop, which waits for the look under way. */
export function keepLooking(look: () => Promise<unknown>, every: number, failed: string): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout
  let running: Promise<void> = Promise.resolve()
  const turn = async () => {
    await look().catch((fault) => console.error(`${failed}, will be tried again:`, fault))
    if (!stopped) timer = setTimeout(() => (running = turn()), every)
  }
  running = turn()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}
