/** What the pages of arrears ask and send: the law, computations, claims, what the public sees. */
import type {
  ArrearsRules,
  ArrearsTotals,
  ClaimAct,
  ClaimReceipt,
  Claims,
  ClaimView,
  Computation,
  LedgerReport,
  NamedDebtors,
  NewClaim,
  Owed,
  Part,
} from '@steppe/contracts/arrears'
import type { DepartmentsAnswer, MyFirmsAnswer } from '@steppe/contracts/registry'
import { queryOptions } from '@tanstack/react-query'
import { get, post, upload } from '../app/api.ts'
import { pagesOf } from '../app/pages-of.ts'
import { languageOfNow } from '../app/texts.ts'

const base = '/api/appeals/arrears'

export const rulesQuery = queryOptions({
  queryKey: ['arrears', 'law'],
  queryFn: ({ signal }) => get<ArrearsRules>(`${base}/law`, undefined, signal),
  staleTime: 3600_000,
})
export const totalsQuery = queryOptions({
  queryKey: ['arrears', 'totals'],
  queryFn: ({ signal }) => get<ArrearsTotals>(`${base}/totals`, undefined, signal),
})
export const namedQuery = () => pagesOf<NamedDebtors>(['arrears', 'named', languageOfNow()], `${base}/debtors`)
export const claimsQuery = (part: Part) =>
  pagesOf<Claims>(['arrears', 'claims', part, languageOfNow()], `${base}/claims`, { part })
export const claimQuery = (id: string) =>
  queryOptions({
    queryKey: ['arrears', 'claim', id, languageOfNow()],
    queryFn: ({ signal }) => get<ClaimView>(`${base}/claims/${id}`, undefined, signal),
  })
export const myFirmsQuery = queryOptions({
  queryKey: ['registry', 'my-firms'],
  queryFn: ({ signal }) => get<MyFirmsAnswer>('/api/registry/firms/mine', undefined, signal),
})
export const officesQuery = (region: string) =>
  queryOptions({
    queryKey: ['registry', 'offices', region],
    queryFn: ({ signal }) => get<DepartmentsAnswer>('/api/registry/departments', { region, limit: 100 }, signal),
    enabled: region !== '',
    staleTime: 3600_000,
  })

export const compute = (wish: Computation) => post<Owed>(`${base}/computations`, wish)
export const lodge = (claim: NewClaim, idempotencyKey: string) =>
  post<ClaimReceipt>(`${base}/claims`, claim, { idempotencyKey })
export const actOn = (id: string, act: ClaimAct) => post<ClaimReceipt>(`${base}/claims/${id}/acts`, act)
export const takeLedger = (file: File, onProgress: (share: number) => void, signal: AbortSignal) =>
  upload<LedgerReport>(`${base}/imports`, file, { onProgress, signal })
