/**
 * Takes a message board's file in: each row an order with the days it had, answered where the file has an answer. The trail says that it
 * was imported, by whom and from which file; the log seals it on the day it really came. The same row again is the same order.
 */
import { createHash, randomUUID } from 'node:crypto'
import type { ImportReport } from '@steppe/contracts/appeals'
import { dayInZone } from '@steppe/kernels/calendar'
import type { ActActor } from '@steppe/kernels/cases'
import { getPlaces, type Places, resolveRegion } from '#ask/registry'
import { type CaseWrite, commitWrites } from '#cases/commit-acts'
import type { CasesHouse } from '#cases/house'
import { prepareAct, prepareOpening, toWrite } from '#cases/prepare-act'
import { actActor } from '#cases/routes'
import type { Actor } from '#platform/actor'
import { readSheet, type SheetRow, Unreadable } from '#platform/read-sheet'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { openingOf } from '../open-order.ts'
import { type BoardRow, columnsOf, type Reading, type RowProblem, readBoardRow } from './read-board.ts'

const mostRows = 100_000
const batch = 250
const mostProblems = 1000

interface Import {
  readonly house: CasesHouse
  readonly places: Places
  readonly by: ActActor
  readonly file: string
  readonly id: string
  readonly report: { rows: number; taken: number; repeated: number; refused: number }
  readonly problems: ImportReport['problems']
}

/**
 * Refuses a file that is none, or has no column for text and place; a bad row only spoils itself. Under the id that the caller chose it can be
 * watched while it runs (`findImport`); sent again under the same id it gives the same report.
 */
export async function importBoard(
  house: CasesHouse,
  actor: Actor,
  bytes: unknown,
  id: string = randomUUID(),
): Promise<ImportReport | Refusal> {
  if (!Buffer.isBuffer(bytes)) return refuse('appeals.import_unreadable', { why: 'not_a_sheet' })
  const before = await findImport(house, actor.id, id)
  if (!isRefusal(before) && before.done) return before
  const work: Import = {
    house,
    places: await getPlaces(house),
    by: actActor(actor, actor.grants.find((grant) => grant.department)?.department),
    file: createHash('sha256').update(bytes).digest('hex'),
    id,
    report: { rows: 0, taken: 0, repeated: 0, refused: 0 },
    problems: [],
  }
  await house.db.ask(
    'insert into appeals.imports (id, by_account, at, report) values ($1, $2, $3, $4) on conflict do nothing',
    [id, actor.id, new Date(house.clock.now()), JSON.stringify(reportOf(work, false))],
  )
  try {
    await takeRows(work, readSheet(bytes))
  } catch (fault) {
    if (fault instanceof Unreadable) return refuse('appeals.import_unreadable', { why: fault.why })
    throw fault
  } finally {
    await tell(work, true)
  }
  return reportOf(work, true)
}

const reportOf = ({ id, report, problems }: Import, done: boolean): ImportReport => ({ id, done, ...report, problems })

async function tell(work: Import, done: boolean): Promise<void> {
  await work.house.db.ask('update appeals.imports i set report = $3 where i.id = $1 and i.by_account = $2', [
    work.id,
    work.by.id,
    JSON.stringify(reportOf(work, done)),
  ])
}

/** How far an import of the caller's is, or how it ended. */
export async function findImport(house: CasesHouse, account: string, id: string): Promise<ImportReport | Refusal> {
  const rows = await house.db.ask<{ report: ImportReport }>(
    'select i.report from appeals.imports i where i.id = $1 and i.by_account = $2',
    [id, account],
  )
  return rows[0] ? rows[0].report : refuse('appeals.import_unknown')
}

/** While one batch is written the next is read and prepared. */
async function takeRows(work: Import, rows: AsyncIterable<SheetRow>): Promise<void> {
  const { report } = work
  let reading: Reading | undefined
  let writes = new Map<string, CaseWrite>()
  let flying = Promise.resolve()
  for await (const { line, cells } of rows) {
    if (!reading) {
      reading = readingOf(work, cells)
      continue
    }
    if (++report.rows > mostRows) throw new Unreadable('too_large')
    const row = readBoardRow(cells, reading)
    if ('code' in row) {
      note(work, line, row)
      continue
    }
    const write = await writeOf(work, row)
    if (isRefusal(write)) {
      note(work, line, { column: 'place', code: write.code, what: '' })
      continue
    }
    // Two rows that are the same within one batch would be one case twice in one statement.
    if (writes.has(write.id)) report.repeated++
    else writes.set(write.id, write)
    if (writes.size < batch) continue
    await flying
    flying = flush(work, [...writes.values()])
    flying.catch(() => {})
    writes = new Map()
  }
  await flying
  await flush(work, [...writes.values()])
}

function readingOf({ house, places }: Import, cells: readonly string[]): Reading {
  const columns = columnsOf(cells)
  if (!columns) throw new Unreadable('columns_missing')
  const known = new Map<string, string | undefined>()
  const regionOf = (text: string) => {
    if (!known.has(text)) known.set(text, regionNamed(places, text))
    return known.get(text)
  }
  return { columns, regionOf, now: house.clock.now(), startOfDay: house.engine.surroundings.startOfDay }
}

function note({ report, problems }: Import, row: number, problem: RowProblem): void {
  report.refused++
  if (problems.length < mostProblems) problems.push({ row, ...problem })
}

async function flush(work: Import, writes: readonly CaseWrite[]): Promise<void> {
  if (writes.length === 0) return
  const { house, report } = work
  const won = await commitWrites(house.db.ask, writes)
  report.taken += won.filter(Boolean).length
  report.repeated += won.filter((each) => !each).length
  await tell(work, false)
}

/** A code, or a name as people write it: short, whole, or with all above it in front. */
function regionNamed(places: Places, text: string): string | undefined {
  if (/^\d{6}$/.test(text)) return places.region(text)?.code
  const whole = resolveRegion(places, text)?.code
  if (whole) return whole
  const named = places.regions.filter((region) => region.code.length === 6 && text.endsWith(region.name))
  return named.sort((a, b) => b.name.length - a.name.length)[0]?.code
}

/** Everything of one row in one write: handed in, answered. */
async function writeOf({ house, by, file, places }: Import, row: BoardRow): Promise<CaseWrite | Refusal> {
  const opening = await openingOf(
    house,
    {
      matter: {
        type: 'board',
        intent: row.intent,
        urgency: 'general',
        text: row.text,
        place: { region: row.region },
        publish: true,
        origin: { what: 'board', id: row.number ?? '', file },
        ...(row.satisfaction ? { said: row.satisfaction } : {}),
      },
      title: row.title,
      applicant: { kind: 'person', id: 'board', name: '网民', account: 'board' },
      channel: 'board',
      actor: by,
      url: '',
      sameAs: `board\n${row.number ?? ''}\n${row.region}\n${row.at}\n${row.text}`,
    },
    dayInZone(row.at, house.site.zone),
  )
  if (isRefusal(opening)) return opening
  const around = house.engine.surroundings
  const opened = await prepareOpening(opening, by, row.at, around)
  if (!row.reply || row.repliedAt === undefined) return toWrite(undefined, opened, around)
  const office = row.department ? places.departments.find((each) => each.name === row.department)?.code : undefined
  const deed = { kind: 'answer', task: opened.state.tasks[0]!.id, text: row.reply } as const
  const actor = { ...by, department: office ?? opening.case.department }
  const answered = await prepareAct(opened.state, deed, actor, row.repliedAt, around)
  if ('refused' in answered) return refuse(answered.code, answered.params)
  const whole = { ...answered, acts: [...opened.acts, ...answered.acts], facts: [...opened.facts, ...answered.facts] }
  return toWrite(undefined, whole, around)
}
