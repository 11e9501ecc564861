/** A decision whose result is a licence issues it; when the decision falls, so does the licence. Source: 行政许可法 arts. 39, 44, 69. */
import type { Day } from '@steppe/kernels/calendar'
import type { CaseState } from '@steppe/kernels/cases'
import {
  changeStatus,
  type Issue,
  issueCredential,
  type LicenceActor,
  licencePlatform,
  renewCredential,
  type StatusChange,
} from '#act/credentials'
import { orderKind } from '#ask/appeals'
import { changesFrom, detailsFrom, findCredential, findOfCase, licenceLaw, licenceTypes } from '#ask/credentials'
import { getPerson } from '#ask/registry'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import type { Subscriber } from '#platform/outbox'
import { isRefusal } from '#platform/refusals'
import { firmOf } from './register-new-firm.ts'

interface Given {
  readonly name: string
  readonly number: string
  readonly issuedOn: Day
  readonly credential?: string
}

/** Results that a service of this installation gave; what another installation reports it has issued itself. */
export function resultsHere(state: CaseState): Given[] {
  return Object.values(state.findings).flatMap((finding) => {
    const given = (finding as { readonly results?: unknown } | null)?.results
    return Array.isArray(given) ? (given as Given[]).filter((each) => each.credential) : []
  })
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() ? value.trim() : undefined

/** Whose licence it becomes: the firm just registered, the firm that applied or is named in the form, else the person. */
async function holderOf(house: CasesHouse, state: CaseState, personal: boolean): Promise<Issue['holder']> {
  const { applicant, answers } = state
  if (!personal) {
    const founded = firmOf(state)
    if (founded) return { kind: 'firm', id: founded.code, name: founded.name, code: founded.code }
    if (applicant.kind === 'firm') return { kind: 'firm', id: applicant.id, name: applicant.name, code: applicant.id }
  }
  const code = text(answers.creditCode)
  const name = text(answers.firmName)
  if (!personal && code && name) return { kind: 'firm', id: code, name, code }
  const person = await getPerson(house, applicant.id)
  return { kind: 'person', id: applicant.id, name: applicant.name, code: person?.idNumber ?? '' }
}

/** Who signed the last act of this kind, with what they wrote. */
async function signerOf(
  house: CasesHouse,
  state: CaseState,
  kind: string,
): Promise<{ readonly actor: LicenceActor; readonly opinion?: string }> {
  const rows = await house.db.ask<{ act: { actor: LicenceActor; deed: { opinion?: string; outcome?: string } } }>(
    `select a.act from cases.acts a where a.league = $1 and a.case_id = $2 and a.kind = $3 order by a.seq desc limit 40`,
    [leagueOf(state.id), state.id, kind],
  )
  const signed = rows.find(({ act }) => kind !== 'complete' || act.deed.outcome === 'approve')?.act
  const opinion = signed?.deed.opinion
  return {
    actor: signed?.actor ?? { ...licencePlatform, department: state.department },
    ...(opinion ? { opinion } : {}),
  }
}

/** The licences that follow from the case as it stands; none unless it was approved here. */
export async function issuesOf(house: CasesHouse, state: CaseState, at: number, actor: LicenceActor): Promise<Issue[]> {
  const given = resultsHere(state)
  if (given.length === 0 || state.outcome !== 'approved') return []
  const types = await licenceTypes(house)
  return Promise.all(
    given.map(async (result) => {
      const type = types.get(result.credential!)
      if (!type) throw new Error(`case ${state.id} gives a licence of type ${result.credential}, which no pack has`)
      return {
        type: type.id,
        holder: await holderOf(house, state, type.holder === 'person'),
        department: state.department,
        number: result.number,
        issuedOn: result.issuedOn,
        case: state.id,
        item: state.item.code,
        details: await detailsFrom(house, type.id, state.item, state.answers),
        actor,
        at,
      }
    }),
  )
}

/** Issues what the case resulted in; what is there already stays as it is. */
export async function issueResults(house: CasesHouse, state: CaseState, at: number): Promise<void> {
  if (resultsHere(state).length === 0) return
  const { actor } = await signerOf(house, state, 'complete')
  for (const issue of await issuesOf(house, state, at, actor)) {
    const done = state.renews ? await renewOnce(house, issue, state.renews) : await issueCredential(house, issue)
    if (isRefusal(done)) throw new Error(`the licence of case ${state.id} was not issued: ${done.code}`)
  }
}

/** The old licence gives way to the new one; where that happened already, it stays so. A licence that ended meanwhile is issued anew. */
async function renewOnce(house: CasesHouse, issue: Issue, { licence, deemedOn }: NonNullable<CaseState['renews']>) {
  const [there, old, law] = await Promise.all([
    findOfCase(house, issue.case ?? ''),
    findCredential(house, licence),
    licenceLaw(house),
  ])
  const done = there.find((each) => each.type === issue.type)
  if (done) return done
  if (!old || !changesFrom(old.status).includes('replace')) return issueCredential(house, issue)
  const ground = deemedOn ? law.deemedRenewed : law.changes.replace
  return renewCredential(house, { ...issue, licence, reason: ground.zh, legalBasis: ground.law })
}

/** The decision was revoked: so are the licences it gave, unless they have ended already. */
export async function revokeResults(house: CasesHouse, state: CaseState, at: number): Promise<void> {
  const [licences, law, { actor, opinion }] = await Promise.all([
    findOfCase(house, state.id),
    licenceLaw(house),
    signerOf(house, state, 'check_promise'),
  ])
  const ground = state.promise?.kept === false ? law.promiseBroken : law.decisionRevoked
  const reason = [ground.zh, opinion].filter(Boolean).join('：')
  for (const { id } of licences)
    await revokeOnce(house, { licence: id, change: 'revoke', reason, legalBasis: ground.law, actor, at })
}

/** Whoever comes second, another node or another act, looks again at how the licence stands. */
async function revokeOnce(house: CasesHouse, change: StatusChange, tries = 3): Promise<void> {
  const licence = await findCredential(house, change.licence)
  if (!licence || !changesFrom(licence.status).includes('revoke')) return
  const done = await changeStatus(house, change)
  if (!isRefusal(done)) return
  if (tries === 1) throw new Error(`the licence ${change.licence} was not revoked: ${done.code}`)
  await revokeOnce(house, change, tries - 1)
}

/** Hears of decisions and of their fall. Seen twice, nothing happens twice. */
export function licenceSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.issue_credential',
    facts: ['cases.status_changed'],
    handle: async ({ subject, data, at }) => {
      // An order of the hotline gives no licence.
      if (data.kind === orderKind || !['decided', 'closed', 'revoked'].includes(String(data.to))) return
      const state = await house.engine.load(subject)
      if (!state) return
      await issueResults(house, state, at.getTime())
      if (state.status === 'revoked') await revokeResults(house, state, at.getTime())
    },
  }
}
