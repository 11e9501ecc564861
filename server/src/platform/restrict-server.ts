/** The server's own role in PostgreSQL: it reads and writes rows, but alters no table and changes no act. */
import { randomBytes } from 'node:crypto'
import type { Database } from './postgres.ts'

const role = 'steppe_server'

/** Tables whose rows are only ever added. */
const appendOnly = [
  'cases.acts',
  'seals.acts',
  'seals.versions',
  'seals.papers',
  'credentials.acts',
  'credentials.calls',
  'ledger.leaves',
  'ledger.checkpoints',
  'ledger.cosignatures',
  'inspections.draw_acts',
  'evaluation.figures',
  'platform.data_keys',
]
/** Tables whose rows grow and stay: triggers say how they may grow. */
const growing = ['ledger.tiles', 'ledger.log']

/**
 * Makes the role anew with a fresh password and what it may do, and gives the URL to connect as it. Needs an owner that may create
 * roles (the embedded PostgreSQL has one); a site that brings its own PostgreSQL does this once by hand, see the how-to.
 */
export async function restrictServer(owner: Database, url: string): Promise<string> {
  const password = randomBytes(18).toString('base64url')
  const schemas = await owner.ask<{ name: string }>(
    "select n.nspname as name from pg_namespace n where n.nspname !~ '^(pg_|information_schema|public$)'",
  )
  const names = schemas.map((schema) => `"${schema.name}"`).join(', ')
  const known = await owner.ask('select 1 from pg_roles r where r.rolname = $1', [role])
  await owner.script(`
    ${known.length > 0 ? 'alter' : 'create'} role ${role} login password '${password}';
    grant usage on schema ${names} to ${role};
    grant select, insert, update, delete, truncate, maintain on all tables in schema ${names} to ${role};
    grant usage, select on all sequences in schema ${names} to ${role};
    grant execute on all functions in schema ${names} to ${role};
    ${appendOnly.map((table) => `revoke update, delete, truncate on ${table} from ${role};`).join('\n    ')}
    ${growing.map((table) => `revoke delete, truncate on ${table} from ${role};`).join('\n    ')}`)
  return Object.assign(new URL(url), { username: role, password }).toString()
}
