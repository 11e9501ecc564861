/** 子工单: a part of an order for another department, with its own limit, answered to the lead. */
import { createHash } from 'node:crypto'
import type { ActActor, CaseState, OrderDeed } from '@steppe/kernels/cases'
import { makeCaseId } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { findVersion } from '#cases/load-definitions'
import { matterOf } from './matter.ts'

const processKey = 'appeal-part'

/** Follows from the order and the act, so that it is one however often it is tried. */
export function partIdOf(state: CaseState): string {
  const digest = createHash('sha256').update(`${state.id}/${state.seq}`).digest()
  let index = 0
  return makeCaseId(state.region, state.openedOn, (below) => digest[index++]! % below)
}

export async function openPart(
  house: CasesHouse,
  state: CaseState,
  deed: Extract<OrderDeed, { kind: 'split' }>,
  by: ActActor,
): Promise<void> {
  const version = await findVersion(house, processKey, house.clock.today())
  if (!version) throw new Error(`no pack has the process ${processKey}`)
  const { text: _text, ...matter } = matterOf(state)
  await house.engine.open(
    {
      kind: 'open',
      applicant: {
        kind: 'firm',
        id: state.department,
        name: house.directory.departmentName(state.department, 'zh'),
        account: by.id,
      },
      term: state.clock.term,
      lawTerm: state.clock.lawTerm,
      case: {
        id: deed.part,
        league: state.league,
        region: state.region,
        kind: state.kind,
        title: `子工单：${state.title}`,
        item: state.item,
        process: { key: processKey, version },
        department: deed.to,
        channel: state.channel,
        answers: { ...matter, text: deed.text },
        materials: [],
        saved: { materials: 0, pages: 0, visits: 0 },
        findings: { handler: deed.to, partOf: state.id },
        order: { rules: state.order!.rules, lead: deed.to, assists: [] },
      },
    },
    by,
    undefined,
    (after) => after.id,
  )
}
