/** Imports as their owner sees them: how far, what went in, what was found in which line. */
import type { FindingsAnswer, ImportAnswer } from '@steppe/contracts/registry'
import type { House } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { readCursor, writeCursor } from './cursor.ts'
import { meaningInGeneral, meaningOf, meaningOfUnreadable } from './finding-texts.ts'

interface Row {
  readonly id: string
  readonly fileName: string
  readonly state: ImportAnswer['state']
  readonly why: string | null
  readonly lines: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly wrong: number
  readonly tally: Readonly<Record<string, number>>
  readonly columns: ImportAnswer['columns']
  readonly createdAt: Date
  readonly endedAt: Date | null
}

const columns = `i.id, i.file_name as "fileName", i.state, i.why, i.lines, i.added, i.changed, i.unchanged, i.wrong, i.tally, i.columns,
  i.created_at as "createdAt", i.ended_at as "endedAt"`

/** The import, when it is the account's own. */
export async function findImport(
  house: Pick<House, 'db'>,
  account: string,
  id: string,
): Promise<ImportAnswer | Refusal> {
  const rows = await house.db.ask<Row>(`select ${columns} from registry.imports i where i.id = $1 and i.account = $2`, [
    id,
    account,
  ])
  return rows[0] ? view(rows[0]) : refuse('registry.import_unknown')
}

/** The account's last fifty imports, the latest first. */
export async function findImports(house: Pick<House, 'db'>, account: string): Promise<readonly ImportAnswer[]> {
  const rows = await house.db.ask<Row>(
    `select ${columns} from registry.imports i where i.account = $1 order by i.created_at desc limit 50`,
    [account],
  )
  return rows.map(view)
}

function view(row: Row): ImportAnswer {
  const { why, endedAt, createdAt, tally, ...rest } = row
  return {
    ...rest,
    ...(why ? { why: meaningOfUnreadable(why) } : {}),
    tally: Object.entries(tally)
      .map(([key, count]) => tallyLine(key, count))
      .toSorted((a, b) => (a.level === b.level ? b.count - a.count : a.level === 'error' ? -1 : 1)),
    createdAt: createdAt.toISOString(),
    ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
  }
}

function tallyLine(key: string, count: number): ImportAnswer['tally'][number] {
  const [level, field, code = ''] = key.split('|')
  return {
    level: level === 'error' ? 'error' : 'note',
    ...(field ? { field } : {}),
    code,
    count,
    meaning: meaningInGeneral(code),
  }
}

export interface FindingRow {
  readonly line: number
  readonly place: number
  readonly level: 'error' | 'note'
  readonly field: string | null
  readonly code: string
  readonly found: string | null
  readonly params: Readonly<Record<string, unknown>>
}

export interface FindingPage {
  readonly level?: 'error' | 'note' | undefined
  readonly after: readonly [line: number, place: number]
  readonly limit: number
}

/** Findings after a place, in the order of the lines. */
export async function readFindings(
  house: Pick<House, 'db'>,
  id: string,
  page: FindingPage,
): Promise<readonly FindingRow[]> {
  return house.db.ask<FindingRow>(
    `select f.line, f.place, f.level, f.field, f.code, f.found, f.params
     from registry.import_findings f
     where f.import = $1 and (f.line, f.place) > ($2, $3) and ($4::text is null or f.level = $4)
     order by f.line, f.place limit $5`,
    [id, page.after[0], page.after[1], page.level ?? null, page.limit],
  )
}

/** A page of findings of one's own import. */
export async function findFindings(
  house: Pick<House, 'db'>,
  account: string,
  id: string,
  query: { readonly level?: 'error' | 'note'; readonly cursor?: string; readonly limit?: number },
): Promise<FindingsAnswer | Refusal> {
  const after = readCursor(query.cursor, 2)
  if (isRefusal(after)) return after
  const own = await findImport(house, account, id)
  if (isRefusal(own)) return own
  const limit = query.limit ?? 50
  const rows = await readFindings(house, id, {
    level: query.level,
    after: after ? [Number(after[0]), Number(after[1])] : [0, -1],
    limit: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    findings: page.map(findingView),
    ...(rows.length > limit && last ? { next: writeCursor([last.line, last.place]) } : {}),
  }
}

function findingView(row: FindingRow): FindingsAnswer['findings'][number] {
  return {
    line: row.line,
    level: row.level,
    ...(row.field ? { field: row.field } : {}),
    code: row.code,
    ...(row.found ? { found: row.found } : {}),
    meaning: meaningOf(row.code, row.params),
  }
}
