/** A policy that came into force is told to those whom it fits, with the reason; whoever said no is left alone. */
import type { CompiledPolicy } from '@steppe/kernels/policies'
import { agentsOf, type FirmRow, findFirms } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { keepLooking, onceADay } from '#platform/keep-looking'
import { isRefusal } from '#platform/refusals'
import { audienceRows } from './base/find-audience.ts'
import { withBase } from './base/firm-base.ts'
import { ruleBaseOf } from './base/rule-base.ts'
import { getShelf, policiesInForce, type Shelf, standingOf, versionOn } from './shelf.ts'

/** What the outbox says of it: `subject` is the policy. */
export const fitsFact = 'policies.policy_fits'

/** Pushes the version that is in force today; again, nothing happens. Gives how many accounts are told. */
export async function pushPolicy(house: CasesHouse, id: string): Promise<number> {
  const shelf = await getShelf(house)
  const day = house.clock.today()
  const version = versionOn(shelf.versions.get(id) ?? [], day)
  const compiled = version && shelf.compiled.get(version.policy)
  return version && compiled && standingOf(version, day) === 'in_force' ? pushThese(house, shelf, [compiled]) : 0
}

/** All policies in force; what was pushed before is not pushed again. */
export async function pushAll(house: CasesHouse): Promise<number> {
  const shelf = await getShelf(house)
  return pushThese(house, shelf, policiesInForce(shelf, house.clock.today()))
}

type Fitting = { readonly firm: FirmRow; readonly policy: CompiledPolicy; readonly because: readonly string[] }

/** Firms whose people are asked for together. */
const pageSize = 2000

/** Told policy by policy; of those it is for, only those count that somebody acts for here. */
async function pushThese(house: CasesHouse, shelf: Shelf, policies: readonly CompiledPolicy[]): Promise<number> {
  let told = 0
  for (const policy of policies) {
    const codes = await withBase(house, async (base) => {
      const rules = ruleBaseOf(base, shelf.book, house.clock.today())
      const rows = await audienceRows(rules, policy, house.site.region)
      return rows.map((row) => base.codes.codeAt(row))
    })
    if (codes === undefined) continue
    if (isRefusal(codes)) throw new Error(`${codes.code} ${JSON.stringify(codes.params)}`)
    const because = policy.policy.conditions.map(({ id }) => id)
    for (let at = 0; at < codes.length; at += pageSize) {
      const agents = await agentsOf(house, codes.slice(at, at + pageSize))
      const firms = await findFirms(house, [...new Set(agents.map(({ firm }) => firm))])
      told += await tell(
        house,
        firms.map((firm) => ({ firm, policy, because })),
        agents,
      )
    }
  }
  return told
}

/** Written down and given to the outbox in one statement. */
async function tell(
  house: CasesHouse,
  fitting: readonly Fitting[],
  agents: readonly { readonly account: string; readonly firm: string }[],
): Promise<number> {
  const rows = fitting.flatMap(({ firm, policy: { policy }, because }) =>
    agents.flatMap(({ account, firm: code }) =>
      code === firm.code
        ? [{ account, firm: code, league: firm.league, policy: policy.id, version: policy.version, because }]
        : [],
    ),
  )
  if (rows.length === 0) return 0
  const told = await house.db.ask<{ told: number }>(
    `with pushed as (
       insert into policies.pushes (league, firm, account, policy, version, verdict, because, at)
       select r.league, r.firm, r.account, r.policy, r.version, 'yes', r.because, $2
       from jsonb_to_recordset($1::jsonb) as r(league text, firm text, account text, policy text, version int, because jsonb)
       left join policies.wishes w on w.account = r.account and w.firm = r.firm
       where coalesce(w.told, true)
       on conflict do nothing returning league, firm, account, policy, version
     ), facts as (
       insert into platform.outbox (name, league, subject, data, at)
       select '${fitsFact}', p.league, p.policy, jsonb_build_object('account', p.account, 'firm', p.firm, 'version', p.version), $2 from pushed p
     )
     select count(*)::int as told from pushed`,
    [JSON.stringify(rows), new Date(house.clock.now())],
  )
  return told[0]?.told ?? 0
}

/** Once a day: policies begin on their day without anybody pressing. Gives the way to stop. */
export function keepPushing(house: CasesHouse, every = 600_000): () => Promise<void> {
  return keepLooking(
    onceADay(
      () => house.clock.today(),
      () => pushAll(house),
    ),
    every,
    'pushing policies failed',
  )
}
