/** A sample of call-backs of the demonstration, made by the real acts: the list sealed, the numbers read by two, most people called. */
import { addDays } from '@steppe/kernels/calendar'
import { drawCampaign, enterResult, openCampaign } from '#act/appeals'
import { showCampaignSample } from '#ask/appeals'
import type { CasesHouse } from '#cases/house'
import { startOfDayIn } from '#cases/load-context'
import { actorOf, granted, houseAt } from './at-an-instant.ts'
import { type Random, randomOf } from './random.ts'

interface CallBackSettings {
  readonly seed: string
  readonly callBacks?: {
    readonly title: string
    readonly region: string
    /** Who opens it and reads the numbers first; who reads them too. */
    readonly by: string
    readonly with: string
    /** Orders closed in these days before today. */
    readonly closed: readonly [number, number]
    /** So many days ago the list was sealed; the numbers came the evening of that day. */
    readonly committed: number
    readonly size: number
    readonly game: string
    readonly issue: string
    readonly numbers: string[][]
  }
}

const hour = 3_600_000

/** Does nothing where no pack has any, or a sample is there already. */
export async function seedCallBacks(house: CasesHouse): Promise<void> {
  const found = await Promise.all(house.site.packs.map((pack) => pack.data<CallBackSettings>('history/orders.yaml')))
  const settings = found.findLast((each) => each !== undefined)
  const wish = settings?.callBacks
  const there = await house.db.ask('select 1 from appeals.campaigns p limit 1')
  if (!settings || !wish || there.length > 0) return
  const today = house.clock.today()
  const begun = startOfDayIn(house.site.zone)(addDays(today, -wish.committed))
  const [opened, drawn] = [houseAt(house, begun + 15 * hour), houseAt(house, begun + 22 * hour)]
  const [first, second] = [await actorOf(opened, wish.by), await actorOf(opened, wish.with)]
  const { title, region, size, game, issue, numbers } = wish
  const seed = { game, issue, drawnAt: new Date(begun + 21.5 * hour).toISOString() }
  const [from, until] = [addDays(today, -wish.closed[0]), addDays(today, -wish.closed[1])]
  const { id } = granted(await openCampaign(opened, first, { title, region, from, until, size, seed }), 'a sample')
  for (const reader of [first, second]) granted(await drawCampaign(drawn, reader, id, numbers), 'a sample')
  const sample = granted(await showCampaignSample(drawn, id, 'zh'), 'a sample')
  for (const [at, order] of sample.drawn.entries()) {
    const random = randomOf(settings.seed, 'call-back', at)
    // The last of the list are still to be called.
    if (at >= sample.drawn.length * 0.8) break
    const when = houseAt(house, begun + (24 * (1 + Math.floor(at / 8)) + 9 + (at % 8)) * hour)
    granted(await enterResult(when, first, id, { order, ...heard(random) }), 'a call-back')
  }
}

/** What the caller hears. */
function heard(random: Random) {
  const said = random.weighted({ satisfied: 80, basically: 11, dissatisfied: 6, nobody: 3 })
  if (said === 'nobody') return { contacted: false, invalid: 'unreachable', note: '三次拨打均无人接听' }
  return { contacted: true, solved: said !== 'dissatisfied', satisfaction: said }
}
