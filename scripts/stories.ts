/** One executable story for each system the platform replaces: `npm run stories [-- --json] [--record] [ID…]`. */
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type ExampleBook, exampleBook, noExamples } from '../server/src/testing/record-examples.ts'
import { openStage, playStory, type Stage, type Story } from '../stories/world.ts'
import { ensureBrowser } from './ensure-browser.ts'

/** Stories played at once, each in an installation of its own: as many as the smallest machine has processors. */
const sideBySide = 2

const root = resolve(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, record: { type: 'boolean' } },
  allowPositionals: true,
})
const wanted = positionals.map((each) => each.toUpperCase())

interface Row {
  readonly id: string
  readonly section: string
  readonly system: string
  readonly worksWhen: string
}

interface Played {
  readonly ok: boolean
  readonly seconds: number
  readonly why: string
  readonly notes: readonly string[]
}

const rows = JSON.parse(await readFile(join(root, 'stories/rows.json'), 'utf8')) as readonly Row[]
const unknown = wanted.filter((id) => !rows.some((row) => row.id === id))
if (unknown.length > 0) {
  console.error(`No such row: ${unknown.join(', ')}. Rows are in stories/rows.json.`)
  process.exit(2)
}

async function findStories(): Promise<Map<string, Story>> {
  const files = (await readdir(join(root, 'stories'))).filter((name) => name.endsWith('.story.ts')).sort()
  const stories = await Promise.all(
    files.map(async (name) => ((await import(join(root, 'stories', name))) as { story: Story }).story),
  )
  return new Map(stories.map((story) => [story.id, story]))
}

const chosen = rows.filter((row) => wanted.length === 0 || wanted.includes(row.id))
const stories = await findStories()
const played = new Map<string, Played>()
// With --json standard output carries the lines of the stories and nothing else.
const say = console.log
if (values.json) console.log = console.error

async function playRow({ id, system }: Row, stage: Stage, examples: ExampleBook): Promise<void> {
  const story = stories.get(id)!
  const begun = performance.now()
  const told = await playStory(stage, story, examples)
  const seconds = Number(((performance.now() - begun) / 1000).toFixed(1))
  played.set(id, { ...told, seconds })
  if (values.json) say(JSON.stringify({ id, title: story.title, ok: told.ok, seconds, why: told.why }))
  else say(`${told.ok ? '✓' : '✖'} ${id} ${story.title} (${seconds} s)  ${system}`)
}

if (chosen.some((row) => stories.has(row.id))) {
  await ensureBrowser()
  const stage = await openStage()
  const examples = values.record ? exampleBook(join(root, 'docs/examples')) : noExamples
  try {
    const left = chosen.filter(({ id }) => stories.has(id))
    const playOn = async () => {
      for (let row = left.shift(); row; row = left.shift()) await playRow(row, stage, examples)
    }
    await Promise.all(Array.from({ length: sideBySide }, playOn))
  } finally {
    await stage.close()
  }
}

function printTable(): void {
  let section = ''
  for (const row of chosen) {
    if (row.section !== section) say(`\n${row.section}`)
    section = row.section
    const told = played.get(row.id)
    const state = told ? (told.ok ? `works (${told.seconds} s)` : 'not yet') : 'no story yet'
    say(`  ${row.id}  ${state.padEnd(16)} ${row.system}`)
    if (told?.why) for (const why of told.why.split(' · ')) say(`       ✖ ${why}`)
    for (const note of told?.notes ?? []) say(`       · ${note}`)
  }
  const works = [...played.values()].filter((each) => each.ok).length
  say(
    `\n${works} of ${chosen.length} systems work; ${played.size - works} have a story that does not hold yet, ${chosen.length - played.size} have none.`,
  )
}

if (values.json) {
  for (const row of chosen)
    if (!stories.has(row.id))
      say(JSON.stringify({ id: row.id, title: row.system, ok: false, seconds: 0, why: 'no story yet' }))
} else printTable()
process.exit([...played.values()].every((each) => each.ok) ? 0 : 1)
