/** What the portal asks and sends about policies: the list, my firm's, drafts, simulation, rounds, suites. */
import type {
  AfterBody,
  AnswerBody,
  Checked,
  ClaimBody,
  DraftLine,
  DraftView,
  MyAward,
  MyPolicies,
  MyReasons,
  NewRound,
  PolicyLine,
  PolicyView,
  RoundLine,
  RoundView,
  SimulateBody,
  Simulation,
  SimulationLine,
  StepBody,
  SuiteLine,
  SuiteView,
  SupplyBody,
} from '@steppe/contracts/policies'
import type { Dictionary, PolicyDiff } from '@steppe/kernels/policies'
import { queryOptions } from '@tanstack/react-query'
import { get, OfflineError, post, postLines, put, RefusalError } from '../app/api.ts'
import { pagesOf } from '../app/pages-of.ts'

const base = '/api/policies'

export const dictionaryQuery = queryOptions({
  queryKey: ['policies', 'dictionary'],
  queryFn: ({ signal }) => get<Dictionary>(`${base}/dictionary`, undefined, signal),
  staleTime: 3600_000,
})

export type ListWish = { readonly q: string; readonly level: string; readonly kind: string }
type PolicyPage = { readonly policies: readonly PolicyLine[]; readonly total: number; readonly next?: string }
export const policiesQuery = (wish: ListWish) => pagesOf<PolicyPage>(['policies', 'list', wish], base, wish)

export const policyQuery = (id: string, version?: number) =>
  queryOptions({
    queryKey: ['policies', 'one', id, version],
    queryFn: ({ signal }) => get<PolicyView>(`${base}/${id}`, { version }, signal),
  })

export const diffQuery = (id: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['policies', 'diff', id, from, to],
    queryFn: ({ signal }) => get<PolicyDiff>(`${base}/${id}/diff`, { from, to }, signal),
  })

export const policyFilePath = (id: string, version: number) => `${base}/${id}/file?version=${version}`

export const mineQuery = (firm: string) =>
  queryOptions({
    queryKey: ['policies', 'mine', firm],
    queryFn: ({ signal }) => get<MyPolicies>(`${base}/mine`, { firm }, signal),
    retry: false,
  })

export const reasonsQuery = (id: string, firm: string) =>
  queryOptions({
    queryKey: ['policies', 'reasons', id, firm],
    queryFn: ({ signal }) => get<MyReasons>(`${base}/mine/${id}`, { firm }, signal),
    retry: false,
  })

export const awardsQuery = (firm: string) =>
  queryOptions({
    queryKey: ['policies', 'awards', firm],
    queryFn: ({ signal }) => get<{ readonly awards: readonly MyAward[] }>(`${base}/awards/mine`, { firm }, signal),
  })

export const sendFacts = (body: SupplyBody) => put<unknown>(`${base}/facts`, body)
export const sendWish = (firm: string, told: boolean) =>
  put<{ readonly told: boolean }>(`${base}/wishes`, { firm, told })
export const sendClaim = (body: ClaimBody) =>
  post<{ readonly case: string; readonly amount: number | null }>(`${base}/claims`, body)
export const sendAnswer = (round: string, body: AnswerBody) => post<unknown>(`${base}/rounds/${round}/answer`, body)
export const sendAfter = (round: string, body: AfterBody) =>
  post<{ readonly case: string }>(`${base}/rounds/${round}/after`, body)

export const roundsQuery = (department?: string) =>
  queryOptions({
    queryKey: ['policies', 'rounds', department],
    queryFn: ({ signal }) => get<{ readonly rounds: readonly RoundLine[] }>(`${base}/rounds`, { department }, signal),
  })
export const roundQuery = (id: string) =>
  queryOptions({
    queryKey: ['policies', 'round', id],
    queryFn: ({ signal }) => get<RoundView>(`${base}/rounds/${id}`, undefined, signal),
  })
export const sendRound = (body: NewRound) => post<RoundView>(`${base}/rounds`, body)
export const sendStep = (id: string, body: StepBody) => post<RoundView>(`${base}/rounds/${id}/step`, body)
export const paymentFilePath = (id: string, form: 'csv' | 'xlsx') => `${base}/rounds/${id}/file?form=${form}`

export const suitesQuery = queryOptions({
  queryKey: ['policies', 'suites'],
  queryFn: ({ signal }) => get<{ readonly suites: readonly SuiteLine[] }>(`${base}/suites`, undefined, signal),
})
export const suiteQuery = (id: string) =>
  queryOptions({
    queryKey: ['policies', 'suite', id],
    queryFn: ({ signal }) => get<SuiteView>(`${base}/suites/${id}`, undefined, signal),
  })
export type SuiteChanges = {
  readonly from: { readonly id: string; readonly title: { readonly zh: string; readonly en: string } }
  readonly changes: readonly {
    readonly number: string
    readonly kind: 'added' | 'removed' | 'changed'
    readonly was?: string
    readonly is?: string
  }[]
}
export const suiteDiffQuery = (id: string) =>
  queryOptions({
    queryKey: ['policies', 'suite-diff', id],
    queryFn: ({ signal }) => get<SuiteChanges>(`${base}/suites/${id}/diff`, undefined, signal),
    retry: false,
  })
export const startSuite = (id: string) =>
  post<{ readonly started: number; readonly already: number }>(`${base}/suites/${id}/start`, {})

export const draftsQuery = (department: string) =>
  queryOptions({
    queryKey: ['policies', 'drafts', department],
    queryFn: ({ signal }) => get<{ readonly drafts: readonly DraftLine[] }>(`${base}/drafts`, { department }, signal),
  })
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['policies', 'draft', id],
    queryFn: ({ signal }) => get<DraftView>(`${base}/drafts/${id}`, undefined, signal),
    retry: false,
  })
export const checkPolicy = (policy: unknown) => post<Checked>(`${base}/check`, policy)
export const saveDraft = (id: string, department: string, policy: Readonly<Record<string, unknown>>) =>
  put<DraftView>(`${base}/drafts/${id}`, { department, policy })
export const publishDraft = (id: string, on?: string) =>
  post<{ readonly version: number; readonly on: string }>(`${base}/drafts/${id}/publish`, on ? { on } : {})
export const repealPolicy = (id: string, body: { readonly on: string; readonly by: string; readonly why: string }) =>
  post<unknown>(`${base}/${id}/repeal`, body)
export type SimulationProgress = Extract<SimulationLine, { readonly done: number }>

/** Tells how many firms are done of how many while it goes on; ends when the signal says so. */
export async function simulatePolicy(
  body: SimulateBody,
  onProgress: (progress: SimulationProgress) => void,
  signal: AbortSignal,
): Promise<Simulation> {
  const last = await postLines<SimulationLine>(
    `${base}/simulate/lines`,
    body,
    (line) => 'done' in line && onProgress(line),
    signal,
  )
  if (last && 'refused' in last) throw new RefusalError(last.refused as RefusalError['refusal'])
  if (!last || !('result' in last)) throw new OfflineError('The answer broke off')
  return last.result
}
