/** Changes the state of a licence: suspended, revoked, cancelled…, each with its reason, its legal basis and who signed. */
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { findLicence } from './find-licences.ts'
import type { LicenceRow } from './licence.ts'
import { type Change, stateAfter, stateOn } from './licence-states.ts'
import { type LicenceActor, platform, writeLicences } from './write-licences.ts'

export interface StatusChange {
  readonly licence: string
  readonly change: Exclude<Change, 'replace'>
  readonly reason: string
  readonly legalBasis: string
  /** 暂扣 until this day, where one is said. */
  readonly until?: string
  readonly actor: LicenceActor
  readonly at?: number
  /** The act the decision stands on; the latest unless said. */
  readonly after?: number
}

/** Gives the licence as it stands afterwards. Refuses what the law has no way for, and what stands on an older act. */
export async function changeStatus(house: House, wish: StatusChange): Promise<LicenceRow | Refusal> {
  const licence = await findLicence(house, wish.licence)
  if (!licence) return refuse('credentials.licence_unknown')
  if (wish.after !== undefined && wish.after !== licence.seq) return refuse('credentials.changed_meanwhile')
  const to = stateAfter(licence.status, wish.change)
  if (!to) return refuse('credentials.no_such_change', { state: licence.status, change: wish.change })
  const at = wish.at ?? house.clock.now()
  const { league, id, type, seq } = licence
  const act = {
    league,
    type,
    licence: id,
    seq: seq + 1,
    at,
    kind: wish.change,
    actor: wish.actor,
    from: licence.status,
    to,
    reason: wish.reason,
    legalBasis: wish.legalBasis,
    ...(wish.until ? { until: wish.until } : {}),
  } as const
  const done = await writeLicences(house.db.commit, {
    changed: [{ league, id, seq: seq + 1, status: to }],
    acts: [act],
  })
  return done.has(id) ? (await findLicence(house, id))! : refuse('credentials.changed_meanwhile')
}

const batch = 200

/** Writes down that licences have expired; gives how many. Until then they are shown as expired all the same. */
export async function expireDue(house: House, ground: { readonly zh: string; readonly law: string }): Promise<number> {
  let count = 0
  const today = house.clock.today()
  for (;;) {
    const rows = await house.db.ask<Pick<LicenceRow, 'league' | 'id' | 'type' | 'seq' | 'status' | 'expiresOn'>>(
      `select l.league, l.id, l.type, l.seq, l.status, l.expires_on as "expiresOn" from credentials.licences l
       where l.expires_on < $1 and l.status in ('valid', 'suspended') order by l.expires_on limit $2`,
      [today, batch],
    )
    const due = rows.filter((row) => stateOn(today, row.status, row.expiresOn) === 'expired')
    const done = await writeLicences(house.db.commit, {
      changed: due.map(({ league, id, seq }) => ({ league, id, seq: seq + 1, status: 'expired' })),
      acts: due.map(({ league, id, type, seq, status }) => ({
        league,
        type,
        licence: id,
        seq: seq + 1,
        at: house.clock.now(),
        kind: 'expire',
        actor: platform,
        from: status,
        to: 'expired',
        reason: ground.zh,
        legalBasis: ground.law,
      })),
    })
    count += done.size
    if (rows.length < batch || done.size === 0) return count
  }
}
