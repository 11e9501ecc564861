/** The form's law is code of its own: it is fetched while the draft is. */
import { useEffect, useState } from 'react'

export type Law = typeof import('./form-law.ts')

export function useLaw(): Law | undefined {
  const [law, setLaw] = useState<Law>()
  useEffect(() => {
    let gone = false
    void import('./form-law.ts').then((loaded) => !gone && setLaw(() => loaded))
    return () => {
      gone = true
    }
  }, [])
  return law
}
