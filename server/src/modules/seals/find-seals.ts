/** Seals as their table holds them, and who may use them today. */
import type { Seal, SealState } from '@steppe/contracts/seals'
import { leagueOf } from '#cases/case-id'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { loadKinds } from './load-kinds.ts'

export interface SealRow {
  readonly league: string
  readonly id: string
  readonly holderKind: 'person' | 'firm' | 'department'
  readonly holder: string
  readonly kind: string
  readonly name: string
  readonly state: 'active' | 'suspended' | 'revoked'
  readonly seq: number
  readonly madeAt: Date
  readonly validUntil: string
}

const columns = `s.league, s.id, s.holder_kind as "holderKind", s.holder, s.kind, s.name, s.state, s.seq, s.made_at as "madeAt", s.valid_until as "validUntil"`
const form = /^\d{6}-S[0-9A-Z]{10}$/

type Reader = Pick<House, 'db' | 'clock'>

/** The seal with this id, or nothing. */
export async function findSeal(house: Pick<House, 'db'>, id: string): Promise<SealRow | undefined> {
  if (!form.test(id)) return undefined
  const rows = await house.db.ask<SealRow>(`select ${columns} from seals.seals s where s.league = $1 and s.id = $2`, [
    id.slice(0, 6),
    id,
  ])
  return rows[0]
}

/** The seal in use of a holder and kind, or nothing. */
export async function sealOfHolder(
  house: Pick<House, 'db'>,
  league: string,
  holder: string,
  kind: string,
): Promise<SealRow | undefined> {
  const rows = await house.db.ask<SealRow>(
    `select ${columns} from seals.seals s where s.league = $1 and s.holder = $2 and s.kind = $3 and s.state <> 'revoked'`,
    [league, holder, kind],
  )
  return rows[0]
}

/** The league that leads the keys of a person's seals and rounds. */
export const ownLeague = (house: Pick<House, 'site'>): string => leagueOf(house.site.region)

/** With expiry taken into account. */
export function stateOf(house: Pick<House, 'clock'>, row: SealRow): SealState {
  return row.state !== 'revoked' && row.validUntil < house.clock.today() ? 'expired' : row.state
}

/** Firms whose legal representative the actor is. */
export const firmsLedBy = (actor: Actor): string[] =>
  actor.grants.flatMap((grant) => (grant.role === 'representative' && grant.firm ? [grant.firm] : []))

/** Whether the actor owns the seal: their own signature, or a seal of a firm they represent. */
export function ownsSeal(actor: Actor, row: SealRow): boolean {
  if (actor.kind === 'anyone') return false
  return row.holderKind === 'person'
    ? row.holder === actor.id
    : row.holderKind === 'firm' && firmsLedBy(actor).includes(row.holder)
}

/** Whether the actor may use the seal today: owner, or named handler. */
export async function mayUse(house: Reader, actor: Actor, row: SealRow): Promise<boolean> {
  if (ownsSeal(actor, row)) return true
  const rows = await house.db.ask(
    `select 1 from seals.handlers h where h.league = $1 and h.seal = $2 and h.account = $3 and h.from_day <= $4 and (h.until_day is null or h.until_day > $4)`,
    [row.league, row.id, actor.id, house.clock.today()],
  )
  return rows.length > 0
}

/** Seals the actor owns or may use; newest first, at most 200. */
export async function sealsOf(house: Reader, actor: Actor): Promise<readonly SealRow[]> {
  return house.db.ask<SealRow>(
    `select ${columns} from seals.seals s where (s.holder = $1 and s.holder_kind = 'person') or (s.holder = any($2) and s.holder_kind = 'firm')
     union
     select ${columns} from seals.handlers h join seals.seals s on s.league = h.league and s.id = h.seal
     where h.account = $1 and h.from_day <= $3 and (h.until_day is null or h.until_day > $3)
     order by "madeAt" desc limit 200`,
    [actor.id, firmsLedBy(actor), house.clock.today()],
  )
}

interface HandlerRow {
  readonly seal: string
  readonly account: string
  readonly name: string
  readonly from: string
  readonly until: string | null
}

async function handlersOf(house: Reader, rows: readonly SealRow[]): Promise<readonly HandlerRow[]> {
  return house.db.ask<HandlerRow>(
    `select h.seal, h.account, h.name, h.from_day as "from", h.until_day as "until" from unnest($1::text[], $2::text[]) as k(league, seal)
     join seals.handlers h on h.league = k.league and h.seal = k.seal
     where h.until_day is null or h.until_day > $3 order by h.given_at limit 2000`,
    [rows.map((row) => row.league), rows.map((row) => row.id), house.clock.today()],
  )
}

/** The seals as they cross the wire; handlers are shown to the owner only. */
export async function viewSeals(
  house: House,
  actor: Actor,
  rows: readonly SealRow[],
  holderNames: ReadonlyMap<string, string>,
): Promise<Seal[]> {
  const { kinds } = await loadKinds(house.site.packs)
  const handlers = await handlersOf(house, rows)
  return rows.map((row) => {
    const owner = ownsSeal(actor, row)
    const own = owner ? handlers.filter((each) => each.seal === row.id) : []
    return {
      id: row.id,
      kind: row.kind,
      kindName: kinds.get(row.kind)?.name ?? { zh: row.kind, en: row.kind },
      holder: {
        kind: row.holderKind,
        name: holderNames.get(row.holder) ?? row.name,
        ...(row.holderKind === 'firm' ? { code: row.holder } : {}),
      },
      name: row.name,
      state: stateOf(house, row),
      madeOn: dayOf(row.madeAt, house),
      validUntil: row.validUntil,
      uses: row.seq,
      mine: owner ? ('owner' as const) : ('handler' as const),
      handlers: own.map(({ account, name, from, until }) => ({ account, name, from, ...(until ? { until } : {}) })),
    }
  })
}

/** The civil day of an instant in the installation's zone. */
export function dayOf(at: Date, house: Pick<House, 'site'>): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: house.site.zone }).format(at)
}
