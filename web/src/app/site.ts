/** What this installation calls itself, which day it is there, and who is signed in. */
import type { Session, Site } from '@steppe/contracts/platform'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post, remove } from './api.ts'
import { usePreferences } from './preferences.ts'

/** A text kept in Chinese, and in English where somebody wrote it. */
export type Both = { readonly zh: string; readonly en?: string | undefined }

/** The text in the reader's language; a text that exists in one language only is shown in that one. */
export function pickText(text: Both | undefined, language: 'zh' | 'en'): string {
  if (!text) return ''
  return (language === 'en' && text.en) || text.zh
}

/** Picks texts in the language of the moment; a component that uses it follows a change of language. */
export function useSaid(): (text: Both | undefined) => string {
  const { language } = usePreferences()
  return (text) => pickText(text, language)
}

/** Words one after the other, as the language of the moment sets them apart. */
export function useJoined(): (words: readonly string[]) => string {
  const { language } = usePreferences()
  return (words) => words.join(language === 'zh' ? '、' : ', ')
}

export const siteQuery = queryOptions({
  queryKey: ['site'],
  queryFn: ({ signal }) => get<Site>('/api/site', undefined, signal),
  staleTime: 10 * 60_000,
})
export const useSite = () => useQuery(siteQuery).data

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => get<Session>('/api/session', undefined, signal),
  staleTime: 5 * 60_000,
})

/** Undefined until it is known; `kind` is `anyone` without a session. */
export const useSession = () => useQuery(sessionQuery).data

export type MyFirm = { readonly code: string; readonly name: string }

/** The firms that somebody acts for, once each. */
export function firmsOf(session: Session | undefined): readonly MyFirm[] {
  const named = (session?.grants ?? []).flatMap(({ firm, firmName = firm }) =>
    firm && firmName ? [[firm, { code: firm, name: firmName }] as const] : [],
  )
  return [...new Map(named).values()]
}

/** After a change of identity nothing that was read before may be shown. */
export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (who: { readonly login: string; readonly password: string }) => post<Session>('/api/session', who),
    onSuccess: (session) => {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'site' })
      client.setQueryData(sessionQuery.queryKey, session)
    },
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => remove<unknown>('/api/session'),
    onSettled: () => {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'site' })
      client.setQueryData(sessionQuery.queryKey, {
        kind: 'anyone',
        id: 'anyone',
        name: '',
        grants: [],
        permissions: [],
      })
    },
  })
}

/** The region in which the reader does errands; in an installation of one county that county. Empty until chosen. */
export function useErrandRegion(): { readonly region: string; readonly known: boolean } {
  const { region } = usePreferences()
  const site = useSite()
  const own = site && !site.region.endsWith('0000') && !site.region.endsWith('00') ? site.region : ''
  return { region: region || own, known: site !== undefined }
}
