/** Simulates a moment after the last change, tells how far it is, and can be stopped; a newer question ends the older one. */
import type { SimulateBody, Simulation } from '@steppe/contracts/policies'
import { useEffect, useRef, useState } from 'react'
import { type SimulationProgress, simulatePolicy } from '../../asks/policies.ts'

const pause = 350

type State = {
  readonly data?: Simulation
  readonly fault?: unknown
  readonly progress?: SimulationProgress
  readonly state: 'waiting' | 'done' | 'stopped'
}

export function useSimulation(body: SimulateBody): State & { readonly stop: () => void; readonly again: () => void } {
  const key = JSON.stringify(body)
  const [state, setState] = useState<State>({ state: 'waiting' })
  const [round, setRound] = useState(0)
  const running = useRef<AbortController>(undefined)
  // A new round asks the same question again.
  useEffect(() => {
    const own = new AbortController()
    running.current = own
    const tell = (part: (before: State) => State) => !own.signal.aborted && setState(part)
    setState(({ data }) => ({ ...(data ? { data } : {}), state: 'waiting' }))
    const timer = setTimeout(() => {
      simulatePolicy(
        JSON.parse(key) as SimulateBody,
        (progress) => tell((before) => ({ ...before, progress })),
        own.signal,
      ).then(
        (data) => tell(() => ({ data, state: 'done' })),
        (fault: unknown) => tell(() => ({ fault, state: 'done' })),
      )
    }, pause)
    return () => {
      own.abort()
      clearTimeout(timer)
    }
  }, [key, round])
  return {
    ...state,
    stop: () => {
      running.current?.abort()
      setState(({ data }) => ({ ...(data ? { data } : {}), state: 'stopped' }))
    },
    again: () => setRound((before) => before + 1),
  }
}
