/** What the portal asks about messages: what was told, how many are unread, that they were read. */
import type { GivenUp, Messages, NewPreferences, Preferences, Unread } from '@steppe/contracts/messages'
import { queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { get, post, put } from '../app/api.ts'
import { pagesOf } from '../app/pages-of.ts'

export const messagesQuery = pagesOf<Messages>(['messages', 'all'], '/api/messages')

export const unreadQuery = queryOptions({
  queryKey: ['messages', 'unread'],
  queryFn: ({ signal }) => get<Static<typeof Unread>>('/api/messages/unread', undefined, signal),
  staleTime: 30_000,
})

export const sendRead = () => post<Static<typeof Unread>>('/api/messages/read', undefined)

export const preferencesQuery = queryOptions({
  queryKey: ['messages', 'preferences'],
  queryFn: ({ signal }) => get<Preferences>('/api/messages/preferences', undefined, signal),
})

export const sendPreferences = (wish: Static<typeof NewPreferences>) =>
  put<Preferences>('/api/messages/preferences', wish)

export const givenUpQuery = queryOptions({
  queryKey: ['messages', 'given-up'],
  queryFn: ({ signal }) => get<GivenUp>('/api/messages/given-up', undefined, signal),
})
