/** Reads a list of 证明事项 from the rows of a table, whatever its headings are called; each wrong row says how to mend it. Pure. */
import { createHash } from 'node:crypto'
import type { ProofRoute } from '@steppe/contracts/catalog'
import type { TableRows } from './read-table.ts'

/** A row of the list, not yet dated. */
export interface ReadMatter {
  readonly line: number
  readonly id: string
  readonly region: string
  readonly name: string
  readonly demandedBy: string
  readonly issuedBy?: string
  readonly basis?: string
  readonly guide?: string
  readonly route: ProofRoute
}

export interface WrongRow {
  readonly line: number
  readonly zh: string
  readonly en: string
}

export interface ReadList {
  readonly missing: readonly string[]
  readonly matters: readonly ReadMatter[]
  readonly wrong: readonly WrongRow[]
}

type Column = 'name' | 'demandedBy' | 'issuedBy' | 'basis' | 'guide' | 'route' | 'region'

const headings: Readonly<Record<Column, readonly string[]>> = {
  name: ['证明事项名称', '证明名称', '证明事项', '证明材料名称', '名称', 'name'],
  demandedBy: ['索要单位', '索要部门', '要求提供单位', '实施部门', '用证单位', 'demandedby'],
  issuedBy: ['开具单位', '出具单位', '出具部门', '开具部门', 'issuedby'],
  basis: ['设定依据', '依据', '法律依据', 'basis'],
  guide: ['办理指南', '说明', '备注', 'guide'],
  route: ['处理方式', '清理方式', '证明方式', '替代方式', '实施方式', 'route'],
  region: ['行政区划', '行政区划代码', '区划代码', 'region'],
}
const needed: readonly Column[] = ['name', 'demandedBy', 'route']

/** What the ways are called in the lists of different places. */
const routes: Readonly<Record<ProofRoute, readonly string[]>> = {
  cancelled: ['直接取消', '取消', 'cancelled'],
  promise: ['告知承诺', '告知承诺制', '承诺替代', 'promise'],
  department_check: ['部门核验', '部门间核验', '部门内部核查', '数据共享核验', '网络核验', '核验', 'department_check'],
}
const routeOf = new Map(
  (Object.entries(routes) as [ProofRoute, readonly string[]][]).flatMap(([route, names]) =>
    names.map((name) => [name, route] as const),
  ),
)

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

/** The list in the rows; a row without a region belongs to `region`. The first row holds the headings. */
export function readProofMatters(rows: TableRows, region: string): ReadList {
  const columns = rows[0]!.map((heading) =>
    (Object.keys(headings) as Column[]).find((column) => headings[column].includes(plain(heading))),
  )
  const missing = needed.filter((column) => !columns.includes(column)).map((column) => headings[column][0]!)
  if (missing.length > 0) return { missing, matters: [], wrong: [] }
  const seen = new Map<string, number>()
  const matters: ReadMatter[] = []
  const wrong: WrongRow[] = []
  for (const [at, row] of rows.slice(1).entries()) {
    const cells: Partial<Record<Column, string>> = {}
    for (const [place, column] of columns.entries())
      if (column && cells[column] === undefined && row[place]) cells[column] = row[place].trim()
    const read = readRow(cells, at + 2, region, seen)
    if ('zh' in read) wrong.push(read)
    else matters.push(read)
  }
  return { missing, matters, wrong }
}

function readRow(
  cells: Partial<Record<Column, string>>,
  line: number,
  home: string,
  seen: Map<string, number>,
): ReadMatter | WrongRow {
  const { name, demandedBy, issuedBy, basis, guide } = cells
  if (!name) return { line, zh: '证明事项名称没有填写', en: 'The name is missing' }
  if (!demandedBy) return { line, zh: `“${name}”没有写索要单位`, en: `“${name}” does not say who asks for it` }
  const route = routeOf.get(plain(cells.route ?? ''))
  if (!route)
    return {
      line,
      zh: `处理方式“${cells.route ?? ''}”不认识，应为直接取消、告知承诺或部门核验`,
      en: `The way “${cells.route ?? ''}” is not known: cancelled, promise or department_check`,
    }
  const region = cells.region ?? home
  if (!/^\d{6}$/.test(region))
    return { line, zh: `行政区划“${region}”应为 6 位数字`, en: `The region “${region}” is not six digits` }
  const id = createHash('sha256')
    .update(JSON.stringify([region, name, demandedBy]))
    .digest('hex')
    .slice(0, 32)
  const before = seen.get(id)
  if (before !== undefined)
    return { line, zh: `与第 ${before} 行重复：${name}`, en: `The same as line ${before}: ${name}` }
  seen.set(id, line)
  const said = { ...(issuedBy ? { issuedBy } : {}), ...(basis ? { basis } : {}), ...(guide ? { guide } : {}) }
  return { line, id, region, name: name.slice(0, 200), demandedBy: demandedBy.slice(0, 200), ...said, route }
}
