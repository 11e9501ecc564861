/** 转110: an emergency goes to the police of the place at once, and by the adapter to 110; it waits for no agent and no classification. Source: 国办发〔2022〕12号. */
import { createHmac } from 'node:crypto'
import type { AppealReceipt } from '@steppe/contracts/appeals'
import type { CaseState } from '@steppe/kernels/cases'
import { departmentOf } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { isRefusal } from '#platform/refusals'
import { supervisorsFor } from './dispatch-deed.ts'
import { appealLists } from './load-lists.ts'
import { answerOf, isOrder, matterOf } from './matter.ts'

const platform = { kind: 'platform', id: 'platform', name: '平台' } as const
const patience = 3000
/** So long an alarm that 110 did not take is tried again, ms. */
export const triesAlarm = 3600_000

export interface AlarmAnswer {
  readonly taken: boolean
  readonly reference?: string
}

/** Tells 110; nothing where no adapter is set up (STEPPE_ALARM_URL, signed with STEPPE_ALARM_KEY). */
export async function tellAlarm(
  state: CaseState,
  address = process.env.STEPPE_ALARM_URL,
  key = process.env.STEPPE_ALARM_KEY ?? '',
): Promise<AlarmAnswer | undefined> {
  if (!address) return undefined
  const { text, place, phone } = matterOf(state)
  const body = JSON.stringify({ order: state.id, text, place, phone, openedAt: new Date(state.openedAt).toISOString() })
  const signature = createHmac('sha256', key).update(body).digest('hex')
  try {
    const response = await fetch(address, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'steppe-signature': signature },
      signal: AbortSignal.timeout(patience),
    })
    if (!response.ok) return { taken: false }
    const answer = (await response.json().catch(() => ({}))) as { reference?: unknown }
    return {
      taken: true,
      ...(typeof answer.reference === 'string' ? { reference: answer.reference.slice(0, 60) } : {}),
    }
  } catch {
    return { taken: false }
  }
}

export interface Raised {
  readonly receipt: AppealReceipt
  /** Whether 110 took it; absent where no adapter is set up. */
  readonly taken?: boolean
}

/** Gives the order to the police and passes the alarm on; done already, it does nothing. Gives how the order stands then. */
export async function raiseAlarm(house: CasesHouse, id: string): Promise<Raised | undefined> {
  const found = await house.engine.load(id)
  if (!found || !isOrder(found) || matterOf(found).urgency !== 'emergency') return undefined
  const state = await giveToPolice(house, found)
  const told = await house.db.ask<{ taken: boolean }>(
    `select (a.act -> 'deed' ->> 'taken')::boolean as taken from cases.acts a where a.league = $1 and a.case_id = $2 and a.kind = 'alarm'
     order by a.seq desc limit 1`,
    [state.league, id],
  )
  if (told[0]?.taken) return { receipt: answerOf(state), taken: true }
  const answer = await tellAlarm(state)
  if (!answer) return { receipt: answerOf(state) }
  // A failed try is written down once; later ones only when they succeed.
  if (!answer.taken && told[0]) return { receipt: answerOf(state), taken: false }
  const noted = await house.engine.act(id, state.seq, { kind: 'alarm', ...answer }, platform, undefined, answerOf)
  return { receipt: isRefusal(noted) ? answerOf(state) : noted, taken: answer.taken }
}

async function giveToPolice(house: CasesHouse, state: CaseState): Promise<CaseState> {
  const task = state.tasks.find((each) => each.action === 'dispatch')
  const { emergency } = await appealLists(house.site.packs)
  const police = emergency ? (await departmentOf(house, emergency, state.region))?.code : undefined
  if (!task || !police) return state
  const supervisors = await supervisorsFor(house, state)
  const note = '突发紧急，平台立即转110'
  const deed = { kind: 'dispatch', task: task.id, to: police, note, ...(supervisors ? { supervisors } : {}) } as const
  const given = await house.engine.act(state.id, state.seq, deed, platform, undefined, (after) => after)
  return isRefusal(given) ? ((await house.engine.load(state.id)) ?? state) : given
}
