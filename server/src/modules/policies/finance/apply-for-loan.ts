/** Applies for a product on behalf of a firm: a case that goes to the bank with the facts its rules read, and no others. */
import type { LoanReceipt, LoanWish, ProductMatch } from '@steppe/contracts/policies'
import { parseTerm } from '@steppe/kernels/calendar'
import type { Opening } from '@steppe/kernels/cases'
import type { FirmRow } from '#ask/registry'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { findVersion } from '#cases/load-definitions'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { findProduct, ownFirmOf } from './find-products.ts'
import { keepLoan, type LoanAnswers, over } from './keep-loan.ts'
import { getCounter } from './read-products.ts'

const processKey = 'loan'

/** Refuses what the product's rules, limit or term do not allow, and a second application while one is under way. */
export async function applyForLoan(house: CasesHouse, actor: Actor, wish: LoanWish): Promise<LoanReceipt | Refusal> {
  const firm = await ownFirmOf(house, actor, wish.firm)
  if (isRefusal(firm)) return firm
  // Two people of one firm at once: the second waits for the first, and is then told that one is under way.
  await house.db.ask('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`loan ${firm.code} ${wish.product}`])
  const match = await findProduct(house, actor, wish.product, wish.firm)
  if (isRefusal(match)) return match
  const refused = whyNot(match, wish)
  if (refused) return refused
  const opening = await openingOf(house, actor, firm, match, wish)
  const opened = await house.engine.open(
    opening,
    { kind: 'person', id: actor.id, name: actor.name },
    undefined,
    (state) => state,
  )
  if (isRefusal(opened)) return opened
  await keepLoan(house, opened)
  return { case: opened.id }
}

function whyNot(match: ProductMatch, wish: LoanWish): Refusal | undefined {
  const { product, verdict, limit, missing, application } = match
  if (application && !over.includes(application.status)) return refuse('policies.loan_under_way')
  if (verdict === 'no') return refuse('policies.loan_not_for_you')
  if (verdict === 'unknown' || limit === null)
    return refuse('policies.loan_facts_missing', {
      facts: missing.map(({ title }) => title.zh).join('、'),
      factsEn: missing.map(({ title }) => title.en).join(', '),
    })
  if (wish.amount > limit) return refuse('policies.loan_too_much', { limit })
  const { from, to } = product.months
  return wish.months < from || wish.months > to ? refuse('policies.loan_months_wrong', { from, to }) : undefined
}

async function openingOf(
  house: CasesHouse,
  actor: Actor,
  firm: FirmRow,
  { product, used }: ProductMatch,
  wish: LoanWish,
): Promise<Opening> {
  const today = house.clock.today()
  const { settings } = await getCounter(house)
  const version = await findVersion(house, processKey, today)
  const department = house.directory.departmentOf(settings.department, firm.region)
  const term = parseTerm(product.answerWithin)
  if (!version || !department) throw new Error(`loans cannot be applied for: ${processKey}, ${settings.department}`)
  const id = house.engine.newCaseId(firm.region, today)
  const answers: LoanAnswers = {
    product: product.id,
    bank: product.bank.id,
    amount: wish.amount,
    months: wish.months,
    purpose: wish.purpose,
    facts: used.map(({ id: fact, value, from }) => ({ id: fact, value, from })),
  }
  return {
    kind: 'open',
    applicant: { kind: 'firm', id: firm.code, name: firm.name, account: actor.id },
    term,
    lawTerm: term,
    case: {
      id,
      league: leagueOf(id),
      region: firm.region,
      kind: 'loan',
      title: `${product.title.zh}（${firm.name}）`,
      item: { code: product.id, name: product.title.zh, version: '1' },
      process: { key: processKey, version },
      department,
      channel: 'online',
      answers: { ...answers },
      materials: [],
      saved: { materials: 0, pages: 0, visits: 0 },
      findings: { loan: {} },
    },
  }
}
