/** A digest of everything stored, to tell whether anything changed. */
import type { Database } from '#platform/postgres'

/** Beyond this many rows a table is told by its number of rows and its youngest row alone. */
const wholly = 300

/** Counters of tries and the like change by design. */
const left = ['registry.reads', 'platform.subscribers', 'platform.attempts']

let statement: string | undefined

async function statementOf(db: Database): Promise<string> {
  const tables = await db.ask<{ name: string; rows: number }>(
    `select t.schemaname || '.' || t.tablename as name, c.reltuples::int as rows from pg_tables t
     join pg_class c on c.oid = format('%I.%I', t.schemaname, t.tablename)::regclass
     where t.schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  )
  const parts: string[] = []
  for (const { name } of tables.filter((table) => !left.includes(table.name))) {
    const [count] = await db.ask<{ count: number }>(
      `select count(*)::int as count from (select 1 from ${name} limit ${wholly + 1}) t`,
    )
    if (count!.count <= wholly)
      parts.push(
        `select '${name}' as name, count(*)::int as count, coalesce(sum(hashtext(t::text)::bigint), 0)::text as digest from ${name} t`,
      )
  }
  // In the order of names: PostgreSQL may read the parts side by side and give them as they come.
  return `${parts.join(' union all ')} order by name`
}

/** Rows and contents of every table that is not large from the packs. */
export async function digestDatabase(db: Database): Promise<unknown> {
  statement ??= await statementOf(db)
  return db.ask(statement)
}
