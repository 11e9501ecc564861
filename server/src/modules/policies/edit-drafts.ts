/** A department writes policies: drafts with live checks, published when they are sound, repealed on a day. */
import type { Checked, DraftBody, DraftLine, DraftView, RepealBody } from '@steppe/contracts/policies'
import {
  type Book,
  checkAsWritten,
  checkPolicy,
  isProblems,
  openBook,
  type Policy,
  type PolicyProblem,
  playExamples,
  readPolicy,
} from '@steppe/kernels/policies'
import { findDepartment } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { whyNot } from './may-act.ts'
import { repealed, sealVersions } from './seal-versions.ts'
import { countChange, dictionaryOf, getShelf } from './shelf.ts'

/** What is wrong with a policy as it is typed, and how its examples come out. */
export async function checkDraft(house: CasesHouse, data: unknown): Promise<Checked> {
  const book = openBook(await dictionaryOf(house))
  const policy = readPolicy(data)
  if (isProblems(policy)) return { problems: [...policy, ...checkAsWritten(book, data)], examples: [] }
  const { versions } = await getShelf(house)
  const tables = [...versions].flatMap(([id, all]) => (id === policy.id ? [] : all.flatMap(tableNames)))
  return checkedOf(book, policy, [...versions.keys()], tables)
}

function tableNames({ policy }: { readonly policy: Policy }): readonly string[] {
  return (policy.tables ?? []).map(({ id }) => id)
}

function checkedOf(book: Book, policy: Policy, others: readonly string[], tables: readonly string[]): Checked {
  const problems = checkPolicy(book, policy, [...others, policy.id], tables)
  const examples = playExamples(book, policy).map(({ holds, decision, wrong }) => ({ holds, decision, wrong }))
  return { problems, examples }
}

interface Row {
  readonly id: string
  readonly version: number
  readonly policy: Policy
  readonly state: 'draft' | 'published'
  readonly department: string | null
  readonly savedAt: Date
  readonly publishedOn: string | null
  readonly repealedOn: string | null
}

const columns = `v.id, v.version, v.policy, v.state, v.department, v.saved_at as "savedAt", v.published_on as "publishedOn", v.repealed_on as "repealedOn"`

/** Drafts and versions of a department, the latest first. */
export async function listDrafts(
  house: CasesHouse,
  actor: Actor,
  department: string,
): Promise<{ drafts: DraftLine[] } | Refusal> {
  const place = await placeOf(house, department)
  const no = isRefusal(place) ? place : whyNot(house, actor, 'policies:policy:write', place)
  if (no) return no
  const rows = await house.db.ask<Row>(
    `select ${columns} from policies.versions v where v.department = $1 order by v.saved_at desc limit 200`,
    [department],
  )
  return {
    drafts: rows.map(({ id, version, policy, state, savedAt, publishedOn, repealedOn }) => ({
      id,
      version,
      title: typeof policy.title?.zh === 'string' ? policy.title : { zh: id, en: id },
      state,
      savedAt: savedAt.toISOString(),
      ...(publishedOn ? { publishedOn } : {}),
      ...(repealedOn ? { repealedOn } : {}),
    })),
  }
}

export async function placeOf(
  house: CasesHouse,
  department: string,
): Promise<{ department: string; region: string } | Refusal> {
  const found = await findDepartment(house, department)
  return found ? { department, region: found.region } : refuse('policies.department_unknown')
}

/** Keeps a draft as it is, sound or not; a policy has one draft at a time, its version the next. */
export async function saveDraft(
  house: CasesHouse,
  actor: Actor,
  id: string,
  body: DraftBody,
): Promise<DraftView | Refusal> {
  const place = await placeOf(house, body.department)
  const no = isRefusal(place) ? place : whyNot(house, actor, 'policies:policy:write', place)
  if (no) return no
  const known = await house.db.ask<Row>(
    `select ${columns} from policies.versions v where v.id = $1 order by v.version`,
    [id],
  )
  const foreign = known.find((row) => row.department !== body.department)
  if (foreign) return refuse('policies.not_your_policy', { id })
  const published = known.filter(({ state }) => state === 'published')
  const version = (published.at(-1)?.version ?? 0) + 1
  const policy = { ...body.policy, id, version } as unknown as Policy
  const at = new Date(house.clock.now())
  await house.db.ask(
    `insert into policies.versions as v (id, version, state, policy, department, saved_at, saved_by) values ($1, $2, 'draft', $3, $4, $5, $6)
     on conflict (id, version) do update set policy = excluded.policy, saved_at = excluded.saved_at, saved_by = excluded.saved_by where v.state = 'draft'`,
    [id, version, JSON.stringify(policy), body.department, at, actor.id],
  )
  return { policy, department: body.department, savedAt: at.toISOString(), checked: await checkDraft(house, policy) }
}

/** The draft, or the newest version to begin a draft from. */
export async function getDraft(house: CasesHouse, actor: Actor, id: string): Promise<DraftView | Refusal> {
  const row = await newest(house, id)
  if (!row) return refuse('policies.policy_unknown', { id })
  const no = await whyNotOwn(house, actor, row, 'policies:policy:write')
  if (no) return no
  return {
    policy: row.policy,
    department: row.department!,
    savedAt: row.savedAt.toISOString(),
    checked: await checkDraft(house, row.policy),
  }
}

async function newest(house: CasesHouse, id: string): Promise<Row | undefined> {
  const rows = await house.db.ask<Row>(
    `select ${columns} from policies.versions v where v.id = $1 order by v.version desc limit 1`,
    [id],
  )
  return rows[0]
}

async function whyNotOwn(house: CasesHouse, actor: Actor, row: Row, permission: string): Promise<Refusal | undefined> {
  if (row.department === null) return refuse('policies.from_a_pack')
  const place = await placeOf(house, row.department)
  return isRefusal(place) ? place : whyNot(house, actor, permission, place)
}

/** Publishes the draft, from a day on. Refuses a rule that is not sound, with place and advice of each fault. */
export async function publishDraft(
  house: CasesHouse,
  actor: Actor,
  id: string,
  on = house.clock.today(),
): Promise<{ id: string; version: number; on: string } | Refusal> {
  const row = await newest(house, id)
  if (!row) return refuse('policies.policy_unknown', { id })
  const no = await whyNotOwn(house, actor, row, 'policies:policy:publish')
  if (no) return no
  if (row.state === 'published') return refuse('policies.published_already')
  if (on < house.clock.today()) return refuse('policies.day_passed')
  const { problems } = await checkDraft(house, row.policy)
  const refused = problems.filter(({ advised }) => !advised)
  if (refused.length > 0) return notSound(refused)
  const published = await house.db.inTransaction(({ ask }) => writePublished(ask, house, actor, row, on))
  // Somebody saved or published it in between: what was checked is not what would be published.
  return published ? { id, version: row.version, on } : publishDraft(house, actor, id, on)
}

/** Publishes and seals exactly what was read; false where it is no longer that. */
async function writePublished(
  ask: CasesHouse['db']['ask'],
  house: CasesHouse,
  actor: Actor,
  { id, version, policy }: Row,
  on: string,
): Promise<boolean> {
  const published = await ask(
    `update policies.versions v set state = 'published', published_on = $3, published_by = $4
     where v.id = $1 and v.version = $2 and v.state = 'draft' and v.policy = $5::jsonb returning v.id`,
    [id, version, on, actor.id, JSON.stringify(policy)],
  )
  if (published.length === 0) return false
  await sealVersions(ask, house, [{ id, version, policy, publishedOn: on }])
  await countChange(ask)
  await tellOutside(ask, house, 'policies.policy_published', id, { version, on })
  return true
}

/** The first fault in words, all of them for machines. */
export function notSound(problems: readonly PolicyProblem[]): Refusal {
  const [first] = problems
  const at = first?.line === undefined ? '' : ` ${first.line}:${first.column}`
  return refuse('policies.not_sound', {
    count: problems.length,
    place: `${first?.place}${at}`,
    first: first?.message.zh,
    firstEn: first?.message.en,
    advice: first?.advice.zh,
    adviceEn: first?.advice.en,
    problems,
  })
}

/** Ends a policy on a day, with the document that does it and why. */
export async function repealPolicy(
  house: CasesHouse,
  actor: Actor,
  id: string,
  body: RepealBody,
): Promise<{ id: string; version: number; on: string } | Refusal> {
  const rows = await house.db.ask<Row>(
    `select ${columns} from policies.versions v where v.id = $1 and v.state = 'published' order by v.version desc limit 1`,
    [id],
  )
  const [row] = rows
  if (!row) return refuse('policies.policy_unknown', { id })
  const no = await whyNotOwn(house, actor, row, 'policies:policy:publish')
  if (no) return no
  if (row.repealedOn) return refuse('policies.repealed_already', { on: row.repealedOn })
  if (body.on < house.clock.today()) return refuse('policies.day_passed')
  await house.db.inTransaction(async ({ ask }) => {
    await ask(
      `update policies.versions set repealed_on = $2, repealed_by = $3, repealed_why = $4, repealed_at = $5
       where id = $1 and state = 'published' and repealed_on is null`,
      [id, body.on, body.by, body.why, house.clock.today()],
    )
    const policy = repealed(row.policy, body.on, body.by)
    await sealVersions(ask, house, [{ id, version: row.version, policy, publishedOn: house.clock.today() }], 'repeal')
    await countChange(ask)
    await tellOutside(ask, house, 'policies.policy_repealed', id, { version: row.version, on: body.on })
  })
  return { id, version: row.version, on: body.on }
}

function tellOutside(
  ask: CasesHouse['db']['ask'],
  house: CasesHouse,
  name: string,
  subject: string,
  data: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  return ask('insert into platform.outbox (name, league, subject, data, at) values ($1, $2, $3, $4, $5)', [
    name,
    house.site.region,
    subject,
    JSON.stringify(data),
    new Date(house.clock.now()),
  ])
}
