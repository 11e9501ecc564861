/** Rates a case: once, by the applicant, after it ended. A bad rating is followed by a case of its own. Source: 国办发〔2019〕51号. */
import type { Rating, RatingReceipt } from '@steppe/contracts/evaluation'
import type { CaseState } from '@steppe/kernels/cases'
import { sightOf, whyNot } from '#cases/authorise'
import type { CasesHouse } from '#cases/house'
import { actActor } from '#cases/routes'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { followUpId } from './follow-up.ts'
import { loadReasons } from './load-reasons.ts'

const ended = ['closed', 'refused', 'revoked']

/** The receipt names the case that follows a bad rating; it is opened at once from the outbox. */
export async function rateCase(
  house: CasesHouse,
  actor: Actor,
  rating: Rating,
  key: string | undefined,
  url: string,
): Promise<RatingReceipt | Refusal> {
  const state = await house.engine.load(rating.case)
  if (!state) return refuse('cases.case_unknown')
  if (!sightOf(house.policy, actor, state)) return refuse('cases.not_yours')
  const wrong =
    whyNot(house, actor, state, { kind: 'rate' }) ??
    (ended.includes(state.status) ? undefined : refuse('cases.not_ended')) ??
    (await wrongReasons(house, rating))
  if (wrong) return wrong
  const { grade, reasons, text } = rating
  const deed = { kind: 'rate', grade, reasons, ...(text ? { text } : {}) } as const
  const repeatable = { key, actor: actor.id, url, body: rating }
  return house.engine.act(rating.case, state.seq, deed, actActor(actor), repeatable, (after) => receiptOf(house, after))
}

async function wrongReasons(house: CasesHouse, rating: Rating): Promise<Refusal | undefined> {
  const known = (await loadReasons(house.site.packs))[String(rating.grade)] ?? []
  const stray = rating.reasons.find((reason) => !known.some((each) => each.id === reason))
  if (stray !== undefined) return refuse('evaluation.reason_unknown', { reason: stray })
  const bad = rating.grade >= house.law.badGradeFrom
  return bad && rating.reasons.length === 0 && !rating.text?.trim()
    ? refuse('evaluation.say_what_was_wrong')
    : undefined
}

function receiptOf(house: CasesHouse, state: CaseState): RatingReceipt {
  const { grade, on } = state.rating!
  const bad = grade >= house.law.badGradeFrom
  return {
    case: state.id,
    grade,
    on,
    ...(bad ? { followUp: { case: followUpId({ id: state.id, region: state.region, on }) } } : {}),
  }
}
