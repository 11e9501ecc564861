/** A policy that came into force is told to those whom it fits, with the reason; whoever said no is left alone. */
import { type CompiledPolicy, decidePolicy, knowFacts } from '@steppe/kernels/policies'
import { agentsOf } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { type BaseFirm, readBase } from './read-base.ts'
import { getShelf, policiesInForce, type Shelf, standingOf, versionOn } from './shelf.ts'

/** What the outbox says of it: `subject` is the policy. */
export const fitsFact = 'policies.policy_fits'

/** Pushes the version that is in force today; again, nothing happens. Gives how many accounts are told. */
export async function pushPolicy(house: CasesHouse, id: string): Promise<number> {
  const shelf = await getShelf(house)
  const day = house.clock.today()
  const version = versionOn(shelf.versions.get(id) ?? [], day)
  const compiled = version && shelf.compiled.get(version.policy)
  if (!version || !compiled || standingOf(version, day) !== 'in_force') return 0
  let told = 0
  for await (const firms of readBase(house, version.policy.document.region ?? house.site.region)) {
    const fitting = firms.flatMap((firm) => {
      const because = reasonsFor(shelf, compiled, firm, day)
      return because ? [{ firm, because }] : []
    })
    told += await tell(house, compiled, fitting)
  }
  return told
}

type Fitting = { readonly firm: BaseFirm; readonly because: readonly string[] }

/** Ids of the conditions that hold, where all of them do. */
function reasonsFor(
  shelf: Shelf,
  compiled: CompiledPolicy,
  firm: BaseFirm,
  day: string,
): readonly string[] | undefined {
  const decision = decidePolicy(compiled, knowFacts(shelf.book, firm.values, day), day)
  return decision.verdict === 'yes' ? decision.conditions.map(({ id }) => id) : undefined
}

/** Written down and given to the outbox in one statement. */
async function tell(house: CasesHouse, { policy }: CompiledPolicy, fitting: readonly Fitting[]): Promise<number> {
  const agents = await agentsOf(
    house,
    fitting.map(({ firm }) => firm.code),
  )
  if (agents.length === 0) return 0
  const byCode = new Map(fitting.map((each) => [each.firm.code, each]))
  const rows = agents.flatMap(({ account, firm }) => {
    const found = byCode.get(firm)
    return found ? [{ account, firm, league: found.firm.league, because: found.because }] : []
  })
  const told = await house.db.ask<{ told: number }>(
    `with pushed as (
       insert into policies.pushes (league, firm, account, policy, version, verdict, because, at)
       select r.league, r.firm, r.account, $2, $3, 'yes', r.because, $4
       from jsonb_to_recordset($1::jsonb) as r(league text, firm text, account text, because jsonb)
       left join policies.wishes w on w.account = r.account and w.firm = r.firm
       where coalesce(w.told, true)
       on conflict do nothing returning league, firm, account
     ), facts as (
       insert into platform.outbox (name, league, subject, data, at)
       select '${fitsFact}', p.league, $2, jsonb_build_object('account', p.account, 'firm', p.firm, 'version', $3::int), $4 from pushed p
     )
     select count(*)::int as told from pushed`,
    [JSON.stringify(rows), policy.id, policy.version, new Date(house.clock.now())],
  )
  return told[0]?.told ?? 0
}

/** All policies in force; what was pushed before is not pushed again. */
export async function pushAll(house: CasesHouse): Promise<number> {
  const shelf = await getShelf(house)
  let told = 0
  for (const { policy } of policiesInForce(shelf, house.clock.today())) told += await pushPolicy(house, policy.id)
  return told
}

/** Once a day: policies begin on their day without anybody pressing. Gives the way to stop. */
export function keepPushing(house: CasesHouse, every = 600_000): () => Promise<void> {
  let done = ''
  const look = async () => {
    const today = house.clock.today()
    if (done === today) return
    try {
      await pushAll(house)
      done = today
    } catch (fault) {
      console.error('pushing policies failed, will be tried again:', fault)
    }
  }
  let running = look()
  const timer = setInterval(() => (running = running.then(look)), every)
  return async () => {
    clearInterval(timer)
    await running
  }
}
