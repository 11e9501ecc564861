/** What is known of a firm, each fact with who says so. */
import { type KnownFacts, knowFacts } from '@steppe/kernels/policies'
import type { FirmRow } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { findFacts, registerFacts, valuesOf } from '../firm-facts.ts'
import type { Told } from './match-products.ts'
import type { Counter } from './read-products.ts'

/** The register goes before what an office holds, both before the firm's own word. */
export async function gatherFacts(
  house: CasesHouse,
  counter: Counter,
  firm: FirmRow,
): Promise<{ readonly known: KnownFacts; readonly told: Readonly<Record<string, Told>> }> {
  const today = house.clock.today()
  const register = registerFacts(counter.book.dictionary.facts, firm, today)
  const row = await findFacts(house, firm)
  const from = (entries: Readonly<Record<string, { readonly value: unknown }>> | undefined, who: Told['from']) =>
    Object.fromEntries(Object.entries(entries ?? {}).map(([id, { value }]) => [id, { value, from: who }]))
  return {
    known: knowFacts(counter.book, valuesOf(register, row), today),
    told: { ...from(row?.said, 'said'), ...from(row?.held, 'held'), ...from(register, 'register') },
  }
}
