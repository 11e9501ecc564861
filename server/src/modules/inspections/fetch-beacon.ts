/** Fetches a round of a beacon by HTTP, where the installation is connected. What comes is verified by its signature, whoever sent it. */
import type { BeaconRound } from '@steppe/kernels/draw'

/** Milliseconds after which the beacon counts as not reachable. */
const patience = 5000

/** The round, or nothing when there is no connection. `base` is the URL of a relay (`https://…`), without the chain's hash. */
export async function fetchRound(
  base: string | undefined,
  chain: { readonly hash: string },
  round: number,
): Promise<BeaconRound | undefined> {
  if (!base) return undefined
  try {
    const answer = await fetch(`${base.replace(/\/$/, '')}/${chain.hash}/public/${round}`, {
      signal: AbortSignal.timeout(patience),
    })
    if (!answer.ok) return undefined
    const body = (await answer.json()) as Readonly<Record<string, unknown>>
    if (typeof body.signature !== 'string' || body.round !== round) return undefined
    const previous = typeof body.previous_signature === 'string' ? { previous: body.previous_signature } : {}
    return { round, signature: body.signature, ...previous }
  } catch {
    return undefined
  }
}
