/** HTTP of the case engine: parse, act, answer. */
import * as C from '@steppe/contracts/cases'
import { addDays, dayInZone } from '@steppe/kernels/calendar'
import { type ActActor, type CaseState, type Deed, factsOf } from '@steppe/kernels/cases'
import { type ProcessDefinition, positions, step } from '@steppe/kernels/process'
import { Type } from 'typebox'
import type { Actor } from '#platform/actor'
import { fileTypes, giveFile } from '#platform/files'
import { media } from '#platform/media'
import { type AnyRoute, type Call, route } from '#platform/module'
import { isRefusal, type Refusal, type RefusalTexts, refuse, toProblem } from '#platform/refusals'
import { possibleActs, sightOf, whyNot } from './authorise.ts'
import { leagueOf } from './case-id.ts'
import { nameColleagues, officesAround } from './check-colleagues.ts'
import { wrongFiles } from './check-files.ts'
import { wrongMissing } from './check-missing.ts'
import { earlierTasks } from './earlier-tasks.ts'
import { countInbox, findInbox, parseCursor } from './find-inbox.ts'
import type { CasesHouse } from './house.ts'
import { signersOf } from './signers-of.ts'
import { type StoredAct, type Viewing, viewAct, viewCase } from './view-case.ts'

const caseParams = Type.Object({ id: C.CaseId }, { additionalProperties: false })
const fileParams = Type.Object({ id: C.CaseId, file: Type.String({ maxLength: 64 }) }, { additionalProperties: false })
const pageSize = 50

/** The staff member or person as the trail names them. */
export function actActor(actor: Actor, department?: string): ActActor {
  const kind = actor.kind === 'staff' ? 'staff' : 'person'
  return { kind, id: actor.id, name: actor.name, ...(department ? { department } : {}) }
}

function viewingOf(house: CasesHouse, language: 'zh' | 'en'): Viewing {
  const say = language === 'en' ? house.english : (zh: string) => zh
  return { calendars: house.calendars, directory: house.directory, today: house.clock.today(), language, say }
}

/** The case, if this actor may see it, and how; `after` allows the remembered state that the act of this number left. */
async function look(house: CasesHouse, id: string, actor: Actor, after?: number) {
  const state = await (after === undefined ? house.engine.load(id) : house.engine.loadAt(id, after))
  if (!state) return refuse('cases.case_unknown')
  const sight = sightOf(house.policy, actor, state)
  return sight ? { state, sight } : refuse('cases.not_yours')
}

async function seen(house: CasesHouse, id: string, actor: Actor, after?: number): Promise<CaseState | Refusal> {
  const found = await look(house, id, actor, after)
  return isRefusal(found) ? found : found.state
}

function answerOf(state: CaseState): C.ActAnswer {
  return {
    id: state.id,
    seq: state.seq,
    status: state.status,
    stage: state.stage,
    ...(state.clock.due ? { due: state.clock.due } : {}),
  }
}

/** The department for which the actor does this deed. */
function departmentFor(actor: Actor, state: CaseState, task?: string): string | undefined {
  const wanted = state.tasks.find((each) => each.id === task)?.department ?? state.department
  return (
    actor.grants.find((grant) => grant.department === wanted)?.department ??
    actor.grants.find((grant) => grant.department)?.department
  )
}

/** One deed of one person in one case: seen, authorised, applied. */
export async function doAct(
  house: CasesHouse,
  actor: Actor,
  id: string,
  request: C.ActRequest,
  key: string | undefined,
  url: string,
): Promise<C.ActAnswer | Refusal> {
  const state = await seen(house, id, actor, request.after)
  if (isRefusal(state)) return state
  const deed = withStep(request.deed as Deed, state)
  const repeatable = { key, actor: actor.id, url, body: request }
  const task = 'task' in deed ? (deed.task as string) : undefined
  const no = whyNot(house, actor, state, deed as Deed & { task?: string })
  // A repeated request may find its task gone because it was done: then the first answer is given again.
  if (no && no.code !== 'cases.task_gone') return no
  const wrong = (await wrongMissing(house, state, deed)) ?? (await wrongFiles(house, actor, state, deed))
  if (wrong) return wrong
  const named = await nameColleagues(house, actor, state, deed)
  if (isRefusal(named)) return named
  return house.engine.act(
    id,
    request.after,
    named,
    actActor(actor, departmentFor(actor, state, task)),
    repeatable,
    answerOf,
  )
}

/** The trail names the step that was completed, in the words of that day. */
function withStep(deed: Deed, state: CaseState): Deed {
  if (deed.kind !== 'complete') return deed
  const step = state.tasks.find((task) => task.id === deed.task)?.name
  return step ? { ...deed, step } : deed
}

function readRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/cases/:id',
      permission: 'signed_in',
      summary: 'A case: the clock, form, materials, open steps',
      params: caseParams,
      response: C.CaseView,
      refusals: ['cases.case_unknown', 'cases.not_yours'],
      handle: async ({ actor, params, language }) => {
        const found = await look(house, params.id, actor)
        if (isRefusal(found)) return found
        return viewCase(found.state, found.sight, viewingOf(house, language), await signersOf(house, found.state))
      },
    }),
    route({
      method: 'GET',
      url: '/api/cases/:id/trail',
      permission: 'signed_in',
      summary: 'The acts of a case, the first first',
      params: caseParams,
      query: Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0 })) }, { additionalProperties: false }),
      response: C.Trail,
      refusals: ['cases.case_unknown', 'cases.not_yours'],
      handle: (call) => trail(house, call),
    }),
    route({
      method: 'GET',
      url: '/api/cases/:id/diagram',
      permission: 'signed_in',
      summary: 'The process of a case as BPMN with its live position',
      params: caseParams,
      response: C.DiagramView,
      refusals: ['cases.case_unknown', 'cases.not_yours'],
      handle: async ({ actor, params, language }) => {
        const state = await seen(house, params.id, actor)
        return isRefusal(state) ? state : diagram(house, state, language)
      },
    }),
    route({
      method: 'GET',
      url: '/api/cases/:id/acts/allowed',
      permission: 'signed_in',
      summary: 'What can be done in the case now, whether you may, and if not, why',
      params: caseParams,
      response: Type.Array(C.AllowedAct),
      refusals: ['cases.case_unknown', 'cases.not_yours'],
      handle: async ({ actor, params, language }) => {
        const state = await seen(house, params.id, actor)
        return isRefusal(state) ? state : allowed(house, actor, state, language)
      },
    }),
    route({
      method: 'GET',
      url: '/api/cases/:id/colleagues',
      permission: 'cases:task:work',
      summary: 'Colleagues to whom a step can be handed or whose signature can be asked',
      params: caseParams,
      response: Type.Array(C.Colleague),
      refusals: ['cases.case_unknown', 'cases.not_yours'],
      handle: async ({ actor, params, language }) => {
        const state = await seen(house, params.id, actor)
        if (isRefusal(state)) return state
        const found = await house.colleagues(officesAround(actor, state))
        return found.map((each) => ({
          ...each,
          departmentName: house.directory.departmentName(each.department, language),
        }))
      },
    }),
  ]
}

function fileRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/cases/:id/files/:file',
      permission: 'signed_in',
      summary: 'A file among the materials of a case you may see; supervisors open none',
      params: fileParams,
      response: media(...fileTypes),
      refusals: ['cases.case_unknown', 'cases.not_yours', 'platform.file_unknown'],
      handle: async ({ actor, params }) => {
        const found = await look(house, params.id, actor)
        if (isRefusal(found)) return found
        const holds = found.state.materials.some(({ file }) => file?.id === params.file)
        return holds && found.sight !== 'supervisor'
          ? giveFile(house.db.ask, params.file)
          : refuse('platform.file_unknown')
      },
    }),
  ]
}

async function trail(
  house: CasesHouse,
  { actor, params, query, language }: Call<{ after?: number }, { id: string }, unknown>,
) {
  const found = await look(house, params.id, actor)
  if (isRefusal(found)) return found
  const { sight } = found
  const rows = await house.db.ask<StoredAct>(
    'select a.seq, a.at, a.act, a.commitment from cases.acts a where a.league = $1 and a.case_id = $2 and a.seq > $3 order by a.seq limit 101',
    [leagueOf(params.id), params.id, query.after ?? 0],
  )
  const viewing = viewingOf(house, language)
  const acts = rows.slice(0, 100).map((row) => viewAct(row, sight, viewing, (at) => dayInZone(at, house.site.zone)))
  return { acts, ...(rows.length > 100 ? { next: String(acts.at(-1)!.seq) } : {}) }
}

/** The drawing with its labels in English. */
function namesInEnglish(xml: string, english: (zh: string) => string): string {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  return xml.replaceAll(/ name="([^"&]+)"/g, (_, zh: string) => ` name="${escaped(english(zh))}"`)
}

async function diagram(house: CasesHouse, state: CaseState, language: 'zh' | 'en'): Promise<C.DiagramView> {
  const { key, version } = state.process
  const rows = await house.db.ask<{ xml: string }>(
    'select d.xml from cases.definitions d where d.key = $1 and d.version = $2',
    [key, version],
  )
  const { definition } = await house.engine.surroundings.contextFor(state)
  const { say } = viewingOf(house, language)
  return {
    xml: language === 'en' ? namesInEnglish(rows[0]!.xml, house.english) : rows[0]!.xml,
    positions: positions(definition, state.marking).map(({ node, state: where }) => ({
      node,
      state: where,
      name: say(definition.nodes[node]?.name ?? node),
    })),
  }
}

async function allowed(
  house: CasesHouse,
  actor: Actor,
  state: CaseState,
  language: 'zh' | 'en',
): Promise<C.AllowedAct[]> {
  const { definition } = await house.engine.surroundings.contextFor(state)
  const acts = possibleActs(state, house.law, house.clock.today()).map((possible) => {
    const no =
      whyNot(house, actor, state, possible) ??
      (possible.no ? refuse(`cases.${possible.no}`, possible.params) : undefined)
    const choices = choicesOf(house, state, possible.kind, possible.task, definition, language)
    return {
      kind: possible.kind,
      ...(possible.task ? { task: possible.task } : {}),
      ...(possible.outcomes ? { outcomes: [...possible.outcomes] } : {}),
      allowed: no === undefined,
      ...(no ? { why: whyInWords(no, house.refusals) } : {}),
      ...(choices ? { choices } : {}),
    }
  })
  const back = stepsToTakeBack(actor, state, definition, house)
  return back.length > 0 ? [...acts, { kind: 'take_back', allowed: true, choices: back }] : acts
}

/** 取回: the step before, while it was this person who did it and the next one is untouched; the process is asked. */
function stepsToTakeBack(actor: Actor, state: CaseState, definition: ProcessDefinition, house: CasesHouse) {
  const before = state.tasks.flatMap((task) => earlierTasks(definition, state.marking.done, task.node).slice(0, 1))
  return before.filter(({ value }) => {
    const event = { type: 'take-back', node: value, by: actor.id } as const
    return !('refused' in step(definition, state.marking, event, factsOf(state), house.expressions))
  })
}

function choicesOf(
  house: CasesHouse,
  state: CaseState,
  kind: string,
  task: string | undefined,
  definition: Parameters<typeof earlierTasks>[0],
  language: 'zh' | 'en',
) {
  if (kind === 'pause')
    return house.law.specialProcedures.map((id) => ({
      value: id,
      name: house.law.procedureNames[id]?.[language] ?? id,
    }))
  const node = state.tasks.find((each) => each.id === task)?.node
  const { say } = viewingOf(house, language)
  if (kind === 'return' && node)
    return earlierTasks(definition, state.marking.done, node).map((each) => ({ ...each, name: say(each.name) }))
  return undefined
}

function whyInWords(no: Refusal, texts: RefusalTexts) {
  const { code, title, next, en } = toProblem(no, texts)
  return { code, title, next, en }
}

function writeRoutes(house: CasesHouse): AnyRoute[] {
  const keep = Type.Object({}, { additionalProperties: false })
  return [
    route({
      method: 'POST',
      url: '/api/cases/:id/acts',
      permission: 'signed_in',
      summary: 'Act in a case; `after` names the act you saw last',
      params: caseParams,
      body: C.ActRequest,
      response: C.ActAnswer,
      remembersItself: true,
      refusals: Object.keys(house.refusals).filter((code) => code.startsWith('cases.')),
      handle: ({ actor, params, body, idempotencyKey, url }) =>
        doAct(house, actor, params.id, body, idempotencyKey, url),
    }),
    route({
      method: 'GET',
      url: '/api/cases/:id/draft',
      permission: 'cases:task:work',
      summary: 'Your half-written decision in a case',
      params: caseParams,
      response: Type.Union([C.DecisionDraft, Type.Null()]),
      refusals: ['cases.case_unknown', 'cases.not_yours'],
      handle: async ({ actor, params }) => {
        const state = await seen(house, params.id, actor)
        if (isRefusal(state)) return state
        const rows = await house.db.ask<{ draft: never }>(
          'select d.draft from cases.decision_drafts d where d.league = $1 and d.case_id = $2 and d.account = $3',
          [leagueOf(params.id), params.id, actor.id],
        )
        return rows[0]?.draft ?? null
      },
    }),
    route({
      method: 'PUT',
      url: '/api/cases/:id/draft',
      permission: 'cases:task:work',
      summary: 'Keep a half-written decision; nobody else sees it',
      params: caseParams,
      body: C.DecisionDraft,
      response: keep,
      refusals: ['cases.case_unknown', 'cases.not_yours'],
      handle: async ({ actor, params, body }) => {
        const state = await seen(house, params.id, actor)
        if (isRefusal(state)) return state
        await house.db.ask(
          `insert into cases.decision_drafts (league, case_id, account, draft, saved_at) values ($1, $2, $3, $4, $5)
           on conflict (league, case_id, account) do update set draft = excluded.draft, saved_at = excluded.saved_at`,
          [leagueOf(params.id), params.id, actor.id, JSON.stringify(body), new Date(house.clock.now())],
        )
        return {}
      },
    }),
  ]
}

const inboxQuery = Type.Object(
  {
    status: Type.Optional(C.Status),
    due: Type.Optional(Type.Union([Type.Literal('overdue'), Type.Literal('today'), Type.Literal('week')])),
    mine: Type.Optional(Type.Boolean()),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
)

function departmentsOf(actor: Actor): string[] {
  return [...new Set(actor.grants.flatMap((grant) => (grant.department ? [grant.department] : [])))]
}

function inboxRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/inbox',
      permission: 'cases:inbox:read',
      summary: 'What your departments owe, the first due first',
      query: inboxQuery,
      response: C.Inbox,
      refusals: ['platform.cursor_unknown'],
      handle: async ({ actor, query, language }) => {
        const after = query.cursor ? parseCursor(query.cursor) : undefined
        if (query.cursor && !after) return refuse('platform.cursor_unknown')
        const today = house.clock.today()
        const range = {
          overdue: { until: addDays(today, -1) },
          today: { from: today, until: today },
          week: { from: today, until: addDays(today, 7) },
        }
        return findInbox(
          house.db.planned,
          {
            departments: departmentsOf(actor),
            account: actor.id,
            limit: query.limit ?? pageSize,
            ...(query.due ? range[query.due] : {}),
            ...(query.status ? { status: query.status } : {}),
            ...(query.mine ? { mine: true } : {}),
            ...(after ? { after } : {}),
          },
          viewingOf(house, language),
        )
      },
    }),
    route({
      method: 'GET',
      url: '/api/inbox/counts',
      permission: 'cases:inbox:read',
      summary: 'How much your departments owe, by status and urgency',
      response: C.InboxCounts,
      handle: async ({ actor }) =>
        countInbox(house.db.planned, departmentsOf(actor), house.clock.today(), addDays(house.clock.today(), 7)),
    }),
    route({
      method: 'POST',
      url: '/api/inbox/bulk',
      permission: 'cases:task:work',
      summary: 'Complete many steps with the same outcome; each answers for itself',
      body: C.BulkRequest,
      response: C.BulkAnswer,
      remembersItself: true,
      handle: async ({ actor, body, idempotencyKey, url }) => {
        const results = await Promise.all(
          body.rows.map(async (row) => {
            const deed = {
              kind: 'complete' as const,
              task: row.task,
              outcome: body.outcome,
              ...(body.opinion ? { opinion: body.opinion } : {}),
            }
            const key = idempotencyKey ? `${idempotencyKey}/${row.case}` : undefined
            return { row, result: await doAct(house, actor, row.case, { after: row.after, deed }, key, url) }
          }),
        )
        const done = results.flatMap(({ result }) => (isRefusal(result) ? [] : [result]))
        const refused = results.flatMap(({ row, result }) => {
          if (!isRefusal(result)) return []
          const { code, title, next } = toProblem(result, house.refusals)
          return [{ case: row.case, code, title, next }]
        })
        return { done, refused }
      },
    }),
  ]
}

/** All routes of the engine. */
export function caseRoutes(house: CasesHouse): AnyRoute[] {
  return [...readRoutes(house), ...fileRoutes(house), ...writeRoutes(house), ...inboxRoutes(house)]
}
