/** 会签: whose signature the open steps of a case ask for, who has signed, and how. */
import type { SignerView } from '@steppe/contracts/cases'
import type { CaseState } from '@steppe/kernels/cases'
import { accountById } from '#ask/registry'
import type { CasesHouse } from './house.ts'

type Signers = ReadonlyMap<string, readonly SignerView[]>

const none: Signers = new Map()

/** By step; of steps that ask for no signature there is none. */
export async function signersOf(house: CasesHouse, { marking }: Pick<CaseState, 'marking'>): Promise<Signers> {
  const asked = marking.tasks.filter(({ signers }) => signers && signers.length > 0)
  if (asked.length === 0) return none
  const named = asked.map(async ({ id, signers = [] }) => {
    const views = signers.map(async ({ who, agree }): Promise<SignerView> => {
      const account = await accountById(house, String(who))
      return { name: account?.name ?? String(who), ...(agree === undefined ? {} : { agree }) }
    })
    return [id, await Promise.all(views)] as const
  })
  return new Map(await Promise.all(named))
}
