/** An order as the caller may see it: stages, replies, returns, supervision, call-backs; names and telephones masked where work does not need them. */
import type { OrderView } from '@steppe/contracts/appeals'
import { type Day, dayInZone, termEnd, termText } from '@steppe/kernels/calendar'
import { type Act, type CaseContext, type CaseState, limitOf } from '@steppe/kernels/cases'
import { maskName, maskPhone } from '@steppe/kernels/codes'
import { type Sight, sightOf } from '#cases/authorise'
import type { CasesHouse } from '#cases/house'
import { daysLeft, unopened } from '#cases/view-case'
import type { Actor } from '#platform/actor'
import { findReporters } from './find-reporters.ts'
import { appealLists, type OrderKindFile } from './load-lists.ts'
import { channelOf, matterOf, stageOf } from './matter.ts'
import { mainOrder, partUntil } from './merged-into.ts'
import { stagesOf } from './stages-of.ts'
import { receivesFor } from './why-not-order.ts'

type Language = 'zh' | 'en'
const instant = (at: number) => new Date(at).toISOString()

/** All acts of an order: some dozens at most. */
export async function actsOf(house: CasesHouse, state: Pick<CaseState, 'league' | 'id'>): Promise<readonly Act[]> {
  const rows = await house.db.ask<{ act: Act }>(
    'select a.act from cases.acts a where a.league = $1 and a.case_id = $2 order by a.seq limit 500',
    [state.league, state.id],
  )
  return rows.map((row) => row.act)
}

interface Around {
  readonly house: CasesHouse
  readonly state: CaseState
  readonly acts: readonly Act[]
  readonly language: Language
  readonly sight: Sight
}

/** The whole order for one who may see it. */
export async function viewOrder(
  house: CasesHouse,
  actor: Actor,
  state: CaseState,
  language: Language,
): Promise<OrderView> {
  const [acts, lists, context] = await Promise.all([
    actsOf(house, state),
    appealLists(house.site.packs),
    house.engine.surroundings.contextFor(state),
  ])
  const sight = sightOf(house.policy, actor, state)!
  const order = state.order!
  const around = { house, state, acts, language, sight }
  const name = (code: string) => house.directory.departmentName(code, language)
  return {
    sight,
    ...basicsOf(around, lists.types.get(matterOf(state).type)),
    ...timesOf(around),
    reporter: await reporterOf(around, actor),
    sent: sentBesides(around),
    ...(order.lead ? { lead: { department: order.lead, name: name(order.lead) } } : {}),
    assists: (order.assists ?? []).map((department) => ({ department, name: name(department) })),
    stages: viewStages(around, context),
    tasks: viewTasks(around, context),
    ...fromTrail(around),
    ...(await fromOthers(around)),
    ...(await togetherOf(around)),
    ...(order.problem ? { problem: { reworked: order.reworked ?? 0, passedOn: order.passedOn ?? 0 } } : {}),
    ...(state.rating ? { rating: state.rating } : {}),
    files: state.materials.flatMap(({ file }) => (file ? [sight === 'supervisor' ? unopened(file) : file] : [])),
  }
}

/** What was handed in, and where it stands. */
function basicsOf({ house, state, language }: Around, type: OrderKindFile | undefined) {
  const matter = matterOf(state)
  const ground = type?.grounds?.find((each) => each.id === matter.ground)?.title[language] ?? matter.ground
  return {
    id: state.id,
    seq: state.seq,
    type: matter.type,
    typeName: type?.title[language] ?? matter.type,
    intent: matter.intent,
    urgency: matter.urgency,
    ...(ground ? { ground } : {}),
    title: state.title,
    text: matter.text,
    place: matter.place,
    regionName: house.directory.regionName(state.region, language),
    channel: channelOf(state),
    status: state.status,
    stage: stageOf(state),
  }
}

/** Its days: handed in, due, ended, and until when it may be opened again. */
function timesOf({ house, state }: Around) {
  const rules = house.law.orderLaw!.byId[state.order!.rules]!
  const { due } = state.clock
  const calendar = house.calendars.of(state.region)
  const left = due && state.tasks.length > 0 ? daysLeft(calendar, house.clock.today(), due, 'wd') : undefined
  const ended = state.status === 'closed' ? state.closedOn : undefined
  const until = ended && termEnd(calendar, { term: rules.reopen.within, from: ended }).due
  return {
    openedAt: instant(state.openedAt),
    openedOn: state.openedOn,
    ...(due ? { dueOn: due } : {}),
    ...(left === undefined ? {} : { daysLeft: left }),
    ...(state.closedOn ? { closedOn: state.closedOn } : {}),
    extended: state.clock.extensions.length > 0,
    ...(until ? { reopen: { until, times: state.order!.reopened ?? 0 } } : {}),
    rules: { reply: termText(rules.reply), source: rules.source },
  }
}

/** Each stage in words: who owes it, by when, where the limit comes from. */
function viewStages({ house, state, acts, language }: Around, context: CaseContext): OrderView['stages'] {
  const law = house.law.orderLaw!
  const rules = law.byId[state.order!.rules]!
  return stagesOf(state, acts, rules, context, house.clock.now()).map(({ since, dueAt, doneAt, stage, state: how }) => {
    const words = law.stages.find((each) => each.stage === stage)
    const limit = rules.limits[stage] ?? (stage === 'handling' ? termText(state.clock.term) : undefined)
    return {
      stage: stage as never,
      title: words?.title[language] ?? stage,
      owner: words?.owner[language] ?? '',
      ...(limit ? { limit } : {}),
      ...(words ? { source: stage === 'handling' ? rules.source : words.source } : {}),
      ...(since === undefined ? {} : { since: instant(since) }),
      ...(dueAt === undefined ? {} : { dueAt: instant(dueAt) }),
      ...(doneAt === undefined ? {} : { doneAt: instant(doneAt) }),
      state: how,
    }
  })
}

function viewTasks({ house, state, language }: Around, context: CaseContext): OrderView['tasks'] {
  return state.tasks.map((task) => {
    const { openedAt: _opened, signedAt: _signed, dueAt: _due, ...rest } = task
    const at = limitOf(task, context)
    return {
      ...rest,
      name: language === 'en' ? house.english(task.name) : task.name,
      outcomes: [...task.outcomes],
      departmentName: house.directory.departmentName(task.department, language),
      ...(at === undefined ? {} : { dueAt: instant(at) }),
    }
  })
}

/** Whoever handed it in sees themselves; the office that calls back sees whom to call; others a masked name. */
async function reporterOf({ house, state, sight }: Around, actor: Actor): Promise<OrderView['reporter']> {
  const matter = matterOf(state)
  const calls = receivesFor(house, actor, state)
  const whole = sight === 'applicant' || calls || (sight === 'staff' && !matter.secret)
  const contact = matter.secret && calls ? await contactOf(house, state) : undefined
  const name = contact?.name ?? state.applicant.name
  const phone = contact?.phone ?? matter.phone
  return {
    kind: state.applicant.kind,
    name: whole ? name : maskName(name),
    ...(phone ? { phone: whole ? phone : maskPhone(phone) } : {}),
    ...(matter.firm ? { firm: matter.firm } : {}),
  }
}

/** What came besides the words; whoever handed it in knows it, supervisors need no address of a person. */
function sentBesides({ state, sight }: Around): OrderView['sent'] {
  if (sight === 'applicant') return []
  const { email, mediaUrl, addressId, attributes = {}, secret } = matterOf(state)
  const whole = sight === 'staff' && !secret
  return [
    ...Object.entries({ ...(whole ? { email } : {}), mediaUrl, addressId }),
    ...Object.entries(attributes).map(([name, values]) => [name, values.join('、')] as const),
  ].flatMap(([name, value]) => (value ? [{ name, value }] : []))
}

async function contactOf(house: CasesHouse, state: CaseState) {
  const rows = await house.db.ask<{ name: string | null; phone: string | null }>(
    'select c.name, c.phone from appeals.contacts c where c.league = $1 and c.id = $2',
    [state.league, state.id],
  )
  return rows[0]
}

/** What the trail says: words of replies, reasons, minutes, call-backs. */
function fromTrail({ house, state, acts, language, sight }: Around) {
  const on = (at: number) => dayInZone(at, house.site.zone)
  const office = (act: Act) =>
    act.actor.department ? house.directory.departmentName(act.actor.department, language) : act.actor.name
  const staff = sight !== 'applicant'
  const of = <K extends Act['deed']['kind']>(...kinds: K[]) =>
    acts.filter((act): act is Act & { deed: Extract<Act['deed'], { kind: K }> } =>
      (kinds as string[]).includes(act.deed.kind),
    )
  const refused = of('refuse').at(-1)
  const alarm = of('alarm').at(-1)
  return {
    replies: repliesOf(acts, on, office),
    returns: of('send_back').map((act) => ({
      on: on(act.at),
      departmentName: office(act),
      reason: act.deed.reason,
      ...(act.deed.belongsTo ? { belongsTo: house.directory.departmentName(act.deed.belongsTo, language) } : {}),
    })),
    supervised: (state.order!.supervised ?? []).map((each) => {
      const act = acts.find(({ at, deed }) => at === each.at && deed.kind === 'supervise')
      return {
        at: instant(each.at),
        level: each.level,
        by: act ? office(act) : language === 'en' ? 'Platform' : '平台',
        ...(act?.deed.kind === 'supervise' ? { text: act.deed.text } : {}),
        stage: stageOfNode(each.node),
      }
    }),
    confirmations: confirmationsOf(acts, state, house, language),
    meetings: of('meet').map((act) => ({
      on: on(act.at),
      minutes: act.deed.minutes,
      departments: act.deed.departments.map((code) => house.directory.departmentName(code, language)),
    })),
    callBacks: of('call_back').map((act) => {
      const { contacted, solved, satisfaction, invalid, note } = act.deed
      return {
        on: on(act.at),
        contacted,
        ...(solved === undefined ? {} : { solved }),
        ...(satisfaction ? { satisfaction } : {}),
        ...(invalid ? { invalid } : {}),
        ...(note && staff ? { note } : {}),
      }
    }),
    ...(refused ? { refused: { ground: refused.deed.ground, reason: refused.deed.reason } } : {}),
    ...(alarm ? { alarm: { at: instant(alarm.at), taken: alarm.deed.taken } } : {}),
  }
}

/** Replies given here, and those that another installation reported. */
function repliesOf(acts: readonly Act[], on: (at: number) => Day, office: (act: Act) => string): OrderView['replies'] {
  const replies = acts.flatMap((act): OrderView['replies'] => {
    const { deed } = act
    const base = { on: on(act.at), departmentName: office(act) }
    if (deed.kind === 'receive_message') return deed.progress.reply ? [{ ...base, text: deed.progress.reply }] : []
    if (deed.kind !== 'reply' && deed.kind !== 'answer') return []
    const { text, basis } = deed
    const more = deed.kind === 'reply' ? { solved: deed.solved, ...(deed.by ? { by: deed.by } : {}) } : {}
    return [{ ...base, text, ...(basis ? { basis } : {}), ...more }]
  })
  return replies.filter((each, index) => each.text !== replies[index - 1]?.text)
}

function stageOfNode(node: string): OrderView['stage'] {
  const known: Readonly<Record<string, OrderView['stage']>> = {
    dispatch: 'dispatch',
    review: 'dispute',
    conference: 'dispute',
    meet: 'meeting',
    handle: 'handling',
    confirm_first: 'confirming',
    confirm_second: 'confirming',
    call_back: 'calling_back',
  }
  return known[node] ?? 'handling'
}

/** 双督办: how each office stands since the last reply. */
function confirmationsOf(
  acts: readonly Act[],
  state: CaseState,
  house: CasesHouse,
  language: Language,
): OrderView['confirmations'] {
  const offices = (state.findings.supervisors ?? []) as readonly string[]
  const since = acts.findLastIndex(({ deed }) => deed.kind === 'reply')
  const said = since < 0 ? [] : acts.slice(since).filter(({ deed }) => deed.kind === 'confirm')
  return offices.map((code) => {
    const act = said.find(({ actor }) => actor.department === code)
    const departmentName = house.directory.departmentName(code, language)
    if (act?.deed.kind !== 'confirm') return { departmentName, state: 'waiting' }
    const how = act.deed.agree ? 'agreed' : 'sent_back'
    return { departmentName, state: how, opinion: act.deed.opinion, on: dayInZone(act.at, house.site.zone) }
  })
}

/** Parts, merged orders, the call, an exclusion. */
async function fromOthers({ house, state, language, sight }: Around) {
  const staff = sight !== 'applicant'
  const matter = matterOf(state)
  const [parts, merged, exclusion, call] = await Promise.all([
    Promise.all((state.order!.parts ?? []).map((id) => viewPart(house, id, language))),
    mergedInto(house, state),
    house.db.ask<{ id: string; ground: string; state: string }>(
      'select x.id, x.ground, x.state from appeals.exclusions x where x.league = $1 and x.order_id = $2 order by x.on_day desc limit 1',
      [state.league, state.id],
    ),
    matter.call && staff ? findCall(house, matter.call) : undefined,
  ])
  const found = exclusion[0]
  return {
    parts: parts.flatMap((part) => (part ? [part] : [])),
    ...(typeof state.findings.partOf === 'string' ? { partOf: state.findings.partOf } : {}),
    ...(state.order!.mergedInto ? { mergedInto: state.order!.mergedInto } : {}),
    reporters: 1 + merged.length,
    merged: staff ? merged.map((each) => ({ ...each, reporter: maskName(each.reporter) })) : [],
    ...(found ? { exclusion: found } : {}),
    ...(call ? { call } : {}),
  }
}

/** The answer reaches everybody who reported the matter, though each sees only the order they handed in. */
async function togetherOf({ house, state, language, sight }: Around): Promise<Pick<OrderView, 'together'>> {
  const main = sight === 'applicant' ? await mainOrder(house, state) : undefined
  if (!main) return {}
  const [acts, merges, reporters] = await Promise.all([
    actsOf(house, main),
    house.db.ask<{ reason: string; by: string }>(
      'select m.reason, m.by_account as by from appeals.merges m where m.league = $1 and m.id = $2 and m.undone_at is null',
      [state.league, state.id],
    ),
    findReporters(house, [main]),
  ])
  const until = partUntil(house, main)
  const together = {
    stage: stageOf(main),
    status: main.status,
    departmentName: house.directory.departmentName(main.department, language),
    ...(main.clock.due ? { dueOn: main.clock.due } : {}),
    ...(main.closedOn ? { closedOn: main.closedOn } : {}),
    reporters: reporters.get(main.id)?.length ?? 1,
    byPlatform: merges[0]?.by === 'platform',
    reason: merges[0]?.reason ?? '',
    replies: fromTrail({ house, state: main, acts, language, sight }).replies,
    ...(until ? { partUntil: until } : {}),
  }
  return { together }
}

async function viewPart(
  house: CasesHouse,
  id: string,
  language: Language,
): Promise<OrderView['parts'][number] | undefined> {
  const part = await house.engine.load(id)
  if (!part) return undefined
  const reply = (await actsOf(house, part)).findLast(({ deed }) => deed.kind === 'reply')?.deed
  return {
    id,
    departmentName: house.directory.departmentName(part.order!.lead ?? part.department, language),
    status: part.status,
    stage: stageOf(part),
    ...(part.clock.due ? { dueOn: part.clock.due } : {}),
    ...(reply?.kind === 'reply' ? { reply: reply.text } : {}),
  }
}

async function mergedInto(house: CasesHouse, state: CaseState): Promise<OrderView['merged']> {
  return house.db.ask(
    `select m.id, c.opened_on as "openedOn", c.given #>> '{applicant,name}' as reporter, m.by_account = 'platform' as "byPlatform", m.reason
     from appeals.merges m join cases.cases c on c.league = m.league and c.id = m.id
     where m.into_league = $1 and m.into_id = $2 and m.undone_at is null order by m.merged_at limit 200`,
    [state.league, state.id],
  )
}

async function findCall(house: CasesHouse, id: string): Promise<OrderView['call']> {
  const rows = await house.db.ask<{
    id: string
    caller: string
    started_at: Date
    ended_at: Date | null
    recording: string | null
  }>('select c.id, c.caller, c.started_at, c.ended_at, c.recording from appeals.calls c where c.id = $1', [id])
  const row = rows[0]
  if (!row) return undefined
  return {
    id: row.id,
    from: maskPhone(row.caller),
    startedAt: row.started_at.toISOString(),
    ...(row.ended_at ? { seconds: Math.round((row.ended_at.getTime() - row.started_at.getTime()) / 1000) } : {}),
    ...(row.recording ? { recording: row.recording } : {}),
  }
}
