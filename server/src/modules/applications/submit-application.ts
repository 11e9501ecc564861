/** Hands a draft in: checks it whole, opens the case once, gives the receipt. */
import type { NeededMaterial, Receipt } from '@steppe/contracts/applications'
import { askedQuestions, checkForm, type Form, holds, type Item } from '@steppe/contracts/catalog'
import type { Day, Term } from '@steppe/kernels/calendar'
import type { CaseState, Opening } from '@steppe/kernels/cases'
import { findItem, getProofs, partsOf } from '#ask/catalog'
import { findHeldCredentials } from '#ask/credentials'
import { getPlaces } from '#ask/registry'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { findVersion } from '#cases/load-definitions'
import { actActor } from '#cases/routes'
import { peerFor } from '#links/links'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { whyNoPromise } from './broken-promises.ts'
import { findDraft, groundOf, type StoredDraft } from './drafts.ts'
import { termOf } from './find-guide.ts'
import { findHeld } from './find-held.ts'
import { countSaved, neededMaterials } from './needed-materials.ts'
import { sharedLimit } from './shared-limit.ts'

const crossRegion = 'cross-region'

/** Opens the case of a draft; a draft handed in before gives the receipt of its case. */
export async function submitApplication(
  house: CasesHouse,
  actor: Actor,
  draftId: string,
  key: string | undefined,
  url: string,
  language: 'zh' | 'en' = 'zh',
): Promise<Receipt | Refusal> {
  const draft = await findDraft(house, actor, draftId)
  if (isRefusal(draft)) return draft
  const before = draft.caseId ? await house.engine.load(draft.caseId) : undefined
  if (before) return receiptOf(house, before, language)
  const ground = await groundOf(house, draft)
  if (isRefusal(ground)) return ground
  const { item, form } = ground
  const { promise } = draft
  const answers = askedAnswers(form, draft.answers)
  const [held, proofs] = await Promise.all([findHeld(house, draft.applicant), getProofs(house)])
  const needs = neededMaterials({ item, answers, held, proofs, promise, language: 'zh' })
  const wrong =
    wrongAnswers(checkForm(form, answers, { stage: 'submit', today: house.clock.today() })) ??
    wrongMaterials(needs, draft, actor) ??
    (draft.promise ? await whyNoPromise(house, draft.applicant.id) : undefined)
  if (wrong) return wrong
  const id = await claimCaseId(house, draft, item.region.code)
  const opening = await openingOf(house, { ...draft, answers }, item, needs, id)
  const repeatable = { key, actor: actor.id, url, body: { draft: draftId } }
  const opened = await house.engine.open(opening, actActor(actor), repeatable, (state) =>
    receiptOf(house, state, language),
  )
  if (!isRefusal(opened)) return opened
  const other = await house.engine.load(id)
  return other ? receiptOf(house, other, language) : opened
}

/** What was filled in for a question that is not asked, beforehand or before another answer changed, is not handed in. */
function askedAnswers(form: Form, answers: StoredDraft['answers']): StoredDraft['answers'] {
  const asked = new Set(askedQuestions(form, answers).map(({ id }) => id))
  return Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id)))
}

function wrongAnswers(problems: ReturnType<typeof checkForm>): Refusal | undefined {
  const [first] = problems
  if (!first) return undefined
  return refuse('applications.form_incomplete', {
    count: problems.length,
    first: first.zh,
    firstEn: first.en,
    fields: problems,
  })
}

/** What must be there at once; what may follow is asked for after acceptance. At a window the clerk takes paper in. */
function wrongMaterials(needs: readonly NeededMaterial[], draft: StoredDraft, actor: Actor): Refusal | undefined {
  if (draft.channel === 'window' && actor.kind === 'staff') return undefined
  const there = new Set(draft.materials.filter((material) => material.file).map((material) => material.id))
  const missing = needs.filter((each) => each.needed && each.required && !each.mayFollow && !there.has(each.id))
  return missing.length > 0
    ? refuse('applications.materials_missing', {
        count: missing.length,
        names: missing.map((each) => each.name).join('、'),
      })
    : undefined
}

/** The number under which the draft becomes a case: given once, so that handing it in twice opens one case. */
async function claimCaseId(house: CasesHouse, draft: StoredDraft, region: string): Promise<string> {
  const fresh = house.engine.newCaseId(region, house.clock.today())
  const rows = await house.db.ask<{ id: string }>(
    'update applications.drafts d set case_id = coalesce(d.case_id, $2) where d.id = $1 returning d.case_id as id',
    [draft.id, fresh],
  )
  return rows[0]!.id
}

/** Within this installation, or on to the one that handles the region. */
function acrossRegions(house: CasesHouse, region: string): string {
  return peerFor(house.links, region) ? `${crossRegion}-linked` : crossRegion
}

export interface Applied {
  readonly applicant: StoredDraft['applicant']
  readonly answers: StoredDraft['answers']
  readonly materials: StoredDraft['materials']
  readonly promise: boolean
  readonly channel: string
  readonly receiving: string | null
}

/** The opening act of an application; also what the demonstration history uses. */
export async function openingOf(
  house: CasesHouse,
  applied: Applied,
  item: Item,
  needs: readonly NeededMaterial[],
  id: string,
): Promise<Opening> {
  const key = applied.receiving ? acrossRegions(house, item.region.code) : item.process
  const version = await findVersion(house, key, house.clock.today())
  if (!version) throw new Error(`the item ${item.code} follows the process ${key}, which no pack has`)
  const held = needs
    .filter((each) => !each.needed)
    .map((each) => ({ id: each.id, name: each.name, proof: each.proof, source: each.heldAs! }))
  const renews = item.renews ? await licenceToRenew(house, applied.applicant, item.renews) : undefined
  return {
    kind: 'open',
    applicant: applied.applicant,
    ...(renews ? { renews } : {}),
    term: await promisedTerm(house, item, applied.answers),
    lawTerm: termOf(item.statutoryLimit),
    ...(applied.promise ? { promise: item.name.zh } : {}),
    case: {
      id,
      league: leagueOf(id),
      region: item.region.code.slice(0, 6),
      kind: 'application',
      title: `${item.name.zh}（${applied.applicant.name}）`,
      item: { code: item.code, name: item.name.zh, version: item.version },
      process: { key, version },
      department: item.body.department,
      channel: applied.channel,
      answers: applied.answers,
      materials: [...applied.materials, ...held],
      saved: countSaved(item, needs, applied.channel !== 'window', await getProofs(house)),
      findings: {
        result: item.result ? { name: item.result.name.zh, credential: item.result.credential ?? null } : null,
        ...(applied.receiving ? { receiving: applied.receiving } : {}),
        ...(await jointOffices(house, item)),
      },
    },
  }
}

/** The valid licence of the type that the applicant holds; of several the one that ends first, as renewal is asked for before the end. */
async function licenceToRenew(house: CasesHouse, { kind, id, account }: StoredDraft['applicant'], type: string) {
  const held = await findHeldCredentials(house, kind === 'firm' ? { account, firm: id } : { account })
  const [first] = held
    .filter((each) => each.type === type && each.status === 'valid' && each.expiresOn)
    .sort((a, b) => (a.expiresOn! < b.expiresOn! ? -1 : 1))
  return first && { licence: first.id, lastDay: first.expiresOn as Day }
}

/** 联合办理: the offices whose opinions are asked, by their codes. Source: 行政许可法 art. 26(2). */
async function jointOffices(house: CasesHouse, item: Item): Promise<{ readonly joint?: readonly string[] }> {
  if (item.jointBodies.length === 0) return {}
  const asked = new Set(item.jointBodies.map((body) => body.code))
  const { departments } = await getPlaces(house)
  return { joint: departments.filter((each) => asked.has(each.creditCode)).map((each) => each.code) }
}

/** The promise of the item; of a joint item the longest branch of the parts that were asked for. */
async function promisedTerm(house: CasesHouse, item: Item, answers: StoredDraft['answers']): Promise<Term> {
  if (!item.oneThing) return termOf(item.promisedLimit)
  const parts = (await partsOf(house, item.code)).filter((part) => part.when === undefined || holds(part.when, answers))
  const branches = await Promise.all(
    parts.map(async (part) => {
      const own = part.code ? await findItem(house, part.code, house.clock.today()) : undefined
      return { id: part.item, after: part.after ?? [], limit: termOf(own?.promisedLimit ?? item.promisedLimit) }
    }),
  )
  return branches.length > 0 ? sharedLimit(branches) : termOf(item.promisedLimit)
}

function receiptOf(house: CasesHouse, state: CaseState, language: 'zh' | 'en'): Receipt {
  return {
    case: state.id,
    title: language === 'en' ? house.english(state.title) : state.title,
    status: state.status,
    openedOn: state.openedOn,
    departmentName: house.directory.departmentName(state.department, language),
    ...(state.clock.due ? { due: state.clock.due } : {}),
    decidedAtOnce: state.decidedOn === state.openedOn,
    saved: state.saved,
  }
}
