/** HTTP of credentials: parse, act, answer. */
import * as C from '@steppe/contracts/credentials'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { media } from '#platform/media'
import { type AnyRoute, answer, route } from '#platform/module'
import { isRefusal, refuse } from '#platform/refusals'
import { changeByStaff } from './change-by-staff.ts'
import { issuerOf } from './licence-token.ts'
import { licenceTypes } from './licence-types.ts'
import { listIssued } from './list-issued.ts'
import { listMine } from './list-mine.ts'
import { issuerKeys, statusHold, statusToken } from './publish-status.ts'
import { sharingRoutes } from './routes-sharing.ts'
import { showLicence } from './show-licence.ts'
import { takeFile, takeToken } from './take-licence.ts'
import { verifyIdentifier, verifyToken } from './verify-licence.ts'
import { licenceFor, viewLicence } from './view-licence.ts'

const closed = { additionalProperties: false }
const licenceParams = Type.Object({ id: C.LicenceId }, closed)
const typesQuery = Type.Object(
  { department: Type.Optional(Type.String({ maxLength: 60 })), q: Type.Optional(Type.String({ maxLength: 60 })) },
  closed,
)
const issuedQuery = Type.Object(
  {
    department: Type.Optional(Type.String({ maxLength: 60 })),
    q: Type.Optional(Type.String({ maxLength: 120 })),
    cursor: Type.Optional(Type.String({ maxLength: 100 })),
  },
  closed,
)
const takingQuery = Type.Object(
  { form: Type.Optional(Type.Enum(['token', 'file'])), algorithm: Type.Optional(Type.Enum(['ES256', 'SM2'])) },
  closed,
)
/** Anybody's programs may read them from any page. */
const everywhere = { 'access-control-allow-origin': '*' }

/** All routes of the module. */
export function credentialRoutes(house: CasesHouse): AnyRoute[] {
  return [...open(house), ...publishing(house), ...holding(house), ...issuing(house), ...sharingRoutes(house)]
}

function open(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/credentials/types',
      permission: 'open',
      summary: 'Types of licences, all or of a kind of department, or with these words in the name',
      query: typesQuery,
      response: C.LicenceTypeList,
      handle: async ({ query }) => {
        const types = [...(await licenceTypes(house)).values()]
        const found = types.filter(
          (type) =>
            (!query.department || type.department === query.department) &&
            (!query.q || type.name.zh.includes(query.q) || type.name.en.toLowerCase().includes(query.q.toLowerCase())),
        )
        return { types: found, total: types.length }
      },
    }),
    route({
      method: 'POST',
      url: '/api/credentials/verify',
      permission: 'open',
      summary: 'Check a licence by its identifier or its token',
      body: C.Verify,
      response: C.Verification,
      refusals: [
        'credentials.no_identifier',
        'credentials.check_character_wrong',
        'credentials.licence_unknown',
        'credentials.token_refused',
      ],
      handle: async ({ body, language }) => {
        if (body.token) return verifyToken(house, body.token, language)
        return body.identifier
          ? verifyIdentifier(house, body.identifier, language)
          : refuse('credentials.no_identifier')
      },
    }),
  ]
}

/** What verifiers elsewhere fetch: status lists and keys. */
function publishing(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/credentials/status/:list',
      permission: 'open',
      summary: 'A status list as a signed token (Token Status List)',
      params: Type.Object({ list: Type.String({ pattern: '^[0-9]{6}-[0-9]{1,6}$', maxLength: 13 }) }, closed),
      response: media('application/statuslist+jwt'),
      refusals: ['credentials.list_unknown'],
      handle: async ({ params }) => {
        const [league = '', list = ''] = params.list.split('-')
        const token = await statusToken(house, league, Number(list))
        if (!token) return refuse('credentials.list_unknown')
        return answer(200, Buffer.from(token), {
          'content-type': 'application/statuslist+jwt',
          'cache-control': `public, max-age=${await statusHold(house)}`,
          ...everywhere,
        })
      },
    }),
    route({
      method: 'GET',
      url: '/.well-known/jwt-vc-issuer',
      permission: 'open',
      summary: 'The keys that licences and status lists are signed with (SD-JWT VC issuer metadata)',
      response: Type.Object({ issuer: Type.String(), jwks: Type.Object({ keys: Type.Array(Type.Any()) }) }),
      handle: async () => answer(200, { issuer: issuerOf(house), jwks: { keys: await issuerKeys(house) } }, everywhere),
    }),
    route({
      method: 'GET',
      url: '/.well-known/jwks.json',
      permission: 'open',
      summary: 'The same keys as a JWK set',
      response: Type.Object({ keys: Type.Array(Type.Any()) }),
      handle: async () => answer(200, { keys: await issuerKeys(house) }, everywhere),
    }),
  ]
}

function holding(house: CasesHouse): AnyRoute[] {
  const refusals = ['credentials.licence_unknown', 'credentials.not_yours']
  return [
    route({
      method: 'GET',
      url: '/api/credentials/mine',
      permission: 'signed_in',
      summary: 'Your licences and those of the firms you act for',
      response: C.MyLicences,
      handle: ({ actor, language }) => listMine(house, actor, language),
    }),
    route({
      method: 'GET',
      url: '/api/credentials/licences/:id',
      permission: 'signed_in',
      summary: 'A licence whole: for its holder and for whoever issued it',
      params: licenceParams,
      response: C.LicenceView,
      refusals,
      handle: ({ actor, params, language }) => viewLicence(house, actor, params.id, language),
    }),
    route({
      method: 'GET',
      url: '/api/credentials/licences/:id/token',
      permission: 'signed_in',
      summary:
        'The licence as a token that proves itself (SD-JWT VC), or a file with all that is needed to check it offline',
      params: licenceParams,
      query: takingQuery,
      response: media('application/dc+sd-jwt', 'application/json'),
      refusals,
      handle: async ({ actor, params, query }) => {
        const found = await licenceFor(house, actor, params.id)
        if (isRefusal(found)) return found
        return (query.form === 'file' ? takeFile : takeToken)(house, found.licence, query.algorithm ?? 'ES256')
      },
    }),
    route({
      method: 'GET',
      url: '/api/credentials/licences/:id/showing',
      permission: 'signed_in',
      summary: 'Show the licence: a token of a minute’s life with the least that answers',
      params: licenceParams,
      response: C.Showing,
      refusals,
      handle: async ({ actor, params }) => {
        const found = await licenceFor(house, actor, params.id)
        if (isRefusal(found)) return found
        return showLicence(house, found.licence)
      },
    }),
  ]
}

function issuing(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/credentials/issued',
      permission: 'credentials:licence:read',
      summary: 'What your department has issued, or one licence by identifier, number or holder',
      query: issuedQuery,
      response: C.IssuedLicences,
      refusals: ['credentials.not_the_issuer', 'platform.cursor_unknown'],
      handle: ({ actor, query, language }) => listIssued(house, actor, query, language),
    }),
    route({
      method: 'POST',
      url: '/api/credentials/licences/:id/changes',
      permission: 'credentials:licence:change',
      summary: 'Suspend, revoke, cancel, renew a licence of your department',
      params: licenceParams,
      body: C.NewChange,
      response: C.LicenceView,
      refusals: [
        'credentials.licence_unknown',
        'credentials.not_the_issuer',
        'credentials.changed_meanwhile',
        'credentials.no_such_change',
        'credentials.say_why',
        'credentials.ends_before_it_begins',
      ],
      handle: ({ actor, params, body, language }) => changeByStaff(house, actor, params.id, body, language),
    }),
  ]
}
