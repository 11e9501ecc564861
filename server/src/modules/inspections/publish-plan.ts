/** Publishes a year's plan of random inspections: what is not in it is not drawn. Source: 国市监信〔2019〕38号; 国办发〔2024〕54号. */
import { randomInt } from 'node:crypto'
import type { NewPlan, Plan } from '@steppe/contracts/inspections'
import { findDepartment } from '#ask/registry'
import { makeCaseId } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { putFacts, seal, sealedFact } from '#platform/sealed-fact'
import { leagueOfDraw } from './draw-record.ts'
import { findPlan } from './find-plans.ts'
import { whyNot } from './may-act.ts'
import { loadSettings } from './settings.ts'

/** Refuses items that no pack lists, and departments of others. */
export async function publishPlan(
  house: CasesHouse,
  language: 'zh' | 'en',
  actor: Actor,
  wish: NewPlan,
): Promise<Plan | Refusal> {
  const department = await findDepartment(house, wish.department)
  if (!department) return refuse('registry.department_unknown', { code: wish.department })
  const place = { department: department.code, region: department.region }
  const no = whyNot(house, actor, 'inspections:plan:write', place) ?? (await unknownItem(house, wish.items))
  if (no) return no
  const id = `P${makeCaseId(department.region, house.clock.today(), (below) => randomInt(below))}`
  const at = house.clock.now()
  const { year, title } = wish
  const items = [...new Set(wish.items)]
  const { salt, commitment } = seal({ plan: id, department: department.code, year, title, items })
  const league = leagueOfDraw(id)
  await house.db.inTransaction(async (tx) => {
    await tx.ask(
      `insert into inspections.plans (league, id, department, region, year, title, items, salt, commitment, published_by, published_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [league, id, department.code, department.region, year, title, items, salt, commitment, actor.id, new Date(at)],
    )
    const fact = { name: 'inspections.plan_published', league, subject: id, first: 1, commitments: [commitment], at }
    await putFacts(tx.ask, [sealedFact(fact)])
  })
  return findPlan(house, language, id)
}

async function unknownItem(house: CasesHouse, items: readonly string[]): Promise<Refusal | undefined> {
  const { items: known } = await loadSettings(house.site.packs)
  const stray = items.find((item) => !known.some((each) => each.id === item))
  return stray === undefined ? undefined : refuse('inspections.item_unknown', { item: stray })
}
