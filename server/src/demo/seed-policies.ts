/** What offices hold of the made-up firms, and a department's policies: so that simulation has a base and the desk is not empty. */
import { publishDraft, saveDraft } from '#act/policies'
import { getPlaces, pageFirms } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { actorOf, granted, houseAt } from './at-an-instant.ts'
import { randomOf } from './random.ts'

interface Settings {
  readonly maker: string
  readonly department: string
  readonly asOf: string
  readonly versions: readonly { readonly daysAgo: number; readonly policy: Policy }[]
  readonly draft: Policy
}
type Policy = Readonly<Record<string, unknown>> & { readonly id: string }

const day = 86_400_000

/** Does nothing where no pack says how, or where it was done. */
export async function seedPolicies(house: CasesHouse): Promise<void> {
  const found = await Promise.all(house.site.packs.map((pack) => pack.data<Settings>('history/policies.yaml')))
  const settings = found.findLast((each) => each !== undefined)
  if (!settings) return
  const there = await house.db.ask('select 1 from policies.versions v where v.id = $1 limit 1', [settings.draft.id])
  if (there.length > 0) return
  await inventFacts(house, settings.asOf)
  await writePolicies(house, settings)
}

async function inventFacts(house: CasesHouse, asOf: string): Promise<void> {
  const places = await getPlaces(house)
  const leagues = places.regions.filter(({ level }) => level === 'league' || level === 'province')
  for (const { code: league } of leagues) {
    const firms = await pageFirms(house, league, '', 10_000)
    const rows = firms.map((firm) => ({ league, firm: firm.code, held: factsOf(firm.code, asOf) }))
    await house.db.ask(
      `insert into policies.facts (league, firm, held, updated_at)
       select r.league, r.firm, r.held, $2 from jsonb_to_recordset($1::jsonb) as r(league text, firm text, held jsonb) on conflict do nothing`,
      [JSON.stringify(rows), new Date(house.clock.now())],
    )
  }
}

/** Many small firms, few large ones; a few figures are missing, as in life. */
function factsOf(code: string, asOf: string): Readonly<Record<string, unknown>> {
  const random = randomOf('policies', code)
  const staff = Math.max(1, Math.round(Math.exp(random.next() * 6.2)))
  const revenue = Math.round(staff * (120_000 + random.next() * 500_000))
  const insured = Math.max(1, staff - random.between(0, 3))
  const values: Readonly<Record<string, readonly [string, unknown]>> = {
    employees: ['社会保险经办机构', staff],
    insuredStaff: ['社会保险经办机构', insured],
    unemploymentPaidMonths: ['社会保险经办机构', random.between(4, 90)],
    layoffRate: ['社会保险经办机构', Math.round(random.next() * random.next() * 240) / 10],
    unemploymentPremiumsLastYear: ['社会保险经办机构', insured * random.between(600, 1100)],
    revenue: ['税务部门', revenue],
    assets: ['税务部门', Math.round(revenue * (0.4 + random.next()))],
    taxableIncome: ['税务部门', Math.round(revenue * random.next() * 0.12)],
    employeesQuarterAverage: ['税务部门', staff],
    assetsQuarterAverage: ['税务部门', Math.round(revenue * (0.4 + random.next()))],
    vatSmallScale: ['税务部门', revenue <= 5_000_000],
    residentEnterprise: ['税务部门', true],
    restrictedIndustry: ['税务部门', random.chance(0.03)],
    seriousDishonesty: ['国家企业信用信息公示系统', random.chance(0.02)],
  }
  return Object.fromEntries(
    Object.entries(values).flatMap(([id, [source, value]]) =>
      random.chance(0.05) ? [] : [[id, { value, source, asOf }]],
    ),
  )
}

async function writePolicies(house: CasesHouse, { maker, department, versions, draft }: Settings): Promise<void> {
  const actor = await actorOf(house, maker)
  for (const { daysAgo, policy } of versions) {
    const then = houseAt(house, house.clock.now() - daysAgo * day)
    granted(await saveDraft(then, actor, policy.id, { department, policy }), 'a policy')
    granted(await publishDraft(then, actor, policy.id), 'a policy')
  }
  await saveDraft(house, actor, draft.id, { department, policy: draft })
}
