/** Writes licences down: new ones, changes of state, their acts and facts, in one statement that carries many. */
import { randomBytes } from 'node:crypto'
import { commit } from '@steppe/kernels/ledger'
import type { Ask } from '#platform/postgres'
import type { LicenceRow } from './licence.ts'
import type { Change, State } from './licence-states.ts'

/** Who did it, as the trail names them. */
export interface LicenceActor {
  readonly kind: 'person' | 'staff' | 'platform'
  readonly id: string
  readonly name: string
  readonly department?: string
}

export const platform: LicenceActor = { kind: 'platform', id: 'platform', name: '平台' }

/** An act of a licence: appended, never changed. The act of issuing carries the licence as it was issued. */
export interface LicenceAct {
  readonly licence: string
  readonly seq: number
  /** Instant, ms since 1970 UTC. */
  readonly at: number
  readonly kind: 'issue' | Change
  readonly actor: LicenceActor
  readonly from?: State
  readonly to: State
  readonly reason?: string
  readonly legalBasis?: string
  /** 暂扣 until this day, where one was said. */
  readonly until?: string
  readonly issued?: Readonly<Record<string, unknown>>
  /** 关联证照标识 of the licence that takes its place. */
  readonly by?: string
}

type Place = Pick<LicenceRow, 'statusList' | 'statusIndex'>

export type NewLicence = Omit<LicenceRow, 'statusList' | 'statusIndex' | 'seq' | 'changedAt' | 'replacedBy'> & {
  /** Id of the licence it takes the place of: written only when that one changes in the same statement. */
  readonly after?: string
}

export interface LicenceChange {
  readonly league: string
  readonly id: string
  readonly seq: number
  readonly status: State
  readonly replacedBy?: string
}

export interface LicenceWrite {
  readonly added?: readonly NewLicence[]
  readonly changed?: readonly LicenceChange[]
  readonly acts: readonly (LicenceAct & { readonly league: string; readonly type: string })[]
}

// Scattered by an odd factor, so that neighbours in a list say nothing of neighbours in time.
const placesStatement = `
  select (p.place >> 17)::int as "statusList", ((p.place * 48271) & 131071)::int as "statusIndex"
  from (select nextval('credentials.status_places') as place from generate_series(1, $1::int)) p`

const statement = `
with new_ones as materialized (
  select n.* from json_to_recordset($1::json) as n(
    league text, id text, type text, number text, identifier text, "holderKind" text, holder text, "holderName" text, "holderCode" text, department text,
    region text, status text, "issuedOn" date, "expiresOn" date, "case" text, item text, replaces text, "statusList" int, "statusIndex" int, details jsonb,
    after text, at timestamptz)
), changed as (
  update credentials.licences l set status = c.status, seq = c.seq, changed_at = c.at, replaced_by = coalesce(c."replacedBy", l.replaced_by)
  from json_to_recordset($2::json) as c(league text, id text, seq int, status text, "replacedBy" text, at timestamptz)
  where l.league = c.league and l.id = c.id and l.seq = c.seq - 1
  returning l.league, l.id
), added as (
  insert into credentials.licences (league, id, type, number, identifier, holder_kind, holder, holder_name, holder_code, department, region, status, issued_on,
    expires_on, case_id, item, replaces, status_list, status_index, details, seq, changed_at)
  select n.league, n.id, n.type, n.number, n.identifier, n."holderKind", n.holder, n."holderName", n."holderCode", n.department, n.region, n.status, n."issuedOn",
    n."expiresOn", n."case", n.item, n.replaces, n."statusList", n."statusIndex", n.details, 1, n.at
  from new_ones n where n.after is null or exists (select 1 from changed c where c.league = n.league and c.id = n.after)
  on conflict do nothing returning league, id
), won as materialized (
  select * from changed union all select * from added
), acts as (
  insert into credentials.acts (league, licence, seq, at, kind, actor, act, salt, commitment)
  select a.league, a.licence, a.seq, a.at, a.kind, a.actor, a.act, decode(a.salt, 'hex'), decode(a.commitment, 'hex')
  from json_to_recordset($3::json) as a(league text, licence text, seq int, at timestamptz, kind text, actor text, act jsonb, salt text, commitment text)
  join won w on w.league = a.league and w.id = a.licence
), facts as (
  insert into platform.outbox (name, league, subject, data, at)
  select f.name, f.league, f.subject, f.data, f.at
  from json_to_recordset($4::json) as f(i int, name text, league text, subject text, data jsonb, at timestamptz)
  join won w on w.league = f.league and w.id = f.subject order by f.i
)
select w.id from won w`

/** Writes all of it, or of each licence nothing where it changed meanwhile or is there already; gives the ids that were written. */
export async function writeLicences(ask: Ask, write: LicenceWrite): Promise<ReadonlySet<string>> {
  const at = new Map(write.acts.map((act) => [act.licence, new Date(act.at).toISOString()]))
  const added = write.added ?? []
  const places = added.length > 0 ? await ask<Place>(placesStatement, [added.length]) : []
  const placeOf = new Map(added.map(({ id }, i) => [id, places[i]]))
  const rows = write.acts.map(({ league, type, ...said }) => {
    // Sealed with the licence: whoever moved it in the lists would have verifiers look where it never stood.
    const act = said.issued ? { ...said, issued: { ...said.issued, ...placeOf.get(said.licence) } } : said
    return { league, type, act, ...sealed(act) }
  })
  const done = await ask<{ id: string }>(statement, [
    JSON.stringify(added.map((each) => ({ ...each, ...placeOf.get(each.id), at: at.get(each.id) }))),
    JSON.stringify((write.changed ?? []).map((each) => ({ ...each, at: at.get(each.id) }))),
    JSON.stringify(
      rows.map(({ league, act, salt, commitment }) => ({
        league,
        licence: act.licence,
        seq: act.seq,
        at: new Date(act.at).toISOString(),
        kind: act.kind,
        actor: act.actor.id,
        act,
        salt,
        commitment,
      })),
    ),
    JSON.stringify(
      rows.map(({ league, type, act, commitment }, i) => ({
        i,
        name: act.kind === 'issue' ? 'credentials.licence_issued' : 'credentials.licence_changed',
        league,
        subject: act.licence,
        data: { type, to: act.to, commitments: [commitment], first: act.seq },
        at: new Date(act.at).toISOString(),
      })),
    ),
  ])
  return new Set(done.map((row) => row.id))
}

/** A salt and the commitment to a value under it, hex: what the outbox gives to be sealed. */
export function sealed(value: unknown): { readonly salt: string; readonly commitment: string } {
  const salt = randomBytes(16)
  return { salt: salt.toString('hex'), commitment: commit(salt, value).toString('hex') }
}
