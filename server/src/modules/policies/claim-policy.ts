/** A firm claims a policy: a case, filled in with what is known; the amount follows from the rule. */
import type { ClaimBody } from '@steppe/contracts/policies'
import { factsBehind, type Policy } from '@steppe/kernels/policies'
import { departmentOf, type FirmRow } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { actActor } from '#cases/routes'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { findClaims, rivalsOf, stands, whoTook } from './find-claims.ts'
import { type FirmStanding, ownFirm, standOf } from './find-mine.ts'
import { knownFacts } from './firm-facts.ts'
import { loadPolicyLaw } from './law.ts'
import { openingOf } from './open-cases.ts'

/** Refuses what does not hold, what is not known yet, and a second claim while one runs. */
export async function claimPolicy(
  house: CasesHouse,
  actor: Actor,
  body: ClaimBody,
): Promise<{ case: string; amount: number | null } | Refusal> {
  const firm = await ownFirm(house, actor, body.firm)
  if (isRefusal(firm)) return firm
  const standing = await standOf(house, firm)
  const found = standing.decided.find(({ policy }) => policy.id === body.policy)
  const why = found
    ? await whyNoClaim(house, firm, standing, body, found.policy)
    : refuse('policies.not_in_force', { id: body.policy })
  if (why || !found) return why as Refusal
  const { policy, decision } = found
  const version = standing.shelf.versions.get(policy.id)?.find((each) => each.policy === policy)
  const kind = policy.responsible ?? version?.department?.replace(/^\d{6}-/, '') ?? ''
  const department = await departmentOf(house, kind, firm.region)
  if (!department) return refuse('policies.no_department', { kind })
  const law = await loadPolicyLaw(house.site.packs)
  const amount = typeof decision.amount === 'number' ? decision.amount : null
  const opening = await openingOf(house, {
    kind: 'policy-claim',
    title: `${policy.title.zh}（${firm.name}）`,
    region: firm.region,
    department: department.code,
    applicant: { kind: 'firm', id: firm.code, name: firm.name, account: actor.id },
    item: { code: policy.id, name: policy.title.zh, version: policy.validFrom },
    ...law.claim,
    channel: 'web',
    answers: answersOf(standing, policy, amount, body),
    findings: { policy: policy.id, policyVersion: policy.version, amount, payee: body.account ?? null, decision },
  })
  const opened = await house.engine.open(opening, actActor(actor), undefined, (state) => state.id)
  if (isRefusal(opened)) return opened
  await house.db.ask(
    `insert into policies.claims (league, firm, policy, version, case_league, case_id, opened_on) values ($1, $2, $3, $4, $5, $6, $7)`,
    [firm.league, firm.code, policy.id, policy.version, opening.case.league, opened, house.clock.today()],
  )
  return { case: opened, amount }
}

async function whyNoClaim(
  house: CasesHouse,
  firm: FirmRow,
  standing: FirmStanding,
  body: ClaimBody,
  policy: Policy,
): Promise<Refusal | undefined> {
  const entitlement = standing.combined.entitlements.find((each) => each.policy === body.policy)
  if (policy.freeOfApplication) return refuse('policies.free_of_application')
  if (entitlement?.verdict === 'no') return refuse('policies.not_eligible')
  if (entitlement?.verdict === 'unknown') return refuse('policies.not_known_yet')
  if (entitlement?.standing === 'displaced') return refuse('policies.displaced')
  const paid = policy.benefit.kind === 'cash' || policy.benefit.kind === 'subsidy'
  if (paid && !body.account) return refuse('policies.account_needed')
  const claim = (await findClaims(house, firm)).get(body.policy)
  if (stands(claim, policy, house.clock.today())) return refuse('policies.claimed_already', { case: claim.case })
  const other = (await whoTook(house, rivalsOf(standing.shelf, policy), [firm])).get(firm.code)
  return other === undefined ? undefined : refuse('policies.rival_claimed', { other })
}

/** 18,600,000 */
function parted(value: number): string {
  const [whole = '', rest] = String(value).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest ? `.${rest}` : ''}`
}

/** What the case shows: the policy, the amount, the account, and each fact with its source. */
function answersOf(
  standing: FirmStanding,
  policy: Policy,
  amount: number | null,
  body: ClaimBody,
): Readonly<Record<string, unknown>> {
  const { book } = standing.shelf
  const reads = factsBehind(book, policy)
  const facts = knownFacts(book.dictionary.facts, standing.register, standing.row).filter(({ id }) =>
    reads.includes(id),
  )
  return {
    政策: `${policy.title.zh}（${policy.document.number}）`,
    享受内容: policy.benefit.title.zh,
    ...(amount === null ? {} : { '金额（元）': amount.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',') }),
    ...(body.account ? { 收款账户: `${body.account.name} ${body.account.bank} ${body.account.number}` } : {}),
    ...Object.fromEntries(
      facts.map(({ id, value, from, asOf, source }) => {
        const fact = book.facts.get(id)!
        const choice = fact.choices?.find((each) => each.value === value)?.title.zh
        const said =
          typeof value === 'boolean'
            ? value
              ? '是'
              : '否'
            : (choice ?? (typeof value === 'number' ? parted(value) : String(value)))
        return [
          fact.title.zh,
          `${said}${fact.unit?.zh ?? ''}（${from === 'said' ? '企业自报' : (source ?? fact.source.zh)}，${asOf}）`,
        ]
      }),
    ),
  }
}
