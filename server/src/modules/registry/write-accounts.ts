/** Writes many people, accounts and grants at once, as a pack brings them. */
import type { House } from '#platform/module'
import type { Ask } from '#platform/postgres'

export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly idNumber: string
  readonly phone: string
}

export interface AccountRow {
  readonly id: string
  readonly login: string
  readonly kind: 'person' | 'staff'
  readonly name: string
  readonly person: string | null
  readonly origin: 'demo' | 'generated'
}

export interface GrantRow {
  readonly id: string
  readonly account: string
  readonly role: string
  readonly department: string | null
  readonly region: string | null
  readonly firm: string | null
  readonly from_day: string
}

export interface Writing {
  readonly people: readonly PersonRow[]
  readonly accounts: readonly AccountRow[]
  readonly grants: readonly GrantRow[]
}

/** All or nothing. Accounts of the same origins that are no longer brought are closed, their grants end; nothing is deleted. */
export async function writeAccounts(
  house: Pick<House, 'db' | 'clock'>,
  password: string,
  rows: Writing,
): Promise<void> {
  const at = new Date(house.clock.now())
  await house.db.inTransaction(async ({ ask }) => {
    await writePeople(ask, rows.people, at)
    await ask(
      `insert into registry.accounts (id, login, password, kind, name, person, origin, created_at, proved_at, proved_by)
       select a.id, a.login, $2, a.kind, a.name, a.person, a.origin, $3, $3, 'demo'
       from json_to_recordset($1::json) as a(id text, login text, kind text, name text, person text, origin text)
       on conflict (id) do update set login = excluded.login, password = excluded.password, name = excluded.name, person = excluded.person,
         failures = 0, locked_until = null, closed_at = null, proved_at = excluded.proved_at, proved_by = excluded.proved_by`,
      [JSON.stringify(rows.accounts), password, at],
    )
    await ask(
      `insert into registry.grants (id, account, role, department, region, firm, from_day, given_by, given_at)
       select g.id, g.account, g.role, g.department, g.region, g.firm, g.from_day, 'demo', $2
       from json_to_recordset($1::json) as g(id text, account text, role text, department text, region text, firm text, from_day date)
       on conflict (id) do update set role = excluded.role, department = excluded.department, region = excluded.region, firm = excluded.firm,
         from_day = excluded.from_day, until_day = null`,
      [JSON.stringify(rows.grants), at],
    )
    await closeOthers(ask, rows, at, house.clock.today())
  })
}

async function writePeople(ask: Ask, people: readonly PersonRow[], at: Date): Promise<void> {
  await ask(
    `insert into registry.people (id, name, id_number, phone, updated_at)
     select p.id, p.name, p."idNumber", p.phone, $2
     from json_to_recordset($1::json) as p(id text, name text, "idNumber" text, phone text)
     on conflict (id) do update set name = excluded.name, id_number = excluded.id_number, phone = excluded.phone, updated_at = excluded.updated_at`,
    [JSON.stringify(people), at],
  )
}

async function closeOthers(ask: Ask, rows: Writing, at: Date, today: string): Promise<void> {
  const ids = rows.accounts.map((account) => account.id)
  const grants = rows.grants.map((grant) => grant.id)
  await ask(
    `update registry.accounts a set closed_at = $2
     where a.origin in ('demo', 'generated') and a.closed_at is null and not exists (select 1 from unnest($1::text[]) as k(id) where k.id = a.id)`,
    [ids, at],
  )
  await ask(
    `update registry.grants g set until_day = greatest($2::date, g.from_day), ended_by = 'demo'
     where g.given_by = 'demo' and g.until_day is null and not exists (select 1 from unnest($1::text[]) as k(id) where k.id = g.id)`,
    [grants, today],
  )
}
