/** The demonstration history: cases of the last twelve months, made by the real engine in accelerated time from a seed. */
import { addMonths, dayInZone } from '@steppe/kernels/calendar'
import { keepRatings } from '#act/evaluation'
import { commitWrites, type FactRow } from '#cases/commit-acts'
import type { CasesHouse } from '#cases/house'
import type { Progress } from '#platform/module'
import { badRatingSubscriber, openingAfterBadRating } from '../journeys/follow-bad-rating.ts'
import { licenceSubscriber } from '../journeys/issue-credential.ts'
import { type Casting, castCase } from './cast-case.ts'
import { drawFate } from './draw-fate.ts'
import { gatherCast } from './gather-cast.ts'
import { issueLicences, revokeLicences } from './issue-licences.ts'
import { madeUpFiles } from './made-up-files.ts'
import { atMinute, type OfficeHours } from './office-hours.ts'
import { type Sketch, sketchHistory } from './plan-history.ts'
import { type Played, platformActor, playCase, type Stage } from './play-case.ts'
import { randomOf } from './random.ts'
import { readSettings } from './read-settings.ts'
import { planTurns } from './take-turns.ts'
import { writeFirms, writePeople } from './write-people.ts'

const marker = 'demo-history'
/** The doors of the halls open; what came in over night is there, nobody has begun. */
const opening = 510
const batchSize = 60

export interface HistoryOptions {
  readonly seed?: string
  /** The instant at which the history ends; the opening of today's offices, or midnight before it. */
  readonly end?: number
  readonly cases?: number
}

export interface SeededHistory {
  readonly cases: number
  readonly acts: number
  /** Turns that the engine refused, in words; none in a history that fits its processes. */
  readonly refused: readonly string[]
}

/**
 * Creates the history once; a second start finds it. A start that was interrupted goes on with the same seed and end, so
 * that nothing is there twice. Gives nothing where no pack has a history or it was there already.
 */
export async function seedHistory(
  house: CasesHouse,
  progress: Progress,
  options: HistoryOptions = {},
): Promise<SeededHistory | undefined> {
  const read = await readSettings(house.site.packs)
  if (!read) return undefined
  const settings = {
    ...read.settings,
    seed: options.seed ?? read.settings.seed,
    cases: options.cases ?? read.settings.cases,
  }
  const begun = await begin(house, settings.seed, options.end ?? endOf(house))
  if (!begun) return undefined
  const casting = await gatherCast(house, { ...read, settings }, begun.end, madeUpFiles())
  await writeApplicants(casting)
  const done = await playAll(casting, stageOf(casting, await reasonsOf(house)), progress)
  await casting.files.keep(house.db.ask, dayOneOf(casting))
  await finish(house, done)
  return { cases: done.cases, acts: done.acts, refused: done.refused }
}

function hoursOf(house: CasesHouse): OfficeHours {
  return {
    calendar: house.calendar,
    startOfDay: house.engine.surroundings.startOfDay,
    dayOf: (at) => dayInZone(at, house.site.zone),
  }
}

function endOf(house: CasesHouse): number {
  const hours = hoursOf(house)
  const opens = atMinute(hours, house.clock.today(), opening)
  return house.clock.now() >= opens ? opens : hours.startOfDay(house.clock.today())
}

/** Writes down with which seed and end it was begun, or reads it; nothing when it is finished. */
async function begin(house: CasesHouse, seed: string, end: number): Promise<{ readonly end: number } | undefined> {
  const wanted = `begun ${seed} ${end}`
  const rows = await house.db.ask<{ digest: string }>(
    `insert into platform.packs (name, digest, loaded_at) values ($1, $2, $3)
     on conflict (name) do update set loaded_at = platform.packs.loaded_at returning digest`,
    [marker, wanted, new Date(house.clock.now())],
  )
  const [state, , since] = (rows[0]?.digest ?? wanted).split(' ')
  return state === 'begun' ? { end: Number(since) } : undefined
}

function dayOneOf({ hours, end, settings }: Casting): number {
  return hours.startOfDay(addMonths(hours.dayOf(end), -settings.months))
}

async function writeApplicants(casting: Casting): Promise<void> {
  const at = new Date(dayOneOf(casting))
  const { house, settings } = casting
  await writePeople(
    house,
    Array.from({ length: settings.people }, (_, index) => casting.personAt(index)),
    at,
  )
  await writeFirms(
    house,
    Object.keys(settings.leagues).flatMap((league) =>
      casting.firmsOf(league).filter((firm) => firm.representative.id.startsWith('history-')),
    ),
    at,
  )
}

async function reasonsOf(house: CasesHouse): Promise<Stage['reasonsFor']> {
  let reasons: Readonly<Record<string, readonly { readonly id: string }[]>> = {}
  for (const pack of house.site.packs)
    reasons = { ...reasons, ...(await pack.data<{ reasons: typeof reasons }>('evaluation/reasons.json'))?.reasons }
  return (grade) => (reasons[String(grade)] ?? []).map((reason) => reason.id)
}

function stageOf(casting: Casting, reasonsFor: Stage['reasonsFor']): Stage {
  const { house, hours, end, words, staffOf } = casting
  return {
    surroundings: house.engine.surroundings,
    hours,
    end,
    words,
    staffOf,
    reasonsFor,
    badGradeFrom: house.law.badGradeFrom,
  }
}

interface Done {
  cases: number
  acts: number
  readonly facts: { readonly league: string; readonly subject: string; readonly fact: FactRow }[]
  readonly rated: string[]
  readonly refused: string[]
}

async function playAll(casting: Casting, stage: Stage, progress: Progress): Promise<Done> {
  const done: Done = { cases: 0, acts: 0, facts: [], rated: [], refused: [] }
  const sketches = sketchHistory(casting)
  let writing: Promise<unknown> = Promise.resolve()
  for (let at = 0; at < sketches.length; at += batchSize) {
    const played = (
      await Promise.all(sketches.slice(at, at + batchSize).map((sketch) => playSketch(casting, stage, sketch)))
    ).flat()
    for (const each of played) note(done, each)
    await writing
    writing = write(casting.house, played)
    progress(Math.min(at + batchSize, sketches.length), sketches.length, 'cases')
  }
  await writing
  return done
}

/** Cases first: who signed a broken promise is read from their acts. */
async function write(house: CasesHouse, played: readonly Played[]): Promise<void> {
  await commitWrites(
    house.db.commit,
    played.map((each) => each.write),
  )
  await issueLicences(house, played)
  await revokeLicences(house, played)
}

function note(done: Done, played: Played): void {
  const { write, facts, state, refused } = played
  done.cases++
  done.acts += write.acts.length
  for (const fact of facts) done.facts.push({ league: write.league, subject: write.id, fact })
  if (state.rating) done.rated.push(write.id)
  if (refused) done.refused.push(refused)
}

/** The case of a sketch, and the one that follows it when it was rated badly. */
async function playSketch(casting: Casting, stage: Stage, sketch: Sketch): Promise<Played[]> {
  const cast = await castCase(casting, sketch)
  if (!cast || cast.openAt >= casting.end) return []
  const played = await playCase(stage, cast, planTurns)
  const { state, ratedAt } = played
  if (!ratedAt || !state.rating || state.rating.grade < stage.badGradeFrom) return [played]
  const random = randomOf(casting.settings.seed, 'follow-up', sketch.index)
  const fate = drawFate(random, { ...casting.settings.happenings, withdrawal: 0, forgotten: 0 }, { onSite: false })
  const follow = await playCase(
    stage,
    {
      ...cast,
      opening: await openingAfterBadRating(casting.house, state),
      opener: platformActor,
      openAt: ratedAt + 1000,
      fate,
      random,
    },
    planTurns,
  )
  return [played, follow]
}

/** Facts in the order of their instants, ratings, and the word that it is finished: in the end, and the facts all at once. */
async function finish(house: CasesHouse, done: Done): Promise<void> {
  for (let at = 0; at < done.rated.length; at += 1000) await keepRatings(house, done.rated.slice(at, at + 1000))
  const facts = done.facts
    .map(({ league, subject, fact }, place) => ({ league, subject, place, ...fact }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.place - b.place))
  await house.db.inTransaction(async ({ ask }) => {
    await ask(
      `insert into platform.outbox (name, league, subject, data, at)
       select f.name, f.league, f.subject, f.data, f.at from json_to_recordset($1::json) as f(name text, league text, subject text, data jsonb, at timestamptz)`,
      [JSON.stringify(facts)],
    )
    // What follows bad ratings and the licences were made with them; the other journeys hear of the history as of anything new.
    await ask(
      `insert into platform.subscribers (name, written_by, position)
       select n.name, o.written_by, o.position from unnest($1::text[]) as n(name)
       cross join (select l.written_by, l.position from platform.outbox l order by l.written_by desc, l.position desc limit 1) o
       on conflict (name) do update set written_by = excluded.written_by, position = excluded.position`,
      [[badRatingSubscriber(house).name, licenceSubscriber(house).name]],
    )
    await ask(`update platform.packs set digest = 'done' || substr(digest, 6), loaded_at = $2 where name = $1`, [
      marker,
      new Date(house.clock.now()),
    ])
  })
  await house.db.script('analyze cases.cases; analyze cases.acts; analyze cases.tasks; analyze evaluation.ratings')
}
