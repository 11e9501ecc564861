/** What an imported catalogue says, row by row: the item of each row, or what is wrong with it. Pure. */
import {
  audiences,
  type BasicItem,
  handlingForms,
  type ItemOverrides,
  itemTypes,
  type Limit,
} from '@steppe/contracts/catalog'
import { checkCreditCode } from '@steppe/kernels/codes'
import type { ImportElement } from './import-columns.ts'

export type ImportCells = Readonly<Partial<Record<ImportElement, string>>>

export interface PlannedBody {
  readonly creditCode: string
  readonly name: string
}

/** One row understood. */
export interface PlannedItem {
  readonly line: number
  readonly localCode: string
  readonly region: string
  readonly level: string
  readonly body: PlannedBody
  /** The elements the row gives; the rest comes from the defaults. */
  readonly elements: Partial<BasicItem> & Pick<BasicItem, 'name' | 'type' | 'audience'>
  readonly own: ItemOverrides
  readonly note?: { readonly zh: string; readonly en: string }
}

export interface WrongRow {
  readonly line: number
  readonly localCode: string | undefined
  readonly zh: string
  readonly en: string
}

export interface ImportPlan {
  readonly items: readonly PlannedItem[]
  readonly wrong: readonly WrongRow[]
}

/** Reads all rows; `cells[0]` stands in line 2 of the file. */
export function planImport(cells: readonly ImportCells[]): ImportPlan {
  const bodies = bodiesByDepartment(cells)
  const items: PlannedItem[] = []
  const wrong: WrongRow[] = []
  const seen = new Map<string, number>()
  for (const [at, row] of cells.entries()) {
    const line = at + 2
    const planned = planRow(row, line, bodies)
    const before = 'zh' in planned ? undefined : seen.get(planned.localCode)
    if (before !== undefined)
      wrong.push({
        line,
        localCode: row.localCode,
        zh: `编码与第 ${before} 行重复，请删去其中一行`,
        en: `The code stands in line ${before} already; take one of them out`,
      })
    else if ('zh' in planned) wrong.push(planned)
    else {
      seen.set(planned.localCode, line)
      items.push(planned)
    }
  }
  return { items, wrong }
}

function planRow(row: ImportCells, line: number, bodies: ReadonlyMap<string, string>): PlannedItem | WrongRow {
  const no = (zh: string, en: string): WrongRow => ({ line, localCode: row.localCode, zh, en })
  if (!row.name) return no('事项名称为空，请填写', 'The name is empty; fill it in')
  if ([...row.name].length > 200)
    return no('事项名称超过 200 字，请缩短', 'The name has more than 200 characters; shorten it')
  if (!row.localCode) return no('事项编码为空，请填写', 'The code is empty; fill it in')
  const type = typeOf(row.type ?? '')
  if (!type)
    return no(
      `事项类型“${row.type ?? ''}”不认识，请填类型代码（01、05、07、20 等）或者名称`,
      `The type “${row.type ?? ''}” is not known; give its code (01, 05, 07, 20 …) or its name`,
    )
  const region = (row.region ?? '').replace(/(000)+$/, '').padEnd(6, '0')
  if (!/^\d{6}(\d{3}|\d{6})?$/.test(region))
    return no(
      `行政区划代码“${row.region ?? ''}”应为 6、9 或 12 位数字`,
      `The region “${row.region ?? ''}” has 6, 9 or 12 digits`,
    )
  const found = creditCodeOf(row, bodies)
  if (!found)
    return no(
      '找不到实施主体的统一社会信用代码，请补充“实施主体代码”一列',
      'No credit code of the body was found; add the column 实施主体代码',
    )
  const limits = limitsOf(row, type)
  if ('zh' in limits) return no(limits.zh, limits.en)
  return {
    line,
    localCode: row.localCode,
    region,
    level: levelOf(row.level, region),
    body: { creditCode: found.code, name: row.department || row.departmentCode || found.code },
    elements: { name: { zh: row.name }, type, audience: audienceOf(row.audience), ...limits, ...elementsOf(row) },
    own: ownOf(row),
    ...(found.note ? { note: found.note } : {}),
  }
}

function typeOf(text: string): BasicItem['type'] | undefined {
  const code = /^\d{1,2}$/.test(text) ? text.padStart(2, '0') : undefined
  const known = Object.entries(itemTypes).find(([key, { zh }]) => key === code || zh === text)
  return (known?.[0] ?? (text === '其他类别' || text === '其他' || text === '行政备案' ? '10' : undefined)) as
    | BasicItem['type']
    | undefined
}

/** 行使层级 from its code or name, else from how much of the region's code is filled. GB/T 39046-2020 A.2. */
function levelOf(said: string | undefined, region: string): string {
  const named: Readonly<Record<string, string>> = {
    国家级: '1',
    省级: '2',
    市级: '3',
    县级: '4',
    镇级: '5',
    乡级: '5',
    村级: '6',
  }
  if (said && (/^[1-7]$/.test(said) || named[said])) return named[said] ?? said
  if (region.length > 9) return '6'
  if (region.length > 6) return '5'
  if (region.endsWith('0000')) return '2'
  return region.endsWith('00') ? '3' : '4'
}

interface FoundCode {
  readonly code: string
  readonly note?: { readonly zh: string; readonly en: string }
}

/** The body's credit code: of the row, of its item code, of the department's other rows; last what only looks like one. */
function creditCodeOf(row: ImportCells, bodies: ReadonlyMap<string, string>): FoundCode | undefined {
  const code = validCode(row)
  if (code) return { code }
  const ofDepartment = bodies.get(departmentKey(row))
  if (ofDepartment)
    return {
      code: ofDepartment,
      note: {
        zh: '本行没有有效的统一社会信用代码，用同部门其他行的',
        en: 'The row has no valid credit code; that of the department’s other rows was taken',
      },
    }
  const alike = piecesOf(row).find((piece) => /^[0-9A-Z]{18}$/.test(piece))
  if (!alike) return undefined
  return {
    code: alike,
    note: {
      zh: `“${alike}”的校验位不对，请核对实施主体代码`,
      en: `“${alike}” fails its check; compare the body's credit code`,
    },
  }
}

function piecesOf(row: ImportCells): string[] {
  return [row.creditCode, row.departmentCode, ...(row.localCode ?? '').split(/[^0-9A-Za-z]/)]
    .filter((piece) => piece !== undefined)
    .map((piece) => piece.trim().toUpperCase())
}

function validCode(row: ImportCells): string | undefined {
  return piecesOf(row).find((piece) => checkCreditCode(piece).ok)
}

function departmentKey(row: ImportCells): string {
  return `${row.region} ${row.department ?? row.departmentCode ?? ''}`
}

/** The commonest valid credit code of each department of the file. */
function bodiesByDepartment(cells: readonly ImportCells[]): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>()
  for (const row of cells) {
    const code = validCode(row)
    if (!code) continue
    const key = departmentKey(row)
    const mine = counts.get(key) ?? new Map<string, number>()
    counts.set(key, mine.set(code, (mine.get(code) ?? 0) + 1))
  }
  return new Map(
    [...counts].map(([key, mine]) => [key, [...mine].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0]]),
  )
}

/** A limit as people write it: `20个工作日`, `15日`, `即办`; nothing where none is said. */
export function limitOf(text: string | undefined, unit: string | undefined): Limit | undefined | 'wrong' {
  const said = `${text ?? ''}${unit ?? ''}`.replace(/\s/g, '')
  if (said === '' || said === '无') return undefined
  if (/^(即办|当场|立即|0)/.test(said)) return { length: 0, unit: 'wd' }
  const parts = /^(\d{1,4})个?(工作日|wd|自然日|日|天|d|月|month|小时|hour)?$/.exec(said)
  if (!parts) return 'wrong'
  const units: Readonly<Record<string, Limit['unit']>> = {
    工作日: 'wd',
    wd: 'wd',
    自然日: 'd',
    日: 'd',
    天: 'd',
    d: 'd',
    月: 'month',
    month: 'month',
    小时: 'hour',
    hour: 'hour',
  }
  return { length: Number(parts[1]), unit: units[parts[2] ?? '工作日']! }
}

/** Without a limit of its own a permit has the twenty working days of 行政许可法 art. 42; the note says where it is from. */
function limitsOf(
  row: ImportCells,
  type: string,
): Pick<BasicItem, 'statutoryLimit' | 'promisedLimit'> | { zh: string; en: string } {
  const statutory = limitOf(row.statutoryLimit, row.statutoryUnit)
  const promised = limitOf(row.promisedLimit, row.promisedUnit)
  if (statutory === 'wrong' || promised === 'wrong')
    return {
      zh: '办结时限看不懂，请写“20个工作日”“15日”或者“即办”',
      en: 'The limit cannot be read; write 20个工作日, 15日 or 即办',
    }
  const note =
    type === '01'
      ? { zh: '目录未载明，按行政许可法第四十二条', en: 'Not in the catalogue; 行政许可法 art. 42' }
      : { zh: '目录未载明', en: 'Not in the catalogue' }
  const fallback: Limit = { length: 20, unit: 'wd', note }
  const law = statutory ?? fallback
  return { statutoryLimit: law, promisedLimit: promised ?? law }
}

function audienceOf(text: string | undefined): BasicItem['audience'] {
  const found = Object.entries(audiences)
    .filter(([code, { zh }]) => text?.includes(zh) || text?.split(/[^0-9]/).includes(code))
    .map(([code]) => code)
  if (text?.includes('个人') && !found.includes('1')) found.unshift('1')
  if (/企业|法人/.test(text ?? '') && !found.includes('2')) found.push('2')
  return (found.length > 0 ? found : ['1', '2']) as BasicItem['audience']
}

function elementsOf(row: ImportCells): Partial<BasicItem> {
  const lines = (text: string | undefined) =>
    (text ?? '')
      .split(/[\n；;]/)
      .map((one) => one.trim())
      .filter((one) => one !== '')
  const forms = Object.entries(handlingForms)
    .filter(([code, { zh }]) => row.forms?.includes(zh.slice(0, 2)) || row.forms?.split(/[^0-9]/).includes(code))
    .map(([code]) => code)
  return {
    ...(row.legalBasis
      ? {
          legalBasis: lines(row.legalBasis)
            .slice(0, 20)
            .map((document) => ({ document: document.slice(0, 300) })),
        }
      : {}),
    ...(row.conditions
      ? {
          conditions: lines(row.conditions)
            .slice(0, 50)
            .map((zh) => ({ zh })),
        }
      : {}),
    ...(row.keywords
      ? {
          keywords: row.keywords
            .split(/[\s、，,；;]+/)
            .filter((word) => word !== '')
            .slice(0, 60),
        }
      : {}),
    ...(forms.length > 0 ? { forms: forms as BasicItem['forms'] } : {}),
    ...(/^\d+$/.test(row.visits ?? '') ? { visits: Number(row.visits) } : {}),
  }
}

function ownOf(row: ImportCells): ItemOverrides {
  return {
    ...(row.place ? { places: [row.place.slice(0, 300)] } : {}),
    ...(row.hours ? { hours: { zh: row.hours } } : {}),
    ...(row.consultationPhone ? { consultationPhone: row.consultationPhone.slice(0, 60) } : {}),
    ...(row.complaintPhone ? { complaintPhone: row.complaintPhone.slice(0, 60) } : {}),
  }
}
