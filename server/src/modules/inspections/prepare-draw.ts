/** Prepares a draw: the list is gathered from the register and can still be looked over and completed by recusals. */
import type { NewDraw } from '@steppe/contracts/inspections'
import { canonicalList, listRoot } from '@steppe/kernels/draw'
import { findDepartment } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { type Body, type DrawRecord, getDraw, leagueOfDraw, makeDrawId, writeAct } from './draw-record.ts'
import { findPlan } from './find-plans.ts'
import { type Gathered, gatherList } from './gather-list.ts'
import { whyNot } from './may-act.ts'

/** Refuses what is outside the plan, lists that can't be drawn from, and a second redraw of the same draw. */
export async function prepareDraw(house: CasesHouse, actor: Actor, wish: NewDraw): Promise<DrawRecord | Refusal> {
  const code = wish.tasks[0]!.department
  const department = await findDepartment(house, code)
  if (!department) return refuse('registry.department_unknown', { code })
  const place = { department: department.code, region: department.region }
  const no = whyNot(house, actor, 'inspections:draw:prepare', place) ?? (await outsidePlan(house, wish))
  if (no) return no
  const again = wish.redrawOf ? await whyNotAgain(house, wish.redrawOf.draw, place.department) : undefined
  if (again) return again
  const gathered = await gatherList(house, wish)
  if (isRefusal(gathered)) return gathered
  return write(house, actor, wish, place, gathered)
}

async function outsidePlan(house: CasesHouse, wish: NewDraw): Promise<Refusal | undefined> {
  const plan = await findPlan(house, 'zh', wish.plan)
  if (isRefusal(plan)) return plan
  const stray = wish.tasks.find((task) => !plan.items.includes(task.item))
  return stray ? refuse('inspections.not_in_plan', { item: stray.item }) : undefined
}

/** Only a draw whose list was sealed is drawn anew; one that is still prepared is given up, and another prepared in its place. */
async function whyNotAgain(house: CasesHouse, id: string, department: string): Promise<Refusal | undefined> {
  const old = await getDraw(house, id)
  if (isRefusal(old)) return old
  if (old.department !== department) return refuse('inspections.not_your_department')
  return old.state === 'prepared' || old.state === 'given_up' ? refuse('inspections.not_committed') : undefined
}

async function write(
  house: CasesHouse,
  actor: Actor,
  wish: NewDraw,
  place: { readonly department: string; readonly region: string },
  gathered: Gathered,
): Promise<DrawRecord | Refusal> {
  const id = makeDrawId(house, place.region)
  const league = leagueOfDraw(id)
  const at = house.clock.now()
  const list = canonicalList(gathered.list)
  const body: Body = {
    list,
    names: gathered.names,
    root: listRoot(list),
    share: Object.fromEntries(wish.tasks.map((task) => [task.item, task.share])),
    ...(wish.quota ? { quota: wish.quota } : {}),
    ...(wish.redrawOf ? { redrawReason: wish.redrawOf.reason } : {}),
    entries: [],
    dropOuts: [],
  }
  const redrawOf = wish.redrawOf?.draw ?? null
  const written = await house.db.inTransaction(async (tx) => {
    const rows = await tx.ask(
      `insert into inspections.draws (league, id, region, department, plan, title, state, objects, redraw_of, seq, draw, prepared_at)
       values ($1, $2, $3, $4, $5, $6, 'prepared', $7, $8, 1, $9, $10) on conflict do nothing returning id`,
      [
        league,
        id,
        place.region,
        place.department,
        wish.plan,
        wish.title,
        list.objects.length,
        redrawOf,
        JSON.stringify(body),
        new Date(at),
      ],
    )
    if (rows.length === 0) return false
    const payload = {
      title: wish.title,
      plan: wish.plan,
      root: body.root,
      ...(wish.redrawOf ? { redrawOf: wish.redrawOf } : {}),
    }
    await writeAct(tx.ask, { league, id }, 1, at, { kind: 'prepared', actor, payload })
    return true
  })
  return written ? getDraw(house, id) : refuse('inspections.redrawn_already')
}
