/** A claim as its parties and offices see it: what is owed today with how it was computed, what was done, what can be done now. */
import type { ClaimView } from '@steppe/contracts/arrears'
import { dayInZone } from '@steppe/kernels/calendar'
import type { Act } from '@steppe/kernels/cases'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, toProblem } from '#platform/refusals'
import { seenClaim } from './act-on-claim.ts'
import { type Claim, debtOf, stageOf } from './claim.ts'
import { computeDebt } from './compute-debt.ts'
import { partsOf } from './parts.ts'
import { deedKinds, taskFor, whyNotBy, whyNotNow } from './possible-deeds.ts'

type Language = 'zh' | 'en'

export async function viewClaim(
  house: CasesHouse,
  actor: Actor,
  id: string,
  language: Language,
): Promise<ClaimView | Refusal> {
  const claim = await seenClaim(house, actor, id)
  if (isRefusal(claim)) return claim
  const { state, found, debtor } = claim
  const name = (code: string) => house.directory.departmentName(code, language)
  const owed = await computeDebt(house, debtOf(claim), house.clock.today(), state.region)
  return {
    id,
    seq: state.seq,
    parts: [...partsOf(house, actor, claim)],
    stage: stageOf(claim),
    ended: state.closedOn !== undefined,
    openedOn: state.openedOn,
    ...(state.clock.due ? { dueOn: state.clock.due } : {}),
    creditor: { code: state.applicant.id, name: state.applicant.name },
    debtor: {
      kind: debtor.kind,
      key: debtor.key,
      name:
        language === 'en' && house.directory.departmentName(debtor.key, 'en') !== debtor.key
          ? name(debtor.key)
          : debtor.name,
      regionName: house.directory.regionName(debtor.region, language),
    },
    acceptingName: name(found.acceptingBody),
    handlingName: name(found.handlingBody),
    contract: claim.contract,
    ...(claim.subject ? { subject: claim.subject } : {}),
    debt: claim.debt,
    invoices: claim.invoices ?? [],
    evidence: claim.evidence ?? [],
    ...(claim.about ? { about: claim.about } : {}),
    ...(found.answer ? { answer: found.answer } : {}),
    ...(found.decision
      ? {
          decision: {
            on: found.decision.on,
            upheld: found.decision.upheld,
            reason: found.decision.reason,
            departmentName: name(found.decision.department),
          },
        }
      : {}),
    plan: [...(found.plan ?? [])],
    payments: [...claim.payments],
    ...(isRefusal(owed) ? { owedUnknown: inWords(house, owed) } : { owed }),
    steps: await stepsOf(house, claim),
    ...(found.publication ? { publication: found.publication } : {}),
    acts: actsOf(house, actor, claim),
  }
}

function inWords(house: CasesHouse, no: Refusal) {
  const { code, title, next, en } = toProblem(no, house.refusals)
  return { code, title, next, en }
}

/** What can be done at this time, by the caller or by others; what others do is told with the reason. */
function actsOf(house: CasesHouse, actor: Actor, claim: Claim): ClaimView['acts'] {
  return deedKinds.flatMap((kind) => {
    const later = whyNotNow(claim, kind, house.clock.today())
    if (later && later.code !== 'appeals.arrears_notice_runs') return []
    const by = whyNotBy(house, actor, claim, kind)
    const no = by ?? later
    const due = taskFor(claim, kind)?.dueOn
    return [
      { kind, allowed: no === undefined, ...(no ? { why: inWords(house, no) } : {}), ...(due ? { dueOn: due } : {}) },
    ]
  })
}

/** What an outcome is called among the steps of a claim. */
const ofOutcome: Readonly<Record<string, string>> = {
  forwarded: 'forward',
  refuse: 'refuse',
  confirm: 'answer',
  dispute: 'answer',
  issued: 'press',
  uphold: 'decide',
  dismiss: 'decide',
  warned: 'warn',
  settled: 'settle',
  closed_unpaid: 'close_unpaid',
}

async function stepsOf(house: CasesHouse, { state }: Claim): Promise<ClaimView['steps']> {
  const rows = await house.db.ask<{ act: Act; at: Date }>(
    'select a.act, a.at from cases.acts a where a.league = $1 and a.case_id = $2 order by a.seq limit 300',
    [state.league, state.id],
  )
  return rows.flatMap(({ act, at }) => {
    const told = stepOf(act)
    return told ? [{ on: dayInZone(at.getTime(), house.site.zone), ...told, byName: act.actor.name }] : []
  })
}

function stepOf({ deed }: Act): { readonly what: string; readonly text: string } | undefined {
  switch (deed.kind) {
    case 'open':
      return { what: 'lodge', text: '' }
    case 'complete':
      return { what: String(deed.data?.did ?? ofOutcome[deed.outcome] ?? deed.outcome), text: deed.opinion ?? '' }
    case 'record':
      return { what: deed.what, text: deed.opinion ?? '' }
    case 'withdraw':
      return { what: 'withdraw', text: deed.reason }
    case 'service_answered':
      return { what: deed.outcome.late === true ? 'check_late' : 'check_in_time', text: '' }
    default:
      return undefined
  }
}
