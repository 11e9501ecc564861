/** The public value comes in: by two people who read it alike, by a signature that fits, or by the parties' opened shares. Then the draw is drawn. */
import type { SeedGiven } from '@steppe/contracts/inspections'
import { addWorkingDays } from '@steppe/kernels/calendar'
import {
  type BeaconRound,
  drawSeed,
  type LotteryEntry,
  listRoot,
  readSeed,
  runDraw,
  type SeedRule,
  type SeedValue,
  seedTime,
  silentParties,
} from '@steppe/kernels/draw'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { changeDraw, type DrawRecord, getDraw } from './draw-record.ts'
import { fetchRound } from './fetch-beacon.ts'
import { whyNot } from './may-act.ts'
import { loadSettings } from './settings.ts'

/** Refuses before the list is sealed, before the value exists, twice by the same person, and a value that is not the announced one. */
export async function enterSeed(
  house: CasesHouse,
  actor: Actor,
  id: string,
  given: SeedGiven,
): Promise<DrawRecord | Refusal> {
  const before = await getDraw(house, id)
  if (isRefusal(before)) return before
  const no = whyNot(house, actor, 'inspections:seed:enter', before) ?? notNow(before, house.clock.now())
  if (no) return no
  const rule = before.draw.rule!
  if (given.kind === 'lottery' && rule.kind === 'lottery')
    return enterNumbers(house, actor, before, rule, given.numbers)
  const value = given.kind === 'lottery' ? undefined : await readValue(rule, given)
  if (isRefusal(value)) return value
  if (!value) return refuse('inspections.seed_wrong', { why: 'kind_differs' })
  return draw(house, actor, before, rule, value)
}

function notNow({ state, draw }: DrawRecord, now: number): Refusal | undefined {
  if (state === 'prepared' || !draw.rule) return refuse('inspections.not_committed')
  if (state !== 'committed') return refuse('inspections.drawn_already')
  const at = seedTime(draw.rule)
  return now < at ? refuse('inspections.seed_too_early', { at: new Date(at).toISOString() }) : undefined
}

/** The first reading waits unseen for the second; two that differ are both put aside, and stay on record. */
async function enterNumbers(
  house: CasesHouse,
  actor: Actor,
  before: DrawRecord,
  rule: Extract<SeedRule, { kind: 'lottery' }>,
  numbers: LotteryEntry['numbers'],
): Promise<DrawRecord | Refusal> {
  const entry = { by: actor.id, numbers }
  const alone = readSeed(rule, { kind: 'lottery', entries: [entry, { ...entry, by: 'the same again' }] })
  if (!alone.ok) return refuse('inspections.seed_wrong', { why: alone.why })
  const [first] = before.draw.entries
  if (!first) {
    const act = { kind: 'entered', actor, payload: { numbers } }
    const names = { ...before.draw.names, [actor.id]: actor.name }
    return changeDraw(house, before, act, () => ({ draw: { ...before.draw, names, entries: [entry] } }))
  }
  if (first.by === actor.id) return refuse('inspections.same_person_twice')
  const value: SeedValue = { kind: 'lottery', entries: [first, entry] }
  if (readSeed(rule, value).ok) return draw(house, actor, before, rule, value)
  const act = { kind: 'entries_differed', actor, payload: { entries: value.entries } }
  const put = await changeDraw(house, before, act, () => ({ draw: { ...before.draw, entries: [] } }))
  return isRefusal(put) ? put : refuse('inspections.entries_differ')
}

async function readValue(
  rule: SeedRule,
  given: Exclude<SeedGiven, { kind: 'lottery' }>,
): Promise<SeedValue | Refusal | undefined> {
  if (rule.kind === 'beacon' && given.kind === 'beacon') {
    const round = given.round
      ? signed(given.round)
      : await fetchRound(process.env.STEPPE_BEACON, rule.chain, rule.round)
    return round ? { kind: 'beacon', round } : refuse('inspections.no_beacon_connection')
  }
  if (rule.kind !== 'ceremony' || given.kind !== 'ceremony') return undefined
  const shares = rule.parties.map((party) => {
    const opened = given.opened.find((each) => each.party === party.party)
    return opened ? { ...party, opened: { salt: opened.salt, value: opened.value } } : party
  })
  const silent = silentParties(shares)
  if (silent.length > 0 && !given.fallback) return refuse('inspections.fallback_needed', { parties: silent.join('、') })
  return { kind: 'ceremony', shares, ...(given.fallback ? { fallback: given.fallback } : {}) }
}

/** What a relay says besides (the randomness follows from the signature) is left out. */
function signed({ round, signature, previous }: BeaconRound): BeaconRound {
  return { round, signature, ...(previous ? { previous } : {}) }
}

/** Value in, result out, in one act: nobody stands between the seed and what follows from it. */
async function draw(
  house: CasesHouse,
  actor: Actor,
  before: DrawRecord,
  rule: SeedRule,
  value: SeedValue,
): Promise<DrawRecord | Refusal> {
  const { list, root } = before.draw
  if (listRoot(list) !== root) return refuse('inspections.list_tampered')
  const read = readSeed(rule, value)
  if (!read.ok) return refuse('inspections.seed_wrong', { why: read.why })
  const result = runDraw(list, drawSeed(root, read.text))
  const { publishWithin } = await loadSettings(house.site.packs)
  const publishBy = addWorkingDays(house.calendar, house.clock.today(), publishWithin)
  const names = { ...before.draw.names, [actor.id]: actor.name }
  const act = { kind: 'drawn', actor, payload: { value, visits: result.visits } }
  return changeDraw(house, before, act, ({ at }) => ({
    state: 'drawn',
    draw: { ...before.draw, names, entries: [], seed: { at, value }, result, publishBy },
  }))
}
