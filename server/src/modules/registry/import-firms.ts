/**
 * An import of firms: the file is kept, then worked through in batches, each in one transaction with its progress and findings.
 * A process killed in between goes on after the last batch; good rows go in, bad ones are reported, none is half done.
 */
import { createHash } from 'node:crypto'
import { may } from '@steppe/kernels/authority'
import type { House } from '#platform/module'
import type { Ask } from '#platform/postgres'
import { formOf, readSheet, type SheetRow, Unreadable } from '#platform/read-sheet'
import { type Refusal, refuse } from '#platform/refusals'
import { type Personal, personal } from '#platform/vault'
import { type CheckedRow, checkRow, type Finding, type FirmDraft, type RowContext } from './check-row.ts'
import { leagueOfCode } from './find-firm.ts'
import { findPolicy } from './find-policy.ts'
import type { Places, Region } from './gather-places.ts'
import { getActor } from './get-actor.ts'
import { newId } from './new-id.ts'
import { getPlaces } from './places.ts'
import { type Column, missingColumns, recogniseHeadings } from './recognise-headings.ts'
import { saveFirms } from './save-firms.ts'
import { resolveRegion } from './search-regions.ts'

/** Largest file taken in, bytes. */
export const largestImport = 20 * 1024 * 1024
const batchSize = 1000
/** Notes of one kind that are kept line by line; the rest is only counted. Errors are all kept. */
const notesKept = 100
/** After so long without a sign of life another node may go on, milliseconds. */
const silence = 60_000

/** Keeps the file as a job that waits. Refuses an empty one, and one that is neither CSV nor XLSX. */
export async function openImport(
  house: House,
  account: string,
  fileName: string,
  bytes: Buffer,
): Promise<{ readonly id: string } | Refusal> {
  if (bytes.length === 0) return refuse('registry.import_empty')
  const form = formOf(bytes)
  if (!form) return refuse('registry.import_form')
  const id = newId()
  await house.db.ask(
    `insert into registry.imports (id, account, file_name, form, content, sha256, state, created_at) values ($1, $2, $3, $4, $5, $6, 'waiting', $7)`,
    [
      id,
      account,
      fileName.slice(-200),
      form,
      personal(bytes),
      createHash('sha256').update(bytes).digest('hex'),
      new Date(house.clock.now()),
    ],
  )
  return { id }
}

interface Job {
  readonly id: string
  readonly account: string
  readonly content: Buffer
  readonly lines: number
  readonly tally: Readonly<Record<string, number>>
}

/** Works through an import that waits or was left; does nothing when another works on it or it has ended. */
export async function runImport(house: House, id: string): Promise<void> {
  const job = await claim(house, id)
  if (!job) return
  try {
    await workThrough(house, job)
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault
    await house.db.ask(
      "update registry.imports set state = 'unreadable', why = $2, content = null, ended_at = $3 where id = $1",
      [id, fault.line ? `${fault.why}:${fault.line}` : fault.why, new Date(house.clock.now())],
    )
  }
}

/** Imports that wait or were left by a process that ended; each is gone on with. */
export async function resumeImports(house: House): Promise<number> {
  const rows = await house.db.ask<{ id: string }>(
    `select i.id from registry.imports i where i.state = 'waiting' or (i.state = 'running' and i.heartbeat < now() - make_interval(secs => $1))
     order by i.created_at limit 100`,
    [silence / 1000],
  )
  for (const row of rows) await runImport(house, row.id)
  return rows.length
}

async function claim(house: House, id: string): Promise<Job | undefined> {
  const rows = await house.db.ask<Job>(
    `update registry.imports i set state = 'running', heartbeat = now()
     where i.id = $1 and (i.state = 'waiting' or (i.state = 'running' and i.heartbeat < now() - make_interval(secs => $2)))
     returning i.id, i.account, i.content, i.lines, i.tally`,
    [id, silence / 1000],
  )
  return rows[0]
}

interface Work {
  readonly house: House
  readonly job: Job
  readonly places: Places
  readonly context: RowContext
  readonly columns: readonly Column[]
  /** Whether whoever sent the file may take firms in there. */
  readonly reaches: (region: string) => boolean
}

async function workThrough(house: House, job: Job): Promise<void> {
  const rows = readSheet(job.content)
  const columns = await findHeadings(rows)
  await house.db.ask('update registry.imports set columns = $2 where id = $1', [job.id, JSON.stringify(columns)])
  if (missingColumns(columns).length > 0) throw new Unreadable('columns_missing')
  const places = await getPlaces(house)
  const [actor, policy] = await Promise.all([getActor(house, job.account), findPolicy(house)])
  const reaches = (region: string) => may(policy, actor?.grants ?? [], 'registry:firm:import', { region }).allowed
  const work: Work = { house, job, places, columns, context: rowContext(house, places), reaches }
  let done = 0
  let tally = job.tally
  let batch: SheetRow[] = []
  const flush = async () => {
    if (done + batch.length > job.lines && batch.length > 0) tally = await takeIn(work, batch, done, tally)
    done += batch.length
    batch = []
  }
  for await (const row of rows) {
    batch.push(row)
    if (batch.length === batchSize) await flush()
  }
  await flush()
  await finish(house, job)
}

/** How far down headings are looked for: offices put a title and who fills the list in above them. */
const topRows = 10

/** The columns of the first row that has those no firm can be without, else of the first row of all. */
async function findHeadings(rows: AsyncGenerator<SheetRow>): Promise<readonly Column[]> {
  let first: readonly Column[] | undefined
  for (let looked = 0; looked < topRows; looked++) {
    const row = await rows.next()
    if (row.done) break
    const columns = recogniseHeadings(row.value.cells)
    if (missingColumns(columns).length === 0) return columns
    first ??= columns
  }
  if (!first) throw new Unreadable('broken')
  return first
}

async function finish(house: House, job: Job): Promise<void> {
  await house.db.inTransaction(async ({ ask }) => {
    await ask("update registry.imports set state = 'done', content = null, ended_at = $2 where id = $1", [
      job.id,
      new Date(house.clock.now()),
    ])
    await ask('delete from registry.import_codes c where c.import = $1', [job.id])
  })
}

export function rowContext(house: Pick<House, 'clock'>, places: Places): RowContext {
  const known = new Map<string, Region | undefined>()
  return {
    places,
    today: house.clock.today(),
    resolve: (written) => {
      if (!known.has(written)) known.set(written, resolveRegion(places, written))
      return known.get(written)
    },
  }
}

interface Result {
  readonly line: number
  readonly checked: CheckedRow
}

/** One batch, one transaction: firms, findings, progress. Gives the tally so far. */
async function takeIn(
  work: Work,
  batch: readonly SheetRow[],
  before: number,
  tally: Readonly<Record<string, number>>,
): Promise<Readonly<Record<string, number>>> {
  const results = batch.map(
    (row): Result => ({ line: row.line, checked: checkRow(cellsOf(row, work.columns), work.context) }),
  )
  return work.house.db.inTransaction(async ({ ask }) => {
    const barred = new Map([
      ...(await findForeign(ask, work, results)),
      ...(await noteCodes(ask, work.job.id, results)),
    ])
    const firms = results.flatMap(({ line, checked }) =>
      checked.firm && !barred.has(line) ? [{ line, firm: checked.firm }] : [],
    )
    const saving = { ask, places: work.places, site: work.house.site, at: new Date(work.house.clock.now()) }
    const saved = await saveFirms(
      saving,
      firms.map(({ firm }) => firm),
    )
    const indexOf = new Map(firms.map(({ line }, index) => [line, index]))
    const findings = results.flatMap(({ line, checked }) => {
      const index = indexOf.get(line) ?? -1
      const bar = barred.get(line)
      return [...checked.findings, ...(bar ? [bar] : []), ...(saved[index]?.notes ?? [])].map((finding) => ({
        line,
        finding,
      }))
    })
    const counted = await writeFindings(ask, work.job.id, findings, tally)
    const count = (outcome: string) => saved.filter((each) => each.outcome === outcome).length
    const rows = await ask<{ id: string }>(
      `update registry.imports i set lines = $3, added = i.added + $4, changed = i.changed + $5, unchanged = i.unchanged + $6, wrong = i.wrong + $7,
         tally = $8, heartbeat = now()
       where i.id = $1 and i.lines = $2 and i.state = 'running' returning i.id`,
      [
        work.job.id,
        before,
        before + batch.length,
        count('added'),
        count('changed'),
        count('unchanged'),
        batch.length - firms.length,
        JSON.stringify(counted),
      ],
    )
    if (!rows[0]) throw new Error(`another process works on the import ${work.job.id}`)
    return counted
  })
}

export function cellsOf(row: SheetRow, columns: readonly Column[]): Partial<Record<string, string>> {
  return Object.fromEntries(
    columns.flatMap(({ heading, field }, index) => {
      const cell = row.cells[index] ?? ''
      return field ? [[field, field === 'capital' ? withUnit(cell, heading) : cell]] : []
    }),
  )
}

/** `500` under 注册资本（万元） is 500万元. */
const withUnit = (cell: string, heading: string) =>
  /^[\d.,]+$/.test(cell) ? cell + (/[万亿]?元/.exec(heading)?.[0] ?? '') : cell

/** Lines of firms that have, or had until now, their seat where the sender may take none in. */
async function findForeign(ask: Ask, work: Work, results: readonly Result[]): Promise<ReadonlyMap<number, Finding>> {
  const { house, places, reaches } = work
  const firms = results.flatMap(({ line, checked }) => (checked.firm ? [{ line, ...checked.firm }] : []))
  const rows = await ask<{ code: string; region: string }>(
    `select f.code, f.region from unnest($1::text[], $2::text[]) as k(league, code) join registry.firms f on f.league = k.league and f.code = k.code`,
    [firms.map(({ code }) => leagueOfCode(places, house.site, code)), firms.map(({ code }) => code)],
  )
  const seats = new Map(rows.map(({ code, region }) => [code, region]))
  return new Map(
    firms.flatMap(({ line, code, region }) => {
      const foreign = [region, seats.get(code) ?? region].find((each) => !reaches(each))
      const params = { region: places.region(foreign ?? '')?.name ?? foreign }
      return foreign ? [[line, { level: 'error', field: 'region', code: 'outside_your_region', params }] as const] : []
    }),
  )
}

/** Lines whose code stood in the file before, with the line that had it first. */
async function noteCodes(ask: Ask, job: string, results: readonly Result[]): Promise<ReadonlyMap<number, Finding>> {
  const first = new Map<string, number>()
  for (const { line, checked } of results)
    if (checked.firm && !first.has(checked.firm.code)) first.set(checked.firm.code, line)
  const rows = await ask<{ code: string; line: number }>(
    `with fresh as (
       insert into registry.import_codes (import, code, line) select $1, k.code, k.line from unnest($2::text[], $3::int[]) as k(code, line)
       on conflict (import, code) do nothing returning code, line)
     select c.code, c.line from registry.import_codes c where c.import = $1 and c.code = any($2)`,
    [job, [...first.keys()], [...first.values()]],
  )
  const earlier = new Map([...first, ...rows.map((row) => [row.code, row.line] as const)])
  return new Map(
    results.flatMap(({ line, checked }) => {
      const at = checked.firm && earlier.get(checked.firm.code)
      return at === undefined || at === line ? [] : [[line, repeated(checked.firm, at)] as const]
    }),
  )
}

function repeated(firm: FirmDraft | undefined, line: number): Finding {
  return {
    level: 'error',
    field: 'code',
    code: 'repeated_in_file',
    ...(firm ? { found: firm.code } : {}),
    params: { line },
  }
}

interface Placed {
  readonly line: number
  readonly finding: Finding
}

const personalFields: ReadonlySet<string | null> = new Set(['representativeId', 'phone'])

/** Keeps the findings, of each kind of note the first hundred, and counts them all. */
async function writeFindings(
  ask: Ask,
  job: string,
  findings: readonly Placed[],
  tally: Readonly<Record<string, number>>,
): Promise<Readonly<Record<string, number>>> {
  const counted: Record<string, number> = { ...tally }
  const kept = findings.filter(({ finding }) => {
    const key = tallyKey(finding)
    counted[key] = (counted[key] ?? 0) + 1
    return finding.level === 'error' || counted[key] <= notesKept
  })
  const hidden: Personal[] = []
  const rows = kept.map(({ line, finding }, place) => {
    const { level, field = null, code, params = {} } = finding
    const found = finding.found?.slice(0, 300) ?? null
    // A wrong number is a right one but for a digit: it is hidden like one.
    const hide = found !== null && personalFields.has(field)
    return {
      line,
      place,
      level,
      field,
      code,
      params,
      found: hide ? null : found,
      hidden: hide ? hidden.push(personal(found)) : null,
    }
  })
  await ask(
    `insert into registry.import_findings (import, line, place, level, field, code, found, params)
     select $2, f.line, f.place, f.level, f.field, f.code, coalesce(($3::text[])[f.hidden], f.found), f.params
     from json_to_recordset($1::json) as f(line integer, place integer, level text, field text, code text, found text, hidden integer, params jsonb)`,
    [JSON.stringify(rows), job, hidden],
  )
  return counted
}

/** `note|type|blank`: what a tally counts by. */
export function tallyKey(finding: Pick<Finding, 'level' | 'field' | 'code'>): string {
  return `${finding.level}|${finding.field ?? ''}|${finding.code}`
}
