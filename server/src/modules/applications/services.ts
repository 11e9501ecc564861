/** What the processes of applications call: comparing a registration with the registers, issuing results. */
import { createHash } from 'node:crypto'
import { dayInZone } from '@steppe/kernels/calendar'
import type { CaseState } from '@steppe/kernels/cases'
import { CREDIT_ALPHABET, checkIdNumber, makeCreditCode, makeOrganisationCode } from '@steppe/kernels/codes'
import { accountById, findFirm, isNameTaken, personOfAccount } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Service } from '#platform/module'

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** Facts about an application for registration, for the rule that decides whether a person must look. */
async function checkRegistration(house: CasesHouse, state: CaseState): Promise<Readonly<Record<string, unknown>>> {
  const { answers, applicant } = state
  const shareholders = Array.isArray(answers.shareholders)
    ? (answers.shareholders as readonly { readonly idNumber?: unknown }[])
    : []
  const numbers = [answers.operatorIdNumber, answers.legalRepIdNumber, ...shareholders.map((each) => each.idNumber)]
    .map(text)
    .filter((each) => each !== '')
  const name = text(answers.name) || text(answers.tradeName)
  const [nameTaken, account, person] = await Promise.all([
    name === '' ? false : isNameTaken(house, name),
    accountById(house, applicant.account),
    personOfAccount(house, applicant.account),
  ])
  const [representative, number] =
    answers.entityKind === 'sole-trader'
      ? [answers.operatorName, answers.operatorIdNumber]
      : [answers.legalRepName, answers.legalRepIdNumber]
  const premises = (answers.address as { readonly region?: unknown } | undefined)?.region
  return {
    nameTaken,
    identitiesValid: numbers.length > 0 && numbers.every((each) => checkIdNumber(each).ok),
    applicantProved: account?.proved ?? false,
    applicantRepresents: person?.name === text(representative) && person.idNumber === text(number),
    premisesInRegion: text(premises).startsWith(state.region),
    name,
  }
}

/** Signs of `alphabet` that follow from the case alone, so that issuing twice gives the same number. */
function serialOf(state: CaseState, length: number, alphabet: string, attempt = 0): string {
  const seed = attempt === 0 ? state.id : `${state.id}/${attempt}`
  let rest = createHash('sha256').update(seed).digest().readBigUInt64BE()
  let serial = ''
  for (; serial.length < length; rest /= BigInt(alphabet.length))
    serial = alphabet.charAt(Number(rest % BigInt(alphabet.length))) + serial
  return serial
}

function issueResult(house: CasesHouse, state: CaseState, at: number): Readonly<Record<string, unknown>> {
  const kind = state.findings.result as { readonly name: string; readonly credential: string | null } | null
  if (!kind) return { results: [] }
  const issuedOn = dayInZone(at, house.site.zone)
  const number = `${state.region}${issuedOn.slice(0, 4)}${serialOf(state, 8, '0123456789')}`
  return {
    results: [{ name: kind.name, number, issuedOn, ...(kind.credential ? { credential: kind.credential } : {}) }],
  }
}

/** A credit code that no firm bears yet (GB 32100: 9 industry and commerce; 1 enterprise, 2 sole trader). */
async function freeCreditCode(house: CasesHouse, state: CaseState): Promise<string> {
  const kind = state.answers.entityKind === 'sole-trader' ? '2' : '1'
  for (let attempt = 0; ; attempt++) {
    const subject = makeOrganisationCode(`MA${serialOf(state, 6, CREDIT_ALPHABET, attempt)}`)
    const code = makeCreditCode(`9${kind}${state.region}${subject}`)
    if (!(await findFirm(house, code))) return code
  }
}

async function issueBusinessLicence(house: CasesHouse, state: CaseState, at: number) {
  const code = await freeCreditCode(house, state)
  const issued = issueResult(house, state, at) as { results: readonly Record<string, unknown>[] }
  return { creditCode: code, results: issued.results.map((each) => ({ ...each, number: code })) }
}

/** The services by the action that a process names. */
export function applicationServices(house: CasesHouse): Readonly<Record<string, Service>> {
  return {
    check_registration: (state) => checkRegistration(house, state),
    issue_result: async (state, at) => issueResult(house, state, at),
    issue_business_licence: (state, at) => issueBusinessLicence(house, state, at),
  }
}
