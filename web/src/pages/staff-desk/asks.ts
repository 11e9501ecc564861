/** What the page of staff asks: departments, roles, who holds which, and the changes. */
import type { GrantBody, GrantsAnswer, RolesAnswer, StaffBody } from '@steppe/contracts/registry'
import { queryOptions } from '@tanstack/react-query'
import { get, post } from '../../app/api.ts'

export const rolesQuery = queryOptions({
  queryKey: ['registry', 'roles'],
  queryFn: ({ signal }) => get<RolesAnswer>('/api/registry/roles', undefined, signal),
  staleTime: 3600_000,
})

export const grantsQuery = (department: string) =>
  queryOptions({
    queryKey: ['registry', 'grants', department],
    queryFn: ({ signal }) => get<GrantsAnswer>('/api/registry/grants', { department }, signal),
    enabled: department !== '',
  })

export const giveRole = (body: GrantBody) => post<{ id: string }>('/api/registry/grants', body)
export const endRole = (id: string) => post<unknown>(`/api/registry/grants/${encodeURIComponent(id)}/end`)
export const openAccount = (body: StaffBody) => post<unknown>('/api/registry/accounts', body)
