/** Draws of the demonstration, made by the real acts: one published, with a genuine round of a public beacon, and one that waits to be sealed. */
import type { NewTask } from '@steppe/contracts/inspections'
import { roundTime } from '@steppe/kernels/draw'
import { commitList, enterSeed, prepareDraw, publishDraw, publishPlan } from '#act/inspections'
import { loadSettings } from '#ask/inspections'
import type { CasesHouse } from '#cases/house'
import { actorOf, granted, houseAt } from './at-an-instant.ts'

interface DrawSettings {
  readonly organiser: string
  readonly witness: string
  /** A round that was published: the demonstration has no network to ask for one. */
  readonly round: { readonly beacon: string; readonly round: number; readonly signature: string }
  readonly past: DrawPlan
  readonly present: DrawPlan
}

interface DrawPlan {
  readonly plan: string
  readonly title: string
  readonly tasks: readonly NewTask[]
}

/** Does nothing where a plan is published already. */
export async function seedDraws(house: CasesHouse): Promise<void> {
  const settings = await settingsOf(house)
  if (!settings) return
  const there = await house.db.ask('select 1 from inspections.plans p limit 1')
  if (there.length > 0) return
  await drawInThePast(house, settings)
  await prepare(house, settings.organiser, settings.present)
}

async function settingsOf(house: CasesHouse): Promise<DrawSettings | undefined> {
  const found = await Promise.all(house.site.packs.map((pack) => pack.data<DrawSettings>('history/draws.yaml')))
  return found.findLast((each) => each !== undefined)
}

async function prepare(house: CasesHouse, login: string, { plan, title, tasks }: DrawPlan) {
  const actor = await actorOf(house, login)
  const year = Number(house.clock.today().slice(0, 4))
  const items = [...new Set(tasks.map((task) => task.item))]
  const department = tasks[0]!.department
  const published = granted(await publishPlan(house, 'zh', actor, { department, year, title: plan, items }), 'a draw')
  return granted(await prepareDraw(house, actor, { plan: published.id, title, tasks: [...tasks] }), 'a draw')
}

const hour = 3_600_000

async function drawInThePast(house: CasesHouse, settings: DrawSettings): Promise<void> {
  const { round, signature } = settings.round
  const beacon = (await loadSettings(house.site.packs)).beacons.find((each) => each.id === settings.round.beacon)
  if (!beacon) throw new Error(`no pack has the beacon ${settings.round.beacon}`)
  const due = roundTime(beacon, round)
  const before = houseAt(house, due - 2 * hour)
  const organiser = await actorOf(before, settings.organiser)
  const draw = await prepare(before, settings.organiser, settings.past)
  const after = new Date(roundTime(beacon, round - 1)).toISOString()
  const seed = { kind: 'beacon', beacon: beacon.id, after } as const
  granted(await commitList(before, organiser, draw.id, { root: draw.draw.root, seed }), 'a draw')
  const later = houseAt(house, due + hour / 4)
  const witness = await actorOf(later, settings.witness)
  granted(await enterSeed(later, witness, draw.id, { kind: 'beacon', round: { round, signature } }), 'a draw')
  granted(await publishDraw(houseAt(house, due + 24 * 20 * hour), organiser, draw.id), 'a draw')
}
