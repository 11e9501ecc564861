/** A document sent round, as those who have to do with it see it; and the lists of what waits and what was sent. */
import type { Round, RoundLine, RoundList } from '@steppe/contracts/seals'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { type Refusal, refuse, toProblem } from '#platform/refusals'
import { findRound, headOf, type PartyRow, partiesOf, type RoundRow } from './find-rounds.ts'
import { mayUse, type SealRow, sealsOf, stateOf } from './find-seals.ts'
import { type KindData, loadKinds } from './load-kinds.ts'
import { sealsRefusals } from './refusals.ts'

/** With the last day taken into account. */
export function roundState(house: Pick<House, 'clock'>, row: RoundRow): Round['state'] {
  return row.state === 'open' && row.expiresOn < house.clock.today() ? 'expired' : row.state
}

/** The party the actor signs as next, or why not. */
export function turnOf(house: House, actor: Actor, row: RoundRow, parties: readonly PartyRow[]): PartyRow | Refusal {
  const own = parties.filter((party) => party.account === actor.id)
  if (own.length === 0) return refuse('seals.not_asked')
  const state = roundState(house, row)
  const waiting = own.find((party) => party.state === 'waiting')
  if (!waiting && own.some((party) => party.state === 'signed')) return refuse('seals.signed_already')
  if (state === 'expired') return refuse('seals.round_expired', { day: row.expiresOn })
  if (state !== 'open' || !waiting) return refuse('seals.round_ended')
  const before = row.inOrder ? parties.find((party) => party.n < waiting.n && party.state === 'waiting') : undefined
  return before ? refuse('seals.not_your_turn', { name: before.name }) : waiting
}

/** Whether a seal is what the party was asked for. */
export const fits = (seal: SealRow, party: PartyRow): boolean =>
  seal.kind === party.kind &&
  (party.firm
    ? seal.holderKind === 'firm' && seal.holder === party.firm
    : seal.holderKind === 'person' && seal.holder === party.account)

/** The round, for its sender and its parties only. */
export async function roundFor(
  house: House,
  actor: Actor,
  id: string,
): Promise<{ readonly row: RoundRow; readonly parties: readonly PartyRow[] } | Refusal> {
  const row = await findRound(house, id)
  if (!row) return refuse('seals.round_unknown')
  const parties = await partiesOf(house, row)
  const concerned = row.openedBy === actor.id || parties.some((party) => party.account === actor.id)
  return concerned ? { row, parties } : refuse('seals.round_unknown')
}

function viewParty(party: PartyRow, actor: Actor, kinds: ReadonlyMap<string, KindData>): Round['parties'][number] {
  const name = kinds.get(party.kind)?.name
  return {
    n: party.n,
    name: party.name,
    ...(party.firm ? { firm: { code: party.firm, name: party.firmName ?? party.firm } } : {}),
    seal: party.kind,
    ...(name ? { sealName: name } : {}),
    state: party.state,
    ...(party.at ? { at: party.at.toISOString() } : {}),
    ...(party.reason ? { reason: party.reason } : {}),
    ...(party.algorithm ? { algorithm: party.algorithm as 'ES256' } : {}),
    me: party.account === actor.id,
  }
}

async function usableSeals(house: House, actor: Actor, party: PartyRow): Promise<readonly SealRow[]> {
  const own = (await sealsOf(house, actor)).filter((seal) => fits(seal, party) && stateOf(house, seal) === 'active')
  const may = await Promise.all(own.map((seal) => mayUse(house, actor, seal)))
  return own.filter((_, i) => may[i])
}

export async function viewRound(
  house: House,
  actor: Actor,
  id: string,
  language: 'zh' | 'en',
): Promise<Round | Refusal> {
  const found = await roundFor(house, actor, id)
  if ('refused' in found) return found
  const { row, parties } = found
  const { kinds } = await loadKinds(house.site.packs)
  const turn = turnOf(house, actor, row, parties)
  const head = await headOf(house, row)
  const problem = 'refused' in turn ? toProblem(turn, sealsRefusals) : undefined
  const seals = 'refused' in turn ? [] : await usableSeals(house, actor, turn)
  return {
    id: row.id,
    title: row.title,
    state: roundState(house, row),
    order: row.inOrder ? 'in_order' : 'at_once',
    openedBy: row.openedName,
    openedAt: row.openedAt.toISOString(),
    mine: row.openedBy === actor.id,
    expiresOn: row.expiresOn,
    ...(row.case ? { case: row.case } : {}),
    parties: parties.map((party) => viewParty(party, actor, kinds)),
    document: { ...head, pages: row.pages, version: row.version },
    ...('refused' in turn
      ? parties.some((party) => party.account === actor.id) && problem
        ? { whyNot: language === 'zh' ? problem.title : problem.en.title }
        : {}
      : {
          turn: {
            party: turn.n,
            seals: seals.map((seal) => ({ id: seal.id, name: seal.name, kindName: kinds.get(seal.kind)!.name })),
          },
        }),
  }
}

interface LineRow extends Omit<RoundRow, 'openedAt'> {
  readonly openedAt: Date
  readonly signed: number
  readonly count: number
  readonly place: string
}

const lineColumns = `r.league, r.id, r.title, r.in_order as "inOrder", r.opened_by as "openedBy", r.opened_name as "openedName", r.opened_at as "openedAt",
  r.expires_on as "expiresOn", r.state, r.version, r.case_id as "case", r.pages, r.id as place`
const counts = `left join lateral (select count(*)::int as count, count(*) filter (where p.state = 'signed')::int as signed
  from seals.parties p where p.league = r.league and p.round = r.id) n on true`
const perPage = 30

const line = (house: House, row: LineRow): RoundLine => ({
  id: row.id,
  title: row.title,
  state: roundState(house, row),
  openedBy: row.openedName,
  openedAt: row.openedAt.toISOString(),
  expiresOn: row.expiresOn,
  signed: row.signed,
  parties: row.count,
})

/** What waits for the actor's signature and whose turn has come; at most 100, the nearest last day first. */
export async function roundsToSign(house: House, actor: Actor): Promise<RoundList> {
  const rows = await house.db.ask<LineRow>(
    `select ${lineColumns}, n.signed, n.count from seals.parties mine join seals.rounds r on r.league = mine.league and r.id = mine.round ${counts}
     where mine.account = $1 and mine.state = 'waiting' and r.state = 'open' and r.expires_on >= $2
       and (not r.in_order or not exists (select 1 from seals.parties e where e.league = r.league and e.round = r.id and e.n < mine.n and e.state = 'waiting'))
     order by r.expires_on, r.id limit 100`,
    [actor.id, house.clock.today()],
  )
  const seen = new Set<string>()
  const lines = rows.filter((row) => !seen.has(row.id) && seen.add(row.id)).map((row) => line(house, row))
  return { rounds: lines }
}

/** What the actor sent or signed, by id; `after` is the cursor. */
export async function roundsOf(house: House, actor: Actor, after = ''): Promise<RoundList> {
  const rows = await house.db.ask<LineRow>(
    `select ${lineColumns}, n.signed, n.count from (
       (select s.league, s.id from seals.rounds s where s.opened_by = $1 and s.id > $2 order by s.id limit $3)
       union
       (select p.league, p.round from seals.parties p where p.account = $1 and p.state in ('signed', 'refused') and p.round > $2 order by p.round limit $3)
     ) own join seals.rounds r on r.league = own.league and r.id = own.id ${counts} order by r.id limit $3`,
    [actor.id, after, perPage],
  )
  const lines = rows.map((row) => line(house, row))
  return { rounds: lines, ...(rows.length === perPage ? { next: rows.at(-1)!.id } : {}) }
}
