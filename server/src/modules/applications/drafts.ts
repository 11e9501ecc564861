/** Drafts: started prefilled, saved as typed, resumable anywhere. */
import { randomBytes } from 'node:crypto'
import type { Draft, DraftChange, DraftRow, NewDraft } from '@steppe/contracts/applications'
import type { Answers, Form, Item } from '@steppe/contracts/catalog'
import type { Applicant, CaseMaterial } from '@steppe/kernels/cases'
import type { Static } from 'typebox'
import { findForm, findItem, getProofs } from '#ask/catalog'
import { ownersOf } from '#cases/check-files'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { findStrange } from '#platform/files'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { whyNoPromise } from './broken-promises.ts'
import { findHeld } from './find-held.ts'
import { identifyApplicant } from './identify-applicant.ts'
import { neededMaterials } from './needed-materials.ts'
import { prefill, sourcesIn } from './prefill.ts'

export interface StoredDraft {
  readonly id: string
  readonly account: string
  readonly applicant: Applicant
  readonly item: string
  readonly itemName: string
  readonly itemDay: string
  readonly channel: string
  readonly receiving: string | null
  readonly answers: Answers
  readonly prefilled: Readonly<Record<string, string>>
  readonly materials: readonly CaseMaterial[]
  readonly promise: boolean
  readonly version: number
  readonly caseId: string | null
  readonly savedAt: Date
}

const columns = `d.id, d.account, d.applicant, d.item, d.item_name as "itemName", d.item_day as "itemDay", d.channel, d.receiving, d.answers, d.prefilled,
  d.materials, d.promise, d.version, d.case_id as "caseId", d.saved_at as "savedAt"`

/** The draft, for those who write it: the applicant or the assistant. */
export async function findDraft(house: CasesHouse, actor: Actor, id: string): Promise<StoredDraft | Refusal> {
  const rows = await house.db.ask<StoredDraft>(`select ${columns} from applications.drafts d where d.id = $1`, [id])
  const draft = rows[0]
  const mine =
    draft &&
    (draft.account === actor.id || draft.applicant.account === actor.id || draft.applicant.agent?.id === actor.id)
  return mine ? draft : refuse('applications.draft_unknown')
}

/** Starts a draft for the caller, a firm of theirs, or somebody they assist with consent. */
export async function startDraft(
  house: CasesHouse,
  actor: Actor,
  wish: Static<typeof NewDraft>,
  language: 'zh' | 'en',
): Promise<Draft | Refusal> {
  const day = house.clock.today()
  const item = await findItem(house, wish.item, day)
  if (!item) return refuse('applications.item_unknown')
  const applicant = await identifyApplicant(house, actor, wish)
  if (isRefusal(applicant)) return applicant
  const wrong = wrongAudience(item, applicant) ?? wrongReceiving(item, wish, actor)
  if (wrong) return wrong
  const form = await findForm(house, item.form, day)
  if (!form) throw new Error(`the item ${item.code} names the form ${item.form}, which no pack has`)
  const filled = await prefill(house, form, applicant, item, language)
  const id = randomBytes(12).toString('base64url')
  await house.db.ask(
    `insert into applications.drafts (id, account, applicant, item, item_name, item_day, channel, receiving, answers, prefilled, materials, version, saved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '[]', 1, $11)`,
    [
      id,
      actor.id,
      JSON.stringify(applicant),
      item.code,
      item.name.zh,
      day,
      wish.channel ?? 'web',
      wish.receiving ?? null,
      JSON.stringify(filled.answers),
      JSON.stringify(filled.sources),
      new Date(house.clock.now()),
    ],
  )
  const stored = await findDraft(house, actor, id)
  return isRefusal(stored) ? stored : viewDraft(house, stored, item, form, language)
}

/** GB/T 39046 A.4: 1 natural persons; anything else is for organisations. */
function wrongAudience(item: Item, applicant: Applicant): Refusal | undefined {
  const forPersons = item.audience.some((each) => each.code === '1')
  const forFirms = item.audience.some((each) => each.code !== '1')
  if (applicant.kind === 'person' ? forPersons : forFirms) return undefined
  return refuse('applications.audience', { audience: item.audience.map((each) => each.zh).join('、') })
}

/** 异地收件: only staff of the window take it in, and only for items that are handled across regions. */
function wrongReceiving(item: Item, wish: Static<typeof NewDraft>, actor: Actor): Refusal | undefined {
  if (!wish.receiving) return undefined
  if (!actor.grants.some((grant) => grant.department === wish.receiving)) return refuse('applications.may_not_assist')
  return item.crossRegion.code === '0' ? refuse('applications.not_cross_region') : undefined
}

/** The draft as it is shown: form, answers, where they came from, what must be brought. */
export async function viewDraft(
  house: CasesHouse,
  draft: StoredDraft,
  item: Item,
  form: Form,
  language: 'zh' | 'en',
): Promise<Draft> {
  const [held, proofs] = await Promise.all([findHeld(house, draft.applicant), getProofs(house)])
  const { answers, promise } = draft
  return {
    id: draft.id,
    item: draft.item,
    itemName: language === 'en' ? (item.name.en ?? item.name.zh) : item.name.zh,
    form,
    answers: { ...draft.answers },
    prefilled: sourcesIn(draft.prefilled, language),
    materials: draft.materials as Draft['materials'],
    needed: neededMaterials({ item, answers, held, proofs, promise, language }),
    promise: draft.promise,
    version: draft.version,
    savedAt: draft.savedAt.toISOString(),
  }
}

/** The item and form a draft stands on. */
export async function groundOf(
  house: CasesHouse,
  draft: StoredDraft,
): Promise<{ readonly item: Item; readonly form: Form } | Refusal> {
  const day = house.clock.today()
  const item = await findItem(house, draft.item, day)
  if (!item) return refuse('applications.item_unknown')
  const form = await findForm(house, item.form, day)
  return form ? { item, form } : refuse('applications.item_unknown')
}

/** Saves what changed; a save that stands on an older version is refused, so that two devices don't overwrite each other. */
export async function changeDraft(
  house: CasesHouse,
  actor: Actor,
  id: string,
  change: DraftChange,
  language: 'zh' | 'en',
): Promise<Draft | Refusal> {
  const draft = await findDraft(house, actor, id)
  if (isRefusal(draft)) return draft
  if (draft.caseId) return refuse('applications.draft_handed_in')
  const ground = await groundOf(house, draft)
  if (isRefusal(ground)) return ground
  const wrong =
    wrongChange(ground, change) ?? (change.promise ? await whyNoPromise(house, draft.applicant.id) : undefined)
  if (wrong) return wrong
  const files = change.materials?.flatMap(({ file }) => file ?? []) ?? []
  const strange = await findStrange(house.db.ask, ownersOf(draft.account, draft.applicant), files)
  if (strange) return refuse('applications.file_unknown', { name: strange.name })
  const rows = await house.db.ask<StoredDraft>(
    `update applications.drafts d set answers = d.answers || $3, materials = coalesce($4, d.materials), promise = coalesce($5, d.promise),
       prefilled = d.prefilled - $6::text[], version = d.version + 1, saved_at = $7
     where d.id = $1 and d.version = $2 and d.case_id is null returning ${columns}`,
    [
      id,
      change.version,
      JSON.stringify(change.answers ?? {}),
      change.materials ? JSON.stringify(change.materials) : null,
      change.promise ?? null,
      Object.keys(change.answers ?? {}),
      new Date(house.clock.now()),
    ],
  )
  return rows[0] ? viewDraft(house, rows[0], ground.item, ground.form, language) : refuse('applications.draft_changed')
}

function wrongChange(
  { item, form }: { readonly item: Item; readonly form: Form },
  change: DraftChange,
): Refusal | undefined {
  const known = new Set(form.questions.map((question) => question.id))
  const stray = Object.keys(change.answers ?? {}).find((field) => !known.has(field))
  if (stray) return refuse('applications.field_unknown', { field: stray })
  return change.promise && !item.promiseAllowed ? refuse('applications.promise_not_offered') : undefined
}

/** The caller's unfinished drafts, the latest first. */
export async function findDrafts(
  house: CasesHouse,
  actor: Actor,
  language: 'zh' | 'en',
): Promise<Static<typeof DraftRow>[]> {
  const rows = await house.db.ask<StoredDraft>(
    `select ${columns} from applications.drafts d where d.account = $1 and d.case_id is null order by d.saved_at desc limit 50`,
    [actor.id],
  )
  return rows.map((row) => ({
    id: row.id,
    item: row.item,
    itemName: language === 'en' ? house.english(row.itemName) : row.itemName,
    savedAt: row.savedAt.toISOString(),
  }))
}

/** Throws a draft away; one that was handed in stays. */
export async function dropDraft(house: CasesHouse, actor: Actor, id: string): Promise<Record<string, never> | Refusal> {
  const draft = await findDraft(house, actor, id)
  if (isRefusal(draft)) return draft
  if (draft.caseId) return refuse('applications.draft_handed_in')
  await house.db.ask('delete from applications.drafts where id = $1 and case_id is null', [id])
  return {}
}
