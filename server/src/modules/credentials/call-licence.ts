/**
 * 用证: a department calls a licence for an open case of its own. Checked: the case, the item, the holder, the purpose, the holder's word where it
 * is wanted, how often was called. Every call is recorded, refused or not. Source: 国务院令第716号 arts. 10–11; 个人信息保护法 arts. 6, 34, 35, 51.
 */
import type { CallAnswer, NewCall } from '@steppe/contracts/credentials'
import { type CaseState, ended } from '@steppe/kernels/cases'
import { personOfAccount } from '#ask/registry'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { askHolder } from './ask-holder.ts'
import { findLicence, findOfApplicant, findOfHolders } from './find-licences.ts'
import type { LicenceRow } from './licence.ts'
import { type LicenceLaw, licenceLaw } from './licence-law.ts'
import { licenceTypes } from './licence-types.ts'
import { type Call, countCalls, newNumber, recordCall } from './record-call.ts'
import { type Allowed, allowedTo, valuesOf } from './sharing-law.ts'
import { departmentsOf } from './view-licence.ts'

export const calling = 'credentials:licence:call'
const hour = 3_600_000
/** Licences of one type and holder among which the one to be seen is chosen. */
const mostLooked = 20

interface Granted {
  readonly licence: LicenceRow
  readonly fields: readonly string[]
}

/** The answer has only the fields that the item may see. */
export async function callLicence(house: CasesHouse, actor: Actor, wish: NewCall): Promise<CallAnswer | Refusal> {
  // What needs no case is asked for beside it.
  const [state, bounds] = await Promise.all([house.engine.load(wish.case), boundsOf(house, actor, wish)])
  const department = departmentsOf(house, actor, calling).find((each) => state?.departments.includes(each))
  const judged = await judge(house, actor, wish, bounds, state, department)
  const granted = 'granted' in judged ? judged.granted : undefined
  const licence = granted?.licence ?? ('licence' in judged ? judged.licence : undefined)
  const region = /^\d{6}/.test(wish.case) ? wish.case.slice(0, 6) : house.site.region
  const call: Call = {
    id: newNumber(region, 'C'),
    league: leagueOf(region),
    at: house.clock.now(),
    account: actor.id,
    actorName: actor.name,
    department: department ?? actor.grants.find((grant) => grant.department)?.department ?? '',
    item: wish.item,
    case: wish.case,
    type: wish.type,
    licence: licence?.id ?? null,
    holder: licence?.holder ?? state?.applicant.id ?? null,
    cause: wish.cause.trim(),
    legalBasis: wish.legalBasis.trim(),
    outcome: 'refusal' in judged ? judged.refusal.code : 'answered',
    fields: granted?.fields ?? [],
  }
  await recordCall(house, call)
  return granted ? answerOf(house, call, granted, state!) : (judged as { refusal: Refusal }).refusal
}

type Judged = { readonly granted: Granted } | { readonly refusal: Refusal; readonly licence?: LicenceRow | undefined }

interface Bounds {
  readonly law: LicenceLaw
  readonly tooMany: Refusal | undefined
  readonly allowed: Allowed | undefined
  /** Licences of the type that the applicant holds, the latest first. */
  readonly held: readonly LicenceRow[]
}

async function boundsOf(house: CasesHouse, actor: Actor, wish: NewCall): Promise<Bounds> {
  const [law, tooMany, allowed, held] = await Promise.all([
    licenceLaw(house),
    whyTooMany(house, actor),
    allowedTo(house, wish.item, wish.type),
    findOfApplicant(house, wish.case, wish.type, mostLooked),
  ])
  return { law, tooMany, allowed, held }
}

async function judge(
  house: CasesHouse,
  actor: Actor,
  wish: NewCall,
  { law, tooMany, allowed, held }: Bounds,
  state: CaseState | undefined,
  department: string | undefined,
): Promise<Judged> {
  const no =
    tooMany ??
    (state ? undefined : refuse('cases.case_unknown')) ??
    (department ? undefined : refuse('credentials.case_not_yours')) ??
    (ended.includes(state!.status) ? refuse('credentials.case_over') : undefined) ??
    (state!.item.code === wish.item ? undefined : refuse('credentials.other_item')) ??
    (wish.cause.trim().length < 2 || wish.legalBasis.trim().length < 2 ? refuse('credentials.say_why') : undefined) ??
    (allowed ? undefined : refuse('credentials.item_may_not_see'))
  if (no) return { refusal: no }
  const licence = await licenceAskedFor(house, wish, state!, held)
  if (isRefusal(licence)) return { refusal: licence }
  const unheard = (allowed as Allowed).needsHolder
    ? await askHolder(house, {
        licence,
        state: state!,
        department: department!,
        actor,
        wish,
        days: law.authorisation.days,
      })
    : undefined
  return unheard ? { refusal: unheard, licence } : { granted: { licence, fields: allowed!.fields } }
}

/** Bulk misuse: so many calls in an hour, so many of them in vain. */
async function whyTooMany(house: CasesHouse, actor: Actor): Promise<Refusal | undefined> {
  const { calls: most } = await licenceLaw(house)
  const done = await countCalls(house, actor.id, house.clock.now() - hour, most.perHour)
  if (done.calls >= most.perHour || done.refused >= most.refusedPerHour)
    return refuse('credentials.too_many_calls', {
      count: done.calls >= most.perHour ? most.perHour : most.refusedPerHour,
    })
  return undefined
}

/** The applicant's licence of the type: the one named, else one in force, else the latest. */
async function licenceAskedFor(
  house: CasesHouse,
  wish: NewCall,
  state: CaseState,
  ofApplicant: readonly LicenceRow[],
): Promise<LicenceRow | Refusal> {
  const holders = await holdersOfCase(house, state, wish.type)
  if (wish.licence) {
    const licence = await findLicence(house, wish.licence)
    if (!licence || licence.type !== wish.type) return refuse('credentials.licence_unknown')
    return holders.includes(licence.holder) ? licence : refuse('credentials.not_about_holder')
  }
  const held = holders.length === 1 ? ofApplicant : await findOfHolders(house, holders, wish.type, mostLooked)
  return held.find((row) => row.status === 'valid') ?? held[0] ?? refuse('credentials.nothing_held')
}

/** Whom the case is about: the applicant; for what only persons hold also the person who acts for the firm. */
async function holdersOfCase(house: CasesHouse, { applicant }: CaseState, type: string): Promise<string[]> {
  if (applicant.kind === 'person') return [applicant.id]
  const personal = (await licenceTypes(house)).get(type)?.holder === 'person'
  const person = personal ? await personOfAccount(house, applicant.account) : undefined
  return [applicant.id, ...(person ? [person.id] : [])]
}

async function answerOf(
  house: CasesHouse,
  call: Call,
  { licence, fields }: Granted,
  state: CaseState,
): Promise<CallAnswer> {
  const issuer = house.directory.departmentName(licence.department, 'zh')
  const type = (await licenceTypes(house)).get(licence.type)
  const where = house.directory.departmentName(call.department, 'zh')
  return {
    call: call.id,
    at: new Date(call.at).toISOString(),
    licence: licence.id,
    name: type?.name ?? { zh: licence.type, en: licence.type },
    fields: await valuesOf(house, licence, fields, issuer),
    usedOnlyFor: `仅供${where}办理“${state.item.name}”（${state.id}）使用`,
  }
}
