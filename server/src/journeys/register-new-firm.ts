/** A registration that was granted puts the firm on the register, so that nobody is asked for its licence again. */
import type { CaseState } from '@steppe/kernels/cases'
import { type NewFirm, registerFirm } from '#act/registry'
import { orderKind } from '#ask/appeals'
import type { CasesHouse } from '#cases/house'
import type { Subscriber } from '#platform/outbox'
import { isRefusal } from '#platform/refusals'

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() ? value.trim() : undefined

/** What the application said of the firm, in the register's words; nothing when no licence was issued. */
export function firmOf(state: CaseState): NewFirm | undefined {
  const issued = state.findings.issue_business_licence as { readonly creditCode?: string } | undefined
  const { answers } = state
  const name = text(answers.name) ?? text(answers.tradeName) ?? text(answers.operatorName)
  if (!issued?.creditCode || !name || state.outcome !== 'approved') return undefined
  const address = answers.address as { readonly line?: string } | undefined
  const funds = answers.capital ?? answers.funds
  return {
    code: issued.creditCode,
    name,
    region: state.region,
    account: state.applicant.account,
    representativeName: text(answers.legalRepName) ?? text(answers.operatorName) ?? null,
    representativeId: text(answers.legalRepIdNumber) ?? text(answers.operatorIdNumber) ?? null,
    industry: text(answers.industry) ?? null,
    address: text(address?.line) ?? null,
    scope: text(answers.scope) ?? null,
    ...(typeof funds === 'number' ? { capitalFen: funds } : {}),
    ...(state.decidedOn ? { established: state.decidedOn } : {}),
  }
}

/** Hears of decisions. Seen twice, the register stays as it is. */
export function newFirmSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.register_new_firm',
    facts: ['cases.status_changed'],
    handle: async (fact) => {
      if (fact.data.kind === orderKind || fact.data.to !== 'decided') return
      const state = await house.engine.load(fact.subject)
      const firm = state && firmOf(state)
      if (!firm) return
      const done = await registerFirm(house, firm)
      if (isRefusal(done)) throw new Error(`the firm of case ${fact.subject} was not registered: ${done.code}`)
    },
  }
}
