/** HTTP of credentials: parse, act, answer. */
import * as C from '@steppe/contracts/credentials'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { type AnyRoute, route } from '#platform/module'
import { licenceTypes } from './licence-types.ts'
import { listMine } from './list-mine.ts'

const typesQuery = Type.Object(
  { department: Type.Optional(Type.String({ maxLength: 60 })), q: Type.Optional(Type.String({ maxLength: 60 })) },
  { additionalProperties: false },
)

/** All routes of the module. */
export function credentialRoutes(house: CasesHouse): AnyRoute[] {
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
      method: 'GET',
      url: '/api/credentials/mine',
      permission: 'signed_in',
      summary: 'Your licences and those of the firms you act for',
      response: C.MyLicences,
      handle: ({ actor, language }) => listMine(house, actor, language),
    }),
  ]
}
