/** Reads a list of products and of loans made from the rows of a sheet, whatever its headings are called. Pure. */
import { createHash } from 'node:crypto'
import { parseDay } from '@steppe/kernels/calendar'
import { checkCreditCode } from '@steppe/kernels/codes'

export interface ListedLoan {
  readonly id: string
  readonly bank: string
  readonly product: string
  readonly firm: string | null
  readonly amountFen: number | null
  readonly collateral: string | null
  readonly paidOn: string | null
}

export interface WrongLine {
  readonly line: number
  readonly zh: string
  readonly en: string
}

export interface LoanList {
  readonly missing: readonly string[]
  readonly loans: readonly ListedLoan[]
  readonly wrong: readonly WrongLine[]
}

type Column = 'bank' | 'product' | 'firm' | 'amount' | 'collateral' | 'paidOn'
type Cells = Partial<Record<Column, string>>

const headings: Readonly<Record<Column, readonly string[]>> = {
  bank: ['金融机构', '银行', '机构名称', 'bank'],
  product: ['产品名称', '产品', '金融产品', 'product'],
  firm: ['统一社会信用代码', '企业代码', '信用代码', 'firm'],
  amount: ['放款金额', '贷款金额', '融资金额', '金额', 'amount'],
  collateral: ['担保方式', '抵押方式', 'collateral'],
  paidOn: ['放款日期', '日期', 'paidon'],
}
const needed: readonly Column[] = ['bank', 'product', 'firm', 'amount']

/** Fen in one unit of a heading: 放款金额（万元）. */
const units: Readonly<Record<string, number>> = {
  元: 100,
  yuan: 100,
  万元: 1_000_000,
  亿元: 10_000_000_000,
}

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

function readHeading(text: string): { readonly column: Column; readonly unit: number } | undefined {
  const [, name = '', unit = '元'] = /^([^()]+)(?:\((.+)\))?$/.exec(plain(text)) ?? []
  const column = (Object.keys(headings) as Column[]).find((each) => headings[each].includes(name))
  return column && { column, unit: units[unit] ?? 0 }
}

/** The loans in the rows; the first row holds the headings. A row without a firm is a product that is offered. */
export function readLoanList(
  rows: readonly { readonly line: number; readonly cells: readonly string[] }[],
  collaterals: ReadonlyMap<string, string>,
): LoanList {
  const columns = (rows[0]?.cells ?? []).map(readHeading)
  const missing = needed.filter((column) => !columns.some((each) => each?.column === column && each.unit > 0))
  if (missing.length > 0) return { missing: missing.map((column) => headings[column][0]!), loans: [], wrong: [] }
  const unit = columns.find((each) => each?.column === 'amount')?.unit ?? 100
  const seen = new Map<string, number>()
  const loans: ListedLoan[] = []
  const wrong: WrongLine[] = []
  for (const { line, cells: row } of rows.slice(1)) {
    const cells: Cells = {}
    for (const [at, each] of columns.entries()) if (each && row[at]?.trim()) cells[each.column] = row[at].trim()
    const read = readRow(cells, line, unit, collaterals, seen)
    if ('zh' in read) wrong.push(read)
    else loans.push(read)
  }
  return { missing: [], loans, wrong }
}

function readRow(
  cells: Cells,
  line: number,
  unit: number,
  collaterals: ReadonlyMap<string, string>,
  seen: Map<string, number>,
): ListedLoan | WrongLine {
  const { bank, product, firm, amount, collateral, paidOn } = cells
  if (!bank || !product) return { line, zh: '没有写金融机构或者产品名称', en: 'The bank or the product is missing' }
  if ((firm === undefined) !== (amount === undefined))
    return { line, zh: '企业代码和金额应当都写或者都不写', en: 'Give both the firm and the amount, or neither' }
  const code = firm === undefined ? undefined : checkCreditCode(firm)
  if (code && !code.ok) return { line, zh: `统一社会信用代码“${firm}”有误`, en: `The credit code “${firm}” is wrong` }
  const amountFen = amount === undefined ? null : fenOf(amount, unit)
  if (amountFen !== null && !(amountFen > 0))
    return { line, zh: `金额“${amount}”应为大于零的数`, en: `The amount “${amount}” should be more than nothing` }
  const day = paidOn === undefined ? null : parseDay(paidOn.replaceAll('/', '-'))
  if (day === undefined) return { line, zh: `日期“${paidOn}”有误`, en: `The day “${paidOn}” is wrong` }
  const loan = {
    bank,
    product,
    firm: code?.ok ? code.value : null,
    amountFen,
    collateral: collateral === undefined ? null : (collaterals.get(plain(collateral)) ?? null),
    paidOn: day,
  }
  return { id: idOf(loan, seen), ...loan }
}

/** To the fen, without the error of binary fractions; not a number where it is none. */
function fenOf(text: string, unit: number): number {
  const number = text.replaceAll(/[,，]/g, '')
  return /^\d+(\.\d+)?$/.test(number) ? Math.round(Number(number) * unit) : Number.NaN
}

/** The same line of the same list has the same id, so that a list taken in twice counts once; equal lines in one list are different loans. */
function idOf(loan: object, seen: Map<string, number>): string {
  const text = JSON.stringify(loan)
  const nth = (seen.get(text) ?? 0) + 1
  seen.set(text, nth)
  return createHash('sha256').update(`${nth}\n${text}`).digest('hex').slice(0, 40)
}
