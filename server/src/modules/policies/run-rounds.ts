/** 免申即享: the rule finds the firms, each award is a case; the firm's word, the notice and the payment are acts in it. */
import type { AnswerBody, NewRound, StepBody } from '@steppe/contracts/policies'
import { addWorkingDays } from '@steppe/kernels/calendar'
import type { CaseState } from '@steppe/kernels/cases'
import type { Book, CompiledPolicy } from '@steppe/kernels/policies'
import { agentsOf, type FirmRow, findFirms } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { actActor } from '#cases/routes'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { amountsOf } from './base/amounts.ts'
import { audienceRows } from './base/find-audience.ts'
import { withBase } from './base/firm-base.ts'
import { ruleBaseOf } from './base/rule-base.ts'
import { placeOf } from './edit-drafts.ts'
import { rivalsOf, whoTook } from './find-claims.ts'
import { actsFor } from './find-mine.ts'
import { findAwards, getRound, type Round } from './find-rounds.ts'
import { loadPolicyLaw, type PolicyLaw } from './law.ts'
import { whyNot } from './may-act.ts'
import { openingOf } from './open-cases.ts'
import { getShelf, standingOf, versionOn } from './shelf.ts'

const runs = 'policies:round:run'
const platform = { kind: 'platform', id: 'platform', name: '平台' } as const

type Found = { readonly firm: FirmRow; readonly amount: number }

/** Finds by the rule whom it is for, but for who took what it does not go together with, and opens a case for each. Refuses a policy that is not given without an application. */
export async function listRound(house: CasesHouse, actor: Actor, body: NewRound): Promise<Round | Refusal> {
  const place = await placeOf(house, body.department)
  if (isRefusal(place)) return place
  const no = whyNot(house, actor, runs, place)
  if (no) return no
  const shelf = await getShelf(house)
  const day = house.clock.today()
  const version = versionOn(shelf.versions.get(body.policy) ?? [], day)
  const compiled = version && shelf.compiled.get(version.policy)
  if (!version || !compiled || standingOf(version, day) !== 'in_force')
    return refuse('policies.not_in_force', { id: body.policy })
  const { policy } = version
  if (!policy.freeOfApplication) return refuse('policies.needs_application')
  const had = await alreadyAwarded(house, policy.id, policy.version)
  const fitting = await findWithAmount(house, shelf.book, compiled, place.region, had)
  if (isRefusal(fitting)) return fitting
  const elsewhere = await whoTook(
    house,
    rivalsOf(shelf, policy),
    fitting.map(({ firm }) => firm),
  )
  const found = fitting.filter(({ firm }) => !elsewhere.has(firm.code))
  if (found.length === 0) return refuse('policies.nobody_found')
  const round: Round = {
    league: `${place.region.slice(0, 4)}00`,
    id: `R${house.engine.newCaseId(place.region, day)}`,
    policy: policy.id,
    version: policy.version,
    region: place.region,
    department: place.department,
    title: body.title?.trim() || `${policy.title.zh}（${day.slice(0, 4)}年${Number(day.slice(5, 7))}月）`,
    state: 'listed',
    listedOn: day,
    noticeFrom: null,
    noticeUntil: null,
    firms: found.length,
    amount: Math.round(found.reduce((sum, each) => sum + each.amount, 0) * 100) / 100,
  }
  await writeRound(house, actor, round)
  const law = await loadPolicyLaw(house.site.packs)
  const agents = await agentsOf(
    house,
    found.map(({ firm }) => firm.code),
  )
  const open = (each: Found) =>
    openAward(house, law, round, policy.title.zh, {
      ...each,
      accounts: agents.flatMap(({ account, firm }) => (firm === each.firm.code ? [account] : [])),
    })
  await forAll(found, open)
  return round
}

/** Firms of the region that have it with an amount, those left out that had it before. */
async function findWithAmount(
  house: CasesHouse,
  book: Book,
  compiled: CompiledPolicy,
  region: string,
  had: ReadonlySet<string>,
): Promise<Found[] | Refusal> {
  const audience = await withBase(house, async (base) => {
    const rules = ruleBaseOf(base, book, house.clock.today())
    const amountAt = amountsOf(rules, compiled)
    const rows = await audienceRows(rules, compiled, region)
    return rows.map((row) => ({ code: base.codes.codeAt(row), amount: amountAt(row) }))
  })
  if (audience === undefined || isRefusal(audience)) return audience ?? []
  const amounts = new Map(audience.map(({ code, amount }) => [code, amount]))
  const codes = [...amounts].flatMap(([code, amount]) => (amount > 0 && !had.has(code) ? [code] : []))
  const firms = await findFirms(house, codes)
  return firms.map((firm) => ({ firm, amount: amounts.get(firm.code) ?? 0 }))
}

/** A version of a policy is awarded to a firm once. */
async function alreadyAwarded(house: CasesHouse, policy: string, version: number): Promise<ReadonlySet<string>> {
  const rows = await house.db.ask<{ firm: string }>(
    `select a.firm from policies.rounds r join policies.awards a on a.league = r.league and a.round = r.id
     where r.policy = $1 and r.version = $2`,
    [policy, version],
  )
  return new Set(rows.map(({ firm }) => firm))
}

async function writeRound(house: CasesHouse, actor: Actor, round: Round): Promise<void> {
  await house.db.ask(
    `insert into policies.rounds (league, id, policy, version, region, department, title, state, listed_on, firms, amount, made_by)
     values ($1, $2, $3, $4, $5, $6, $7, 'listed', $8, $9, $10, $11)`,
    [
      round.league,
      round.id,
      round.policy,
      round.version,
      round.region,
      round.department,
      round.title,
      round.listedOn,
      round.firms,
      round.amount,
      actor.id,
    ],
  )
}

/** Does something for all of them, so many at once, which the engine writes together; the first refusal ends it. */
async function forAll<T>(
  items: readonly T[],
  act: (item: T) => Promise<Refusal | undefined>,
): Promise<Refusal | undefined> {
  const atOnce = 50
  for (let at = 0; at < items.length; at += atOnce) {
    const done = await Promise.all(items.slice(at, at + atOnce).map(act))
    const refused = done.find((each) => each !== undefined)
    if (refused) return refused
  }
  return undefined
}

async function openAward(
  house: CasesHouse,
  law: PolicyLaw,
  round: Round,
  title: string,
  { firm, amount, accounts }: Found & { readonly accounts: readonly string[] },
): Promise<undefined> {
  const opening = await openingOf(house, {
    kind: 'policy-award',
    title: `${title}（${firm.name}）`,
    region: firm.region,
    department: round.department,
    applicant: { kind: 'firm', id: firm.code, name: firm.name, account: accounts[0] ?? 'nobody' },
    item: { code: round.policy, name: title, version: round.listedOn },
    ...law.award,
    answers: { 政策: title, '金额（元）': amount, 批次: round.title },
    findings: { round: round.id, policy: round.policy, policyVersion: round.version, amount },
  })
  const opened = await house.engine.open(opening, platform, undefined, (state) => state.id)
  if (isRefusal(opened)) throw new Error(`the award to ${firm.code} could not be opened: ${opened.code}`)
  const at = new Date(house.clock.now())
  await house.db.ask(
    `with award as (insert into policies.awards (league, round, firm, case_id, amount) values ($1, $2, $3, $4, $5))
     insert into platform.outbox (name, league, subject, data, at)
     select 'policies.award_found', $1, $2, jsonb_build_object('account', a.account, 'firm', $3::text, 'case', $4::text), $7
     from unnest($6::text[]) as a(account)`,
    [firm.league, round.id, firm.code, opened, amount, accounts, at],
  )
}

/** The firm confirms with an account, or declines. After a payment came back it says the account anew. */
export async function answerAward(
  house: CasesHouse,
  actor: Actor,
  id: string,
  body: AnswerBody,
): Promise<Round | Refusal> {
  if (!actsFor(actor, body.firm)) return refuse('policies.not_your_firm')
  const round = await getRound(house, id)
  if (isRefusal(round)) return round
  const award = (await findAwards(house, round, body.firm))[0]
  if (!award) return refuse('policies.no_award')
  if (body.accept && !body.account) return refuse('policies.account_needed')
  const other = body.accept ? await tookInstead(house, round, body.firm) : undefined
  if (other !== undefined) return refuse('policies.rival_claimed', { other })
  const outcome = body.accept ? 'confirmed' : 'declined'
  const data = body.accept ? { payee: body.account } : {}
  const done = await complete(house, award.state, 'confirm', outcome, actor, data, body.reason)
  return done ?? round
}

/** The policy that the firm took since it was listed and that does not go together with the round's. */
async function tookInstead(house: CasesHouse, round: Round, code: string): Promise<string | undefined> {
  const shelf = await getShelf(house)
  const policy = shelf.versions.get(round.policy)?.find((each) => each.policy.version === round.version)?.policy
  if (!policy) return undefined
  const firms = await findFirms(house, [code])
  return (await whoTook(house, rivalsOf(shelf, policy), firms)).get(code)
}

/** Completes the open step of this node in the case of an award; a refusal when it stands elsewhere. */
async function complete(
  house: CasesHouse,
  state: CaseState,
  node: string,
  outcome: string,
  actor: Actor,
  data: Readonly<Record<string, unknown>>,
  opinion?: string,
): Promise<Refusal | undefined> {
  const task = state.tasks.find((each) => each.node === node)
  if (!task) return refuse('policies.award_elsewhere')
  const deed = {
    kind: 'complete',
    task: task.id,
    step: task.name,
    outcome,
    ...(opinion ? { opinion } : {}),
    data,
  } as const
  const done = await house.engine.act(state.id, state.seq, deed, actActor(actor), undefined, () => true)
  return isRefusal(done) ? done : undefined
}

/** The department's next step for all awards of the round: the notice begins, the notice ends, what was paid is entered. */
export async function stepRound(house: CasesHouse, actor: Actor, id: string, body: StepBody): Promise<Round | Refusal> {
  const round = await getRound(house, id)
  if (isRefusal(round)) return round
  const no = whyNot(house, actor, runs, round)
  if (no) return no
  switch (body.step) {
    case 'notice':
      return beginNotice(house, round)
    case 'end_notice':
      return endNotice(house, actor, round)
    case 'pay':
      return enterPayment(house, actor, round, body.reference)
  }
}

/** Begins when every firm has answered or nobody is left who might; those who did not answer wait for the next round. */
async function beginNotice(house: CasesHouse, round: Round): Promise<Round | Refusal> {
  if (round.state !== 'listed') return refuse('policies.round_elsewhere')
  const awards = await findAwards(house, round)
  if (!awards.some(({ state }) => state.tasks.some(({ node }) => node === 'notice')))
    return refuse('policies.nobody_confirmed')
  const { notice } = await loadPolicyLaw(house.site.packs)
  const from = house.clock.today()
  const until = addWorkingDays(house.calendars.of(round.region), from, notice.days.length)
  return changeRound(house, round, { state: 'noticed', noticeFrom: from, noticeUntil: until })
}

/** Refuses before the last day of the notice is over, and while an objection is open. */
async function endNotice(house: CasesHouse, actor: Actor, round: Round): Promise<Round | Refusal> {
  if (round.state !== 'noticed' || !round.noticeUntil) return refuse('policies.round_elsewhere')
  if (house.clock.today() <= round.noticeUntil) return refuse('policies.notice_runs', { until: round.noticeUntil })
  const awards = await findAwards(house, round)
  const open = awards.filter(({ after }) =>
    after.some(({ kind, status }) => kind === 'objection' && !over.includes(status)),
  )
  if (open.length > 0) return refuse('policies.objection_open', { count: open.length })
  const noticed = awards.filter(({ state }) => state.tasks.some(({ node }) => node === 'notice'))
  const notice = { from: round.noticeFrom, until: round.noticeUntil }
  const refused = await forAll(noticed, ({ state, after }) => {
    const upheld = after.some(({ kind, upheld: stands }) => kind === 'objection' && stands)
    return complete(house, state, 'notice', upheld ? 'removed' : 'passed', actor, { notice })
  })
  return refused ?? changeRound(house, round, { state: 'paying' })
}

const over = ['closed', 'refused', 'withdrawn', 'lapsed', 'revoked']

/** Enters for every award that waits for it that the money went out. */
async function enterPayment(
  house: CasesHouse,
  actor: Actor,
  round: Round,
  reference: string | undefined,
): Promise<Round | Refusal> {
  if (round.state !== 'paying') return refuse('policies.round_elsewhere')
  if (!reference?.trim()) return refuse('policies.reference_needed')
  const waiting = (await findAwards(house, round)).filter(({ state }) => state.tasks.some(({ node }) => node === 'pay'))
  if (waiting.length === 0) return refuse('policies.nothing_to_pay')
  const paid = { on: house.clock.today(), reference: reference.trim() }
  const refused = await forAll(waiting, ({ state }) => complete(house, state, 'pay', 'paid', actor, { paid }))
  return refused ?? changeRound(house, round, { state: 'closed' })
}

async function changeRound(
  house: CasesHouse,
  round: Round,
  change: Partial<Pick<Round, 'state' | 'noticeFrom' | 'noticeUntil'>>,
): Promise<Round | Refusal> {
  const next = { ...round, ...change }
  const rows = await house.db.ask<{ id: string }>(
    `update policies.rounds set state = $4, notice_from = $5, notice_until = $6
     where league = $1 and id = $2 and state = $3 returning id`,
    [round.league, round.id, round.state, next.state, next.noticeFrom, next.noticeUntil],
  )
  return rows[0] ? next : refuse('policies.round_elsewhere')
}
