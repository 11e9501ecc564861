/** Publishes the figures of yesterday soon after midnight, once a day: looks now and then whether a day is over. */
import type { CasesHouse } from '#cases/house'
import { publishFigures } from './publish-figures.ts'

/** Looks every `every` ms; a failed look is logged and tried again. Gives the way to stop. */
export function keepPublishing(house: CasesHouse, every = 600_000): () => Promise<void> {
  let done = ''
  const look = async () => {
    const today = house.clock.today()
    if (done === today) return
    try {
      await publishFigures(house)
      done = today
    } catch (fault) {
      console.error('publishing figures failed, will be tried again:', fault)
    }
  }
  let running = look()
  const timer = setInterval(() => (running = running.then(look)), every)
  return async () => {
    clearInterval(timer)
    await running
  }
}
