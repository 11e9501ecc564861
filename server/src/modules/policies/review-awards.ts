/** What comes after an award: an objection to the list, a correction, a claw-back, a dispute. Each is a case of its own with a hearing. */
import type { AfterBody } from '@steppe/contracts/policies'
import { findFirm } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { actActor } from '#cases/routes'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { actsFor } from './find-mine.ts'
import { type Award, awardState, findAwards, getRound, type Round } from './find-rounds.ts'
import { loadPolicyLaw } from './law.ts'
import { whyNot } from './may-act.ts'
import { openingOf } from './open-cases.ts'

const words = { correct: '少发补发', claw_back: '多发追回', dispute: '企业申诉', objection: '公示异议' } as const

/** Opens the case. Corrections and claw-backs are the department's, disputes the firm's; anybody signed in may object to a list in notice. */
export async function openReview(
  house: CasesHouse,
  actor: Actor,
  id: string,
  body: AfterBody,
): Promise<{ case: string } | Refusal> {
  const round = await getRound(house, id)
  if (isRefusal(round)) return round
  const [award] = await findAwards(house, round, body.firm)
  if (!award) return refuse('policies.no_award')
  const no = whyNotReview(house, actor, round, award, body)
  if (no) return no
  const [firm, law] = await Promise.all([findFirm(house, body.firm), loadPolicyLaw(house.site.packs)])
  const name = firm?.name ?? body.firm
  const own = body.kind === 'objection'
  const opening = await openingOf(house, {
    kind: 'policy-review',
    title: `${words[body.kind]}（${name}）`,
    region: round.region,
    department: round.department,
    applicant: own
      ? { kind: 'person', id: actor.id, name: actor.name, account: actor.id }
      : { kind: 'firm', id: body.firm, name, account: award.state.applicant.account },
    item: { code: round.policy, name: round.title, version: round.listedOn },
    ...law.review,
    channel: actor.kind === 'staff' ? 'platform' : 'web',
    answers: {
      事项: words[body.kind],
      批次: round.title,
      企业: name,
      '原金额（元）': award.amount,
      ...(body.amount === undefined ? {} : { '涉及金额（元）': body.amount }),
      理由: body.reason,
    },
    findings: {
      round: round.id,
      award: award.state.id,
      firm: body.firm,
      kind: body.kind,
      ...(body.amount === undefined ? {} : { amount: body.amount }),
    },
  })
  const opened = await house.engine.open(opening, actActor(actor), undefined, (state) => state.id)
  if (isRefusal(opened)) return opened
  await house.db.ask('insert into policies.reviews (league, round, firm, kind, case_id) values ($1, $2, $3, $4, $5)', [
    round.league,
    round.id,
    body.firm,
    body.kind,
    opened,
  ])
  return { case: opened }
}

function whyNotReview(
  house: CasesHouse,
  actor: Actor,
  round: Round,
  award: Award,
  body: AfterBody,
): Refusal | undefined {
  const state = awardState(award)
  switch (body.kind) {
    case 'objection':
      return round.state === 'noticed' && ['confirmed', 'objected'].includes(state)
        ? undefined
        : refuse('policies.not_in_notice')
    case 'dispute':
      if (!actsFor(actor, body.firm)) return refuse('policies.not_your_firm')
      return ['paid', 'removed', 'declined', 'ready', 'confirmed'].includes(state)
        ? undefined
        : refuse('policies.award_elsewhere')
    case 'correct':
    case 'claw_back': {
      const no = whyNot(house, actor, 'policies:round:run', round)
      if (no) return no
      if (state !== 'paid') return refuse('policies.not_paid')
      if (body.amount === undefined || body.amount <= 0) return refuse('policies.amount_needed')
      return body.kind === 'claw_back' && body.amount > award.amount
        ? refuse('policies.more_than_paid', { amount: award.amount })
        : undefined
    }
  }
}
