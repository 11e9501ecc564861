/** Keeps a draft saved as it is typed: half a second after the last key, at once when a step is left, again when the line is back. */
import type { Draft } from '@steppe/contracts/applications'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { OfflineError, RefusalError } from '../../app/api.ts'
import { type DraftPart, draftQuery, saveDraft } from '../../asks/applications.ts'

export type Saving =
  | { readonly state: 'saved'; readonly at: string }
  | { readonly state: 'saving' }
  | { readonly state: 'offline' }
  | { readonly state: 'elsewhere' }
  | { readonly state: 'refused'; readonly fault: unknown }

export type KeptDraft = {
  readonly draft: Draft
  readonly saving: Saving
  readonly change: (part: DraftPart) => void
  /** Saves what is not saved yet; true once everything lies with the server. */
  readonly flush: () => Promise<boolean>
  /** The draft as it is at this moment, also inside what was begun before. */
  readonly latest: () => Draft
}

const pauseAfterKey = 500

function merge(before: DraftPart | undefined, part: DraftPart): DraftPart {
  return {
    ...before,
    ...part,
    ...(part.answers || before?.answers ? { answers: { ...before?.answers, ...part.answers } } : {}),
  }
}

function applied(draft: Draft, part: DraftPart): Draft {
  return { ...draft, ...part, answers: { ...draft.answers, ...part.answers } }
}

export function useDraft(first: Draft): KeptDraft {
  const client = useQueryClient()
  const [draft, setDraft] = useState(first)
  const [saving, setSaving] = useState<Saving>({ state: 'saved', at: first.savedAt })
  const version = useRef(first.version)
  const newest = useRef(first)
  newest.current = draft
  const unsaved = useRef<DraftPart | undefined>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const running = useRef<Promise<boolean> | undefined>(undefined)

  const sendAll = useCallback(async (): Promise<boolean> => {
    while (unsaved.current) {
      const part = unsaved.current
      unsaved.current = undefined
      setSaving({ state: 'saving' })
      try {
        const kept = await saveDraft(first.id, version.current, part)
        version.current = kept.version
        const whole = unsaved.current ? applied(kept, unsaved.current) : kept
        newest.current = whole
        setDraft(whole)
        client.setQueryData(draftQuery(first.id).queryKey, whole)
        setSaving({ state: 'saved', at: kept.savedAt })
      } catch (fault) {
        unsaved.current = merge(part, unsaved.current ?? {})
        if (fault instanceof OfflineError) setSaving({ state: 'offline' })
        else if (fault instanceof RefusalError && fault.refusal.status === 409) setSaving({ state: 'elsewhere' })
        else setSaving({ state: 'refused', fault })
        return false
      }
    }
    return true
  }, [client, first.id])

  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current)
    while (running.current) await running.current
    if (!unsaved.current) return true
    running.current = sendAll().finally(() => {
      running.current = undefined
    })
    return running.current
  }, [sendAll])

  const change = useCallback(
    (part: DraftPart) => {
      unsaved.current = merge(unsaved.current, part)
      setDraft((before) => applied(before, part))
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), pauseAfterKey)
    },
    [flush],
  )

  useEffect(() => {
    const again = () => void flush()
    const leaving = (event: BeforeUnloadEvent) => {
      if (unsaved.current || running.current) event.preventDefault()
    }
    const hidden = () => document.visibilityState === 'hidden' && void flush()
    window.addEventListener('online', again)
    window.addEventListener('beforeunload', leaving)
    document.addEventListener('visibilitychange', hidden)
    const retry = setInterval(() => unsaved.current && void flush(), 10_000)
    return () => {
      window.removeEventListener('online', again)
      window.removeEventListener('beforeunload', leaving)
      document.removeEventListener('visibilitychange', hidden)
      clearInterval(retry)
      void flush()
    }
  }, [flush])

  const latest = useCallback(() => newest.current, [])
  // The server's own words come with each answer of the query: turned to another language they are asked for again.
  const { itemName, prefilled } = first
  return { draft: { ...draft, itemName, prefilled }, saving, change, flush, latest }
}
