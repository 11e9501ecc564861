/** The columns of a department's file: how each element stands in a cell, and how a cell is read. Pure. */
import { handlingForms, type Item, type ItemOverrides, onlineDepths } from '@steppe/contracts/catalog'
import { limitOf } from './plan-import.ts'
import { sayElement } from './say-element.ts'

/** What is wrong with a cell. */
export interface Unreadable {
  readonly zh: string
  readonly en: string
}

type Own = Partial<ItemOverrides>

export interface OwnColumn {
  readonly heading: string
  readonly width: number
  /** The cell of an item. */
  readonly write: (item: Item) => string
  /** What a changed cell says; without it the column is there to be read only. */
  readonly read?: (cell: string, item: Item) => Own | Unreadable
}

export const codeHeading = '实施编码'
const lines = (cell: string) =>
  cell
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
const say = (value: unknown) => sayElement(value, 'zh').join('\n')

/** A line that was there keeps its English. */
function wordsOf(cell: string, before: readonly { readonly zh: string; readonly en?: string }[]) {
  return lines(cell).map((zh) => before.find((one) => one.zh === zh) ?? { zh })
}

function text(element: 'consultationPhone' | 'complaintPhone' | 'visitReason', heading: string): OwnColumn {
  return {
    heading,
    width: 20,
    write: (item) => item[element],
    read: (cell) => (cell.length > 60 ? tooLong(heading, 60) : ({ [element]: cell } as Own)),
  }
}

const tooLong = (heading: string, most: number): Unreadable => ({
  zh: `“${heading}”超过 ${most} 个字，请缩短`,
  en: `“${heading}” has more than ${most} characters; shorten it`,
})

function yesNo(element: 'online' | 'bookable' | 'onlinePayment' | 'terminal' | 'tolerant', heading: string): OwnColumn {
  return {
    heading,
    width: 12,
    write: (item) => (item[element] ? '是' : '否'),
    read: (cell) =>
      cell === '是' || cell === '否'
        ? ({ [element]: cell === '是' } as Own)
        : { zh: `“${heading}”应填“是”或者“否”`, en: `“${heading}” is 是 or 否` },
  }
}

function whole(element: 'visits' | 'appointments', heading: string, most: number): OwnColumn {
  return {
    heading,
    width: 12,
    write: (item) => String(item[element] ?? ''),
    read: (cell) =>
      /^\d{1,5}$/.test(cell) && Number(cell) <= most
        ? ({ [element]: Number(cell) } as Own)
        : {
            zh: `“${heading}”应填 0 到 ${most} 的整数`,
            en: `“${heading}” is a whole number from 0 to ${most}`,
          },
  }
}

/** A promise kept at once is examined at once; any other is not. GB/T 39046-2020 A.6. */
const promised: OwnColumn = {
  heading: '承诺办结时限',
  width: 14,
  write: (item) => say(item.promisedLimit),
  read: (cell) => {
    const limit = limitOf(cell, undefined)
    if (limit === undefined || limit === 'wrong')
      return {
        zh: '“承诺办结时限”应写成“3个工作日”“15日”或者“即办”',
        en: 'The promised limit is written 3个工作日, 15日 or 即办',
      }
    const atOnce = limit.length === 0
    return { promisedLimit: limit, caseKind: atOnce ? '1' : '2', reviewKind: atOnce ? 'immediate' : 'staged' }
  },
}

const forms: OwnColumn = {
  heading: '办理形式',
  width: 24,
  write: (item) => item.forms.map((one) => one.zh).join('、'),
  read: (cell) => {
    const said = cell.split(/[、，,;；\s]+/).filter((one) => one !== '')
    const codes = said.map((one) => Object.entries(handlingForms).find(([, { zh }]) => zh === one)?.[0])
    return said.length > 0 && codes.every((code) => code !== undefined)
      ? { forms: [...new Set(codes)] as NonNullable<Own['forms']> }
      : {
          zh: `“办理形式”应从“${Object.values(handlingForms)
            .map(({ zh }) => zh)
            .join('、')}”中选填`,
          en: `“办理形式” holds some of ${Object.values(handlingForms)
            .map(({ zh }) => zh)
            .join(', ')}`,
        }
  },
}

const depth: OwnColumn = {
  heading: '网上办理深度',
  width: 12,
  write: (item) => item.onlineDepth,
  read: (cell) => {
    const code = cell.normalize('NFKC').replace(/级.*$/, '').toUpperCase()
    return code in onlineDepths
      ? { onlineDepth: code as NonNullable<Own['onlineDepth']> }
      : { zh: '“网上办理深度”应填 I、II、III 或者 IV', en: 'The depth is I, II, III or IV' }
  },
}

const faq: OwnColumn = {
  heading: '常见问题',
  width: 40,
  write: (item) => item.faq.map((one) => `问：${one.question.zh}\n答：${one.answer.zh}`).join('\n'),
  read: (cell, item) => {
    const found = [...cell.matchAll(/问[：:]\s*([^\n]+)\r?\n答[：:]\s*([^\n]+)/g)]
    if (found.length * 2 !== lines(cell).length)
      return {
        zh: '“常见问题”应一行“问：…”、一行“答：…”成对填写',
        en: 'Questions come in pairs of lines: 问：… and 答：…',
      }
    return {
      faq: found.map(([, question = '', answer = '']) => {
        const before = item.faq.find((one) => one.question.zh === question && one.answer.zh === answer)
        return before ?? { question: { zh: question.trim() }, answer: { zh: answer.trim() } }
      }),
    }
  },
}

/** All columns in the order of the file; the first names the item. */
export const ownColumns: readonly OwnColumn[] = [
  { heading: codeHeading, width: 34, write: (item) => item.code },
  { heading: '事项名称', width: 30, write: (item) => item.name.zh },
  { heading: '法定办结时限', width: 14, write: (item) => say(item.statutoryLimit) },
  promised,
  {
    heading: '受理条件',
    width: 40,
    write: (item) => item.conditions.map((one) => one.zh).join('\n'),
    read: (cell, item) => ({ conditions: wordsOf(cell, item.conditions) }),
  },
  {
    heading: '办理地点',
    width: 36,
    write: (item) => item.places.join('\n'),
    read: (cell) => ({ places: lines(cell) }),
  },
  {
    heading: '办理时间',
    width: 30,
    write: (item) => item.hours.zh,
    read: (cell, item) => ({ hours: cell === item.hours.zh ? item.hours : { zh: cell } }),
  },
  text('consultationPhone', '咨询电话'),
  text('complaintPhone', '监督电话'),
  whole('visits', '到办事现场次数', 20),
  text('visitReason', '必须现场办理原因说明'),
  forms,
  yesNo('online', '是否网办'),
  depth,
  yesNo('onlinePayment', '是否支持网上支付'),
  yesNo('terminal', '是否支持自助终端'),
  yesNo('tolerant', '是否容缺受理'),
  yesNo('bookable', '是否支持预约'),
  whole('appointments', '每天可预约量', 10_000),
  {
    heading: '关键词',
    width: 30,
    write: (item) => item.keywords.join('、'),
    read: (cell) => ({ keywords: cell.split(/[\s、，,；;]+/).filter((word) => word !== '') }),
  },
  faq,
]
