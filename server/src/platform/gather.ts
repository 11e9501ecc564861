/** Single rows asked for in the same turn of the event loop, found by one statement: a busy server asks once for many. */
import type { Ask, Row } from './postgres.ts'

/** The row of a statement that ends in `limit 1` and takes texts; nothing where there is none. */
export type Find = <T = Row>(sql: string, values: readonly (string | null)[]) => Promise<T | undefined>

/** So many are sent without waiting for the turn's end: PostgreSQL works on them while the server takes in the others. */
const enough = 8

interface Asked {
  readonly values: readonly (string | null)[]
  readonly found: (row: Row | undefined) => void
  readonly failed: (fault: unknown) => void
}

const statements = new Map<string, string>()

/** The statement once for each row of lists in place of its parameters; `limit 1` keeps it a search by index for each. */
function forMany(sql: string, parameters: number): string {
  let many = statements.get(sql)
  if (!many) {
    const numbers = Array.from({ length: parameters }, (_, i) => i + 1)
    const lists = numbers.map((n) => `$${n}::text[]`).join(', ')
    const names = numbers.map((n) => `v${n}`).join(', ')
    const one = sql.replaceAll(/\$(\d+)/g, 'asked.v$1')
    many = `select asked.asked_turn, found.* from unnest(${lists}) with ordinality asked (${names}, asked_turn) cross join lateral (${one}) found`
    statements.set(sql, many)
  }
  return many
}

/** A value that PostgreSQL can't read (SQLSTATE class 22). */
const isUnfit = (fault: unknown) => String((fault as { code?: unknown }).code).startsWith('22')

/** Finds over `ask`. Where one value is unfit each is asked by itself: no request spoils another's. */
export function gatherOver(ask: Ask): Find {
  const waiting = new Map<string, Asked[]>()
  const alone = async (sql: string, { values, found, failed }: Asked) => {
    try {
      found((await ask(sql, values))[0])
    } catch (fault) {
      failed(fault)
    }
  }
  const together = async (sql: string, all: readonly Asked[]) => {
    const lists = all[0]!.values.map((_, i) => all.map(({ values }) => values[i]))
    const rows = await ask<Row & { asked_turn: number }>(forMany(sql, lists.length), lists)
    const byTurn = new Map(rows.map((row) => [row.asked_turn, row]))
    for (const [i, { found }] of all.entries()) found(byTurn.get(i + 1))
  }
  const send = async (sql: string) => {
    const all = waiting.get(sql)
    if (!all) return
    waiting.delete(sql)
    if (all.length === 1) return alone(sql, all[0]!)
    await together(sql, all).catch((fault: unknown) => {
      for (const each of all) isUnfit(fault) ? void alone(sql, each) : each.failed(fault)
    })
  }
  return <T>(sql: string, values: readonly (string | null)[]) =>
    new Promise<T | undefined>((done, failed) => {
      const asked: Asked = { values, found: done as Asked['found'], failed }
      const others = waiting.get(sql)
      if (!others) {
        waiting.set(sql, [asked])
        setImmediate(send, sql)
      } else if (others.push(asked) === enough) void send(sql)
    })
}
