/** Stored cases in number: copies of one that was really handed in, with their acts and open tasks, written by the database itself. */
import type { Database } from '../server/src/platform/postgres.ts'

/** Rows a statement: small enough that two connections share the work evenly. */
const portion = 25_000

/** The id of the i-th stored case: as long as a real one. */
export function storedId(i: number): string {
  return `150102-20261123-${String(i).padStart(7, '0')}`
}

const id = `'150102-20261123-' || lpad(i::text, 7, '0')`
/** Half a year of openings, two months of due days. */
const statements = [
  `insert into cases.cases
   select league, ${id}, kind, item, process, process_version, region, department, 'account-' || i % 100000, status, opened_on - (i % 180)::int, due_on, decided_on,
     closed_on, wake_at, seq, state, given, in_time
   from cases.cases, generate_series($2::int, $3::int) i where league = $4 and id = $1`,
  `insert into cases.acts
   select league, ${id}, seq, at, kind, actor, act, salt, commitment
   from generate_series($2::int, $3::int) i, cases.acts where league = $4 and case_id = $1`,
  `insert into cases.tasks (league, case_id, task, department, role, holder, node, name, action, status, title, applicant, opened_on, due_on, paused)
   select league, ${id}, task, department, role, holder, node, name, action, status, title, applicant, opened_on, opened_on + (i % 60)::int, paused
   from cases.tasks, generate_series($2::int, $3::int) i where league = $4 and case_id = $1`,
]

/** Copies the model until `until` cases are stored (`from` are there), then has the tables analysed and the files settled. */
export async function fillCases(db: Database, model: string, from: number, until: number): Promise<void> {
  const starts = Array.from({ length: Math.ceil((until - from) / portion) }, (_, k) => from + k * portion)
  const league = `${model.slice(0, 4)}00`
  const work = async () => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
      const end = Math.min(start + portion, until) - 1
      await db.inTransaction(async ({ ask }) => {
        await ask('set local synchronous_commit = off')
        for (const statement of statements) await ask(statement, [model, start, end, league])
      })
    }
  }
  await Promise.all([work(), work()])
  for (const table of ['cases.cases', 'cases.acts', 'cases.tasks', 'platform.answers', 'platform.outbox'])
    await db.script(`vacuum analyze ${table}`)
  await db.script('checkpoint')
}
