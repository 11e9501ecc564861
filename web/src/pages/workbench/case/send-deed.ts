/** Sends an act on the case as it was seen. When another act came between, says which, and what was typed stays. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newKey, RefusalError } from '../../../app/api.ts'
import { type ActAnswer, type CaseView, type Deed, sendDeed } from '../asks.ts'

/** Refusals that mean: the case has moved on since it was read. */
const movedOn: ReadonlySet<string> = new Set([
  'cases.changed_meanwhile',
  'cases.not_the_next_act',
  'cases.task_gone',
  'cases.case_ended',
])
export const hasMovedOn = (fault: unknown): boolean =>
  fault instanceof RefusalError && fault.refusal.status === 409 && movedOn.has(fault.refusal.code)

export function useSendDeed(view: CaseView, onDone: (answer: ActAnswer, deed: Deed) => void) {
  const client = useQueryClient()
  const [key, setKey] = useState(newKey)
  /** The act that the person had seen when the act was refused. */
  const [stoodOn, setStoodOn] = useState<number>()
  const sending = useMutation({
    mutationFn: (deed: Deed) => sendDeed(view.id, view.seq, deed, { idempotencyKey: key }),
    onSuccess: (answer, deed) => {
      setStoodOn(undefined)
      onDone(answer, deed)
    },
    onError: (fault) => setStoodOn(hasMovedOn(fault) ? view.seq : undefined),
    onSettled: async (_answer, fault) => {
      // After a fault of the line the same key finds the first answer again; a refusal ends the attempt.
      if (!fault || fault instanceof RefusalError) setKey(newKey())
      await Promise.all([
        client.invalidateQueries({ queryKey: ['cases', view.id] }),
        client.invalidateQueries({ queryKey: ['inbox'] }),
      ])
    },
  })
  return { ...sending, stoodOn }
}
export type SendDeed = ReturnType<typeof useSendDeed>
