/** A case in its row: what was handed in, which seldom changes, apart from what acts change. An act rewrites the second part alone. */
import type { CaseState } from '@steppe/kernels/cases'

/** Fields of the first part. `id` and `league` are columns and stand in neither. */
const handedIn = [
  'region',
  'kind',
  'title',
  'item',
  'process',
  'applicant',
  'channel',
  'openedAt',
  'openedOn',
  'answers',
  'materials',
  'saved',
] as const satisfies readonly (keyof CaseState)[]

type Given = Pick<CaseState, (typeof handedIn)[number]>

export interface CaseParts {
  readonly league: string
  readonly id: string
  readonly given: Given
  readonly state: Omit<CaseState, keyof Given | 'id' | 'league'>
}

/** The columns that `wholeCase` needs, of `cases.cases c`. */
export const caseColumns = 'c.league, c.id, c.given, c.state'

/** The case of a row. */
export function wholeCase({ league, id, given, state }: CaseParts): CaseState {
  return { id, league, ...given, ...state }
}

/** The two parts of a case; the first is left out when it is the very one that `before` had. */
export function partsOf(
  before: CaseState | undefined,
  after: CaseState,
): { readonly given?: Given; readonly state: CaseParts['state'] } {
  const { id, league, region, kind, title, item, process, applicant, channel, openedAt, openedOn, ...rest } = after
  const { answers, materials, saved, ...state } = rest
  if (before && handedIn.every((field) => before[field] === after[field])) return { state }
  const given = {
    region,
    kind,
    title,
    item,
    process,
    applicant,
    channel,
    openedAt,
    openedOn,
    answers,
    materials,
    saved,
  }
  return { given, state }
}
