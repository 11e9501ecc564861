/** The pure laws alone: process steps against bpmn-engine in memory, working-day terms, FEEL. */
import { join } from 'node:path'
import { addWorkingDays, type Day, makeCalendar, parseNotices } from '../kernels/calendar/index.ts'
import { type Marking, parseProcess, start, step } from '../kernels/process/index.ts'
import { compileFeel, evaluateFeel, expressions, isFeelRefusal } from '../kernels/rules/index.ts'
import type { Figure } from '../scripts/bench.ts'
import { median } from './drive.ts'
import { root } from './durable-installation.ts'
import { bpmnEngineInMemory, ring } from './store-bpmn-engine.ts'

export const name = 'kernels'

const seconds = 1.5
const rounds = 3

/** Calls a second of `call`, which does `batch` things each time. */
function perSecond(call: () => void, batch: number): number {
  for (let warm = 0; warm < 50; warm++) call()
  const begun = performance.now()
  let done = 0
  while (performance.now() - begun < seconds * 1000) {
    call()
    done += batch
  }
  return done / ((performance.now() - begun) / 1000)
}

/** One case walked twelve steps round the ring, its marking saved as JSON after each. */
async function ourSteps(): Promise<() => void> {
  const definition = await parseProcess(ring)
  if ('refused' in definition) throw new Error(definition.what)
  const feel = expressions()
  return () => {
    const begun = start(definition, {}, feel)
    if ('refused' in begun) throw new Error(begun.code)
    let saved = JSON.stringify(begun.marking)
    for (let i = 0; i < 12; i++) {
      const marking = JSON.parse(saved) as Marking
      const stepped = step(definition, marking, { type: 'complete', task: marking.tasks[0]!.id }, {}, feel)
      if ('refused' in stepped) throw new Error(stepped.code)
      saved = JSON.stringify(stepped.marking)
    }
  }
}

async function processFigure(): Promise<Figure> {
  const walk = await ourSteps()
  const ours: number[] = []
  const peers: number[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(perSecond(walk, 12))
    peers.push(await bpmnEngineInMemory(seconds))
  }
  const [value, peer] = [median(ours), median(peers)]
  return {
    name: 'process steps, state read and saved as JSON',
    value,
    unit: '1/s',
    peer: `bpmn-engine 25 in memory: ${peer.toFixed(0)}/s (≥ 10)`,
    ratio: value / peer,
  }
}

async function calendarFigure(): Promise<Figure> {
  const { readFile, readdir } = await import('node:fs/promises')
  const folder = join(root, 'packs/national/calendar')
  const files = (await readdir(folder)).filter((file) => /^\d{4}\.json$/.test(file))
  const notices = await Promise.all(
    files.map(async (file) => parseNotices(JSON.parse(await readFile(join(folder, file), 'utf8')))),
  )
  const calendar = makeCalendar(notices.flat())
  const value = perSecond(() => {
    for (let count = 1; count <= 60; count++) addWorkingDays(calendar, '2026-01-05' as Day, count)
  }, 60)
  return {
    name: 'working-day terms of 1 to 60 days',
    value,
    unit: '1/s',
    peer: 'limit 100000/s',
    ratio: value / 100_000,
  }
}

function feelFigure(): Figure {
  const compiled = compileFeel('if amount > 100 and kind in ("a", "b") then amount * 2 + 1 else sum([1, 2, amount])', {
    names: ['amount', 'kind'],
  })
  if (isFeelRefusal(compiled)) throw new Error(compiled.message)
  const value = perSecond(() => {
    for (let i = 0; i < 1000; i++) evaluateFeel(compiled, { amount: i, kind: 'a' })
  }, 1000)
  return { name: 'FEEL, a compiled condition', value, unit: '1/s', peer: 'limit 1000000/s', ratio: value / 1_000_000 }
}

/** All of them, one after the other. */
export async function run(): Promise<readonly Figure[]> {
  return [await processFigure(), await calendarFigure(), feelFigure()]
}
