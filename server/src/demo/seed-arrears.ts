/** Arrears of the demonstration: claims in every stage, made by the real acts at the instants they would have had, and a ledger that was taken in. */
import type { ClaimDeed, NewClaim } from '@steppe/contracts/arrears'
import { addDays, type Day, dayInZone } from '@steppe/kernels/calendar'
import { actOnClaim, importLedger, keepClaim, lodgeClaim } from '#act/appeals'
import { leagueOf, makeCaseId } from '#cases/case-id'
import { createEngine } from '#cases/engine'
import type { CasesHouse } from '#cases/house'
import { isRefusal } from '#platform/refusals'
import { actorOf, granted, houseAt } from './at-an-instant.ts'
import { afterWork, type OfficeHours, workday } from './office-hours.ts'
import { type Random, randomOf } from './random.ts'

/** Days are written from the day of the step: `-30d`, `+14d`, `0d`. */
interface ArrearsSettings {
  readonly seed: string
  readonly ledger: { readonly by: string; readonly rows: string }
  readonly claims: readonly {
    readonly by: string
    /** Days before today. */
    readonly lodged: number
    readonly claim: NewClaim
    readonly steps: readonly {
      /** Working days after the step before, or as many more as have to be waited. */
      readonly after: number
      readonly by: string
      readonly deed: ClaimDeed
    }[]
  }[]
}
type Sketch = ArrearsSettings['claims'][number]

const platform = { kind: 'platform', id: 'platform', name: '平台' } as const

/** Does nothing where no pack has any, or some are there already. Gives how many claims were made. */
export async function seedArrears(house: CasesHouse): Promise<number> {
  const found = await Promise.all(house.site.packs.map((pack) => pack.data<ArrearsSettings>('history/arrears.yaml')))
  const settings = found.findLast((each) => each !== undefined)
  const there = await house.db.ask(
    'select 1 from appeals.arrears_claims k union all select 1 from appeals.arrears_ledger l limit 1',
  )
  if (!settings || there.length > 0) return 0
  for (const [index, sketch] of settings.claims.entries())
    await play(house, sketch, randomOf(settings.seed, 'claim', index))
  const { by, rows } = settings.ledger
  const dated = datedFrom(rows, house.clock.today())
  granted(await importLedger(house, await actorOf(house, by), Buffer.from(dated)), 'a ledger')
  return settings.claims.length
}

/** The days that are written from a day, wherever they stand. */
function datedFrom<T>(value: T, from: Day): T {
  const text = JSON.stringify(value).replace(/([+-]\d+|\b0)d\b/g, (_, days: string) => addDays(from, Number(days)))
  return JSON.parse(text) as T
}

/** The house at an instant, with an engine whose acts have that instant; numbers of cases follow from the seed. */
function actingAt(house: CasesHouse, at: number, random: Random): CasesHouse {
  const then = houseAt(house, at)
  const engine = createEngine(then, house.engine.surroundings)
  const newCaseId = (region: string, day: Day) => makeCaseId(region, day, (below) => random.between(0, below - 1))
  return { ...then, engine: { ...engine, newCaseId } }
}

/** What would lie ahead is left to be done. */
async function play(house: CasesHouse, sketch: Sketch, random: Random): Promise<void> {
  const { startOfDay } = house.engine.surroundings
  const dayOf = (at: number) => dayInZone(at, house.site.zone)
  const hours: OfficeHours = { calendar: house.calendar, startOfDay, dayOf }
  const now = house.clock.now()
  let at = afterWork(hours, startOfDay(addDays(dayOf(now), -sketch.lodged)), random.between(20, 200))
  const opening = actingAt(house, at, random)
  const lodged = await lodgeClaim(
    opening,
    await actorOf(opening, sketch.by),
    datedFrom(sketch.claim, dayOf(at)),
    undefined,
    '',
  )
  const { id } = granted(lodged, 'a claim')
  for (const { after, by, deed } of sketch.steps) {
    at = afterWork(hours, at, after * workday + random.between(10, 60))
    while (at < now && !(await act(house, id, { at, day: dayOf(at), by, deed }, random)))
      at = afterWork(hours, at, workday)
  }
  await wakeUntil(house, id, now, random)
  await keepClaim(house, id)
}

interface Step {
  readonly at: number
  readonly day: Day
  readonly by: string
  readonly deed: ClaimDeed
}

/** What must be waited for: holidays move the half-monthly looks and the days of notice. */
const waits = ['appeals.arrears_not_now', 'appeals.arrears_notice_runs']

/** False when its time has not come. */
async function act(house: CasesHouse, id: string, { at, day, by, deed }: Step, random: Random): Promise<boolean> {
  await wakeUntil(house, id, at, random)
  const then = actingAt(house, at, random)
  const { seq } = (await then.engine.load(id))!
  const wish = { after: seq, deed: datedFrom(deed, day) }
  const done = await actOnClaim(then, await actorOf(then, by), id, wish, undefined, '')
  if (isRefusal(done) && waits.includes(done.code)) return false
  granted(done, `“${deed.kind}” on a claim`)
  return true
}

/** What time does by itself: silence, half-monthly looks. */
async function wakeUntil(house: CasesHouse, id: string, until: number, random: Random): Promise<void> {
  for (;;) {
    const [due] = await house.db.ask<{ wake_at: Date | null; seq: number }>(
      'select c.wake_at, c.seq from cases.cases c where c.league = $1 and c.id = $2',
      [leagueOf(id), id],
    )
    if (!due?.wake_at || due.wake_at.getTime() > until) return
    const { engine } = actingAt(house, due.wake_at.getTime(), random)
    const woken = await engine.act(id, due.seq, { kind: 'wake' }, platform, undefined, (state) => ({ seq: state.seq }))
    granted(woken, 'waking a claim')
  }
}
