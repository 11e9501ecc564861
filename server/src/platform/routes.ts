/** Routes of the house itself: health, site, sign-in, files. */
import { Health, Session, SignIn, Site, StoredFile } from '@steppe/contracts/platform'
import { stringifySetCookie } from 'cookie'
import { Type } from 'typebox'
import type { Actor } from './actor.ts'
import { countAttempt, findTooMany } from './count-attempts.ts'
import { fileTypes, giveFile, keepFile, largestFile } from './files.ts'
import { media } from './media.ts'
import { type AnyRoute, answer, type House, route } from './module.ts'
import { isRefusal, type Refusal, refuse } from './refusals.ts'
import { type Sessions, sessionCookie } from './sessions.ts'

export interface PlatformRoutesOptions {
  readonly house: House
  readonly sessions: Sessions
  readonly version: string
  /** The account id for a right password. */
  readonly verify: (login: string, password: string) => Promise<string | Refusal>
  /** A session in words: names of departments and firms. */
  readonly describeActor: (actor: Actor, language: 'zh' | 'en') => Promise<Session>
}

function cookieText(token: string, seconds: number): string {
  const reach = { path: '/', httpOnly: true, sameSite: 'lax', maxAge: seconds } as const
  return stringifySetCookie({ name: sessionCookie, value: token, ...reach })
}

/** Wrong tries of one address, whatever the accounts; one account is locked sooner. Many people behind one address err now and then. */
const wrongSignIns = { what: 'sign_in', most: 30, seconds: 600 }

function sessionRoutes({ sessions, verify, describeActor, house }: PlatformRoutesOptions): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/session',
      permission: 'open',
      summary: 'Sign in',
      body: SignIn,
      response: Session,
      remembersItself: true,
      refusals: ['platform.sign_in_failed', 'platform.locked', 'platform.too_many_attempts'],
      handle: async ({ body, language, address }) => {
        const tooMany = await findTooMany(house, wrongSignIns, address)
        if (tooMany) return tooMany
        const account = await verify(body.login, body.password)
        if (isRefusal(account)) {
          await countAttempt(house, wrongSignIns, address)
          return account
        }
        const { token, expires } = await sessions.open(account)
        const actor = await sessions.identify(token)
        const cookie = cookieText(token, Math.floor((expires - house.clock.now()) / 1000))
        return answer(200, await describeActor(actor, language), { 'set-cookie': cookie, 'x-session-token': token })
      },
    }),
    route({
      method: 'GET',
      url: '/api/session',
      permission: 'open',
      summary: 'Who is signed in',
      response: Session,
      handle: ({ actor, language }) => describeActor(actor, language),
    }),
    route({
      method: 'DELETE',
      url: '/api/session',
      permission: 'open',
      summary: 'Sign out',
      response: Type.Object({}),
      remembersItself: true,
      handle: async ({ token }) => {
        if (token) await sessions.close(token)
        return answer(200, {}, { 'set-cookie': cookieText('', 0) })
      },
    }),
  ]
}

function fileRoutes(house: House): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/files',
      permission: 'signed_in',
      summary: 'Upload a file; the body is the file',
      query: Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }) }, { additionalProperties: false }),
      body: media('application/octet-stream'),
      bodyLimit: largestFile + 1024,
      response: StoredFile,
      refusals: ['platform.too_large', 'platform.file_kind'],
      handle: async ({ actor, query, body }) => {
        if (!Buffer.isBuffer(body)) return refuse('platform.file_kind', { what: query.name })
        return keepFile(house.db.ask, house.clock, actor.id, query.name, body)
      },
    }),
    route({
      method: 'GET',
      url: '/api/files/:id',
      permission: 'signed_in',
      summary: 'A file you uploaded',
      params: Type.Object({ id: Type.String({ maxLength: 64 }) }, { additionalProperties: false }),
      response: media(...fileTypes),
      refusals: ['platform.file_unknown'],
      handle: ({ actor, params }) => giveFile(house.db.ask, params.id, actor.id),
    }),
  ]
}

/** All routes of the house. */
export function platformRoutes(options: PlatformRoutesOptions): AnyRoute[] {
  const { house, version } = options
  return [
    route({
      method: 'GET',
      url: '/api/health',
      permission: 'open',
      summary: '200 once ready',
      response: Health,
      handle: async () => ({ ready: true, version }),
    }),
    route({
      method: 'GET',
      url: '/api/site',
      permission: 'open',
      summary: 'The installation: its name, region and day',
      response: Site,
      handle: async () => {
        const { name, region, zone, demo, directions } = house.site
        return { name, region, zone, demo, today: house.clock.today(), ...(directions ? { directions } : {}) }
      },
    }),
    ...sessionRoutes(options),
    ...fileRoutes(house),
  ]
}
