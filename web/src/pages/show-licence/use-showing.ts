/** Signs a new picture every minute; asks the server for the licence once a day, and goes on without a network. */
import type { Showing, ShowingToken } from '@steppe/contracts/credentials'
import { toQrForm } from '@steppe/kernels/credential'
import { useEffect, useRef, useState } from 'react'
import { get, OfflineError, post } from '../../app/api.ts'
import { type Kept, keep, makeKey, pictureLife, recallKept, signShowing } from './device-key.ts'

export interface Picture {
  readonly address: string
  readonly digits: string
  /** Milliseconds since 1970. */
  readonly until: number
}

const pathOf = (id: string) => `/api/credentials/licences/${encodeURIComponent(id)}`

/** The licence for this device: what is kept while it lasts, a new one when there is a network. */
async function showingOf(id: string): Promise<{ readonly kept: Kept; readonly showing: ShowingToken }> {
  const kept = (await recallKept(id).catch(() => undefined)) ?? (await makeKey())
  try {
    const showing = await post<ShowingToken>(`${pathOf(id)}/devices`, { jwk: kept.jwk })
    await keep(id, { ...kept, showing }).catch(() => undefined)
    return { kept, showing }
  } catch (fault) {
    const isLasting = kept.showing && Date.parse(kept.showing.expires) > Date.now() + pictureLife * 1000
    if (fault instanceof OfflineError && kept.showing && isLasting) return { kept, showing: kept.showing }
    throw fault
  }
}

async function paint(id: string, held: Awaited<ReturnType<typeof showingOf>> | undefined): Promise<Picture> {
  const now = Date.now()
  if (held) {
    const digits = await signShowing(held.kept, held.showing, Math.floor(now / 1000))
    return { address: `${held.showing.checkAt}#`, digits, until: now + pictureLife * 1000 }
  }
  // Without a safe connection a browser makes no keys: the server signs each showing.
  const { token, expires, verifyAt } = await get<Showing>(`${pathOf(id)}/showing`)
  const digits = toQrForm(token)
  if (typeof digits !== 'string') throw new Error(digits.code)
  return { address: `${new URL(verifyAt).origin}/check-licence#`, digits, until: Date.parse(expires) }
}

/** The picture of the moment, the seconds it still holds, or why there is none. */
export function useShowing(id: string) {
  const [picture, setPicture] = useState<Picture>()
  const [fault, setFault] = useState<unknown>()
  const [left, setLeft] = useState(0)
  const [turn, setTurn] = useState(0)
  const held = useRef<Awaited<ReturnType<typeof showingOf>>>(undefined)
  // A new turn is what asks for a new picture.
  useEffect(() => {
    let isOver = false
    const run = async () => {
      if (crypto.subtle) held.current ??= await showingOf(id)
      const next = await paint(id, held.current)
      if (isOver) return
      setPicture(next)
      setFault(undefined)
    }
    run().catch((why: unknown) => !isOver && setFault(why))
    return () => {
      isOver = true
    }
  }, [id, turn])
  useEffect(() => {
    if (!picture) return
    const tick = () => {
      const seconds = Math.max(0, Math.ceil((picture.until - Date.now()) / 1000))
      setLeft(seconds)
      if (seconds === 0) setTurn((before) => before + 1)
    }
    tick()
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [picture])
  return { picture, fault, left, renew: () => setTurn((before) => before + 1) }
}
