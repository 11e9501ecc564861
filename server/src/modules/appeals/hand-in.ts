/** Whoever has something to say hands it in: for themselves or the firm they act for; or an agent takes it from a caller. */
import { createHash } from 'node:crypto'
import type { AppealReceipt, NewAppeal, ReceivedAppeal } from '@steppe/contracts/appeals'
import type { ActActor, Applicant, CaseState } from '@steppe/kernels/cases'
import { findAccount, findFirm } from '#ask/registry'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { actActor } from '#cases/routes'
import type { Actor } from '#platform/actor'
import { findStrange } from '#platform/files'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { personal } from '#platform/vault'
import { dropDraft } from './drafts.ts'
import { appealLists } from './load-lists.ts'
import type { Matter } from './matter.ts'
import { findTarget, joinOrders } from './merge-orders.ts'
import { openOrder } from './open-order.ts'
import { raiseAlarm } from './raise-alarm.ts'

const hidden = '不公开姓名'

type Body = Pick<
  NewAppeal,
  'type' | 'intent' | 'urgency' | 'text' | 'place' | 'ground' | 'about' | 'publish' | 'secret'
>

export function matterFrom(body: Body, more: Partial<Matter> = {}): Matter {
  const { type, intent, urgency = 'general', text, place, ground, about, publish, secret } = body
  return {
    type: type ?? 'hotline',
    intent,
    urgency,
    text,
    place,
    ...(ground ? { ground } : {}),
    ...(about ? { about } : {}),
    ...(publish ? { publish } : {}),
    ...(secret ? { secret } : {}),
    ...more,
  }
}

/** For oneself, or with `firm` for a firm one may act for. Refuses `appeals.firm_needed`, `appeals.not_your_firm` and what opening refuses. */
export async function handIn(
  house: CasesHouse,
  actor: Actor,
  body: NewAppeal,
  key: string | undefined,
  url: string,
): Promise<AppealReceipt | Refusal> {
  const applicant = await ownApplicant(house, actor, body)
  if (isRefusal(applicant)) return applicant
  if (await findStrange(house.db.ask, [actor.id], body.files ?? [])) return refuse('platform.file_unknown')
  const into = body.joins ? await findTarget(house, leagueOf(body.place.region), body.joins) : undefined
  if (into && isRefusal(into)) return into
  const more = {
    ...(body.phone && !body.secret ? { phone: body.phone } : {}),
    ...(body.firm ? { firm: body.firm } : {}),
  }
  const incoming = {
    matter: matterFrom(body, more),
    title: body.title,
    applicant,
    channel: 'web',
    files: body.files,
    actor: actActor(actor),
    key,
    url,
  } as const
  const opened = await openOrder(house, incoming)
  if (body.draft && !isRefusal(opened)) await dropDraft(house, actor.id, body.draft)
  return afterwards(
    house,
    into && !isRefusal(opened) ? await joinAtOnce(house, opened, into, actActor(actor)) : opened,
    body.secret ? { name: actor.name, phone: body.phone } : undefined,
    body,
  )
}

/** An order whose person said that it is the matter of another joins it; when the other ended meanwhile it goes on by itself. */
async function joinAtOnce(
  house: CasesHouse,
  opened: AppealReceipt,
  into: CaseState,
  by: ActActor,
): Promise<AppealReceipt> {
  const state = await house.engine.load(opened.id)
  if (!state || opened.repeated) return opened
  const wish = { state, after: state.seq, into, reason: '本人确认是同一件事' }
  const joined = await joinOrders(house, wish, by)
  return isRefusal(joined) ? opened : { ...opened, seq: joined.seq, status: joined.status, stage: joined.stage }
}

async function ownApplicant(house: CasesHouse, actor: Actor, body: NewAppeal): Promise<Applicant | Refusal> {
  const needsFirm = (await appealLists(house.site.packs)).types.get(body.type ?? 'hotline')?.firms ?? false
  if (!body.firm) {
    if (needsFirm) return refuse('appeals.firm_needed')
    return { kind: 'person', id: actor.id, name: body.secret ? hidden : actor.name, account: actor.id }
  }
  if (!actor.grants.some((grant) => grant.firm === body.firm)) return refuse('appeals.not_your_firm')
  const firm = await findFirm(house, body.firm)
  if (!firm) return refuse('appeals.not_your_firm')
  return { kind: 'firm', id: body.firm, name: body.secret ? hidden : firm.name, account: actor.id }
}

/** An agent takes it: the caller is known by account, else by telephone, else by the call. */
export async function receiveFor(
  house: CasesHouse,
  actor: Actor,
  body: ReceivedAppeal,
  key: string | undefined,
  url: string,
): Promise<AppealReceipt | Refusal> {
  const { caller, call } = body
  if (call && !(await knownCall(house, call))) return refuse('appeals.call_unknown')
  const account = caller.login ? await findAccount(house, caller.login) : undefined
  if (caller.login && !account) return refuse('appeals.caller_unknown')
  if (await findStrange(house.db.ask, [actor.id], body.files ?? [])) return refuse('platform.file_unknown')
  const phone = caller.phone?.replace(/[^\d+]/g, '')
  const who = account?.id ?? `caller:${phone ? digest(phone) : (call ?? key ?? digest(body.text))}`
  const name = account?.name ?? caller.name ?? '来电人'
  const department = actor.grants.find((grant) => grant.department)?.department
  const more = {
    ...(phone && !body.secret ? { phone } : {}),
    ...(call ? { call } : {}),
    ...(caller.firm ? { firm: caller.firm } : {}),
  }
  const opened = await openOrder(house, {
    matter: matterFrom(body, more),
    title: body.title,
    applicant: { kind: 'person', id: who, name: body.secret ? hidden : name, account: who },
    channel: body.channel ?? 'phone',
    files: body.files,
    actor: actActor(actor, department),
    key,
    url,
  })
  if (call && !isRefusal(opened))
    await house.db.ask('update appeals.calls c set order_id = $2 where c.id = $1 and c.order_id is null', [
      call,
      opened.id,
    ])
  return afterwards(house, opened, body.secret ? { name, phone } : undefined, body)
}

/** A stable name for a telephone number that does not say it. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}

async function knownCall(house: CasesHouse, call: string): Promise<boolean> {
  return (await house.db.ask('select 1 from appeals.calls c where c.id = $1', [call])).length > 0
}

/** What must not wait: an alarm, and whom to call where the name is kept apart. */
async function afterwards(
  house: CasesHouse,
  opened: AppealReceipt | Refusal,
  contact: { readonly name: string; readonly phone: string | undefined } | undefined,
  body: Pick<Body, 'urgency'>,
): Promise<AppealReceipt | Refusal> {
  if (isRefusal(opened)) return opened
  if (contact)
    await house.db.ask(
      'insert into appeals.contacts (league, id, name, phone) values ($1, $2, $3, $4) on conflict do nothing',
      [leagueOf(opened.id), opened.id, contact.name, personal(contact.phone ?? null)],
    )
  if (body.urgency !== 'emergency' || opened.repeated) return opened
  const alarmed = await raiseAlarm(house, opened.id)
  return { ...opened, ...alarmed?.receipt, alarm: true }
}
