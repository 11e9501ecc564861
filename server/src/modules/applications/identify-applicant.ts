/** For whom an application is written: oneself, a firm one acts for, or somebody who consented to being assisted. */
import type { NewDraft } from '@steppe/contracts/applications'
import { holds } from '@steppe/kernels/authority'
import type { Applicant } from '@steppe/kernels/cases'
import type { Static } from 'typebox'
import { findAccount, findFirm, personOfAccount } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'

export async function identifyApplicant(
  house: CasesHouse,
  actor: Actor,
  wish: Static<typeof NewDraft>,
): Promise<Applicant | Refusal> {
  if (wish.onBehalfOf) return assisted(house, actor, wish.onBehalfOf)
  if (wish.firm) return forFirm(house, actor, wish.firm)
  const person = await personOfAccount(house, actor.id)
  return { kind: 'person', id: person?.id ?? actor.id, name: person?.name ?? actor.name, account: actor.id }
}

/** 帮您办: needs the role and the applicant's consent, which is recorded with the case. */
async function assisted(
  house: CasesHouse,
  actor: Actor,
  behalf: { readonly account: string; readonly consent: string },
): Promise<Applicant | Refusal> {
  const may = ['applications:application:assist', 'applications:application:receive'].some((permission) =>
    holds(house.policy, actor.grants, permission),
  )
  if (!may) return refuse('applications.may_not_assist')
  if (behalf.consent.trim().length < 2) return refuse('applications.consent_needed')
  const account = await findAccount(house, behalf.account)
  if (!account || account.closed) return refuse('applications.applicant_unknown')
  const person = await personOfAccount(house, account.id)
  return {
    kind: 'person',
    id: person?.id ?? account.id,
    name: person?.name ?? account.name,
    account: account.id,
    agent: { id: actor.id, name: actor.name, consent: behalf.consent },
  }
}

async function forFirm(house: CasesHouse, actor: Actor, code: string): Promise<Applicant | Refusal> {
  const firm = actor.grants.some((grant) => grant.firm === code) ? await findFirm(house, code) : undefined
  return firm ? { kind: 'firm', id: firm.code, name: firm.name, account: actor.id } : refuse('platform.not_permitted')
}
