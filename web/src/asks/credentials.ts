/** What the portal asks of licences: mine, one, who looked, who asks; what a department issued; a check for anybody. */
import type {
  Authorisation,
  CallAnswer,
  CallAudit,
  Callable,
  IssuedLicences,
  LicenceView,
  MyAuthorisations,
  MyCalls,
  MyLicences,
  NewCall,
  NewChange,
  Showing,
  Verification,
  Verify,
} from '@steppe/contracts/credentials'
import { queryOptions } from '@tanstack/react-query'
import { addressOf, get, post } from '../app/api.ts'
import { pagesOf } from '../app/pages-of.ts'

export const myLicencesQuery = queryOptions({
  queryKey: ['credentials', 'mine'],
  queryFn: ({ signal }) => get<MyLicences>('/api/credentials/mine', undefined, signal),
})

export const licenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['credentials', 'licence', id],
    queryFn: ({ signal }) => get<LicenceView>(`/api/credentials/licences/${id}`, undefined, signal),
  })

/** Asked anew before it ends. */
export const showingQuery = (id: string) =>
  queryOptions({
    queryKey: ['credentials', 'showing', id],
    queryFn: ({ signal }) => get<Showing>(`/api/credentials/licences/${id}/showing`, undefined, signal),
    refetchInterval: 50_000,
    staleTime: 0,
    gcTime: 0,
  })

/** Who looked at my licences, or at one of them. */
export const callsQuery = (licence?: string) =>
  pagesOf<MyCalls>(['credentials', 'calls', licence ?? ''], '/api/credentials/calls/mine', { licence })

type CallFilter = { readonly department: string; readonly outcome: string }
const asked = ({ department, outcome }: CallFilter) => ({
  department: department || undefined,
  outcome: outcome || undefined,
})

/** The calls of the region that the person audits. */
export const auditQuery = (filter: CallFilter) =>
  pagesOf<CallAudit>(['credentials', 'audit', filter], '/api/credentials/calls/audit', asked(filter))

/** The same as a file. */
export const auditAddress = (filter: CallFilter): string =>
  addressOf('/api/credentials/calls/audit/export', asked(filter))

export const authorisationsQuery = queryOptions({
  queryKey: ['credentials', 'authorisations'],
  queryFn: ({ signal }) => get<MyAuthorisations>('/api/credentials/authorisations', undefined, signal),
})

export const answerAuthorisation = (id: string, answer: 'given' | 'refused') =>
  post<Authorisation>(`/api/credentials/authorisations/${id}/answer`, { answer })

export const issuedQuery = (department: string, q: string) =>
  pagesOf<IssuedLicences>(['credentials', 'issued', department, q], '/api/credentials/issued', { department, q })

export const changeLicence = (id: string, change: NewChange) =>
  post<LicenceView>(`/api/credentials/licences/${id}/changes`, change)

export const callLicence = (call: NewCall) => post<CallAnswer>('/api/credentials/calls', call)

export const verifyLicence = (what: Verify) => post<Verification>('/api/credentials/verify', what)

/** Which materials of the case are proved by a licence that may be called; nothing when the caller may call none. */
export const callableQuery = (id: string) =>
  queryOptions({
    queryKey: ['credentials', 'callable', id],
    queryFn: ({ signal }) => get<Callable>('/api/credentials/callable', { case: id }, signal),
    retry: false,
    staleTime: 600_000,
  })
