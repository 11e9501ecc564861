/** Sends what somebody does to an order, as it was seen; a press repeated after a lost answer does nothing twice. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newKey, RefusalError } from '../../app/api.ts'
import { type OrderDeed, type OrderView, sendDeed } from '../appeal/asks.ts'

export function useDeed(view: Pick<OrderView, 'id' | 'seq'>, onDone?: (deed: OrderDeed) => void) {
  const client = useQueryClient()
  const [key, setKey] = useState(newKey)
  return useMutation({
    mutationFn: (deed: OrderDeed) => sendDeed(view.id, view.seq, deed, { idempotencyKey: key }),
    onSuccess: (_answer, deed) => onDone?.(deed),
    onSettled: async (_answer, fault) => {
      // After a fault of the line the same key finds the first answer again; a refusal ends the attempt.
      if (!fault || fault instanceof RefusalError) setKey(newKey())
      await Promise.all([
        client.invalidateQueries({ queryKey: ['appeals'] }),
        client.invalidateQueries({ queryKey: ['inbox'] }),
        client.invalidateQueries({ queryKey: ['cases', view.id] }),
      ])
    },
  })
}
