/** What firms took of policies: claims that are running or were granted, and awards that a firm confirmed. */
import { exclusionBetween, type Policy } from '@steppe/kernels/policies'
import type { FirmRow } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Shelf } from './shelf.ts'

/** A claim with its case and the day it was opened. */
export interface Claim {
  readonly case: string
  readonly status: string
  readonly on: string
}

const over = ['refused', 'withdrawn', 'lapsed', 'revoked']

/** The newest claim of each policy. */
export async function findClaims(
  house: Pick<CasesHouse, 'db'>,
  firm: Pick<FirmRow, 'league' | 'code'>,
): Promise<ReadonlyMap<string, Claim>> {
  const rows = await house.db.ask<Claim & { policy: string }>(
    `select c.policy, c.case_id as "case", k.status, c.opened_on as "on" from policies.claims c
     join cases.cases k on k.league = c.case_league and k.id = c.case_id
     where c.league = $1 and c.firm = $2 order by c.opened_on, c.case_id`,
    [firm.league, firm.code],
  )
  return new Map(rows.map(({ policy, ...claim }) => [policy, claim]))
}

/** Whether a claim stands in the way of another: it runs, or was granted for the period of today. */
export function stands(claim: Claim | undefined, policy: Policy, today: string): claim is Claim {
  if (!claim || over.includes(claim.status)) return false
  return claim.status !== 'closed' || claim.on >= periodStart(policy, today)
}

/** The first day of the period for which a policy is given, as far as it is given more than once. */
function periodStart({ benefit: { per } }: Policy, today: string): string {
  if (per === 'year') return `${today.slice(0, 4)}-01-01`
  const quarter = String(Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')
  if (per === 'quarter') return `${today.slice(0, 5)}${quarter}-01`
  return per === 'month' || per === 'period' ? `${today.slice(0, 8)}01` : ''
}

/** The policies that do not go together with one, in force or not. */
export function rivalsOf({ versions }: Shelf, policy: Policy): readonly Policy[] {
  return [...versions.values()].flatMap((all) => {
    const newest = all.at(-1)?.policy
    return newest && newest.id !== policy.id && exclusionBetween(policy, newest) ? [newest] : []
  })
}

/** Of some firms those that took one of some policies, by a claim that stands or an award that they confirmed, and which. */
export async function whoTook(
  house: Pick<CasesHouse, 'db' | 'clock'>,
  policies: readonly Policy[],
  firms: readonly Pick<FirmRow, 'league' | 'code'>[],
): Promise<ReadonlyMap<string, string>> {
  if (policies.length === 0 || firms.length === 0) return new Map()
  const rows = await house.db.ask<Claim & { firm: string; policy: string }>(
    `with firms as (select * from unnest($1::text[], $2::text[]) as f(league, code))
     select c.firm, c.policy, c.case_id as "case", k.status, c.opened_on as "on" from firms f
     join policies.claims c on c.league = f.league and c.firm = f.code and c.policy = any($3)
     join cases.cases k on k.league = c.case_league and k.id = c.case_id
     union all
     select a.firm, r.policy, a.case_id, k.status, r.listed_on from firms f
     join policies.awards a on a.league = f.league and a.firm = f.code
     join policies.rounds r on r.league = substr(a.round, 2, 4) || '00' and r.id = a.round and r.policy = any($3)
     join cases.cases k on k.league = left(a.case_id, 4) || '00' and k.id = a.case_id
     where k.state #>> '{findings,confirm,outcome}' = 'confirmed'
       and k.state #>> '{findings,notice,outcome}' is distinct from 'removed'`,
    [firms.map(({ league }) => league), firms.map(({ code }) => code), policies.map(({ id }) => id)],
  )
  const today = house.clock.today()
  const named = new Map(policies.map((policy) => [policy.id, policy]))
  return new Map(
    rows.flatMap((row) => (stands(row, named.get(row.policy) as Policy, today) ? [[row.firm, row.policy]] : [])),
  )
}
