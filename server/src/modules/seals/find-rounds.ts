/** Documents sent round, as their tables hold them. */
import type { House } from '#platform/module'
import { bytesAdded, magic } from '#platform/vault'
import type { Place } from './write-document.ts'

export interface RoundRow {
  readonly league: string
  readonly id: string
  readonly title: string
  readonly inOrder: boolean
  readonly openedBy: string
  readonly openedName: string
  readonly openedAt: Date
  readonly expiresOn: string
  readonly state: 'open' | 'complete' | 'refused' | 'withdrawn'
  readonly version: number
  readonly case: string | null
  readonly pages: number
}

export interface PartyRow {
  readonly n: number
  readonly account: string
  readonly name: string
  readonly firm: string | null
  readonly firmName: string | null
  readonly kind: string
  readonly state: 'waiting' | 'signed' | 'refused'
  readonly seal: string | null
  readonly algorithm: string | null
  readonly at: Date | null
  readonly reason: string | null
  readonly place: Place
}

export interface VersionRow {
  readonly version: number
  readonly sha256: string
  readonly content: Buffer
  readonly ofd: Buffer | null
}

export const roundColumns = `r.league, r.id, r.title, r.in_order as "inOrder", r.opened_by as "openedBy", r.opened_name as "openedName", r.opened_at as "openedAt",
  r.expires_on as "expiresOn", r.state, r.version, r.case_id as "case", r.pages`
const form = /^\d{6}-R[0-9A-Z]{10}$/

type Reader = Pick<House, 'db'>

/** The round with this id, or nothing. */
export async function findRound(house: Reader, id: string): Promise<RoundRow | undefined> {
  if (!form.test(id)) return undefined
  const rows = await house.db.ask<RoundRow>(
    `select ${roundColumns} from seals.rounds r where r.league = $1 and r.id = $2`,
    [id.slice(0, 6), id],
  )
  return rows[0]
}

export async function partiesOf(house: Reader, round: Pick<RoundRow, 'league' | 'id'>): Promise<readonly PartyRow[]> {
  return house.db.ask<PartyRow>(
    `select p.n, p.account, p.name, p.firm, p.firm_name as "firmName", p.kind, p.state, p.seal, p.algorithm, p.at, p.reason, p.place
     from seals.parties p where p.league = $1 and p.round = $2 order by p.n`,
    [round.league, round.id],
  )
}

/** The document in one of its states; the newest is that of the round's `version`. */
export async function versionOf(
  house: Reader,
  round: Pick<RoundRow, 'league' | 'id' | 'version'>,
): Promise<VersionRow> {
  const rows = await house.db.ask<VersionRow>(
    'select v.version, v.sha256, v.content, v.ofd from seals.versions v where v.league = $1 and v.round = $2 and v.version = $3',
    [round.league, round.id, round.version],
  )
  if (!rows[0]) throw new Error(`round ${round.id} has no version ${round.version}`)
  return rows[0]
}

/** Digest and size without the content, and whether there is an OFD of it. */
export async function headOf(
  house: Reader,
  round: Pick<RoundRow, 'league' | 'id' | 'version'>,
): Promise<{ sha256: string; size: number; ofd: boolean }> {
  const rows = await house.db.ask<{ sha256: string; size: number; ofd: boolean }>(
    `select v.sha256, length(v.content) - case when substring(v.content from 1 for ${magic.length}) = $4 then ${bytesAdded} else 0 end as size,
       v.ofd is not null as ofd
     from seals.versions v where v.league = $1 and v.round = $2 and v.version = $3`,
    [round.league, round.id, round.version, magic],
  )
  return rows[0]!
}
