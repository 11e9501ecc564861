/** Drafts of appeals: saved as typed, resumable on another device, gone when they are handed in or nobody went on with them. */
import { randomBytes } from 'node:crypto'
import { type AppealDraft, type AppealDrafts, type DraftContent, draftKeptDays } from '@steppe/contracts/appeals'
import type { CasesHouse } from '#cases/house'
import { keepLooking } from '#platform/keep-looking'
import { type Refusal, refuse } from '#platform/refusals'
import { personal } from '#platform/vault'
import { titleFrom } from './matter.ts'

interface Row {
  readonly id: string
  readonly version: number
  readonly saved_at: Date
  readonly content: string
}

const columns = 'd.id, d.version, d.saved_at, d.content'
/** Nobody writes more at a time. */
const most = 30

function view({ id, version, saved_at, content }: Row): AppealDraft {
  return { id, version, savedAt: saved_at.toISOString(), content: JSON.parse(content) as DraftContent }
}

export async function findDrafts(house: CasesHouse, account: string): Promise<AppealDrafts> {
  const rows = await house.db.ask<Row>(
    `select ${columns} from appeals.drafts d where d.account = $1 order by d.saved_at desc limit ${most}`,
    [account],
  )
  return {
    rows: rows.map(view).map(({ id, version, savedAt, content: { type = 'hotline', title, text = '' } }) => ({
      id,
      version,
      savedAt,
      type,
      title: title?.trim() || titleFrom(text),
    })),
  }
}

/** Refuses `appeals.draft_unknown`, also for the draft of somebody else. */
export async function findDraft(house: CasesHouse, account: string, id: string): Promise<AppealDraft | Refusal> {
  const rows = await house.db.ask<Row>(`select ${columns} from appeals.drafts d where d.account = $1 and d.id = $2`, [
    account,
    id,
  ])
  return rows[0] ? view(rows[0]) : refuse('appeals.draft_unknown')
}

/** Refuses `appeals.drafts_full`. */
export async function startDraft(
  house: CasesHouse,
  account: string,
  content: DraftContent,
): Promise<AppealDraft | Refusal> {
  const rows = await house.db.ask<Row>(
    `insert into appeals.drafts as d (account, id, version, saved_at, content)
     select $1, $2, 1, $3, $4 where (select count(*) from appeals.drafts o where o.account = $1) < ${most} returning ${columns}`,
    [account, randomBytes(12).toString('base64url'), new Date(house.clock.now()), personal(JSON.stringify(content))],
  )
  return rows[0] ? view(rows[0]) : refuse('appeals.drafts_full')
}

/** A save that stands on an older version is refused, so that two devices don't overwrite each other: `appeals.draft_changed`. */
export async function saveDraft(
  house: CasesHouse,
  account: string,
  id: string,
  { version, content }: { readonly version: number; readonly content: DraftContent },
): Promise<AppealDraft | Refusal> {
  const rows = await house.db.ask<Row>(
    `update appeals.drafts d set version = d.version + 1, saved_at = $4, content = $5
     where d.account = $1 and d.id = $2 and d.version = $3 returning ${columns}`,
    [account, id, version, new Date(house.clock.now()), personal(JSON.stringify(content))],
  )
  if (rows[0]) return view(rows[0])
  const found = await findDraft(house, account, id)
  return 'refused' in found ? found : refuse('appeals.draft_changed')
}

export async function dropDraft(house: CasesHouse, account: string, id: string): Promise<Record<string, never>> {
  await house.db.ask('delete from appeals.drafts d where d.account = $1 and d.id = $2', [account, id])
  return {}
}

/** What somebody began to write about their life is not kept for good. */
export async function dropOldDrafts(house: CasesHouse): Promise<void> {
  const until = new Date(house.clock.now() - draftKeptDays * 86_400_000)
  await house.db.ask('delete from appeals.drafts d where d.saved_at < $1', [until])
}

/** Every hour. Gives the way to stop. */
export function keepDroppingDrafts(house: CasesHouse): () => Promise<void> {
  return keepLooking(() => dropOldDrafts(house), 3_600_000, 'old drafts were not dropped')
}
