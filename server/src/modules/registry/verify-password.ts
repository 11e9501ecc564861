/** Signing in with a password: five wrong tries lock the account for ten minutes. Source: GB/T 22239-2019 8.1.4.1 b. */
import { hash, verify } from '@node-rs/argon2'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import type { Account } from './find-account.ts'

const triesAllowed = 5
const lockedFor = 10 * 60_000

interface Row extends Account {
  readonly password: string | null
  readonly failures: number
  readonly lockedUntil: Date | null
}

/** Argon2id at 19 MiB, two passes, one lane (OWASP's first choice). */
export function hashPassword(password: string): Promise<string> {
  return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
}

let stranger: Promise<string> | undefined

/**
 * The account when the password is right. Refuses `platform.sign_in_failed` for a wrong password and for an account that is
 * not there (after the same work, so that time does not tell which), `platform.locked` after five wrong tries.
 */
export async function verifyPassword(
  house: Pick<House, 'db' | 'clock'>,
  login: string,
  password: string,
): Promise<Account | Refusal> {
  const row = await readRow(house, login)
  if (row?.lockedUntil && row.lockedUntil.getTime() > house.clock.now()) return refuse('platform.locked')
  stranger ??= hashPassword('nobody signs in with this')
  const right = await verify(row?.password ?? (await stranger), password)
  if (!row?.password || row.closed) return refuse('platform.sign_in_failed')
  if (!right) return noteFailure(house, row)
  if (row.failures > 0)
    await house.db.ask('update registry.accounts set failures = 0, locked_until = null where id = $1', [row.id])
  const { id, kind, name, person, closed, proved } = row
  return { id, login: row.login, kind, name, person, closed, proved }
}

async function readRow(house: Pick<House, 'db'>, login: string): Promise<Row | undefined> {
  const rows = await house.db.ask<Row>(
    `select a.id, a.login, a.kind, a.name, a.person, a.closed_at is not null as closed, a.proved_at is not null as proved,
       a.password, a.failures, a.locked_until as "lockedUntil"
     from registry.accounts a where a.login = $1`,
    [login.trim().toLowerCase()],
  )
  return rows[0]
}

/** One statement counts and locks, so that tries at the same moment are all counted. */
async function noteFailure(house: Pick<House, 'db' | 'clock'>, row: Row): Promise<Refusal> {
  const rows = await house.db.ask<{ locked: boolean }>(
    `update registry.accounts set
       failures = case when failures + 1 >= $2 then 0 else failures + 1 end,
       locked_until = case when failures + 1 >= $2 then $3::timestamptz else null end
     where id = $1 returning locked_until is not null as locked`,
    [row.id, triesAllowed, new Date(house.clock.now() + lockedFor)],
  )
  return refuse(rows[0]?.locked ? 'platform.locked' : 'platform.sign_in_failed')
}
