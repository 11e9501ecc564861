/** Takes in a catalogue from a file, all of it or nothing, with a report row by row; the same file again changes nothing. */
import { createHash, randomUUID } from 'node:crypto'
import { type BasicItem, type ImportAnswer, itemTypes, type RowReport } from '@steppe/contracts/catalog'
import { getPlaces } from '#ask/registry'
import type { House } from '#platform/module'
import type { Ask } from '#platform/postgres'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { forgetCatalogue } from './catalogue.ts'
import { type ImportElement, neededElements, readHeadings } from './import-columns.ts'
import { itemCode, leagueOfItem } from './item-code.ts'
import { type ImportCells, type ImportPlan, type PlannedItem, planImport } from './plan-import.ts'
import { readDefaults } from './read-pack.ts'
import { readTable, type TableRows } from './read-table.ts'
import { searchTextOf } from './search-text.ts'
import { getSegmenter } from './segmenter.ts'
import { writeOutItem } from './write-out-item.ts'
import { countSearchTerms, writeSearchTexts } from './write-search-texts.ts'

export interface ImportFile {
  readonly name: string
  readonly content: Buffer
  /** Only reports; nothing is kept. */
  readonly dryRun: boolean
}

/** Who may import, by the regions the rows speak of; the reason is a refusal. */
export type MayImport = (regions: readonly string[]) => Promise<Refusal | undefined>

/** Imports the file for the account. Refuses catalog.file_unreadable and catalog.columns_missing. */
export async function importCatalogue(
  house: House,
  file: ImportFile,
  account: string,
  may: MayImport = async () => undefined,
): Promise<ImportAnswer | Refusal> {
  const rows = await readTable(file.content)
  if (isRefusal(rows)) return rows
  const columns = readHeadings(rows[0]!)
  const missing = neededElements.filter((element) => !columns.includes(element))
  if (missing.length > 0) return refuse('catalog.columns_missing', { columns: missing.join(', ') })
  const plan = planImport(cellsOf(rows, columns))
  const refused = await may([...new Set(plan.items.map((item) => item.region))])
  if (refused) return refused
  const heading = rows[0]!.map((text, at) => ({
    heading: text.slice(0, 200),
    ...(columns[at] ? { element: columns[at] } : {}),
  }))
  if (plan.wrong.length > 0) return report(plan, heading, false, new Map())
  return take(house, file, account, plan, heading)
}

function cellsOf(rows: TableRows, columns: readonly (ImportElement | undefined)[]): ImportCells[] {
  return rows.slice(1).map((row) => {
    const cells: Partial<Record<ImportElement, string>> = {}
    for (const [at, element] of columns.entries()) if (element && row[at]) cells[element] = row[at].trim()
    return cells
  })
}

type Outcome = 'added' | 'changed' | 'unchanged'
/** What becomes of a line; none where the file is not taken. */
type Outcomes = ReadonlyMap<number, { readonly outcome: Outcome; readonly code: string }>

function report(plan: ImportPlan, columns: ImportAnswer['columns'], taken: boolean, outcomes: Outcomes): ImportAnswer {
  const wrong: RowReport[] = plan.wrong.map(({ line, localCode, zh, en }) => ({
    line,
    ...(localCode ? { code: localCode } : {}),
    outcome: 'wrong',
    zh,
    en,
  }))
  const good: RowReport[] = plan.items.map(({ line, localCode, note }) => {
    const known = outcomes.get(line)
    return {
      line,
      code: known?.code ?? localCode.slice(0, 100),
      outcome: known?.outcome ?? 'unchanged',
      ...(note ?? {}),
    }
  })
  const count = (outcome: Outcome) => [...outcomes.values()].filter((one) => one.outcome === outcome).length
  const shown = good.filter((row, at) => (at < 100 && outcomes.size > 0) || row.zh !== undefined)
  return {
    taken,
    added: count('added'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    wrong: wrong.length,
    columns: [...columns],
    rows: [...wrong, ...shown].sort((a, b) => a.line - b.line),
  }
}

async function take(
  house: House,
  file: ImportFile,
  account: string,
  plan: ImportPlan,
  columns: ImportAnswer['columns'],
): Promise<ImportAnswer> {
  const defaults = await readDefaults(house.site.packs)
  const places = await getPlaces(house)
  const answer = await house.db.inTransaction(async ({ ask }) => {
    // One import at a time: codes are given out by what is there.
    await ask('select s.version from catalog.stamp s for update')
    const { given, fresh } = await giveCodes(ask, plan.items)
    const rows = plan.items.map((planned) => {
      const basicCode = given.get(planned.localCode)!
      const code = itemCode(planned.body.creditCode, planned.level, basicCode)
      const known = places.departments.find((one) => one.creditCode === planned.body.creditCode)
      return { planned, code, known, basic: basicOf(planned, basicCode, house.clock.today(), known?.kind, defaults) }
    })
    const { outcomes, changed } = await compareRows(ask, rows)
    if (file.dryRun) return report(plan, columns, false, outcomes)
    await keepCodes(ask, fresh)
    if (changed.length > 0) {
      await writeBasics(ask, changed)
      await writeItems(ask, changed)
      await countSearchTerms(ask)
      await ask('update catalog.stamp set version = version + 1')
    }
    const made = report(plan, columns, true, outcomes)
    await ask(
      `insert into catalog.imports (id, account, file_name, sha256, taken, report, created_at) values ($1, $2, $3, $4, true, $5, $6)`,
      [
        randomUUID(),
        account,
        file.name,
        createHash('sha256').update(file.content).digest('hex'),
        JSON.stringify({ ...made, rows: [] }),
        new Date(house.clock.now()),
      ],
    )
    return made
  })
  forgetCatalogue(house)
  return answer
}

interface GivenCodes {
  /** The 12-digit code of each local one. */
  readonly given: ReadonlyMap<string, string>
  /** Those that had none yet. */
  readonly fresh: readonly { readonly local_code: string; readonly basic_code: string }[]
}

/** A 12-digit code for each local one: the one it has already, else made from it, free of others. */
async function giveCodes(ask: Ask, items: readonly PlannedItem[]): Promise<GivenCodes> {
  const known = await ask<{ local_code: string; basic_code: string }>(
    'select l.local_code, l.basic_code from catalog.local_codes l where l.local_code = any($1)',
    [items.map((item) => item.localCode)],
  )
  const given = new Map(known.map((row) => [row.local_code, row.basic_code]))
  const without = items.filter((item) => !given.has(item.localCode))
  const taken = new Set(
    (await ask<{ code: string }>('select distinct b.code from catalog.basic_items b')).map((row) => row.code),
  )
  const fresh = without.map((item) => {
    let serial = Number(
      BigInt(`0x${createHash('sha256').update(item.localCode).digest('hex').slice(0, 15)}`) % 100_000_000n,
    )
    const head = item.region.slice(0, 2) + item.elements.type
    while (taken.has(head + String(serial).padStart(8, '0'))) serial = (serial + 1) % 100_000_000
    const code = head + String(serial).padStart(8, '0')
    taken.add(code)
    given.set(item.localCode, code)
    return { local_code: item.localCode, basic_code: code }
  })
  return { given, fresh }
}

async function keepCodes(ask: Ask, codes: GivenCodes['fresh']): Promise<void> {
  await ask(
    `insert into catalog.local_codes (local_code, basic_code) select c.local_code, c.basic_code
     from json_to_recordset($1::json) as c(local_code text, basic_code text)`,
    [JSON.stringify(codes)],
  )
}

function basicOf(
  planned: PlannedItem,
  code: string,
  today: string,
  kind: string | undefined,
  defaults: Parameters<typeof writeOutItem>[1],
): BasicItem {
  const { elements, level } = planned
  const typeName = itemTypes[elements.type].zh
  const short = {
    legalBasis: [],
    themes: {
      firm: elements.audience.some((one) => one !== '1') ? ['permits'] : [],
      person: elements.audience.includes('1') ? ['permits'] : [],
    },
    department: kind ?? 'other',
    levels: [level],
    popular: 5,
    ...elements,
    exercised: typeName,
    code,
    from: today,
  }
  return writeOutItem(short, defaults, `line ${planned.line}`)
}

interface ImportRow {
  readonly planned: PlannedItem
  readonly code: string
  readonly known: { readonly code: string } | undefined
  readonly basic: BasicItem
}

type ChangedRow = ImportRow & { readonly digest: string }

/** Which rows differ from what is there. */
async function compareRows(
  ask: Ask,
  rows: readonly ImportRow[],
): Promise<{ readonly outcomes: Outcomes; readonly changed: readonly ChangedRow[] }> {
  const before = await ask<{ code: string; from: string; digest: string }>(
    'select b.code, b.from_day as "from", b.digest from catalog.basic_items b where b.code = any($1) order by b.code, b.from_day',
    [rows.map((row) => row.basic.code)],
  )
  const newest = new Map(before.map((row) => [row.code, row]))
  const outcomes = new Map<number, { outcome: Outcome; code: string }>()
  const changed: ChangedRow[] = []
  for (const row of rows) {
    const { from: _, ...said } = row.basic
    const digest = createHash('sha256')
      .update(JSON.stringify([said, row.planned.own, row.planned.body, row.planned.region, row.code]))
      .digest('hex')
    const old = newest.get(row.basic.code)
    const outcome = old === undefined ? 'added' : old.digest === digest ? 'unchanged' : 'changed'
    outcomes.set(row.planned.line, { outcome, code: row.code })
    if (outcome !== 'unchanged') changed.push({ ...row, digest })
  }
  return { outcomes, changed }
}

/** A changed item is a new version from today; the one before ends then. Amended twice in a day it is the same version. */
async function writeBasics(ask: Ask, rows: readonly ChangedRow[]): Promise<void> {
  const values = JSON.stringify(
    rows.map(({ basic, digest }) => ({ code: basic.code, from_day: basic.from, digest, body: basic })),
  )
  await ask(
    `update catalog.basic_items b set until_day = g.from_day, body = b.body || jsonb_build_object('until', g.from_day::text)
     from json_to_recordset($1::json) as g(code text, from_day date)
     where b.code = g.code and b.from_day < g.from_day and b.until_day is null`,
    [values],
  )
  await ask(
    `insert into catalog.basic_items (code, from_day, pack, digest, body)
     select g.code, g.from_day, 'import', g.digest, g.body from json_to_recordset($1::json) as g(code text, from_day date, digest text, body jsonb)
     on conflict (code, from_day) do update set digest = excluded.digest, body = excluded.body`,
    [values],
  )
}

async function writeItems(ask: Ask, rows: readonly ImportRow[]): Promise<void> {
  const texts = rows.map((row) => searchTextOf(row.basic, getSegmenter(), {}, row.planned.region))
  const ids = await writeSearchTexts(ask, texts)
  const values = rows.map(({ planned, code, known, basic }, at) => ({
    league: leagueOfItem(code),
    code,
    from_day: basic.from,
    basic_code: basic.code,
    region: planned.region,
    level: planned.level,
    department: known?.code ?? `${planned.region}-${planned.body.creditCode}`,
    text_id: ids.get(texts[at]!.digest),
    overrides: Object.keys(planned.own).length > 0 ? planned.own : null,
    body: known ? null : { name: planned.body.name, kind: 'other' },
  }))
  // One row a code, from its first day: versions are the basic item's. A body that changed leaves its old code.
  await ask(
    `delete from catalog.items i where i.origin = 'import' and i.basic_code = any($1) and not (i.code = any($2))`,
    [values.map((value) => value.basic_code), values.map((value) => value.code)],
  )
  await ask(
    `with given as (
       select * from json_to_recordset($1::json) as r(league text, code text, from_day date, basic_code text, region text, level text,
         department text, text_id bigint, overrides jsonb, body jsonb)
     ), kept as (
       update catalog.items i set region = g.region, level = g.level, department = g.department, text_id = g.text_id, overrides = g.overrides, body = g.body
       from given g where i.league = g.league and i.code = g.code returning i.code
     )
     insert into catalog.items (league, code, from_day, basic_code, region, level, department, text_id, overrides, body, origin)
     select g.league, g.code, g.from_day, g.basic_code, g.region, g.level, g.department, g.text_id, g.overrides, g.body, 'import'
     from given g where not exists (select 1 from kept k where k.code = g.code)`,
    [JSON.stringify(values)],
  )
}
