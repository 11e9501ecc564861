/** One schema of a migrated database in words of SQL, in an order of its own: to be read and compared, never run. */
import type { Database } from '../server/src/platform/postgres.ts'

type Line = { readonly holder: string; readonly text: string }

/** Columns of a table with type, default and whether a value must stand there, in the order of their names. */
const columns = `select c.relname as holder, concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then 'not null' end,
    case when a.attidentity <> '' then 'generated as identity'
         when a.attgenerated <> '' then 'generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
         when d.oid is not null then 'default ' || pg_get_expr(d.adbin, d.adrelid) end) as text
  from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`

const constraints = `select c.relname as holder, 'constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid) as text
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  where k.connamespace = $1::regnamespace and k.contype <> 'n'`

/** How a table is split, or of which table it is a part. */
const parts = `select c.relname as holder, 'partition by ' || pg_get_partkeydef(c.oid) as text
    from pg_class c where c.relnamespace = $1::regnamespace and c.relkind = 'p'
  union all select c.relname, 'partition of ' || i.inhparent::regclass || ' ' || coalesce(pg_get_expr(c.relpartbound, c.oid), '')
    from pg_class c join pg_inherits i on i.inhrelid = c.oid where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p')`

/** Indexes that no constraint made. */
const indexes = `select c.relname as holder, pg_get_indexdef(i.indexrelid) as text
  from pg_index i join pg_class c on c.oid = i.indrelid
  where c.relnamespace = $1::regnamespace and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`

const triggers = `select c.relname as holder, pg_get_triggerdef(g.oid) as text
  from pg_trigger g join pg_class c on c.oid = g.tgrelid where c.relnamespace = $1::regnamespace and not g.tgisinternal`

/** What stands beside the tables: views, sequences of their own, functions, enumerations. */
const others = `select 'view' as holder, 'view ' || c.oid::regclass || ' as' || pg_get_viewdef(c.oid) as text
    from pg_class c where c.relnamespace = $1::regnamespace and c.relkind in ('v', 'm')
  union all select 'sequence', 'sequence ' || c.oid::regclass || ';' from pg_class c
    where c.relnamespace = $1::regnamespace and c.relkind = 'S'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i'))
  union all select 'function', regexp_replace(pg_get_functiondef(p.oid), '\\s+$', '') || ';' from pg_proc p
    where p.pronamespace = $1::regnamespace and p.prokind <> 'a'
  union all select 'type', 'type ' || t.oid::regtype || ' as enum (' || (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
      from pg_enum e where e.enumtypid = t.oid) || ');' from pg_type t where t.typnamespace = $1::regnamespace and t.typtype = 'e'`

const byText = (a: Line, b: Line) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)

/** The schemas that migrations made, by name. */
export async function findSchemas(db: Database): Promise<readonly string[]> {
  const rows = await db.ask<{ name: string }>(
    "select nspname as name from pg_namespace where nspname !~ '^(pg_|information_schema|public$)' order by nspname",
  )
  return rows.map((row) => row.name)
}

/** The text of `schema.sql` for one schema: the same database gives the same bytes, whatever the order of its migrations. */
export async function describeSchema(db: Database, schema: string): Promise<string> {
  const ask = async (sql: string) => (await db.ask<Line>(sql, [schema])).toSorted(byText)
  const [fields, kept, split, indexed, fired, beside] = [
    await ask(columns),
    await ask(constraints),
    await ask(parts),
    await ask(indexes),
    await ask(triggers),
    await ask(others),
  ]
  const names = [...new Set(fields.map((line) => line.holder))].toSorted()
  const tables = names.map((name) => {
    const of = (lines: readonly Line[]) => lines.filter((line) => line.holder === name).map((line) => line.text)
    const inside = [...of(fields), ...of(kept)].map((text) => `  ${text}`).join(',\n')
    const ends = of(split).map((text) => ` ${text}`)
    return [
      `table ${schema}.${name} (\n${inside}\n)${ends.join('')};`,
      ...[...of(indexed), ...of(fired)].map((text) => `${text};`),
    ].join('\n')
  })
  return `${[`-- The schema ${schema} after all migrations. Made by scripts/write-schemas.ts; change it by a migration.`, ...tables, ...beside.map((line) => line.text)].join('\n\n')}\n`
}
