/** Work that comes up by itself: looked for again and again, each time a while after the last look ended. */

/** One look; gives `true` where more waits than it took, to be looked at again at once. */
type Look = (stopped: () => boolean) => Promise<unknown>

/** Looks `first` ms from now, then `every` ms after each look; one that fails is logged as `failed` and tried again. Gives the way to stop, which waits for the look under way. */
export function keepLooking(look: Look, every: number, failed: string, first = 0): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const turn = async () => {
    const more = await look(() => stopped).catch((fault: unknown) => {
      if (!stopped) console.error(`${failed}, will be tried again:`, fault)
    })
    if (!stopped) timer = setTimeout(start, more === true ? 0 : every)
  }
  const start = () => {
    running = turn()
  }
  if (first > 0) timer = setTimeout(start, first)
  else start()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}

/** A look at what is done once on each civil day; `work` that gives `false` could not be done yet. */
export function onceADay(today: () => string, work: () => Promise<unknown>): Look {
  let done = ''
  return async () => {
    const day = today()
    if (done !== day && (await work()) !== false) done = day
  }
}
