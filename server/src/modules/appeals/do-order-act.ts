/** One deed of one person on one order: seen, authorised, checked against the lists and the other orders it touches, applied. */
import type { OrderActAnswer, OrderActRequest, OrderDeed } from '@steppe/contracts/appeals'
import type { CaseState, Deed } from '@steppe/kernels/cases'
import { ended } from '@steppe/kernels/cases'
import type { CasesHouse } from '#cases/house'
import { actActor } from '#cases/routes'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { checkGiven } from './dispatch-deed.ts'
import { keepExclusion } from './exclusions.ts'
import { seenOrder } from './find-order.ts'
import { appealLists } from './load-lists.ts'
import { answerOf } from './matter.ts'
import { partAll } from './merge-orders.ts'
import { openPart, partIdOf } from './open-part.ts'
import { whyNotOrder } from './why-not-order.ts'
import { addDecidedDuty } from './write-duty.ts'

/** The department for which the actor does this. */
function departmentFor(actor: Actor, state: CaseState, deed: OrderDeed): string | undefined {
  const task = 'task' in deed ? state.tasks.find((each) => each.id === deed.task) : undefined
  const wanted = task?.department ?? state.department
  const own = actor.grants.flatMap((grant) => (grant.department ? [grant.department] : []))
  return own.find((department) => department === wanted) ?? own[0]
}

export async function doOrderAct(
  house: CasesHouse,
  actor: Actor,
  id: string,
  request: OrderActRequest,
  key: string | undefined,
  url: string,
): Promise<OrderActAnswer | Refusal> {
  const state = await seenOrder(house, actor, id, request.after)
  if (isRefusal(state)) return state
  const no = whyNotOrder(house, actor, state, request.deed)
  // A repeated request may find its task gone because it was done: then the first answer is given again.
  if (no && no.code !== 'cases.task_gone') return no
  const deed = await wholeDeed(house, state, request.deed)
  if (isRefusal(deed)) return deed
  const by = actActor(actor, departmentFor(actor, state, request.deed))
  const repeatable = { key, actor: actor.id, url, body: request }
  const act = () => house.engine.act(id, request.after, deed, by, repeatable, (after) => answer(after, deed))
  const beside = besides(house, state, deed, by)
  if (!beside) return act()
  return house.db.asOne(async () => {
    const done = await act()
    if (!isRefusal(done) && state.seq === request.after) await beside()
    return done
  })
}

function answer(after: CaseState, deed: Deed): OrderActAnswer {
  return { ...answerOf(after), ...(deed.kind === 'split' ? { part: deed.part } : {}) }
}

/** The deed as it is recorded, with what only the installation knows; refuses what the lists do not have. */
async function wholeDeed(house: CasesHouse, state: CaseState, deed: OrderDeed): Promise<Deed | Refusal> {
  switch (deed.kind) {
    case 'dispatch':
    case 'decide': {
      const given = await checkGiven(house, state, deed)
      return isRefusal(given) ? given : ({ ...deed, ...given } as Deed)
    }
    case 'split': {
      const given = await checkGiven(house, state, deed)
      return isRefusal(given) ? given : { ...deed, part: partIdOf(state) }
    }
    case 'refuse':
      return inList(await appealLists(house.site.packs), 'refusals', deed.ground) ?? (deed as Deed)
    case 'call_back':
      if (!deed.invalid) return deed as Deed
      return inList(await appealLists(house.site.packs), 'callBacks', deed.invalid) ?? (deed as Deed)
    case 'meet':
      return whyNoMeeting(state, deed) ?? (deed as Deed)
    case 'reply':
      return (await whyNoReply(house, state, deed)) ?? (deed as Deed)
    default:
      return deed as Deed
  }
}

function inList(
  lists: Awaited<ReturnType<typeof appealLists>>,
  which: 'refusals' | 'callBacks',
  ground: string,
): Refusal | undefined {
  return lists[which].has(ground) ? undefined : refuse('appeals.ground_unknown', { ground })
}

/** 联席会议: of at least two departments, and of all that assist. */
function whyNoMeeting(state: CaseState, deed: Extract<OrderDeed, { kind: 'meet' }>): Refusal | undefined {
  const there = new Set([...deed.departments, state.department])
  const missing = (state.order?.assists ?? []).filter((each) => !there.has(each))
  return there.size < 2 || missing.length > 0 ? refuse('appeals.meeting_incomplete') : undefined
}

/** The lead answers when the parts are answered, or says that it answers all the same. */
async function whyNoReply(
  house: CasesHouse,
  state: CaseState,
  deed: Extract<OrderDeed, { kind: 'reply' }>,
): Promise<Refusal | undefined> {
  if (!deed.solved && !deed.by && !deed.basis) return refuse('appeals.say_when')
  const parts = state.order?.parts ?? []
  if (parts.length === 0 || deed.despite) return undefined
  const states = await Promise.all(parts.map((part) => house.engine.load(part)))
  const open = states.filter((part) => part && !ended.includes(part.status)).length
  return open > 0 ? refuse('appeals.parts_open', { count: open }) : undefined
}

/** What is written in the same transaction as the act. */
function besides(
  house: CasesHouse,
  state: CaseState,
  deed: Deed,
  by: ReturnType<typeof actActor>,
): (() => Promise<unknown>) | undefined {
  switch (deed.kind) {
    case 'split':
      return () => openPart(house, state, deed, by)
    case 'withdraw':
      return () => partAll(house, state, by)
    case 'decide':
      return () => addDecidedDuty(house, state, deed, by.id)
    case 'refuse':
      return () => keepExclusion(house, state, { what: 'refused', ground: deed.ground, reason: deed.reason, by: by.id })
    case 'call_back': {
      const { invalid, note } = deed
      if (!invalid) return undefined
      return () => keepExclusion(house, state, { what: 'call_back', ground: invalid, reason: note ?? '', by: by.id })
    }
    default:
      return undefined
  }
}
