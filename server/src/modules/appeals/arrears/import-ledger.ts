/** Takes in a ledger of arrears (台账) from CSV or XLSX: each row a debt; a number that is known is brought up to date. */
import type { LedgerReport } from '@steppe/contracts/arrears'
import { mostFen } from '@steppe/kernels/arrears'
import { getPlaces, type Places, readDay } from '#ask/registry'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { readSheet, type SheetRow, Unreadable } from '#platform/read-sheet'
import { type Refusal, refuse } from '#platform/refusals'

/** Headings as ledgers have them; the order does not matter. */
const headings = {
  number: '编号',
  region: '盟市',
  kind: '欠款方类型',
  debtor: '欠款方',
  payBy: '应付日期',
  amount: '拖欠金额（元）',
  cleared: '已清偿金额（元）',
  clearedOn: '清偿日期',
} as const

type Field = keyof typeof headings
const needed: readonly Field[] = ['number', 'region', 'kind', 'debtor', 'payBy', 'amount', 'cleared']
const kinds: Readonly<Record<string, string>> = {
  机关事业单位: 'authority',
  机关: 'authority',
  事业单位: 'authority',
  大型企业: 'large_firm',
}

interface Debt {
  readonly league: string
  readonly number: string
  readonly kind: string
  readonly debtor: string
  readonly payBy: string
  readonly amount: number
  readonly cleared: number
  readonly clearedOn: string | null
}

const batchSize = 1000
const mostProblems = 1000
type Problems = { row: number; code: string; what: string }[]

/** Refuses a file that is no sheet or lacks columns; rows that cannot be read are left out and told. */
export async function importLedger(house: CasesHouse, actor: Actor, bytes: Buffer): Promise<LedgerReport | Refusal> {
  const places = await getPlaces(house)
  const problems: Problems = []
  const report = { rows: 0, taken: 0, changed: 0, refused: 0 }
  let at: ReadonlyMap<Field, number> | undefined
  const batch = new Map<string, Debt>()
  const flush = async () => {
    const { taken, changed } = await write(house, actor, [...batch.values()])
    report.taken += taken
    report.changed += changed
    batch.clear()
  }
  try {
    for await (const row of readSheet(Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0))) {
      if (!at) {
        at = columnsOf(row)
        const missing = needed.filter((field) => !at!.has(field)).map((field) => headings[field])
        if (missing.length > 0) return refuse('appeals.arrears_ledger_columns', { columns: missing.join('、') })
        continue
      }
      report.rows++
      const debt = debtOf(places, house, row, at)
      if ('code' in debt) {
        report.refused++
        if (problems.length < mostProblems) problems.push(debt)
        continue
      }
      batch.set(`${debt.league} ${debt.number}`, debt)
      if (batch.size >= batchSize) await flush()
    }
  } catch (fault) {
    if (fault instanceof Unreadable) return refuse('appeals.arrears_ledger_unreadable')
    throw fault
  }
  if (batch.size > 0) await flush()
  return { ...report, problems }
}

function columnsOf({ cells }: SheetRow): ReadonlyMap<Field, number> {
  const plain = cells.map((cell) => cell.replace(/[\s()（）]/g, ''))
  return new Map(
    (Object.entries(headings) as [Field, string][]).flatMap(([field, heading]) => {
      const index = plain.indexOf(heading.replace(/[（）]/g, ''))
      return index < 0 ? [] : [[field, index]]
    }),
  )
}

/** `1,234.50` as fen; nothing where it is no amount. */
function fenOf(text: string): number | undefined {
  const plain = text.replace(/[,，\s]/g, '')
  if (!/^\d{1,13}(\.\d{1,2})?$/.test(plain)) return undefined
  const [yuan = '', behind = ''] = plain.split('.')
  const fen = Number(yuan) * 100 + Number(behind.padEnd(2, '0'))
  return fen <= mostFen ? fen : undefined
}

/** A league by its name, its short name or its code. */
function regionOf(places: Places, house: CasesHouse, text: string): string | undefined {
  if (places.region(text)) return text
  const leagues = places.children(house.site.region)
  return leagues.find(({ name }) => name === text || name.replace(/[市盟]$/, '') === text)?.code
}

function debtOf(
  places: Places,
  house: CasesHouse,
  row: SheetRow,
  at: ReadonlyMap<Field, number>,
): Debt | Problems[number] {
  const cell = (field: Field) => row.cells[at.get(field) ?? -1]?.trim() ?? ''
  const no = (code: string, what: string) => ({ row: row.line, code, what: what.slice(0, 100) })
  const number = cell('number')
  if (number === '' || number.length > 64) return no('number', number)
  const region = regionOf(places, house, cell('region'))
  if (!region) return no('region', cell('region'))
  const kind = kinds[cell('kind')]
  if (!kind) return no('kind', cell('kind'))
  const debtor = cell('debtor')
  if (debtor === '' || debtor.length > 200) return no('debtor', debtor)
  const payBy = readDay(cell('payBy'))
  if (!payBy) return no('pay_by', cell('payBy'))
  const amount = fenOf(cell('amount'))
  if (!amount) return no('amount', cell('amount'))
  const cleared = cell('cleared') === '' ? 0 : fenOf(cell('cleared'))
  if (cleared === undefined || cleared > amount) return no('cleared', cell('cleared'))
  const clearedOn = cell('clearedOn') === '' ? null : readDay(cell('clearedOn'))
  if (clearedOn === undefined) return no('cleared_on', cell('clearedOn'))
  return { league: leagueOf(region), number, kind, debtor, payBy, amount, cleared, clearedOn }
}

/** One statement a thousand rows; a row that says what is known already is left alone. */
async function write(house: CasesHouse, actor: Actor, debts: readonly Debt[]) {
  const rows = await house.db.ask<{ fresh: boolean }>(
    `insert into appeals.arrears_ledger as l (league, number, debtor_kind, debtor_name, pay_by, amount, cleared, cleared_on, taken_by, taken_at)
     select d.league, d.number, d.kind, d.debtor, d."payBy", d.amount, d.cleared, d."clearedOn", $2, $3
     from json_to_recordset($1::json) as d(league text, number text, kind text, debtor text, "payBy" date, amount bigint, cleared bigint, "clearedOn" date)
     on conflict (league, number) do update set debtor_kind = excluded.debtor_kind, debtor_name = excluded.debtor_name, pay_by = excluded.pay_by,
       amount = excluded.amount, cleared = excluded.cleared, cleared_on = excluded.cleared_on, taken_by = excluded.taken_by, taken_at = excluded.taken_at
     where (l.debtor_kind, l.debtor_name, l.pay_by, l.amount, l.cleared, l.cleared_on)
       is distinct from (excluded.debtor_kind, excluded.debtor_name, excluded.pay_by, excluded.amount, excluded.cleared, excluded.cleared_on)
     returning (xmax = 0) as fresh`,
    [JSON.stringify(debts), actor.id, new Date(house.clock.now())],
  )
  const taken = rows.filter(({ fresh }) => fresh).length
  return { taken, changed: rows.length - taken }
}
