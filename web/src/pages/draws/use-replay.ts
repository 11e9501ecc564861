/** Fetches the transcript and has it replayed; the lines arrive as the steps are done. */
import type { ReplayLine } from '@steppe/kernels/draw'
import { useCallback, useEffect, useRef, useState } from 'react'
import { get } from '../../app/api.ts'
import { transcriptPath } from '../../asks/inspections.ts'
import type { Told } from './replay-worker.ts'

export type ReplayState = {
  readonly phase: 'idle' | 'fetching' | 'running' | 'done' | 'failed'
  readonly lines: readonly ReplayLine[]
  readonly ok?: boolean
  readonly seed?: string
  readonly fault?: unknown
}

export function useReplay(id: string): { readonly state: ReplayState; readonly start: () => void } {
  const [state, setState] = useState<ReplayState>({ phase: 'idle', lines: [] })
  const worker = useRef<Worker>(undefined)
  useEffect(() => () => worker.current?.terminate(), [])
  const start = useCallback(() => {
    worker.current?.terminate()
    setState({ phase: 'fetching', lines: [] })
    const fail = (fault: unknown) => setState({ phase: 'failed', lines: [], fault })
    get<unknown>(transcriptPath(id)).then((transcript) => {
      const own = new Worker(new URL('./replay-worker.ts', import.meta.url), { type: 'module' })
      worker.current = own
      own.onmessage = ({ data }: MessageEvent<Told>) =>
        setState((before) =>
          'line' in data
            ? { ...before, lines: [...before.lines, data.line] }
            : { ...before, phase: 'done', ...data.done },
        )
      own.onerror = (event) => fail(event.error ?? new Error(event.message))
      setState({ phase: 'running', lines: [] })
      own.postMessage(transcript)
    }, fail)
  }, [id])
  return { state, start }
}
