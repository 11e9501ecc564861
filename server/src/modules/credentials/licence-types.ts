/** Types of licences (证照类型): lists of the packs, each type with its number, who issues it, who holds it, how long it holds. */
import type { LicenceType } from '@steppe/contracts/credentials'
import { parse } from 'csv-parse/sync'
import type { House } from '#platform/module'
import type { Pack } from '#platform/packs'

interface Row {
  readonly no: string
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly department: string
  readonly holder: string
  readonly validity: string
  readonly source: string
  readonly confidence: string
}

export type LicenceTypes = ReadonlyMap<string, LicenceType>

function typeOf(row: Row): LicenceType {
  return {
    id: row.id,
    number: row.no,
    name: { zh: row.zh, en: row.en },
    department: row.department,
    holder: row.holder as LicenceType['holder'],
    ...(/^P\d+[YM]$/.test(row.validity) ? { validity: row.validity } : {}),
    term: /^P/.test(row.validity) ? 'fixed' : (row.validity as 'none' | 'stated'),
    source: row.source,
    confidence: row.confidence as LicenceType['confidence'],
  }
}

/** The types of all packs by their id; a later pack says a type anew. Two types with one number are a fault of the pack. */
export async function readLicenceTypes(packs: readonly Pack[]): Promise<LicenceTypes> {
  const types = new Map<string, LicenceType>()
  for (const pack of packs) {
    const text = await pack.text('credentials/types.csv')
    if (!text) continue
    for (const row of parse(text, { columns: true, skip_empty_lines: true }) as Row[]) types.set(row.id, typeOf(row))
  }
  const numbers = new Map<string, string>()
  for (const { id, number } of types.values()) {
    const other = numbers.get(number)
    if (other) throw new Error(`licence types ${other} and ${id} both have number ${number}; give one of them another`)
    numbers.set(number, id)
  }
  return types
}

const known = new WeakMap<readonly Pack[], Promise<LicenceTypes>>()

/** The installation's types, read once. */
export function licenceTypes({ site }: Pick<House, 'site'>): Promise<LicenceTypes> {
  let types = known.get(site.packs)
  if (!types) {
    types = readLicenceTypes(site.packs)
    known.set(site.packs, types)
  }
  return types
}
