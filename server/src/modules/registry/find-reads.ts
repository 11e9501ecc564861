/** Who looked at whom unmasked: for the person concerned and for the auditor. Source: 个人信息保护法 arts. 45, 54. */

import type { AuditAnswer, ReadsAnswer } from '@steppe/contracts/registry'
import { holds } from '@steppe/kernels/authority'
import { maskName } from '@steppe/kernels/codes'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { readCursor, writeCursor } from './cursor.ts'
import { findAccount } from './find-account.ts'
import { findPolicy } from './find-policy.ts'
import { getPlaces } from './places.ts'

/** Later than any look, milliseconds. */
const endOfTime = 7.64e15

interface Read {
  readonly at: Date
  readonly id: string
  readonly by: string | null
  readonly department: string | null
  readonly purpose: string
}

/** Who looked at the person behind the account, the latest first, fifty a page. */
export async function findReads(
  house: House,
  account: string,
  cursor: string | undefined,
): Promise<ReadsAnswer | Refusal> {
  const after = readCursor(cursor, 2)
  if (isRefusal(after)) return after
  const rows = await house.db.ask<Read>(
    `select r.at, r.id, w.name as by, r.department, r.purpose
     from registry.accounts a
     join registry.person_reads r on r.person = a.person
     left join registry.accounts w on w.id = r.account
     where a.id = $1 and (r.at, r.id) < ($2, $3)
     order by r.at desc, r.id desc limit 51`,
    [account, new Date(after ? String(after[0]) : endOfTime), String(after?.[1] ?? '')],
  )
  const places = await getPlaces(house)
  const page = rows.slice(0, 50)
  const last = page.at(-1)
  return {
    reads: page.map((row) => {
      const department = row.department ? places.department(row.department)?.name : undefined
      return {
        at: row.at.toISOString(),
        by: row.by ?? '—',
        ...(department ? { department } : {}),
        purpose: row.purpose,
      }
    }),
    ...(rows.length > 50 && last ? { next: writeCursor([last.at.toISOString(), last.id]) } : {}),
  }
}

interface Audited extends Read {
  readonly login: string | null
  readonly person: string | null
}

/**
 * What members of staff, or one of them, looked at where the auditor audits, the latest first, fifty a page; names masked. Refuses an account that
 * is not there.
 */
export async function auditReads(
  house: House,
  actor: Actor,
  login: string | undefined,
  cursor: string | undefined,
): Promise<AuditAnswer | Refusal> {
  const after = readCursor(cursor, 2)
  if (isRefusal(after)) return after
  const account = login === undefined ? undefined : await findAccount(house, login)
  if (login !== undefined && !account) return refuse('registry.account_unknown')
  const rows = await house.db.ask<Audited>(
    `select r.at, r.id, p.name as person, w.name as by, w.login, r.department, r.purpose
     from unnest($3::text[]) k(code) cross join lateral (
       select r.* from registry.person_reads r
       where coalesce(left(r.department, 6), '') = k.code and (r.at, r.id) < ($1, $2) ${account ? 'and r.account = $4' : ''}
       order by r.at desc, r.id desc limit 51
     ) r left join registry.people p on p.id = r.person left join registry.accounts w on w.id = r.account
     order by r.at desc, r.id desc limit 51`,
    [
      new Date(after ? String(after[0]) : endOfTime),
      String(after?.[1] ?? ''),
      await auditedRegions(house, actor),
      ...(account ? [account.id] : []),
    ],
  )
  const places = await getPlaces(house)
  const last = rows[49]
  return {
    reads: rows.slice(0, 50).map((row) => {
      const department = row.department ? places.department(row.department)?.name : undefined
      return {
        at: row.at.toISOString(),
        by: row.by ?? '—',
        login: row.login ?? '—',
        person: row.person ? maskName(row.person) : '—',
        ...(department ? { department } : {}),
        purpose: row.purpose,
      }
    }),
    ...(rows.length > 50 && last ? { next: writeCursor([last.at.toISOString(), last.id]) } : {}),
  }
}

/** The regions in which the actor audits, and where nobody's department is known for who audits the whole installation. */
async function auditedRegions(house: House, actor: Actor): Promise<readonly string[]> {
  const [policy, places] = await Promise.all([findPolicy(house), getPlaces(house)])
  const held = actor.grants.flatMap((grant) =>
    grant.region && holds(policy, [grant], 'registry:read:audit') ? [grant.region] : [],
  )
  const regions = held.flatMap((each) => places.below(each)).filter(({ level }) => level !== 'town')
  return [...new Set([...regions.map(({ code }) => code), ...(held.includes(house.site.region) ? [''] : [])])]
}
