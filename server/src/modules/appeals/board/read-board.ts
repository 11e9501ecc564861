/** Rows of a message board's file: which column is what, and what is wrong with a row. Pure. */
import type { Intent } from '@steppe/contracts/appeals'
import { type Day, parseDay } from '@steppe/kernels/calendar'

/** What columns are called; the first that is there counts. */
const headings = {
  number: ['留言编号', '编号', 'id', 'ID', '序号'],
  title: ['留言标题', '标题', '主题', 'title'],
  text: ['留言内容', '留言详情', '内容', '正文', 'text'],
  place: ['所属地区', '地区', '区域', '留言地区', '行政区划', 'region'],
  at: ['留言时间', '提交时间', '时间', '日期', 'date'],
  intent: ['诉求类型', '留言类型', '类型', 'kind'],
  reply: ['答复意见', '回复内容', '答复内容', '答复', '回复', 'reply'],
  repliedAt: ['答复时间', '回复时间', 'replied'],
  department: ['答复单位', '回复单位', '承办单位', 'department'],
  satisfaction: ['满意度', '评价', 'satisfaction'],
} as const

export type BoardColumn = keyof typeof headings
export type Columns = Readonly<Partial<Record<BoardColumn, number>>>

export interface RowProblem {
  readonly column: BoardColumn
  readonly code: string
  readonly what: string
}

export interface BoardRow {
  readonly number: string | undefined
  readonly title: string | undefined
  readonly text: string
  readonly region: string
  /** Instant, ms. */
  readonly at: number
  readonly intent: Intent
  readonly reply: string | undefined
  readonly repliedAt: number | undefined
  readonly department: string | undefined
  readonly satisfaction: string | undefined
}

/** Where each column stands; nothing where text or place is missing. */
export function columnsOf(cells: readonly string[]): Columns | undefined {
  const found: Partial<Record<BoardColumn, number>> = {}
  for (const [column, names] of Object.entries(headings) as [BoardColumn, readonly string[]][]) {
    const at = names.map((name) => cells.findIndex((cell) => cell.trim() === name)).find((index) => index >= 0)
    if (at !== undefined) found[column] = at
  }
  return found.text === undefined || found.place === undefined ? undefined : found
}

const intents: Readonly<Record<string, Intent>> = {
  咨询: 'consult',
  求助: 'help',
  投诉: 'complaint',
  举报: 'report',
  建议: 'suggestion',
  感谢: 'praise',
  表扬: 'praise',
}

/** An instant as boards write it: `2025-03-04`, `2025/3/4 15:06`, with or without seconds; the day begins where the installation stands. */
export function readInstant(text: string, startOfDay: (day: Day) => number): number | undefined {
  const [, year, month, date, hour = '0', minute = '0', second = '0'] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?/.exec(text.trim()) ?? []
  const day = year && month && date ? parseDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`) : undefined
  if (!day || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  return startOfDay(day) + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000
}

export interface Reading {
  readonly columns: Columns
  readonly regionOf: (text: string) => string | undefined
  readonly now: number
  readonly startOfDay: (day: Day) => number
}

/** The row, or the first thing that is wrong with it. */
export function readBoardRow(
  cells: readonly string[],
  { columns, regionOf, now, startOfDay }: Reading,
): BoardRow | RowProblem {
  const cell = (column: BoardColumn) => {
    const index = columns[column]
    return (index === undefined ? undefined : cells[index]?.trim()) || undefined
  }
  const problem = (column: BoardColumn, code: string): RowProblem => ({
    column,
    code,
    what: (cell(column) ?? '').slice(0, 60),
  })
  const text = cell('text')
  if (!text) return problem('text', 'text_missing')
  if (text.length > 4000) return problem('text', 'text_too_long')
  const region = regionOf(cell('place') ?? '')
  if (!region) return problem('place', 'region_unknown')
  const [atText, repliedText] = [cell('at'), cell('repliedAt')]
  const at = atText ? readInstant(atText, startOfDay) : now
  if (at === undefined || at > now) return problem('at', 'day_wrong')
  const reply = cell('reply')
  const repliedAt = repliedText ? readInstant(repliedText, startOfDay) : reply ? at : undefined
  if (reply && (repliedAt === undefined || repliedAt < at || repliedAt > now)) return problem('repliedAt', 'day_wrong')
  if (reply && reply.length > 4000) return problem('reply', 'text_too_long')
  return {
    number: cell('number')?.slice(0, 60),
    title: cell('title')?.slice(0, 100),
    text,
    region,
    at,
    intent: intents[cell('intent') ?? ''] ?? 'help',
    reply,
    repliedAt: reply ? repliedAt : undefined,
    department: cell('department'),
    satisfaction: cell('satisfaction')?.slice(0, 20),
  }
}
