/** What the portal asks when licences are asked for and shown: types and their fields, requests, and what holders are asked. */
import type {
  LicenceTypeList,
  NewWalletRequest,
  WalletQuestion,
  WalletRequest,
  WalletResult,
} from '@steppe/contracts/credentials'
import { queryOptions } from '@tanstack/react-query'
import { get, post } from '../app/api.ts'

/** Types of licences with these words in their name. */
export const typesQuery = (q: string) =>
  queryOptions({
    queryKey: ['credentials', 'types', q],
    queryFn: ({ signal }) => get<LicenceTypeList>('/api/credentials/types', { q }, signal),
    staleTime: 600_000,
  })

interface TypeMetadata {
  readonly claims: readonly {
    readonly path: readonly string[]
    readonly display: readonly { readonly label: string; readonly locale: string }[]
  }[]
}

/** A field that its holder may keep back: who they are, and what the type says beyond. The rest is shown with every licence. */
export const isChosen = (path: readonly unknown[]): boolean => path[0] === 'holder' || path[0] === 'details'

/** Fields of a type that can be asked for, in words. */
export const claimsOfTypeQuery = (type: string) =>
  queryOptions({
    queryKey: ['credentials', 'claims', type],
    queryFn: async ({ signal }) => {
      const { claims } = await get<TypeMetadata>(`/credentials/types/${encodeURIComponent(type)}`, undefined, signal)
      return claims
        .filter(({ path }) => isChosen(path))
        .map(({ path, display: [zh, en] }) => ({
          path,
          zh: zh?.label ?? path.join('.'),
          en: en?.label ?? path.join('.'),
        }))
    },
    staleTime: 600_000,
  })

export const askWallet = (wish: NewWalletRequest) => post<WalletRequest>('/api/credentials/requests', wish)

/** Asked again and again while it waits. */
export const walletResultQuery = (id: string) =>
  queryOptions({
    queryKey: ['credentials', 'request', id],
    queryFn: ({ signal }) => get<WalletResult>(`/api/credentials/requests/${id}`, undefined, signal),
    refetchInterval: (query) => (query.state.data?.state === 'waiting' ? 2000 : false),
    gcTime: 0,
  })

export const walletQuestionQuery = (id: string) =>
  queryOptions({
    queryKey: ['credentials', 'question', id],
    queryFn: ({ signal }) => get<WalletQuestion>(`/api/credentials/requests/${id}/question`, undefined, signal),
    gcTime: 0,
  })
