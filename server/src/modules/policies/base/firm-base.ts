/**
 * The facts of all firms in memory, as columns: read once from the register and from what is known of firms, renewed by the
 * firms that changed. Audiences and simulations are reckoned over it. One at a time works on it.
 */
import { changedFirms, countFirms, type FirmRow, findFirms, getPlaces, pageFirms } from '#ask/registry'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { type FactRow, registerFacts, valuesOf } from '../firm-facts.ts'
import { dictionaryOf } from '../shelf.ts'
import { CodeIndex } from './code-index.ts'
import { BaseTooLarge, ColumnStore } from './column-store.ts'

type Asking = Pick<House, 'db' | 'site' | 'clock'>

const pageSize = 5000
/** So many changed firms are looked up one by one; where more changed, all are read anew. */
const mostChanged = 100_000

/** What a base tells while it is read. */
export type Reading = {
  readonly onProgress?: (done: number, total: number) => void
  /** Ends the reading; what was read is dropped. */
  readonly signal?: AbortSignal
}

/** Firms by row; a firm keeps its row for the life of the base. */
export class FirmBase {
  readonly store: ColumnStore
  readonly codes = new CodeIndex()
  /** Bits of the firms that are active. */
  active = new Uint32Array(0)
  /** Where each firm sits, as a place in `regionCodes`. */
  regions = new Uint16Array(0)
  readonly regionCodes: string[] = []
  /** Days since 1970-01-01, of those that have one. */
  established = new Int32Array(0)
  /** Rows that changed, in order, and how many of before are no longer there. */
  private readonly changes: number[] = []
  private dropped = 0
  /** The transactions that are surely in it; each later one is read. */
  since = ''
  private readonly placesOfRegions = new Map<string, number>()
  /** Facts that the register gives. Months since a firm was established change by themselves: whoever needs them counts them for the day. */
  private readonly registered: Awaited<ReturnType<typeof dictionaryOf>>['facts']

  constructor(dictionary: Awaited<ReturnType<typeof dictionaryOf>>, firms: number, megabytes: number) {
    const facts = dictionary.facts.filter(({ register }) => register !== 'months')
    this.registered = facts.filter(({ register }) => register !== undefined)
    this.store = new ColumnStore([...facts, ...dictionary.tables], firms, megabytes)
    this.store.besides = () =>
      this.codes.bytes + this.active.byteLength + this.regions.byteLength + this.established.byteLength
    this.growTo(firms)
  }

  /** Rows, those of firms that are active no more with them. */
  get size(): number {
    return this.codes.size
  }

  private growTo(rows: number): void {
    const capacity = this.store.growTo(Math.max(rows, 1))
    if (this.regions.length >= capacity) return
    const kept = { active: this.active, regions: this.regions, established: this.established }
    this.active = new Uint32Array(capacity >> 5)
    this.regions = new Uint16Array(capacity)
    this.established = new Int32Array(capacity).fill(unknownDay)
    this.active.set(kept.active)
    this.regions.set(kept.regions)
    this.established.set(kept.established)
  }

  /** Takes a firm in as it is known now. */
  take(firm: FirmRow, known: FactRow | undefined, today: string): void {
    const row = this.codes.add(firm.code)
    if (row >= this.regions.length) this.growTo(row + 1)
    const bit = 1 << (row & 31)
    if (firm.status === 'active') this.active[row >> 5]! |= bit
    else this.active[row >> 5]! &= ~bit
    this.regions[row] = this.placeOfRegion(firm.region)
    this.established[row] = firm.established === null ? unknownDay : Date.parse(firm.established) / 86_400_000
    this.store.setRow(row, valuesOf(registerFacts(this.registered, firm, today), known))
  }

  /** Says that a row is not as it was. */
  changed(row: number): void {
    this.changes.push(row)
    if (this.changes.length <= mostChanged) return
    this.dropped += this.changes.length
    this.changes.length = 0
    this.store.shape++
  }

  /** How many changes there were. */
  get mark(): number {
    return this.dropped + this.changes.length
  }

  /** The rows that changed after a mark, so that who reckoned with them reckons these anew; null where that is not known any more. */
  changedSince(mark: number): readonly number[] | null {
    return mark < this.dropped ? null : this.changes.slice(mark - this.dropped)
  }

  private placeOfRegion(code: string): number {
    const found = this.placesOfRegions.get(code)
    if (found !== undefined) return found
    const place = this.regionCodes.push(code) - 1
    this.placesOfRegions.set(code, place)
    return place
  }
}

export const unknownDay = -(2 ** 31)

/** Reads all firms that are active. */
async function readBase(house: Asking, { onProgress, signal }: Reading): Promise<FirmBase | undefined> {
  const leagues = await leaguesOf(house)
  const [dictionary, total, since] = await Promise.all([
    dictionaryOf(house),
    countFirms(house, leagues),
    transactionsUpTo(house),
  ])
  const base = new FirmBase(dictionary, total, allowedMegabytes())
  base.since = since
  const today = house.clock.today()
  for (const league of leagues) {
    let after = ''
    for (;;) {
      if (signal?.aborted) return undefined
      const firms = await pageFirms(house, league, after, pageSize)
      const known = await factsOf(house, firms)
      for (const firm of firms) base.take(firm, known.get(firm.code), today)
      onProgress?.(base.size, Math.max(base.size, total))
      const last = firms.at(-1)
      if (firms.length < pageSize || !last) break
      after = last.code
    }
  }
  return base
}

/** Megabytes that the columns may take: the national dictionary known whole for 2.6 million firms takes 1,900. */
function allowedMegabytes(value = process.env.STEPPE_POLICY_BASE_MB): number {
  const said = Number(value ?? 2048)
  return Number.isFinite(said) && said > 0 ? said : 2048
}

async function transactionsUpTo(house: Pick<House, 'db'>): Promise<string> {
  const [row] = await house.db.ask<{ since: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as since')
  return row?.since ?? '0'
}

/** Takes in what changed since; undefined where so much did that the base is better read anew. */
async function renew(house: Asking, base: FirmBase): Promise<FirmBase | undefined> {
  const leagues = await leaguesOf(house)
  const since = await transactionsUpTo(house)
  const limit = mostChanged + 1
  const [firms, facts] = await Promise.all([
    changedFirms(house, leagues, base.since, limit),
    house.db.ask<{ firm: string }>(
      `select f.firm from policies.facts f where f.league = any($1) and f.written_by >= $2::xid8
         and f.written_by < pg_snapshot_xmax(pg_current_snapshot()) limit $3`,
      [leagues, base.since, limit],
    ),
  ])
  const codes = [...new Set([...firms, ...facts.map(({ firm }) => firm)])]
  if (codes.length > mostChanged) return undefined
  const today = house.clock.today()
  for (let at = 0; at < codes.length; at += pageSize) {
    const rows = await findFirms(house, codes.slice(at, at + pageSize))
    const known = await factsOf(house, rows)
    for (const firm of rows) {
      base.take(firm, known.get(firm.code), today)
      base.changed(base.codes.rowOf(firm.code))
    }
  }
  base.since = since
  return base
}

/** A firm's key is led by the league where it was first registered, which need not be the one where it sits. */
async function leaguesOf(house: Pick<House, 'db' | 'site'>): Promise<readonly string[]> {
  const places = await getPlaces(house)
  const leagues = places.below(house.site.region).filter(({ level }) => level === 'league')
  return [...leagues.map(({ code }) => code), house.site.region]
}

async function factsOf(house: Pick<House, 'db'>, firms: readonly FirmRow[]): Promise<ReadonlyMap<string, FactRow>> {
  if (firms.length === 0) return new Map()
  const rows = await house.db.ask<FactRow>(
    `select f.league, f.firm, f.held, f.said from unnest($1::text[], $2::text[]) as k(league, firm)
     join policies.facts f on f.league = k.league and f.firm = k.firm`,
    [firms.map(({ league }) => league), firms.map(({ code }) => code)],
  )
  return new Map(rows.map((row) => [row.firm, row]))
}

type Kept = { base?: FirmBase; queue: Promise<unknown> }
const kept = new WeakMap<House['db'], Kept>()

/**
 * Works on the base as it is now; whoever asks meanwhile waits. Nothing where the signal ended the reading.
 * Refuses where the memory set aside for it does not do.
 */
export async function withBase<T>(
  house: Asking,
  work: (base: FirmBase) => Promise<T>,
  reading: Reading = {},
): Promise<T | Refusal | undefined> {
  const held = kept.get(house.db) ?? { queue: Promise.resolve() }
  kept.set(house.db, held)
  const turn = held.queue.then(async () => {
    const known = held.base && (await renew(house, held.base))
    delete held.base
    const base = known ?? (await readBase(house, reading))
    if (!base) return undefined
    held.base = base
    return work(base)
  })
  held.queue = turn.catch(() => {})
  return turn.catch((fault: unknown) => {
    if (!(fault instanceof BaseTooLarge)) throw fault
    delete held.base
    return refuse('policies.base_too_large', { needed: fault.needed, allowed: fault.allowed })
  })
}
