/** Keys and status lists: fetched when there is a network, kept for when there is none. */
import type { KeptForChecks } from './judge.ts'

const place = 'steppe.checks'

export function recallChecks(): KeptForChecks | undefined {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '') as KeptForChecks
  } catch {
    return undefined
  }
}

async function read(path: string): Promise<Response> {
  const answer = await fetch(path, { cache: 'no-cache' })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer
}

/** Fetches the issuer's keys and all its lists, and keeps them. */
export async function fetchChecks(): Promise<KeptForChecks> {
  const metadata = (await (await read('/.well-known/jwt-vc-issuer')).json()) as KeptForChecks['metadata']
  const { status_lists: uris } = (await (await read('/credentials/status')).json()) as { status_lists: string[] }
  const lists = await Promise.all(
    uris.map(async (uri) => {
      const token = await (await read(new URL(uri).pathname)).text()
      return { uri, token, fetchedAt: Math.floor(Date.now() / 1000) }
    }),
  )
  const kept = { metadata, lists }
  try {
    localStorage.setItem(place, JSON.stringify(kept))
  } catch {
    // A full or forbidden store only means that the next check needs a network.
  }
  return kept
}
