/** Sends an act of the applicant and reads the case anew; a repeated press is done once. */
import type { ActRequest, CaseView } from '@steppe/contracts/cases'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newKey } from '../../app/api.ts'
import { sendAct } from '../../asks/cases.ts'

export function useSendAct(view: CaseView) {
  const client = useQueryClient()
  const [key, setKey] = useState(newKey)
  return useMutation({
    mutationFn: (deed: ActRequest['deed']) => sendAct(view.id, view.seq, deed, { idempotencyKey: key }),
    onError: () => setKey(newKey()),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['cases', view.id] }),
        client.invalidateQueries({ queryKey: ['applications'] }),
      ]),
  })
}
