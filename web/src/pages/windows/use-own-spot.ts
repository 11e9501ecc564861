/** The reader's own place, once they give it: asked for by a button, never on its own, and kept nowhere. */
import { useState } from 'react'
import type { Spot } from './place-points.ts'

export function useOwnSpot() {
  const [spot, setSpot] = useState<Spot>()
  const [state, setState] = useState<'idle' | 'asking' | 'refused'>('idle')
  const ask = () => {
    if (!navigator.geolocation) return setState('refused')
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude } }) => {
        setState('idle')
        setSpot({ longitude, latitude })
      },
      () => setState('refused'),
      { timeout: 10_000 },
    )
  }
  return { spot, ask, state }
}
