/** Drawing 44,300 firm visits of 632,100 firms with strata, weights, recusals and two inspectors each; replaying it; beside a plain shuffle and sorting alone. */
import {
  type DrawList,
  drawnOrder,
  drawSeed,
  listRoot,
  replayDraw,
  runDraw,
  type SeedRule,
  type Transcript,
} from '../kernels/draw/index.ts'
import type { Figure } from '../scripts/bench.ts'
import { median } from './drive.ts'

export const name = 'draw'

const firms = 632_100
const visits = 44_300
const leagues = 12
const classes = ['A', 'B', 'C', 'D'] as const
const inspectorsEach = 60

/** Twelve departments, four strata each, weights from 1 to 4, as many visits as the whole region had. */
function wholeRegion(): DrawList {
  const boxes = leagues * classes.length
  const counts = Array.from(
    { length: boxes },
    (_, n) => Math.floor(((n + 1) * visits) / boxes) - Math.floor((n * visits) / boxes),
  )
  return {
    load: Math.ceil((visits * 2) / (leagues * inspectorsEach)) + 3,
    tasks: Array.from({ length: leagues }, (_, league) => ({
      id: `task-${league}`,
      pool: `pool-${league}`,
      inspectors: 2,
      take: classes.map((stratum, n) => ({ stratum, count: counts[league * classes.length + n]! })),
    })),
    objects: Array.from({ length: firms }, (_, n) => ({
      id: `91150102MA${n.toString(36).toUpperCase().padStart(8, '0')}`,
      tasks: { [`task-${n % leagues}`]: classes[(n >> 4) % classes.length]! },
      weight: 1 + ((n >> 6) % 4),
    })),
    inspectors: Array.from({ length: leagues * inspectorsEach }, (_, n) => ({
      id: `i${n}`,
      pool: `pool-${n % leagues}`,
    })),
    recusals: Array.from({ length: 500 }, (_, n) => ({
      inspector: `i${n % leagues}`,
      object: `91150102MA${n.toString(36).toUpperCase().padStart(8, '0')}`,
      reason: '近亲属持股',
    })),
  }
}

const rule: SeedRule = { kind: 'lottery', game: 'x', issue: '1', drawnAt: '2026-11-26T13:15:00Z', parts: [1] }

function timed<T>(what: () => T): { readonly ms: number; readonly value: T } {
  const begun = performance.now()
  const value = what()
  return { ms: performance.now() - begun, value }
}

/** What an office's program does today: shuffle with the machine's own chance and take the first. */
function plainShuffle(ids: readonly string[]): string[] {
  const all = [...ids]
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1))
    ;[all[at], all[other]] = [all[other]!, all[at]!]
  }
  return all.slice(0, visits)
}

function transcriptOf(list: DrawList, root: string): Transcript {
  return {
    format: 'steppe-draw/1',
    draw: 'bench',
    title: 'bench',
    list,
    root,
    rule,
    committed: { at: '2026-11-26T01:00:00Z', sealing: { salt: '00'.repeat(16), commitment: '00'.repeat(32) } },
    seed: {
      at: '2026-11-26T14:00:00Z',
      value: {
        kind: 'lottery',
        entries: [
          { by: 'a', numbers: [['7']] },
          { by: 'b', numbers: [['7']] },
        ],
      },
    },
    dropOuts: [],
    result: runDraw(list, drawSeed(root, '7./')),
  }
}

export async function run(): Promise<readonly Figure[]> {
  const list = wholeRegion()
  const ids = list.objects.map((each) => each.id)
  const seed = drawSeed('00'.repeat(32), '7./')
  runDraw({ ...list, objects: list.objects.slice(0, 100_000), recusals: [] }, seed)
  const drawn = median([1, 2, 3].map(() => timed(() => runDraw(list, seed)).ms))
  const order = median([1, 2, 3].map(() => timed(() => drawnOrder(seed, 'object', ids)).ms))
  const shuffle = median([1, 2, 3].map(() => timed(() => plainShuffle(ids)).ms))
  const sorting = median([1, 2, 3].map(() => timed(() => [...ids].sort()).ms))
  const root = timed(() => listRoot(list))
  const transcript = JSON.parse(JSON.stringify(transcriptOf(list, root.value))) as unknown
  const replay = timed(() => replayDraw(transcript))
  if (!replay.value.ok) throw new Error(JSON.stringify(replay.value.lines.filter((line) => !line.ok)))
  const figure = (what: string, ms: number, peer: string, beside: number): Figure => ({
    name: what,
    value: ms,
    unit: 'ms',
    peer: `${peer}: ${beside.toFixed(0)} ms`,
    ratio: beside / ms,
  })
  return [
    figure('draw 44,300 of 632,100 with inspectors', drawn, 'Math.random shuffle, no inspectors', shuffle),
    figure('order alone, weights of 1', order, 'sorting the ids alone', sorting),
    figure('root of the list', root.ms, 'sorting the ids alone', sorting),
    figure('replay of the whole transcript', replay.ms, 'the draw itself', drawn),
  ]
}
