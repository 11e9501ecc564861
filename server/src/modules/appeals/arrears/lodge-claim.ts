/** Hands in a claim for money owed: checked whole, computed, opened as a case of its own at the office that takes complaints. */
import type { ClaimReceipt, NewClaim } from '@steppe/contracts/arrears'
import { parseDay, parseTerm } from '@steppe/kernels/calendar'
import type { CaseState, Opening } from '@steppe/kernels/cases'
import { departmentOf, findDepartment, findFirm, findRegion, holdersOf } from '#ask/registry'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { findVersion } from '#cases/load-definitions'
import { actActor } from '#cases/routes'
import type { Actor } from '#platform/actor'
import { findStrange } from '#platform/files'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { type ClaimDebtor, claimKind } from './claim.ts'
import { computeDebt } from './compute-debt.ts'
import { keepClaim } from './keep-claim.ts'
import { loadRules } from './load-rules.ts'

/** Days named in the wish that do not exist, or lie ahead. */
function wrongDay(house: CasesHouse, { debt, invoices = [] }: NewClaim): string | undefined {
  const { start } = debt
  const days = [
    debt.signedOn,
    ...(start.by === 'acceptance' ? [start.passedOn] : [start.on]),
    ...(debt.payments ?? []).map(({ on }) => on),
    ...invoices.map(({ on }) => on),
  ]
  return days.find((each) => each !== undefined && (!parseDay(each) || each > house.clock.today()))
}

/** What it is for and what proves it, in words of the packs. */
async function wrongWord(house: CasesHouse, { subject, evidence = [] }: NewClaim): Promise<string | undefined> {
  const rules = await loadRules(house.site.packs)
  if (subject && !rules.subjects.some(({ id }) => id === subject)) return subject
  return evidence.map(({ what }) => what).find((what) => !rules.evidence.some(({ id }) => id === what))
}

/** Who owes, by the registry where it is known there. */
async function findDebtor(house: CasesHouse, { debtor }: NewClaim): Promise<ClaimDebtor | Refusal> {
  const { kind } = debtor
  if (kind === 'authority' && debtor.department) {
    const office = await findDepartment(house, debtor.department)
    if (!office) return refuse('appeals.arrears_debtor_unknown')
    return { kind, key: office.code, name: office.name, region: office.region }
  }
  const firm = debtor.code ? await findFirm(house, debtor.code) : undefined
  const name = firm?.name ?? debtor.name
  const region = firm?.region ?? debtor.region
  if (!debtor.code || !name || !region || !(await findRegion(house, region)))
    return refuse('appeals.arrears_debtor_unknown')
  return { kind, key: debtor.code, name, region }
}

/** Refuses claims of strangers to the firm, of a firm against itself, before anything is late, or that nobody can compute. */
export async function lodgeClaim(
  house: CasesHouse,
  actor: Actor,
  wish: NewClaim,
  key: string | undefined,
  url: string,
): Promise<ClaimReceipt | Refusal> {
  if (!actor.grants.some((grant) => grant.firm === wish.firm)) return refuse('appeals.arrears_not_for_firm')
  const firm = await findFirm(house, wish.firm)
  if (!firm) return refuse('appeals.arrears_not_for_firm')
  const day = wrongDay(house, wish)
  if (day) return refuse('appeals.arrears_day_wrong', { day })
  const strange = await wrongWord(house, wish)
  if (strange) return refuse('appeals.arrears_word_unknown', { word: strange })
  const files = wish.evidence?.map(({ file }) => file) ?? []
  if (await findStrange(house.db.ask, [actor.id], files)) return refuse('platform.file_unknown')
  const debtor = await findDebtor(house, wish)
  if (isRefusal(debtor)) return debtor
  if (debtor.key === firm.code || debtor.kind !== wish.debt.debtor) return refuse('appeals.arrears_debtor_unknown')
  const owed = await computeDebt(house, wish.debt, house.clock.today(), debtor.region)
  if (isRefusal(owed)) return owed
  if (owed.term.due >= house.clock.today()) return refuse('appeals.arrears_not_due', { due: owed.term.due })
  if (owed.total === 0) return refuse('appeals.arrears_nothing_open')
  const opening = await openingOf(house, actor, wish, firm, debtor)
  const repeatable = { key, actor: actor.id, url, body: wish }
  const opened = await house.engine.open(opening, actActor(actor), repeatable, receiptOf)
  if (!isRefusal(opened)) await keepClaim(house, opened.id)
  return opened
}

export function receiptOf(state: CaseState): ClaimReceipt {
  return { id: state.id, seq: state.seq, stage: state.stage }
}

/** The office that takes complaints, the one that handles this, and the one that answers for the debtor. */
async function officesOf(house: CasesHouse, debtor: ClaimDebtor) {
  const { acceptingKind, handlingKind } = await loadRules(house.site.packs)
  const [accepting, handling] = await Promise.all([
    departmentOf(house, acceptingKind, house.site.region),
    departmentOf(house, handlingKind, debtor.region),
  ])
  if (!accepting || !handling) throw new Error(`no department of the kinds ${acceptingKind}, ${handlingKind}`)
  const office = debtor.kind === 'authority' ? await findDepartment(house, debtor.key) : undefined
  const staffed = office && (await holdersOf(house, office.code)).length > 0
  return {
    acceptingBody: accepting.code,
    handlingBody: handling.code,
    debtorOffice: staffed ? office.code : handling.code,
  }
}

async function openingOf(
  house: CasesHouse,
  actor: Actor,
  wish: NewClaim,
  firm: { readonly code: string; readonly name: string },
  debtor: ClaimDebtor,
): Promise<Opening> {
  const version = await findVersion(house, claimKind, house.clock.today())
  if (!version) throw new Error(`no pack has the process ${claimKind} of this day`)
  const { laws } = await loadRules(house.site.packs)
  const { complaint } = laws.find((law) => law.until === undefined)!
  const offices = await officesOf(house, debtor)
  const id = house.engine.newCaseId(debtor.region, house.clock.today())
  const { contract, subject, debt, invoices, evidence, about } = wish
  return {
    kind: 'open',
    applicant: { kind: 'firm', id: firm.code, name: firm.name, account: actor.id },
    term: parseTerm(complaint.handle),
    lawTerm: parseTerm(complaint.longest),
    case: {
      id,
      league: leagueOf(id),
      region: debtor.region,
      kind: claimKind,
      title: `拖欠账款：${debtor.name}（${firm.name}）`,
      item: { code: claimKind, name: '拖欠中小企业款项投诉', version },
      process: { key: claimKind, version },
      department: offices.handlingBody,
      channel: 'web',
      answers: {
        contract,
        ...(subject ? { subject } : {}),
        debtor,
        debt,
        ...(invoices ? { invoices } : {}),
        ...(evidence ? { evidence } : {}),
        ...(about ? { about } : {}),
      },
      materials: [],
      saved: { materials: 0, pages: 0, visits: 0 },
      findings: offices,
    },
  }
}
