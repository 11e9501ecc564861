/** Saves an appeal to the server when typing rests. Where that fails the browser still has it; where another device wrote, the person decides. */
import type { AppealDrafts, AppealDraft as KeptDraft } from '@steppe/contracts/appeals'
import { queryOptions } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { get, newKey, post, put, RefusalError, remove } from '../../app/api.ts'
import type { AppealDraft } from './draft.ts'
import { contentOf, draftFrom } from './kept-draft.ts'
import { useSettled } from './suggest.tsx'

const base = '/api/appeals/drafts'

export const draftsQuery = queryOptions({
  queryKey: ['appeals', 'drafts'],
  queryFn: ({ signal }) => get<AppealDrafts>(base, undefined, signal),
})
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['appeals', 'drafts', id],
    queryFn: ({ signal }) => get<KeptDraft>(`${base}/${encodeURIComponent(id)}`, undefined, signal),
    enabled: id !== '',
    gcTime: 0,
  })

/** Nobody needs it once it is handed in; one that stays is thrown away by hand. */
export const dropKept = (id: string): Promise<unknown> =>
  remove<unknown>(`${base}/${encodeURIComponent(id)}`).catch(() => undefined)

type State = 'here' | 'kept' | 'changed'

export function useKeptDraft(draft: AppealDraft, write: (change: Partial<AppealDraft>) => void) {
  const content = JSON.stringify(contentOf(draft))
  const settled = useSettled(content, 1200)
  const latest = useRef(draft)
  latest.current = draft
  const sent = useRef(content)
  const running = useRef(false)
  const [state, setState] = useState<State>(draft.draftId ? 'kept' : 'here')
  const save = useCallback(
    async (over?: number): Promise<void> => {
      const now = contentOf(latest.current)
      const { draftId, version } = latest.current
      const options = { idempotencyKey: newKey() }
      sent.current = JSON.stringify(now)
      const kept = draftId
        ? await put<KeptDraft>(`${base}/${draftId}`, { version: over ?? version, content: now }, options)
        : await post<KeptDraft>(base, { content: now }, options)
      write({ draftId: kept.id, version: kept.version })
      setState('kept')
    },
    [write],
  )
  useEffect(() => {
    if (settled === sent.current || running.current || latest.current.text.trim() === '') return
    running.current = true
    save()
      .catch((fault: unknown) => {
        const code = fault instanceof RefusalError ? fault.refusal.code : ''
        if (code === 'appeals.draft_unknown') write({ draftId: '', version: 0 })
        setState(code === 'appeals.draft_changed' ? 'changed' : 'here')
      })
      .finally(() => {
        running.current = false
      })
  }, [settled, save, write])
  const theirs = () => get<KeptDraft>(`${base}/${latest.current.draftId}`)
  return {
    state,
    /** What the other device wrote. */
    take: async () => {
      const found = draftFrom(await theirs())
      sent.current = JSON.stringify(contentOf(found))
      write(found)
      setState('kept')
    },
    /** What is written here, in the place of that. */
    insist: async () => save((await theirs()).version),
  }
}
