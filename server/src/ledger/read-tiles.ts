/** Reads tiles and entry bundles of the log; those asked for at the same moment in one statement. */
import type { ReadTile, TileLevel } from '@steppe/kernels/ledger'
import type { Ask } from '#platform/postgres'

/** How levels stand in the table: entries are level -1. */
export function levelNumber(level: TileLevel): number {
  return level === 'entries' ? -1 : level
}

/** Bytes of one hash, and of one entry with its length before it. */
export function unitOf(level: TileLevel): number {
  return level === 'entries' ? 34 : 32
}

interface Wanted {
  readonly level: number
  readonly index: number
  readonly bytes: number
  readonly found: (bytes: Buffer | undefined) => void
  readonly failed: (fault: unknown) => void
}

const statement = `
  select w.i::int as i, substring(t.bytes for w.bytes) as bytes
  from unnest($1::int[], $2::bigint[], $3::int[]) with ordinality as w(level, n, bytes, i)
  join ledger.tiles t on t.level = w.level and t.n = w.n`

async function readAll(ask: Ask, wanted: readonly Wanted[]): Promise<void> {
  try {
    const rows = await ask<{ i: number; bytes: Buffer }>(statement, [
      wanted.map((each) => each.level),
      wanted.map((each) => each.index),
      wanted.map((each) => each.bytes),
    ])
    const found = new Map(rows.map((row) => [row.i - 1, row.bytes]))
    for (const [i, each] of wanted.entries()) each.found(found.get(i))
  } catch (fault) {
    for (const each of wanted) each.failed(fault)
  }
}

/** A reader: a tile narrower than asked for comes as it is, and whoever asked notices by its length. */
export function tileReader(ask: Ask): ReadTile {
  let waiting: Wanted[] = []
  return (level, index, width) =>
    new Promise<Buffer | undefined>((found, failed) => {
      if (waiting.length === 0)
        queueMicrotask(() => {
          const wanted = waiting
          waiting = []
          void readAll(ask, wanted)
        })
      waiting.push({ level: levelNumber(level), index, bytes: width * unitOf(level), found, failed })
    })
}

/** A reader that keeps tiles above the leaves: every proof needs them, and what stands in one never changes, though more may follow. */
export function keepingReader(ask: Ask, most = 1024): ReadTile {
  const read = tileReader(ask)
  const kept = new Map<string, Uint8Array>()
  return async (level, index, width) => {
    if (level === 'entries' || level === 0) return read(level, index, width)
    const name = `${level}/${index}`
    const wanted = width * unitOf(level)
    const known = kept.get(name)
    if (known && known.length >= wanted) return known.length === wanted ? known : known.subarray(0, wanted)
    const bytes = await read(level, index, width)
    if (bytes?.length !== wanted) return bytes
    if (kept.size >= most) kept.delete(kept.keys().next().value!)
    kept.set(name, bytes)
    return bytes
  }
}
