/** Opens the cases of policies: claims, awards, reviews, tasks. What happens in them is the engine's. */
import type { Term } from '@steppe/kernels/calendar'
import type { Applicant, CaseState, Opening } from '@steppe/kernels/cases'
import type { CasesHouse } from '#cases/house'
import { findVersion } from '#cases/load-definitions'

export interface NewCase {
  readonly kind: 'policy-claim' | 'policy-award' | 'policy-review' | 'policy-task'
  readonly title: string
  readonly region: string
  readonly department: string
  readonly applicant: Applicant
  readonly item: CaseState['item']
  readonly term: Term
  readonly lawTerm: Term
  /** For people: what the case shows of itself, by the words shown. */
  readonly answers: Readonly<Record<string, unknown>>
  /** For machines. */
  readonly findings: Readonly<Record<string, unknown>>
  readonly channel?: string
  readonly id?: string
}

/** The opening act of a case of this kind. */
export async function openingOf(house: CasesHouse, made: NewCase): Promise<Opening> {
  const version = await findVersion(house, made.kind, house.clock.today())
  if (!version) throw new Error(`no pack has the process ${made.kind}`)
  const id = made.id ?? house.engine.newCaseId(made.region, house.clock.today())
  return {
    kind: 'open',
    applicant: made.applicant,
    term: made.term,
    lawTerm: made.lawTerm,
    case: {
      id,
      league: `${id.slice(0, 4)}00`,
      region: made.region,
      kind: made.kind,
      title: made.title,
      item: made.item,
      process: { key: made.kind, version },
      department: made.department,
      channel: made.channel ?? 'platform',
      answers: made.answers,
      materials: [],
      saved: { materials: 0, pages: 0, visits: 0 },
      findings: made.findings,
    },
  }
}
