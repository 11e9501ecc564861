/** Stored cases in number: copies of one that was really handed in, with their acts and open tasks, written by the database itself. */
import type { Database } from '../server/src/platform/postgres.ts'

/** Rows a statement: small enough that two connections share the work evenly. */
export const portion = 25_000

/** The id of the i-th stored case: as long as a real one. */
export function storedId(i: number): string {
  return `150102-20261123-${String(i).padStart(7, '0')}`
}

/** The same in SQL, of a number `i`. */
export const storedIdSql = `'150102-20261123-' || lpad(i::text, 7, '0')`

const tables = ['cases', 'acts', 'tasks'] as const
const id = storedIdSql
/** From the rows of the model set aside: half a year of openings, two months of due days. */
const statements = [
  `insert into cases.cases
   select league, ${id}, kind, item, process, process_version, region, department, 'account-' || i % 100000, status, opened_on - (i % 180)::int, due_on, decided_on,
     closed_on - (i % 180)::int, wake_at, seq, state, given, in_time
   from public.model_cases, generate_series($1::int, $2::int) i`,
  `insert into cases.acts
   select league, ${id}, seq, at - (i % 180) * interval '1 day', kind, actor, act, salt, commitment from generate_series($1::int, $2::int) i, public.model_acts`,
  `insert into cases.tasks (league, case_id, task, department, role, holder, node, name, action, status, title, applicant, opened_on, due_on, paused)
   select league, ${id}, task, department, role, holder, node, name, action, status, title, applicant, opened_on, opened_on + (i % 60)::int, paused
   from public.model_tasks, generate_series($1::int, $2::int) i`,
]

async function setModelAside(db: Database, model: string): Promise<void> {
  for (const table of tables)
    await db.script(
      `create unlogged table if not exists public.model_${table} as select * from cases.${table} t where t.league = '${model.slice(0, 4)}00' and t.${table === 'cases' ? 'id' : 'case_id'} = '${model}'`,
    )
}

async function copyModel(db: Database, from: number, until: number): Promise<void> {
  const starts = Array.from({ length: Math.ceil((until - from) / portion) }, (_, k) => from + k * portion)
  const work = async () => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
      const end = Math.min(start + portion, until) - 1
      await db.inTransaction(async ({ ask }) => {
        await ask('set local synchronous_commit = off')
        for (const statement of statements) await ask(statement, [start, end])
      })
    }
  }
  await Promise.all([work(), work()])
}

/** Takes the indexes of a table away and gives the statements that bring them back. */
export async function dropIndexes(db: Database, table: string): Promise<readonly string[]> {
  const indexes = await db.ask<{ readonly drop: string; readonly make: string }>(
    `select case when k.oid is null then format('drop index %s', i.indexrelid::regclass)
         else format('alter table %s drop constraint %I', i.indrelid::regclass, k.conname) end as drop,
       case when k.oid is null then pg_get_indexdef(i.indexrelid)
         else format('alter table %s add constraint %I %s', i.indrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) end as make
     from pg_index i left join pg_constraint k on k.conindid = i.indexrelid where i.indrelid = $1::regclass`,
    [table],
  )
  for (const { drop } of indexes) await db.script(drop)
  return indexes.map(({ make }) => make)
}

/** Brings the indexes of a table back. */
export function makeIndexes(db: Database, statementsOfTable: readonly string[]): Promise<void> {
  return db.inTransaction(async ({ ask }) => {
    await ask("set local maintenance_work_mem = '512MB'")
    for (const statement of statementsOfTable) await ask(statement)
  })
}

/** Copies the model until `until` cases are stored (`from` are there), the indexes made afterwards; then has the tables analysed and the files settled. */
export async function fillCases(db: Database, model: string, from: number, until: number): Promise<void> {
  await setModelAside(db, model)
  const indexes = await Promise.all(tables.map((table) => dropIndexes(db, `cases.${table}`)))
  await copyModel(db, from, until)
  await Promise.all(indexes.map((statementsOfTable) => makeIndexes(db, statementsOfTable)))
  for (const table of [...tables.map((table) => `cases.${table}`), 'platform.answers', 'platform.outbox'])
    await db.script(`vacuum analyze ${table}`)
  await db.script('checkpoint')
}
