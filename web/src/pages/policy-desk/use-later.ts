/** Asks again a moment after the last change, so that typing is not answered letter by letter; an older answer never covers a newer one. */
import { useEffect, useRef, useState } from 'react'

const pause = 350

export function useLater<T>(
  key: string,
  ask: () => Promise<T>,
): { readonly data: T | undefined; readonly waiting: boolean; readonly fault: unknown } {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly data?: T; readonly fault?: unknown }>()
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    let alive = true
    const timer = setTimeout(() => {
      latest.current().then(
        (data) => alive && setAnswer({ key, data }),
        (fault: unknown) => alive && setAnswer({ key, fault }),
      )
    }, pause)
    return () => {
      alive = false
      clearTimeout(timer)
    }
  }, [key])
  return { data: answer?.data, waiting: answer?.key !== key, fault: answer?.fault }
}
