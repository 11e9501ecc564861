/** What the portal asks the registry: regions by their parents, the accounts of a demonstration. */
import type {
  AuditAnswer,
  DemoAccountsAnswer,
  ReadsAnswer,
  RegionAnswer,
  RegionsAnswer,
} from '@steppe/contracts/registry'
import { queryOptions } from '@tanstack/react-query'
import { get } from '../app/api.ts'
import { pagesOf } from '../app/pages-of.ts'

const day = 24 * 3600_000

/** A region with those above and below it. */
export const regionQuery = (code: string) =>
  queryOptions({
    queryKey: ['registry', 'region', code],
    queryFn: ({ signal }) => get<RegionAnswer>(`/api/registry/regions/${encodeURIComponent(code)}`, undefined, signal),
    enabled: code !== '',
    staleTime: day,
  })

export const regionsBelowQuery = (parent: string) =>
  queryOptions({
    queryKey: ['registry', 'regions', parent],
    queryFn: ({ signal }) => get<RegionsAnswer>('/api/registry/regions', { parent }, signal),
    enabled: parent !== '',
    staleTime: day,
  })

export const demoAccountsQuery = queryOptions({
  queryKey: ['registry', 'demo-accounts'],
  queryFn: ({ signal }) => get<DemoAccountsAnswer>('/api/registry/demo-accounts', undefined, signal),
  retry: false,
  staleTime: 3600_000,
})

/** Who looked at my data, when and for what. */
export const readsQuery = pagesOf<ReadsAnswer>(['registry', 'reads'], '/api/registry/me/reads')

/** What members of staff looked at unmasked: of all, or of one login. */
export const readsAuditQuery = (login: string) =>
  pagesOf<AuditAnswer>(['registry', 'reads-audit', login], '/api/registry/reads', { login: login || undefined })
