/** What the processes of applications call: comparing a registration with the registers, issuing results. */
import { createHash } from 'node:crypto'
import { dayInZone } from '@steppe/kernels/calendar'
import type { CaseState } from '@steppe/kernels/cases'
import { checkIdNumber, makeCreditCode, makeOrganisationCode } from '@steppe/kernels/codes'
import { isNameTaken } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Service } from '#platform/module'

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** Facts about an application for registration, for the rule that decides whether a person must look. */
async function checkRegistration(house: CasesHouse, state: CaseState): Promise<Readonly<Record<string, unknown>>> {
  const { answers } = state
  const shareholders = Array.isArray(answers.shareholders)
    ? (answers.shareholders as readonly { readonly idNumber?: unknown }[])
    : []
  const numbers = [answers.operatorIdNumber, answers.legalRepIdNumber, ...shareholders.map((each) => each.idNumber)]
    .map(text)
    .filter((each) => each !== '')
  const name = text(answers.name) || text(answers.tradeName)
  return {
    nameTaken: name === '' ? false : await isNameTaken(house, name),
    identitiesValid: numbers.length > 0 && numbers.every((each) => checkIdNumber(each).ok),
    name,
  }
}

/** A running number that follows from the case alone, so that issuing twice gives the same number. */
function serialOf(state: CaseState, length: number): string {
  const digest = createHash('sha256').update(state.id).digest()
  return (digest.readBigUInt64BE() % 10n ** BigInt(length)).toString().padStart(length, '0')
}

function issueResult(house: CasesHouse, state: CaseState, at: number): Readonly<Record<string, unknown>> {
  const kind = state.findings.result as { readonly name: string; readonly credential: string | null } | null
  if (!kind) return { results: [] }
  const issuedOn = dayInZone(at, house.site.zone)
  const number = `${state.region}${issuedOn.slice(0, 4)}${serialOf(state, 8)}`
  return {
    results: [{ name: kind.name, number, issuedOn, ...(kind.credential ? { credential: kind.credential } : {}) }],
  }
}

/** A new registration gets its credit code (GB 32100: 9 industry and commerce; 1 enterprise, 2 sole trader). */
function issueBusinessLicence(house: CasesHouse, state: CaseState, at: number): Readonly<Record<string, unknown>> {
  const subject = makeOrganisationCode(`MA${serialOf(state, 6)}`)
  const code = makeCreditCode(`9${state.answers.entityKind === 'sole-trader' ? '2' : '1'}${state.region}${subject}`)
  const issued = issueResult(house, state, at) as { results: readonly Record<string, unknown>[] }
  return { creditCode: code, results: issued.results.map((each) => ({ ...each, number: code })) }
}

/** The services by the action that a process names. */
export function applicationServices(house: CasesHouse): Readonly<Record<string, Service>> {
  return {
    check_registration: (state) => checkRegistration(house, state),
    issue_result: async (state, at) => issueResult(house, state, at),
    issue_business_licence: async (state, at) => issueBusinessLicence(house, state, at),
  }
}
