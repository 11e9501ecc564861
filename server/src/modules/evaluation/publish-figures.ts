/** Publishes the figures of the day that is over, and of days that were missed, once, for the whole installation and for each league: computed, stored with their rows, sealed. */
import { randomBytes } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { addDays, type Day } from '@steppe/kernels/calendar'
import { committedFigure, type Definition, figuresCode, mostRows } from '@steppe/kernels/figures'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { putFacts, seal, sealedFact } from '#platform/sealed-fact'
import { computeBeside } from './compute-figure.ts'
import { findSources } from './gather-rows.ts'
import { loadFigures } from './load-figures.ts'
import type { Source } from './rows-of-sources.ts'

/** What a figure is called in the log: `figure:on-time:150000:2026-11-25`. */
export const subjectOf = (figure: string, region: string, day: string): string => `figure:${figure}:${region}:${day}`

/** The whole installation first, then its leagues. */
export async function regionsOf(house: CasesHouse): Promise<readonly string[]> {
  const places = await getPlaces(house)
  const leagues = places.children(house.site.region).filter(({ level }) => level === 'league')
  return [house.site.region, ...leagues.map(({ code }) => code)]
}

/** The last day that is over for which the figure is published: yesterday, or the end of the month before this one. */
export function lastDayOf({ every }: Pick<Definition, 'every'>, today: Day): Day {
  return every === 'month' ? addDays(`${today.slice(0, 8)}01` as Day, -1) : addDays(today, -1)
}

/** So many days (or months) back is published what was missed while the installation stood still. */
const mostMissed = 31

/**
 * The days that are over and due, the oldest first: from the one that was published last, which may be there in part, to yesterday. Where nothing
 * was published yet, yesterday alone.
 */
export function daysDue(definition: Definition, published: Day | undefined, today: Day): readonly Day[] {
  const days = [lastDayOf(definition, today)]
  while (published !== undefined && days[0]! > published && days.length < mostMissed)
    days.unshift(lastDayOf(definition, days[0]!))
  return days.filter((day) => definition.from <= day)
}

/** Publishes what is not there yet of the days that are over; gives how many. Whoever comes second finds nothing to do. */
export async function publishFigures(house: CasesHouse): Promise<number> {
  const today = house.clock.today()
  const [regions, definitions] = [await regionsOf(house), await loadFigures(house.site.packs)]
  const newest = await newestOf(house, definitions)
  const due = new Map(definitions.map((each) => [each.id, daysDue(each, newest.get(each.id), today)]))
  const there = await house.db.ask<{ league: string; figure: string; day: Day }>(
    'select f.league, f.figure, f.day from evaluation.figures f where f.league = any($1) and f.day = any($2)',
    [regions, [...new Set([...due.values()].flat())]],
  )
  const published = new Set(there.map((row) => `${row.league} ${row.figure} ${row.day}`))
  let count = 0
  for (const definition of definitions)
    for (const day of due.get(definition.id)!) {
      const missing = regionsFor(definition, regions, house).filter(
        (region) => !published.has(`${region} ${definition.id} ${day}`),
      )
      if (missing.length > 0) count += await publishOne(house, definition, day, missing)
    }
  return count
}

/** The last day of each figure that was published for the whole installation. */
async function newestOf(house: CasesHouse, definitions: readonly Definition[]): Promise<ReadonlyMap<string, Day>> {
  const rows = await house.db.ask<{ figure: string; day: Day }>(
    `select n.figure, n.day from unnest($2::text[]) as wanted(figure) cross join lateral (
       select f.figure, f.day from evaluation.figures f where f.league = $1 and f.figure = wanted.figure order by f.day desc limit 1
     ) n`,
    [house.site.region, definitions.map(({ id }) => id)],
  )
  return new Map(rows.map((row) => [row.figure, row.day]))
}

/** Leagues are compared with each other in the whole installation only. */
function regionsFor({ fold }: Definition, regions: readonly string[], house: CasesHouse): readonly string[] {
  return fold.kind === 'ranking' && fold.groups === 'league' ? [house.site.region] : regions
}

/** One reading serves all regions, as long as the cases of all of them may stand in one figure. */
async function publishOne(
  house: CasesHouse,
  definition: Definition,
  day: Day,
  regions: readonly string[],
): Promise<number> {
  const all = await findSources(house, definition, day)
  const whole = all.length <= mostRows
  const byLeague = whole ? Map.groupBy(all, (row) => row.league) : undefined
  let count = 0
  for (const region of regions) {
    const own = region === house.site.region ? all : (byLeague?.get(region) ?? [])
    const cases = whole || region === house.site.region ? own : await findSources(house, definition, day, region)
    if (cases.length > mostRows)
      console.error(`figure ${definition.id} of ${region}, ${day}: more than ${mostRows} rows, not published`)
    else if (await write(house, definition, region, day, cases)) count++
    await breathe()
  }
  return count
}

/** Row and fact in one transaction; false when somebody else was first. */
async function write(
  house: CasesHouse,
  definition: Definition,
  region: string,
  day: Day,
  sources: readonly Source[],
): Promise<boolean> {
  const pseudonyms = randomBytes(32)
  const computed = await computeBeside({ definition, day, sources, secret: pseudonyms })
  if (!computed.ok)
    throw new Error(`figure ${definition.id} of ${region}, ${day}: ${computed.code} ${computed.at ?? ''}`)
  const figure = definition.id
  const { value, root } = computed
  const told = { figure, region, day, definition, code: figuresCode, root, value }
  const { salt, commitment } = seal(committedFigure(told))
  const at = house.clock.now()
  const stored = [JSON.stringify(definition), figuresCode, computed.rows, computed.size]
  const sealing = [Buffer.from(told.root, 'hex'), JSON.stringify(value), pseudonyms, salt, commitment, new Date(at)]
  return house.db.inTransaction(async (tx) => {
    const written = await tx.ask(
      `insert into evaluation.figures (league, day, figure, definition, code, input, input_size, root, value, pseudonyms, salt, commitment, published_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing returning figure`,
      [region, day, figure, ...stored, ...sealing],
    )
    if (written.length === 0) return false
    const subject = subjectOf(figure, region, day)
    const fact = {
      name: 'evaluation.figure_published',
      league: region,
      subject,
      first: 1,
      commitments: [commitment],
      at,
    }
    await putFacts(tx.ask, [sealedFact(fact)])
    return true
  })
}
