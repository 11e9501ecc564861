/** Takes in a list of products and of loans made: whole or not at all; taken in twice it counts once. */
import type { LoanImport } from '@steppe/contracts/policies'
import type { CasesHouse } from '#cases/house'
import { readSheet, type SheetRow, Unreadable } from '#platform/read-sheet'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { type ListedLoan, readLoanList } from './read-loan-list.ts'
import { getCounter } from './read-products.ts'

const mostFaults = 50

/** Refuses `policies.list_unreadable` and `policies.list_columns_missing`; wrong rows are told, and nothing is taken. */
export async function importLoans(
  house: CasesHouse,
  file: { readonly name: string; readonly content: Buffer; readonly dryRun: boolean },
): Promise<LoanImport | Refusal> {
  const rows = await rowsOf(file.content)
  if (isRefusal(rows)) return rows
  const { settings } = await getCounter(house)
  const words = new Map(
    settings.collaterals.flatMap(({ id, title }) =>
      [id, title.zh, title.zh.split('，')[0]!].map((word) => [word, id] as const),
    ),
  )
  const list = readLoanList(rows, words)
  if (list.missing.length > 0) return refuse('policies.list_columns_missing', { columns: list.missing.join('、') })
  if (list.wrong.length === 0 && !file.dryRun) await write(house, list.loans, file.name)
  return { rows: list.loans.length, wrong: list.wrong.length, faults: list.wrong.slice(0, mostFaults) }
}

async function rowsOf(content: Buffer): Promise<SheetRow[] | Refusal> {
  try {
    const rows: SheetRow[] = []
    for await (const row of readSheet(content)) rows.push(row)
    return rows
  } catch (fault) {
    if (fault instanceof Unreadable) return refuse('policies.list_unreadable', { why: fault.why })
    throw fault
  }
}

async function write(house: CasesHouse, loans: readonly ListedLoan[], origin: string): Promise<void> {
  await house.db.ask(
    `with taken as (
     insert into policies.financed (id, bank, product, firm, amount_fen, collateral, paid_on, origin, taken_at)
     select f.id, f.bank, f.product, f.firm, f."amountFen", f.collateral, f."paidOn", $2, $3
     from jsonb_to_recordset($1::jsonb) as f(id text, bank text, product text, firm text, "amountFen" bigint, collateral text, "paidOn" date)
     on conflict do nothing returning true
     ) update policies.loan_stamp s set version = s.version + 1 where exists (select from taken)`,
    [JSON.stringify(loans), origin, new Date(house.clock.now())],
  )
}
