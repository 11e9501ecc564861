/** Checks the log against the database, portion by portion: bundles against tiles, tiles against roots, acts against their leaves. */
import type { CheckAnswer } from '@steppe/contracts/ledger'
import {
  commit,
  equalBytes,
  leafHash,
  openCheckpoint,
  parseEntryBundle,
  type ReadTile,
  rootFromTiles,
  Tree,
  tilePath,
  tileRoot,
  tileWidth,
  wrongTiles,
} from '@steppe/kernels/ledger'
import { leagueOf } from '#cases/case-id'
import type { SealedRows } from '#platform/module'
import type { Ask } from '#platform/postgres'
import { logKey } from './log-key.ts'
import { readLog } from './log-state.ts'
import { tileReader } from './read-tiles.ts'
import type { SealingHouse } from './seal.ts'

type Finding = CheckAnswer['findings'][number]

/** What a check of the log needs of the house. */
export type CheckingHouse = SealingHouse & { readonly sealedRows: readonly SealedRows[] }

/** Bundles a portion: 16,384 leaves. */
const bundles = 64
/** More findings than this are not listed: whoever finds one has found enough. */
const mostFindings = 1000

/** Checks leaves from `from` (rounded down to a bundle) on; `next` says where to go on. */
export async function checkPortion(house: CheckingHouse, from: number): Promise<CheckAnswer> {
  const { size, root } = await readLog(house)
  const first = Math.floor(from / tileWidth)
  const end = Math.min(size, (first + bundles) * tileWidth)
  const read = tileReader(house.db.ask)
  const entries: Uint8Array[] = []
  const findings: Finding[] = []
  for (let index = first; index * tileWidth < end; index++) {
    const width = Math.min(tileWidth, size - index * tileWidth)
    const told = await checkTile(read, index, width)
    entries.push(...told.entries)
    findings.push(...told.findings)
  }
  findings.push(...(await checkActs(house, read, first * tileWidth, entries, size)))
  findings.push(...(await checkCheckpoints(house, read, first * tileWidth, end)))
  if (end === size) findings.push(...(await checkTop(read, size, root)))
  const checked = Math.max(0, end - first * tileWidth)
  const through = end >= size || findings.length >= mostFindings
  return {
    ok: findings.length === 0,
    checked,
    findings: findings.slice(0, mostFindings),
    ...(through ? {} : { next: end }),
  }
}

/** Checks the whole log; `progress` hears how far it is. */
export async function checkLog(
  house: CheckingHouse,
  progress: (done: number, size: number) => void = () => {},
): Promise<CheckAnswer> {
  const findings: Finding[] = []
  let checked = 0
  for (let from: number | undefined = 0; from !== undefined; ) {
    const told: CheckAnswer = await checkPortion(house, from)
    findings.push(...told.findings)
    checked += told.checked
    from = told.next
    progress(checked, (await readLog(house)).size)
  }
  return { ok: findings.length === 0, checked, findings }
}

/** A bundle against its tile of leaves, and that against the hash above it; a bundle that can't be read counts as empty entries. */
async function checkTile(read: ReadTile, index: number, width: number) {
  const [bundle, tile] = await Promise.all([read('entries', index, width), read(0, index, width)])
  const entries = bundle ? parseEntryBundle(bundle, width) : null
  const findings: Finding[] = []
  if (!entries) findings.push({ kind: 'tile_wrong', subject: tilePath('entries', index, width) })
  const right =
    tile?.length === width * 32 && (entries ?? []).every((entry, i) => equalBytes(leafHash(entry), hashAt(tile, i)))
  if (!right || !tile) findings.push({ kind: 'tile_wrong', subject: tilePath(0, index, width) })
  else if (width === tileWidth && !(await fitsAbove(read, index, tile)))
    findings.push({ kind: 'tile_wrong', subject: tilePath(1, Math.floor(index / tileWidth)) })
  return { entries: entries ?? Array.from({ length: width }, () => new Uint8Array()), findings }
}

const hashAt = (tile: Uint8Array, i: number) => tile.subarray(i * 32, (i + 1) * 32)

/** Whether the root of a full tile of leaves stands in the tile above. */
async function fitsAbove(read: ReadTile, index: number, tile: Uint8Array): Promise<boolean> {
  const place = index % tileWidth
  const above = await read(1, Math.floor(index / tileWidth), place + 1)
  return above?.length === (place + 1) * 32 && equalBytes(hashAt(above, place), tileRoot(tile))
}

interface Placed {
  readonly subject: string
  readonly first: number
  readonly count: number
  readonly leaf: number
}

interface Wanted {
  readonly subject: string
  readonly n: number
  readonly leaf: number
}

/** Each act that these leaves stand for, against its leaf. What no table is named for (figures, policies, draws) is checked by its own file. */
async function checkActs(
  { db: { ask }, sealedRows }: CheckingHouse,
  read: ReadTile,
  first: number,
  own: readonly Uint8Array[],
  size: number,
): Promise<Finding[]> {
  const end = first + own.length
  const runs = await ask<Placed>(
    'select l.subject, l.first, l.count, l.leaf from ledger.leaves l where l.leaf >= $1 and l.leaf < $2 order by l.leaf',
    [first, end],
  )
  const entries = await withRest(read, first, own, runs.at(-1))
  const entryAt = (leaf: number) => entries[leaf - first] ?? new Uint8Array()
  const found = await Promise.all(
    sealedRows.map((rows) => {
      const wanted = runs
        .filter((run) => rows.of.test(run.subject))
        .flatMap(({ subject, first: n, count, leaf }) =>
          Array.from({ length: count }, (_, i): Wanted => ({ subject, n: n + i, leaf: leaf + i })),
        )
      return wanted.length === 0 ? [] : checkRows(ask, rows, wanted, entryAt)
    }),
  )
  return [...found.flat(), ...gapsBetween(runs, first, end, size)]
}

/** Rows of one table against their leaves, and what is shown of them against the rows. */
async function checkRows(
  ask: Ask,
  { table, subject, number, value, agrees = 'true', committed = (_, each) => each }: SealedRows,
  wanted: readonly Wanted[],
  entryAt: (leaf: number) => Uint8Array,
): Promise<Finding[]> {
  const rows = await ask<{ i: number; value: Readonly<Record<string, unknown>>; salt: Buffer; agrees: boolean }>(
    `select w.i::int as i, ${value} as value, a.salt, ${agrees} as agrees
     from unnest($1::text[], $2::text[], $3::int[]) with ordinality as w(league, subject, n, i)
     join ${table} a on a.league = w.league and a.${subject} = w.subject and ${number ? `a.${number}` : '1'} = w.n`,
    [wanted.map((each) => leagueOf(each.subject)), wanted.map((each) => each.subject), wanted.map((each) => each.n)],
  )
  const found = new Map(rows.map((row) => [row.i - 1, row]))
  return wanted.flatMap((each, i): Finding[] => {
    const row = found.get(i)
    const name = `${each.subject} ${each.n}`
    if (!row) return [{ kind: 'act_missing', subject: name }]
    if (!equalBytes(commit(row.salt, committed(each.subject, row.value)), entryAt(each.leaf)))
      return [{ kind: 'act_changed', subject: name }]
    return row.agrees ? [] : [{ kind: 'state_changed', subject: name }]
  })
}

/** The last run may go on in the next portion: its entries are read too. */
async function withRest(read: ReadTile, first: number, own: readonly Uint8Array[], last: Placed | undefined) {
  const entries = [...own]
  const end = last ? last.leaf + last.count : 0
  while (first + entries.length < end) {
    const index = Math.floor((first + entries.length) / tileWidth)
    const width = Math.min(tileWidth, end - index * tileWidth)
    const bundle = await read('entries', index, width)
    entries.push(
      ...((bundle && parseEntryBundle(bundle, width)) ?? Array.from({ length: width }, () => new Uint8Array())),
    )
  }
  return entries
}

/** Leaves before, between and after the runs that nobody's row claims: the row that said whose they are is gone. */
function gapsBetween(runs: readonly Placed[], first: number, end: number, size: number): Finding[] {
  const starts = [...runs.map((run) => run.leaf), ...(end === size ? [size] : [])]
  const ends = [...(first === 0 ? [0] : [runs[0]?.leaf ?? size]), ...runs.map((run) => run.leaf + run.count)]
  return starts.flatMap((start, i): Finding[] =>
    ends[i] === start ? [] : [{ kind: 'leaf_unclaimed', subject: `leaf ${ends[i]}` }],
  )
}

/** Every checkpoint that was published for a size in (from, to]: signed by the log, and its root that of the tiles. */
async function checkCheckpoints(house: SealingHouse, read: ReadTile, from: number, to: number): Promise<Finding[]> {
  const rows = await house.db.ask<{ size: number; root: Buffer; note: string }>(
    'select c.size, c.root, c.note from ledger.checkpoints c where c.size > $1 and c.size <= $2 order by c.size',
    [from, to],
  )
  const key = await logKey(house)
  const findings: Finding[] = []
  for (const { size, root, note } of rows) {
    const own = await rootFromTiles(size, read)
    const opened = openCheckpoint(note, [key])
    const says = opened.ok && opened.checkpoint.size === size && equalBytes(opened.checkpoint.root, root)
    if (!own || !equalBytes(own, root) || !says)
      findings.push({ kind: 'checkpoint_wrong', subject: `checkpoint ${size}` })
  }
  return findings
}

/** The right edge, and the tiles above the leaves' own: they must add up to the root the house stands on. */
async function checkTop(read: ReadTile, size: number, root: Uint8Array): Promise<Finding[]> {
  const wrong = await wrongTiles(size, read, 1)
  const findings = wrong.map((subject): Finding => ({ kind: 'tile_wrong', subject }))
  const tree = await Tree.resume(size, read)
  if (!tree || !equalBytes(tree.root(), root)) findings.push({ kind: 'root_wrong', subject: `root ${size}` })
  return findings
}
