/** Sessions: an opaque token in a cookie or header; only its digest is stored. */
import { createHash, randomBytes } from 'node:crypto'
import { type Actor, anyone } from './actor.ts'
import type { Clock } from './clock.ts'
import type { Database } from './postgres.ts'

export const sessionCookie = 'steppe_session'
const lifetime = 12 * 3600_000
const remembered = 2000

const digest = (token: string) => createHash('sha256').update(token).digest()

export interface Sessions {
  readonly open: (account: string) => Promise<{ readonly token: string; readonly expires: number }>
  readonly close: (token: string) => Promise<void>
  /** The actor behind a token, at once where it is remembered; `anyone` when there is none or it has ended. */
  readonly identify: (token: string | undefined) => Actor | Promise<Actor>
}

/** Sessions over the database; `getActor` reads the person's roles. An actor is remembered for two seconds. */
export function sessionsOf(
  db: Database,
  clock: Clock,
  getActor: (account: string) => Promise<Actor | undefined>,
): Sessions {
  const known = new Map<string, { readonly actor: Actor; readonly until: number }>()
  const look = async (token: string): Promise<Actor> => {
    const rows = await db.ask<{ account: string }>(
      'select s.account from platform.sessions s where s.token_hash = $1 and s.expires_at > $2',
      [digest(token), new Date(clock.now())],
    )
    return (rows[0] && (await getActor(rows[0].account))) ?? anyone
  }
  const lookAnew = async (token: string): Promise<Actor> => {
    const actor = await look(token)
    if (known.size > 10_000) known.clear()
    known.set(token, { actor, until: Date.now() + remembered })
    return actor
  }
  return {
    open: async (account) => {
      // In hexadecimal: a token is also given on command lines, where one that begins with a dash would be an option.
      const token = randomBytes(24).toString('hex')
      const expires = clock.now() + lifetime
      await db.ask(
        'insert into platform.sessions (token_hash, account, created_at, expires_at) values ($1, $2, $3, $4)',
        [digest(token), account, new Date(clock.now()), new Date(expires)],
      )
      return { token, expires }
    },
    close: async (token) => {
      known.delete(token)
      await db.ask('delete from platform.sessions where token_hash = $1', [digest(token)])
    },
    identify: (token) => {
      if (!token) return anyone
      const found = known.get(token)
      return found && found.until > Date.now() ? found.actor : lookAnew(token)
    },
  }
}
