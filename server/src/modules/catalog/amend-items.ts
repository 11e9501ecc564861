/** A department amends its items from a file: only what changed, checked as an auditor would, all of it or nothing, as versions from a day. */
import { createHash, randomUUID } from 'node:crypto'
import type { ImportAnswer, ItemOverrides, RowReport } from '@steppe/contracts/catalog'
import type { House } from '#platform/module'
import type { Ask } from '#platform/postgres'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { forgetCatalogue } from './catalogue.ts'
import { checkWholeItem } from './check-item.ts'
import { type Kept, keptBy } from './find-own-items.ts'
import { changesBetween } from './item-versions.ts'
import { codeHeading, type OwnColumn, ownColumns, type Unreadable } from './own-columns.ts'
import { readTable, type TableRows } from './read-table.ts'
import { searchTextOf } from './search-text.ts'
import { forgetSearch } from './search-words.ts'
import { getSegmenter } from './segmenter.ts'
import { countSearchTerms, writeSearchTexts } from './write-search-texts.ts'

export interface Amendment {
  readonly department: string
  readonly file: { readonly name: string; readonly content: Buffer }
  /** The day on which it begins to hold: today or later. */
  readonly from: string
  readonly dryRun: boolean
  readonly account: string
}

interface Planned {
  readonly kept: Kept
  readonly overrides: ItemOverrides
}
type Row = { readonly report: RowReport; readonly planned?: Planned }

/** Refuses catalog.file_unreadable, columns_missing, day_passed, department_unknown. What is wrong in a row stands in the answer. */
export async function amendItems(house: House, amendment: Amendment): Promise<ImportAnswer | Refusal> {
  if (amendment.from < house.clock.today()) return refuse('catalog.day_passed', { day: amendment.from })
  const table = await readTable(amendment.file.content)
  if (isRefusal(table)) return table
  const columns = table[0]!.map((heading) => ownColumns.find((column) => column.heading === heading.trim()))
  const at = columns.findIndex((column) => column?.heading === codeHeading)
  if (at === -1) return refuse('catalog.columns_missing', { columns: codeHeading })
  const kept = await keptBy(house, amendment.department, amendment.from)
  if (isRefusal(kept)) return kept
  const rows = readRows(table, columns, at, new Map(kept.map((one) => [one.item.code, one])))
  const wrong = rows.filter(({ report }) => report.outcome === 'wrong').length
  const planned = rows.flatMap((row) => (row.planned ? [row.planned] : []))
  const taken = wrong === 0 && !amendment.dryRun
  if (taken && planned.length > 0) await take(house, amendment, planned)
  return {
    taken,
    added: 0,
    changed: planned.length,
    unchanged: rows.length - wrong - planned.length,
    wrong,
    columns: table[0]!.map((heading, index) => ({
      heading: heading.slice(0, 200),
      ...(columns[index]?.read || index === at ? { element: columns[index]!.heading } : {}),
    })),
    rows: rows.map(({ report }) => report).filter(({ outcome, zh }) => outcome !== 'unchanged' || zh !== undefined),
  }
}

function readRows(
  table: TableRows,
  columns: readonly (OwnColumn | undefined)[],
  at: number,
  kept: ReadonlyMap<string, Kept>,
): readonly Row[] {
  const seen = new Map<string, number>()
  return table.slice(1).map((cells, index): Row => {
    const line = index + 2
    const code = (cells[at] ?? '').trim()
    const item = kept.get(code)
    const before = seen.get(code)
    seen.set(code, line)
    const no = (zh: string, en: string): Row => ({
      report: { line, code: code.slice(0, 100), outcome: 'wrong', zh: zh.slice(0, 500), en: en.slice(0, 500) },
    })
    if (!item)
      return no(
        `本部门没有编码为“${code}”的事项，请删去这一行`,
        `The department has no item ${code}; take the line out`,
      )
    if (before !== undefined)
      return no(`与第 ${before} 行重复，请删去其中一行`, `The item stands in line ${before} already; take one out`)
    return readRow(cells, columns, item, line, no)
  })
}

function readRow(
  cells: readonly string[],
  columns: readonly (OwnColumn | undefined)[],
  kept: Kept,
  line: number,
  no: (zh: string, en: string) => Row,
): Row {
  let own: ItemOverrides = {}
  const left: Unreadable[] = []
  for (const [index, column] of columns.entries()) {
    const cell = plain(cells[index])
    const stands = column && plain(column.write(kept.item))
    if (!column || cell === stands) continue
    if (!column.read) {
      left.push(whyLeft(column.heading, stands!, cell))
      continue
    }
    const said = column.read(cell, kept.item)
    if ('zh' in said && 'en' in said) return no(String(said.zh), String(said.en))
    own = { ...own, ...(said as ItemOverrides) }
  }
  const overrides = { ...kept.row.overrides, ...own }
  const item = kept.with(overrides)
  const changes = changesBetween(kept.item, item)
  const report = { line, code: kept.item.code }
  if (changes.length === 0)
    return { report: { ...report, outcome: 'unchanged', ...(left.length > 0 ? inWords(left) : {}) } }
  // What an auditor objected to before is not the amendment's fault, and does not stop it.
  const known = new Set(checkWholeItem(kept.item).map((error) => `${error.code} ${error.field}`))
  const errors = checkWholeItem(item).filter((error) => !known.has(`${error.code} ${error.field}`))
  if (errors.length > 0) return { report: { ...report, outcome: 'wrong', ...inWords([...errors, ...left]) } }
  const said = changes.map(({ title, element, before, after }) => ({
    zh: `${title}：${short(before.zh)} → ${short(after.zh)}`,
    en: `${element}: ${short(before.en)} → ${short(after.en)}`,
  }))
  return { report: { ...report, outcome: 'changed', ...inWords([...left, ...said]) }, planned: { kept, overrides } }
}

/** An element that is the law's or the catalogue's above: the department's file does not change it. */
function whyLeft(heading: string, stands: string, cell: string): Unreadable {
  return {
    zh: `“${heading}”由法律法规和上级目录规定，仍为“${short([stands])}”，没有采用“${short([cell])}”`,
    en: `“${heading}” is set by law and the catalogue above: it stays “${short([stands])}”, “${short([cell])}” was not taken`,
  }
}

const inWords = (said: readonly Unreadable[]) => ({
  zh: said
    .map(({ zh }) => zh)
    .join('；')
    .slice(0, 500),
  en: said
    .map(({ en }) => en)
    .join('; ')
    .slice(0, 500),
})

/** A cell without what spreadsheets do to it: line ends, the sign before what looks like a formula. */
function plain(cell: string | undefined): string {
  return (cell ?? '')
    .replaceAll('\r\n', '\n')
    .replace(/^'(?=[=+\-@\t\r])/, '')
    .trim()
}

const short = (lines: readonly string[]) => {
  const whole = lines.join('、') || '—'
  return whole.length > 60 ? `${whole.slice(0, 60)}…` : whole
}

/** The version before ends on the day on which the new one begins; amended twice for one day it is one version. */
async function take(house: House, amendment: Amendment, planned: readonly Planned[]): Promise<void> {
  const { from, file, account } = amendment
  const texts = planned.map(({ kept, overrides }) =>
    searchTextOf(kept.basic, getSegmenter(), overrides, kept.row.region),
  )
  await house.db.inTransaction(async ({ ask }) => {
    await ask('select s.version from catalog.stamp s for update')
    const ids = await writeSearchTexts(ask, texts)
    await writeVersions(
      ask,
      from,
      planned.map(({ kept, overrides }, index) => ({
        league: kept.row.league,
        code: kept.row.code,
        was: kept.row.from_day,
        text_id: ids.get(texts[index]!.digest)!,
        overrides,
      })),
    )
    await countSearchTerms(ask)
    await ask('update catalog.stamp set version = version + 1')
    await ask(
      'insert into catalog.imports (id, account, file_name, sha256, taken, report, created_at) values ($1, $2, $3, $4, true, $5, $6)',
      [
        randomUUID(),
        account,
        file.name,
        createHash('sha256').update(file.content).digest('hex'),
        JSON.stringify({ department: amendment.department, from, changed: planned.map(({ kept }) => kept.row.code) }),
        new Date(house.clock.now()),
      ],
    )
  })
  forgetCatalogue(house)
  forgetSearch(house)
}

interface NewVersion {
  readonly league: string
  readonly code: string
  /** First day of the version it replaces. */
  readonly was: string
  readonly text_id: number
  readonly overrides: ItemOverrides
}

async function writeVersions(ask: Ask, from: string, rows: readonly NewVersion[]): Promise<void> {
  const given = JSON.stringify(rows)
  await ask(
    `insert into catalog.items (league, code, from_day, until_day, basic_code, region, level, department, text_id, overrides, body, origin)
     select i.league, i.code, $2::date, i.until_day, i.basic_code, i.region, i.level, i.department, g.text_id, g.overrides, i.body, 'department'
     from json_to_recordset($1::json) as g(league text, code text, was date, text_id bigint, overrides jsonb)
     join catalog.items i on i.league = g.league and i.code = g.code and i.from_day = g.was
     on conflict (league, code, from_day) do update set text_id = excluded.text_id, overrides = excluded.overrides`,
    [given, from],
  )
  await ask(
    `update catalog.items i set until_day = $2::date
     from json_to_recordset($1::json) as g(league text, code text, was date)
     where i.league = g.league and i.code = g.code and i.from_day = g.was and g.was < $2::date`,
    [given, from],
  )
}
