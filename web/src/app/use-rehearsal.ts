/** A file is taken in for good only after a rehearsal that says what would become of it. */
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

type Progress = (share: number) => void

/** `touched`: what has to be asked for again once the file is taken in. */
export function useRehearsal<Report>(
  send: (file: File, dryRun: boolean, onProgress?: Progress) => Promise<Report>,
  touched: QueryKey,
) {
  const client = useQueryClient()
  const [rehearsed, setRehearsed] = useState<{ readonly file: File; readonly report: Report }>()
  const take = useMutation({
    mutationFn: (file: File) => send(file, false),
    onSuccess: async () => {
      setRehearsed(undefined)
      await client.invalidateQueries({ queryKey: touched })
    },
  })
  return {
    report: rehearsed?.report,
    rehearse: async (file: File, onProgress: Progress) => {
      take.reset()
      setRehearsed({ file, report: await send(file, true, onProgress) })
    },
    take: () => rehearsed && take.mutate(rehearsed.file),
    leave: () => setRehearsed(undefined),
    taking: take.isPending,
    fault: take.error,
    taken: take.data,
  }
}
