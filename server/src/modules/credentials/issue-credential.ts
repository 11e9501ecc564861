/** Issues a licence: once, whatever is tried twice. Source: 行政许可法 art. 39; GB/T 36904-2018. */
import type { Day } from '@steppe/kernels/calendar'
import { departmentOf, findDepartment } from '#ask/registry'
import { leagueOf } from '#cases/case-id'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { findLicence } from './find-licences.ts'
import type { LicenceRow } from './licence.ts'
import { licenceTypes } from './licence-types.ts'
import { identifierOf, lastDay, licenceId, serialOf } from './make-licence.ts'
import { type LicenceActor, type NewLicence, writeLicences } from './write-licences.ts'

/** The kind of the department that numbers the types of licences for the whole installation. */
const numbering = 'approval'

export interface Issue {
  readonly type: string
  readonly holder: {
    readonly kind: 'person' | 'firm'
    /** Person id or credit code. */
    readonly id: string
    readonly name: string
    /** Identity number or credit code. */
    readonly code: string
  }
  /** Code of the department that issues. */
  readonly department: string
  readonly number: string
  readonly issuedOn: Day
  /** Where the law sets a fixed term it follows from that; else it may be said. */
  readonly expiresOn?: Day
  /** The case whose result it is; with the type it makes issuing repeatable. */
  readonly case?: string
  readonly item?: string
  readonly details?: Readonly<Record<string, unknown>>
  readonly actor: LicenceActor
  /** Instant, ms; now unless said. */
  readonly at?: number
}

/** Gives the licence, also when it was issued before. Refuses a type or department that is not known, and a holder of the wrong kind. */
export async function issueCredential(house: House, issue: Issue): Promise<LicenceRow | Refusal> {
  const made = await makeNew(house, issue)
  if ('refused' in made) return made
  const at = issue.at ?? house.clock.now()
  await writeLicences(house.db.commit, { added: [made], acts: [issuingAct(made, issue.actor, at)] })
  return (await findLicence(house, made.id))!
}

/** Many in one statement, for the demonstration's history: the same acts. A refusal is a fault of whoever made up the history. */
export async function issueCredentials(house: House, issues: readonly Issue[]): Promise<void> {
  const made = await Promise.all(issues.map((issue) => makeNew(house, issue)))
  const added = made.map((each) => {
    if ('refused' in each) throw new Error(`a licence was not issued: ${each.code}`)
    return each
  })
  const acts = added.map((each, i) => issuingAct(each, issues[i]!.actor, issues[i]!.at ?? house.clock.now()))
  if (added.length > 0) await writeLicences(house.db.commit, { added, acts })
}

/** The act by which a licence comes to be: it carries the licence whole. */
export function issuingAct(made: NewLicence, actor: LicenceActor, at: number) {
  const { league, after: _, ...issued } = made
  return {
    league,
    type: made.type,
    licence: made.id,
    seq: 1,
    at,
    kind: 'issue',
    actor,
    to: 'valid',
    issued,
  } as const
}

async function makeNew(house: House, issue: Issue): Promise<NewLicence | Refusal> {
  const type = (await licenceTypes(house)).get(issue.type)
  if (!type) return refuse('credentials.type_unknown', { type: issue.type })
  if (type.holder === 'person' && issue.holder.kind === 'firm')
    return refuse('credentials.holder_kind', { type: type.name.zh, typeEn: type.name.en })
  const [issuer, definedBy] = await Promise.all([
    findDepartment(house, issue.department),
    departmentOf(house, numbering, house.site.region),
  ])
  if (!issuer || !definedBy) return refuse('credentials.department_unknown', { department: issue.department })
  const expiresOn = lastDay(type, issue.issuedOn) ?? issue.expiresOn ?? null
  if (expiresOn && expiresOn < issue.issuedOn) return refuse('credentials.ends_before_it_begins')
  const serial = serialOf(issue.case ?? issue.number, issue.type, issue.holder.id)
  return {
    league: leagueOf(issuer.region),
    id: licenceId(issuer.region, serial, 1),
    type: type.id,
    number: issue.number,
    identifier: identifierOf(type, definedBy.creditCode, issuer.creditCode, serial, 1),
    holderKind: issue.holder.kind,
    holder: issue.holder.id,
    holderName: issue.holder.name,
    holderCode: issue.holder.code,
    department: issuer.code,
    region: issuer.region,
    status: 'valid',
    issuedOn: issue.issuedOn,
    expiresOn,
    case: issue.case ?? null,
    item: issue.item ?? null,
    replaces: null,
    details: issue.details ?? {},
  }
}
