/** Replays a draw from its transcript: nothing in it is believed, everything is computed anew. */
import { bytesToHex } from '@noble/hashes/utils.js'
import { canonicalText } from '../ledger/canonical.ts'
import { checkList, type DrawList, listRoot } from './list.ts'
import { type DrawResult, runDraw } from './run-draw.ts'
import { checkRule, drawSeed, readSeed, seedTime } from './seed.ts'
import { readTranscript, type Transcript } from './transcript.ts'

export type ReplayStep =
  | 'shape'
  | 'list'
  | 'root'
  | 'rule'
  | 'later'
  | 'seed'
  | 'drawn'
  | 'visits'
  | 'two_inspectors'
  | 'recusals'

export interface ReplayLine {
  readonly step: ReplayStep
  readonly ok: boolean
  /** What was counted, or where it first went wrong. */
  readonly facts: Readonly<Record<string, string | number>>
}

export interface ReplayReport {
  readonly ok: boolean
  readonly lines: readonly ReplayLine[]
  readonly transcript?: Transcript
  /** The result computed here, where it could be. */
  readonly result?: DrawResult
  /** The seed, hex. */
  readonly seed?: string
}

type Facts = ReplayLine['facts']

/** Replays whatever is given; never throws for what came from outside. `hear` is told each step as it is done. */
export function replayDraw(given: unknown, hear: (line: ReplayLine) => void = () => {}): ReplayReport {
  const lines: ReplayLine[] = []
  const say = (step: ReplayStep, ok: boolean, facts: Facts = {}) => {
    const line = { step, ok, facts }
    lines.push(line)
    hear(line)
    return ok
  }
  const transcript = readTranscript(given)
  if (!say('shape', transcript !== undefined) || !transcript) return { ok: false, lines }
  const more = replaySteps(transcript, say)
  return { ok: lines.every((line) => line.ok) && more.result !== undefined, lines, transcript, ...more }
}

type Say = (step: ReplayStep, ok: boolean, facts?: Facts) => boolean

function replaySteps(transcript: Transcript, say: Say): { readonly result?: DrawResult; readonly seed?: string } {
  const { list, rule, committed, result: claimed } = transcript
  const problems = checkList(list)
  const { objects, inspectors, recusals } = list
  const counts = { objects: objects.length, inspectors: inspectors.length, recusals: recusals.length }
  if (!say('list', problems.length === 0, problems[0] ? { code: problems[0].code, at: problems[0].at } : counts))
    return {}
  const root = listRoot(list)
  say('root', root === transcript.root, { root })
  say('rule', checkRule(rule) === 'ok', { kind: rule.kind })
  const later = seedTime(rule)
  say('later', Date.parse(committed.at) < later, { committed: committed.at, seed: new Date(later).toISOString() })
  const read = readSeed(rule, transcript.seed.value)
  if (!say('seed', read.ok, read.ok ? { text: read.text } : { why: read.why }) || !read.ok) return {}
  // From the root computed here: a transcript whose list was changed gets another seed, hence another order.
  const seed = drawSeed(root, read.text)
  const result = runDraw(list, seed, transcript.dropOuts)
  compareResults(result, claimed, say)
  checkVisits(list, claimed, say)
  return { result, seed: bytesToHex(seed) }
}

function firstDifference(one: readonly unknown[], other: readonly unknown[]): number | undefined {
  const length = Math.max(one.length, other.length)
  for (let at = 0; at < length; at++) if (canonicalText(one[at] ?? null) !== canonicalText(other[at] ?? null)) return at
  return undefined
}

function compareResults(computed: DrawResult, claimed: DrawResult, say: Say): void {
  const drawn = firstDifference(computed.drawn, claimed.drawn)
  const taken = computed.drawn.reduce((sum, each) => sum + each.taken.length, 0)
  say(
    'drawn',
    drawn === undefined,
    drawn === undefined ? { taken } : { at: claimed.drawn[drawn]?.stratum ?? drawn + 1 },
  )
  const visit = firstDifference(computed.visits, claimed.visits)
  const joint = computed.visits.filter((each) => each.tasks.length > 1).length
  say(
    'visits',
    visit === undefined,
    visit === undefined
      ? { visits: computed.visits.length, joint }
      : { at: claimed.visits[visit]?.object ?? visit + 1 },
  )
}

/** Read off the claimed visits alone, so that it is said whatever the order. */
function checkVisits(list: DrawList, { visits }: DrawResult, say: Say): void {
  const alone = visits.find((visit) => new Set(visit.inspectors.map((each) => each.inspector)).size < 2)
  say('two_inspectors', alone === undefined, alone ? { at: alone.object } : { visits: visits.length })
  const away = new Set(list.recusals.map((each) => `${each.inspector}\0${each.object}`))
  const wrong = visits.find((visit) => visit.inspectors.some((each) => away.has(`${each.inspector}\0${visit.object}`)))
  say('recusals', wrong === undefined, wrong ? { at: wrong.object } : { recusals: list.recusals.length })
}
