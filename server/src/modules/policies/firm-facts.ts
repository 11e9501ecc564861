/** What is known of a firm: from the business register, from what the administration holds, and from what the firm says. */
import type { KnownFact } from '@steppe/contracts/policies'
import { checkCreditCode } from '@steppe/kernels/codes'
import type { FactDefinition, RegisterField } from '@steppe/kernels/policies'
import { type FirmRow, getPlaces, leagueOfCode } from '#ask/registry'
import type { House } from '#platform/module'

/** A value with where it comes from and the day it was true. */
export interface Entry {
  readonly value: unknown
  readonly source?: string
  readonly asOf: string
}

export interface FactRow {
  readonly league: string
  readonly firm: string
  readonly held: Readonly<Record<string, Entry>>
  readonly said: Readonly<Record<string, Entry>>
}

const readers: Record<RegisterField, (firm: RegisterPart, today: string) => unknown> = {
  kind: (firm) => {
    const read = checkCreditCode(firm.code)
    return read.ok ? read.kind.replaceAll('-', '_') : undefined
  },
  region: (firm) => firm.region,
  industry: (firm) => firm.industry ?? undefined,
  established: (firm) => firm.established ?? undefined,
  months: (firm, today) => (firm.established ? fullMonths(firm.established, today) : undefined),
  capital: (firm) => (firm.capitalFen === null ? undefined : firm.capitalFen / 100),
}

export type RegisterPart = Pick<FirmRow, 'code' | 'region' | 'industry' | 'established' | 'capitalFen' | 'updatedAt'>

/** Full months between two days. */
export function fullMonths(from: string, to: string): number {
  const [y = 0, m = 0, d = 0] = from.split('-').map(Number)
  const [year = 0, month = 0, day = 0] = to.split('-').map(Number)
  return Math.max(0, (year - y) * 12 + month - m - (day < d ? 1 : 0))
}

/** What the register says, as facts of the dictionary. */
export function registerFacts(
  facts: readonly FactDefinition[],
  firm: RegisterPart,
  today: string,
): Readonly<Record<string, Entry>> {
  const asOf = firm.updatedAt.toISOString().slice(0, 10)
  return Object.fromEntries(
    facts.flatMap(({ id, register }) => {
      const read = register === undefined ? undefined : readers[register]
      const value = read?.(firm, today)
      return value === undefined ? [] : [[id, { value, asOf }]]
    }),
  )
}

/** The facts by their value: what an office holds goes before what the firm says, the register before both. */
export function valuesOf(
  register: Readonly<Record<string, Entry>>,
  row: Pick<FactRow, 'held' | 'said'> | undefined,
): Readonly<Record<string, unknown>> {
  const all = { ...row?.said, ...row?.held, ...register }
  return Object.fromEntries(Object.entries(all).map(([id, entry]) => [id, entry.value]))
}

/** Each known fact with its source; a value of the firm's own that differs from the office's stays beside it. */
export function knownFacts(
  facts: readonly FactDefinition[],
  register: Readonly<Record<string, Entry>>,
  row: Pick<FactRow, 'held' | 'said'> | undefined,
): readonly KnownFact[] {
  return facts.flatMap((fact): KnownFact[] => {
    const said = row?.said[fact.id]
    const held = register[fact.id] ?? row?.held[fact.id]
    const from = register[fact.id] ? ('register' as const) : held ? ('held' as const) : ('said' as const)
    const entry = held ?? said
    if (!entry) return []
    const differs = held && said && JSON.stringify(held.value) !== JSON.stringify(said.value)
    return [
      {
        id: fact.id,
        value: entry.value,
        from,
        asOf: entry.asOf,
        ...(entry.source ? { source: entry.source } : {}),
        ...(differs ? { said: said.value } : {}),
      },
    ]
  })
}

/** The stored facts of a firm. */
export async function findFacts(
  house: Pick<House, 'db'>,
  firm: Pick<FirmRow, 'league' | 'code'>,
): Promise<FactRow | undefined> {
  const [row] = await house.db.ask<FactRow>(
    'select f.league, f.firm, f.held, f.said from policies.facts f where f.league = $1 and f.firm = $2',
    [firm.league, firm.code],
  )
  return row
}

/** The league that leads a firm's key. */
export async function leagueOfFirm(house: Pick<House, 'db' | 'site'>, code: string): Promise<string> {
  return leagueOfCode(await getPlaces(house), house.site, code)
}
