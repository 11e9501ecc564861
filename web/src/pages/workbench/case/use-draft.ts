/** A half-written decision, kept on the server as it is typed and found again on another computer. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type DecisionDraft, draftQuery, keepDraft } from '../asks.ts'

export type DraftState = 'none' | 'typing' | 'kept' | 'failed'

const pause = 700

export function useDraft(id: string, enabled: boolean) {
  const client = useQueryClient()
  const found = useQuery({ ...draftQuery(id), enabled })
  const [state, setState] = useState<DraftState>('none')
  const waiting = useRef<DecisionDraft>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const send = useCallback(async () => {
    clearTimeout(timer.current)
    const draft = waiting.current
    if (!draft) return
    waiting.current = undefined
    client.setQueryData(draftQuery(id).queryKey, draft)
    const kept = await keepDraft(id, draft).then(
      () => true,
      () => false,
    )
    setState((now) => (waiting.current ? now : kept ? 'kept' : 'failed'))
  }, [client, id])

  const type = (draft: DecisionDraft) => {
    waiting.current = draft
    setState('typing')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void send(), pause)
  }
  const drop = () => {
    clearTimeout(timer.current)
    waiting.current = undefined
    setState('none')
    client.setQueryData(draftQuery(id).queryKey, null)
  }
  // What was typed last is sent when the page is left.
  useEffect(() => () => void send(), [send])
  return { draft: found.data ?? undefined, ready: !enabled || !found.isPending, state, type, drop }
}
