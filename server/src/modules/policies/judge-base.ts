/** Decides policies for a whole base of firms. The one place where the interpreter may be exchanged for compiled columns. */
import {
  type Book,
  type CompiledPolicy,
  type Decision,
  decidePolicy,
  type KnownFacts,
  knowFacts,
} from '@steppe/kernels/policies'
import type { CasesHouse } from '#cases/house'
import { type BaseFirm, readBase } from './read-base.ts'

export interface Judged {
  readonly firm: BaseFirm
  readonly known: KnownFacts
  /** A decision for each policy, in their order. */
  readonly decisions: readonly Decision[]
}

/** Every firm of the region with its decisions on the day. A firm's wrong figure makes its own facts unknown and no other's. */
export async function judgeBase(
  house: CasesHouse,
  book: Book,
  region: string,
  policies: readonly CompiledPolicy[],
): Promise<readonly Judged[]> {
  const day = house.clock.today()
  const judged: Judged[] = []
  for await (const firms of readBase(house, region))
    for (const firm of firms) {
      const known = knowFacts(book, firm.values, day)
      judged.push({ firm, known, decisions: policies.map((policy) => decidePolicy(policy, known, day)) })
    }
  return judged
}
