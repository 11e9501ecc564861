/** The log as files for whoever reads tiles. Source: c2sp.org/tlog-tiles. */
import { parseTilePath } from '@steppe/kernels/ledger'
import { type Answer, answer, type House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { publishedCheckpoint } from './published-checkpoint.ts'
import { tileReader, unitOf } from './read-tiles.ts'

/** Everybody may read it, pages of others too. */
const forAll = { 'access-control-allow-origin': '*' }

/** The published checkpoint; `ledger.not_in_log` while nothing was sealed. */
export async function serveCheckpoint(house: Pick<House, 'db' | 'log'>): Promise<Answer | Refusal> {
  const checkpoint = await publishedCheckpoint(house)
  if (!checkpoint) return refuse('ledger.not_in_log')
  const headers = { ...forAll, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=1' }
  return answer(200, checkpoint.note, headers)
}

/**
 * A tile or entry bundle by its path below the prefix, `tile/0/x001/067.p/12`. A partial one that has grown since is the beginning
 * of what stands there now; one that is not there yet is refused with `ledger.not_in_log`.
 */
export async function serveTile(house: Pick<House, 'db'>, path: string): Promise<Answer | Refusal> {
  const name = parseTilePath(path)
  const bytes = name && (await tileReader(house.db.ask)(name.level, name.index, name.width))
  if (!name || bytes?.length !== name.width * unitOf(name.level)) return refuse('ledger.not_in_log')
  const headers = {
    ...forAll,
    'content-type': 'application/octet-stream',
    'cache-control': 'public, max-age=31536000, immutable',
  }
  return answer(200, bytes, headers)
}
