/** Suites and annual lists: their tasks with owners and days, what became of each, and what changed from the one before. */
import type { Suite, SuiteLine, SuiteTask, SuiteView, TaskView } from '@steppe/contracts/policies'
import type { CaseState } from '@steppe/kernels/cases'
import { departmentOf } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { lineOf } from './find-policies.ts'
import { loadPolicyLaw } from './law.ts'
import { whyNot } from './may-act.ts'
import { openingOf } from './open-cases.ts'
import { getShelf, standingOf, versionOn } from './shelf.ts'

const manages = 'policies:suite:manage'
const ended = ['closed', 'refused', 'withdrawn', 'lapsed', 'revoked']
const platform = { kind: 'platform', id: 'platform', name: '平台' } as const

async function readAll(house: Pick<CasesHouse, 'db'>): Promise<readonly Suite[]> {
  const rows = await house.db.ask<{ suite: Suite }>('select s.suite from policies.suites s order by s.id')
  return rows.map(({ suite }) => suite).sort((a, b) => (a.issuedOn < b.issuedOn ? 1 : -1))
}

async function getSuite(house: Pick<CasesHouse, 'db'>, id: string): Promise<Suite | Refusal> {
  const [row] = await house.db.ask<{ suite: Suite }>('select s.suite from policies.suites s where s.id = $1', [id])
  return row?.suite ?? refuse('policies.suite_unknown')
}

/** The cases of a suite's tasks by number. */
async function casesOf(house: CasesHouse, suite: string): Promise<ReadonlyMap<string, CaseState>> {
  const rows = await house.db.ask<{ number: string; case: string }>(
    `select t.number, t.case_id as "case" from policies.tasks t where t.league = $1 and t.suite = $2`,
    [house.site.region, suite],
  )
  const states = await Promise.all(rows.map((row) => house.engine.load(row.case)))
  return new Map(rows.flatMap((row, index) => (states[index] ? [[row.number, states[index]] as const] : [])))
}

/** All of them, the latest first. */
export async function listSuites(house: CasesHouse): Promise<{ suites: SuiteLine[] }> {
  const suites = await readAll(house)
  const lines = suites.map(async ({ tasks, ...suite }) => {
    const cases = await casesOf(house, suite.id)
    const done = [...cases.values()].filter(({ status }) => ended.includes(status)).length
    return { ...suite, tasks: tasks.length, done }
  })
  return { suites: await Promise.all(lines) }
}

/** One with its tasks: who leads, by when, how far. Cases are named to staff. */
export async function viewSuite(house: CasesHouse, actor: Actor, id: string): Promise<SuiteView | Refusal> {
  const suite = await getSuite(house, id)
  if (isRefusal(suite)) return suite
  const [cases, all, shelf] = await Promise.all([casesOf(house, id), readAll(house), getShelf(house)])
  const day = house.clock.today()
  const tasks = await Promise.all(
    suite.tasks.map((task) => viewTask(house, actor, suite, task, cases.get(task.number))),
  )
  const named = new Set(suite.tasks.flatMap(({ policies = [] }) => policies))
  const policies = [...shelf.versions].flatMap(([policy, versions]) => {
    const version = versionOn(versions, day)
    const inSuite = version?.policy.suites?.includes(id) || named.has(policy)
    return version && inSuite ? [lineOf(version, standingOf(version, day))] : []
  })
  const before = all.find((each) => each.id === suite.replaces)
  const after = all.find((each) => each.replaces === id)
  return {
    ...suite,
    tasks,
    policies,
    ...(before ? { before: { id: before.id, title: before.title } } : {}),
    ...(after ? { after: { id: after.id, title: after.title } } : {}),
    mayStart:
      !whyNot(house, actor, manages, { department: '', region: suite.region }) &&
      cases.size < suite.tasks.length &&
      !suite.repealedOn,
  }
}

async function viewTask(
  house: CasesHouse,
  actor: Actor,
  suite: Suite,
  task: SuiteTask,
  state: CaseState | undefined,
): Promise<TaskView> {
  const nameOf = async (kind: string) => {
    const found = await departmentOf(house, kind, suite.region)
    return { zh: found?.name ?? kind, en: found?.english ?? kind }
  }
  const done = state !== undefined && ended.includes(state.status)
  const report = (state?.findings.carry as { readonly report?: string } | undefined)?.report ?? state?.reasons
  return {
    ...task,
    leadName: await nameOf(task.lead),
    withNames: await Promise.all((task.with ?? []).map(nameOf)),
    state: done ? 'done' : state ? 'running' : 'waiting',
    late: !done && task.due < house.clock.today(),
    ...(done && state?.closedOn ? { doneOn: state.closedOn } : {}),
    ...(report ? { report } : {}),
    ...(state && actor.kind === 'staff' ? { case: state.id } : {}),
  }
}

/** Gives each task to its department as a case with its day; those given before stay. */
export async function startSuite(
  house: CasesHouse,
  actor: Actor,
  id: string,
): Promise<{ started: number; already: number } | Refusal> {
  const suite = await getSuite(house, id)
  if (isRefusal(suite)) return suite
  const no = whyNot(house, actor, manages, { department: '', region: suite.region })
  if (no) return no
  if (suite.repealedOn) return refuse('policies.suite_repealed', { on: suite.repealedOn })
  const cases = await casesOf(house, id)
  const waiting = suite.tasks.filter(({ number }) => !cases.has(number))
  for (const task of waiting) {
    const opened = await startTask(house, suite, task)
    if (isRefusal(opened)) return opened
  }
  return { started: waiting.length, already: cases.size }
}

async function startTask(house: CasesHouse, suite: Suite, task: SuiteTask): Promise<string | Refusal> {
  const department = await departmentOf(house, task.lead, suite.region)
  if (!department) return refuse('policies.no_department', { kind: task.lead })
  const law = await loadPolicyLaw(house.site.packs)
  const left = Math.round((Date.parse(task.due) - Date.parse(house.clock.today())) / 86_400_000)
  const term = left > 0 ? ({ length: left, unit: 'd' } as const) : law.review.term
  const opening = await openingOf(house, {
    kind: 'policy-task',
    title: task.title.zh,
    region: suite.region,
    department: department.code,
    applicant: { kind: 'firm', id: department.creditCode, name: department.name, account: 'platform' },
    item: { code: suite.id, name: suite.title.zh, version: suite.issuedOn },
    term,
    lawTerm: term,
    answers: {
      清单: `${suite.title.zh}（${suite.number}）`,
      任务编号: task.number,
      任务: task.title.zh,
      完成时限: task.due,
    },
    findings: { suite: suite.id, task: task.number },
  })
  const opened = await house.engine.open(opening, platform, undefined, (state) => state.id)
  if (isRefusal(opened)) return opened
  await house.db.ask('insert into policies.tasks (league, suite, number, case_id) values ($1, $2, $3, $4)', [
    house.site.region,
    suite.id,
    task.number,
    opened,
  ])
  return opened
}

/** Task by task from the suite it replaced. */
export async function diffSuites(
  house: CasesHouse,
  id: string,
): Promise<
  | {
      from: { id: string; title: { zh: string; en: string } }
      changes: { number: string; kind: 'added' | 'removed' | 'changed'; was?: string; is?: string }[]
    }
  | Refusal
> {
  const suite = await getSuite(house, id)
  if (isRefusal(suite)) return suite
  if (!suite.replaces) return refuse('policies.suite_first')
  const before = await getSuite(house, suite.replaces)
  if (isRefusal(before)) return before
  const say = (task: SuiteTask) => `${task.title.zh}（${task.due}）`
  const was = new Map(before.tasks.map((task) => [task.number, say(task)]))
  const is = new Map(suite.tasks.map((task) => [task.number, say(task)]))
  const changes = [...new Set([...was.keys(), ...is.keys()])].flatMap((number) => {
    const [old, now] = [was.get(number), is.get(number)]
    if (old === now) return []
    const kind =
      old === undefined ? ('added' as const) : now === undefined ? ('removed' as const) : ('changed' as const)
    return [{ number, kind, ...(old === undefined ? {} : { was: old }), ...(now === undefined ? {} : { is: now }) }]
  })
  return { from: { id: before.id, title: before.title }, changes }
}
