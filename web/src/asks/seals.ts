/** What the pages of seals ask and send: seals, documents that go round, checks of documents. */
import type {
  CheckResult,
  MySeals,
  NewHandler,
  NewRound,
  NewSeal,
  Round,
  RoundList,
  Seal,
  SealActs,
  SealChange,
  SealOffer,
  Signing,
} from '@steppe/contracts/seals'
import { queryOptions } from '@tanstack/react-query'
import { addressOf, get, post, RefusalError, refusalOf, remove, upload } from '../app/api.ts'
import { pagesOf } from '../app/pages-of.ts'

export const offerQuery = queryOptions({
  queryKey: ['seals', 'offer'],
  queryFn: ({ signal }) => get<SealOffer>('/api/seals/offer', undefined, signal),
  staleTime: 3600_000,
})
export const mySealsQuery = queryOptions({
  queryKey: ['seals', 'mine'],
  queryFn: ({ signal }) => get<MySeals>('/api/seals/mine', undefined, signal),
})
export const toSignQuery = queryOptions({
  queryKey: ['seals', 'to-sign'],
  queryFn: ({ signal }) => get<RoundList>('/api/seals/rounds', { view: 'to_sign' }, signal),
})
export const ownRoundsQuery = pagesOf<RoundList>(['seals', 'own'], '/api/seals/rounds', { view: 'own' }, 'after')
export const roundQuery = (id: string) =>
  queryOptions({
    queryKey: ['seals', 'round', id],
    queryFn: ({ signal }) => get<Round>(`/api/seals/rounds/${id}`, undefined, signal),
  })
export const sealActsQuery = (id: string) =>
  queryOptions({
    queryKey: ['seals', 'acts', id],
    queryFn: ({ signal }) => get<SealActs>(`/api/seals/${id}/acts`, undefined, signal),
  })

export const documentAddress = (id: string, form: 'pdf' | 'ofd'): string =>
  addressOf(`/api/seals/rounds/${id}/document`, { form })

/** The document's bytes, as they are; the digest is worked out on the reader's own machine. */
export async function fetchDocument(
  id: string,
  signal?: AbortSignal,
): Promise<{ readonly bytes: ArrayBuffer; readonly sha256: string }> {
  const answer = await fetch(documentAddress(id, 'pdf'), { credentials: 'same-origin', ...(signal ? { signal } : {}) })
  if (!answer.ok) throw new RefusalError(refusalOf(answer.status, await answer.json().catch(() => undefined)))
  const bytes = await answer.arrayBuffer()
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return { bytes, sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') }
}

export const sendSeal = (body: NewSeal) => post<Seal>('/api/seals', body)
export const sendHandler = (seal: string, body: NewHandler) => post<unknown>(`/api/seals/${seal}/handlers`, body)
export const dropHandler = (seal: string, account: string) => remove<unknown>(`/api/seals/${seal}/handlers/${account}`)
export const sendSealChange = (seal: string, body: SealChange) => post<unknown>(`/api/seals/${seal}/state`, body)
export const sendRound = (body: NewRound) => post<{ readonly id: string }>('/api/seals/rounds', body)
export const sendSigning = (id: string, body: Signing) => post<unknown>(`/api/seals/rounds/${id}/sign`, body)
export const sendRefusal = (id: string, reason: string) => post<unknown>(`/api/seals/rounds/${id}/refuse`, { reason })
export const sendWithdrawal = (id: string) => post<unknown>(`/api/seals/rounds/${id}/withdraw`)
/** The signature, when it is a file of its own, follows the document's bytes. */
export const sendCheck = (
  file: File,
  signature: File | undefined,
  onProgress: (share: number) => void,
  signal: AbortSignal,
) =>
  upload<CheckResult>('/api/seals/check', signature ? new File([file, signature], file.name) : file, {
    onProgress,
    signal,
    ...(signature ? { query: { signature: signature.size } } : {}),
  })
