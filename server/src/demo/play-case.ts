/** Plays a made-up case through the engine: staff and applicant take their turns, each at its instant, until the end of the history. */
import { addDays, type Day } from '@steppe/kernels/calendar'
import {
  type ActActor,
  type CaseMaterial,
  type CaseState,
  type Deed,
  ended,
  type Opening,
  openPause,
  wakeAt,
} from '@steppe/kernels/cases'
import type { ActRow, CaseWrite, FactRow } from '#cases/commit-acts'
import { type Prepared, prepareAct, prepareOpening, type Surroundings, toWrite } from '#cases/prepare-act'
import type { Fate } from './draw-fate.ts'
import type { OfficeHours } from './office-hours.ts'
import type { Random } from './random.ts'
import type { Words } from './read-settings.ts'

export interface Colleague {
  readonly id: string
  readonly name: string
  readonly role: string
}

/** What all plays stand on. */
export interface Stage {
  readonly surroundings: Surroundings
  readonly hours: OfficeHours
  /** The instant at which the history ends. */
  readonly end: number
  readonly words: Words
  /** Staff of a department, always in the same order. */
  readonly staffOf: (department: string) => Promise<readonly Colleague[]>
  readonly badGradeFrom: number
  /** Reasons that can be ticked with a grade. */
  readonly reasonsFor: (grade: number) => readonly string[]
}

export interface Role {
  readonly opening: Opening
  readonly opener: ActActor
  readonly openAt: number
  readonly fate: Fate
  readonly random: Random
  /** What the applicant hands in when asked for it. */
  readonly supplied: readonly CaseMaterial[]
  /** The applicant as the trail names them. */
  readonly applicant: ActActor
}

/** A turn that somebody has been given: when, and what they do then. Doing nothing is possible. */
export interface Turn {
  readonly at: number
  readonly take: (play: Play) => Promise<{ readonly deed: Deed; readonly actor: ActActor } | undefined>
}

/** A case while it is played. */
export interface Play {
  readonly stage: Stage
  readonly role: Role
  state: CaseState
  at: number
  readonly agenda: Map<string, Turn>
  /** Specials that happened already: each once. */
  readonly happened: Set<string>
}

export interface Played {
  readonly write: CaseWrite
  readonly state: CaseState
  /** Facts with the instants at which they happened. */
  readonly facts: readonly FactRow[]
  /** When and with what it was rated, where it was. */
  readonly ratedAt?: number
  /** Set when the engine refused a turn: the case stays where it was. */
  readonly refused?: string
}

export const platformActor: ActActor = { kind: 'platform', id: 'platform', name: '平台' }

/** More turns than this mean a story that goes in circles. */
const mostTurns = 80

/** Plays the case; `plan` gives each open task and the end their turns. */
export async function playCase(stage: Stage, role: Role, plan: (play: Play) => Promise<void>): Promise<Played> {
  const around: Surroundings = { ...stage.surroundings, randomBytes: role.random.bytes }
  const book = openBook(around)
  const opened = await prepareOpening(role.opening, role.opener, role.openAt, around)
  book.add(undefined, opened)
  const play: Play = { stage, role, state: opened.state, at: role.openAt, agenda: new Map(), happened: new Set() }
  let refused: string | undefined
  for (let turns = 0; turns < mostTurns && refused === undefined; turns++) {
    await plan(play)
    const next = nextTurn(play)
    if (!next || next.at > stage.end) break
    play.at = Math.max(play.at, next.at)
    if (next.key) play.agenda.delete(next.key)
    const taken = await next.take(play)
    if (!taken) continue
    const done = await prepareAct(play.state, taken.deed, taken.actor, play.at, around)
    if ('refused' in done) {
      if (taken.deed.kind !== 'take_back' && taken.deed.kind !== 'withdraw')
        refused = `${role.opening.case.id} ${taken.deed.kind}: ${done.code} ${JSON.stringify(done.params ?? {})}`
      continue
    }
    book.add(play.state, done)
    play.state = done.state
  }
  const ratedAt = play.state.rating ? book.ratedAt() : undefined
  return {
    ...book.close(play.state),
    state: play.state,
    ...(ratedAt ? { ratedAt } : {}),
    ...(refused ? { refused } : {}),
  }
}

/** Gathers the acts and facts of a case, so that its whole trail is written at once. */
function openBook(around: Surroundings) {
  const acts: ActRow[] = []
  const facts: FactRow[] = []
  let last: CaseWrite | undefined
  return {
    add: (before: CaseState | undefined, prepared: Prepared) => {
      last = toWrite(before, prepared, around)
      acts.push(...last.acts)
      facts.push(...last.facts)
    },
    ratedAt: () => {
      const rated = acts.findLast((act) => act.kind === 'rate')
      return rated && Date.parse(rated.at)
    },
    close: (state: CaseState) => {
      const { tasks, given } = toWrite(
        undefined,
        { state, acts: [{ seq: 1, at: 0, actor: platformActor, deed: { kind: 'wake' } }], facts: [] },
        { ...around, randomBytes: (count) => Buffer.alloc(count) },
      )
      return { write: { ...last!, expected: 0, given, acts, tasks, gone: [], facts: [] }, facts }
    },
  }
}

function isBlocked(state: CaseState): boolean {
  const waitsForMissing = state.supplement !== undefined && !state.supplement.suppliedOn
  return state.status === 'correcting' || waitsForMissing || openPause(state.clock) !== undefined
}

/** The earliest turn: of the platform when something is due, of staff unless the case waits, of the applicant. */
function nextTurn(play: Play): (Turn & { readonly key?: string }) | undefined {
  const { state, stage } = play
  const blocked = isBlocked(state) || play.agenda.has('sign')
  let next: (Turn & { readonly key?: string }) | undefined
  const wake = wakeAt(state, stage.surroundings.startOfDay)
  if (wake !== undefined)
    next = { at: wake + 1000, take: async () => ({ deed: { kind: 'wake' }, actor: platformActor }) }
  for (const [key, turn] of play.agenda) {
    if (blocked && key.startsWith('task:')) continue
    if (!next || turn.at < next.at) next = { ...turn, key }
  }
  return next
}

/** Gives the tasks new times, after the case stood still. */
export function replan(play: Play): void {
  for (const key of [...play.agenda.keys()]) if (key.startsWith('task:')) play.agenda.delete(key)
}

export function today(play: Play): Day {
  return play.stage.hours.dayOf(play.at)
}

/** The last minutes of a civil day. */
export function endOfDay(stage: Stage, day: Day): number {
  return stage.hours.startOfDay(addDays(day, 1)) - 60_000
}

export function isOver(state: CaseState): boolean {
  return ended.includes(state.status)
}
