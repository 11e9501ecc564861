/** Routes of seals themselves: making, handing, suspending, their record and picture. */
import * as S from '@steppe/contracts/seals'
import { pictureSvg } from '@steppe/kernels/documents'
import { Type } from 'typebox'
import { accountById, firmsOf } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { media } from '#platform/media'
import { type AnyRoute, answer, route } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { changeSeal, endHandler, giveHandler } from './change-seal.ts'
import { findSeal, mayUse, ownsSeal, type SealRow, sealsOf, viewSeals } from './find-seals.ts'
import { loadKinds } from './load-kinds.ts'
import { makeSeal } from './make-seal.ts'
import { readActs } from './read-acts.ts'
import { pictureOf } from './use-seal.ts'

const closed = { additionalProperties: false }
const done = Type.Object({ done: Type.Boolean() })
const sealParams = Type.Object({ seal: S.SealId }, closed)
const ownRefusals = ['seals.seal_unknown', 'seals.not_your_seal', 'seals.seal_revoked', 'seals.moved_on']

async function namesFor(house: CasesHouse, actor: Actor): Promise<ReadonlyMap<string, string>> {
  const firms = await firmsOf(house, actor.id)
  return new Map([...firms.map(({ firm }) => [firm.code, firm.name] as const), [actor.id, actor.name]])
}

async function viewOne(house: CasesHouse, actor: Actor, row: SealRow): Promise<S.Seal> {
  return (await viewSeals(house, actor, [row], await namesFor(house, actor)))[0]!
}

async function usable(house: CasesHouse, actor: Actor, id: string): Promise<SealRow | Refusal> {
  const row = await findSeal(house, id)
  if (!row) return refuse('seals.seal_unknown')
  return ownsSeal(actor, row) || (await mayUse(house, actor, row)) ? row : refuse('seals.not_your_seal')
}

function readingRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/seals/offer',
      permission: 'open',
      summary: 'Kinds of seals, templates of documents, and the usual algorithm',
      response: S.SealOffer,
      handle: async () => {
        const { kinds, templates, algorithm } = await loadKinds(house.site.packs)
        return {
          kinds: [...kinds.values()].map(({ id, name, holder, source }) => ({ id, name, holder, source })),
          templates: [...templates.values()].map(({ id, name, source, fields }) => ({ id, name, source, fields })),
          algorithm,
        }
      },
    }),
    route({
      method: 'GET',
      url: '/api/seals/mine',
      permission: 'signed_in',
      summary: 'Your signature, the seals of firms you represent, and those you were given',
      response: S.MySeals,
      handle: async ({ actor }) => {
        const [rows, names, account] = await Promise.all([
          sealsOf(house, actor),
          namesFor(house, actor),
          accountById(house, actor.id),
        ])
        return { seals: await viewSeals(house, actor, rows, names), proved: account?.proved ?? false }
      },
    }),
    route({
      method: 'GET',
      url: '/api/seals/:seal/picture',
      permission: 'signed_in',
      summary: 'What the seal looks like, as SVG',
      params: sealParams,
      response: media('image/svg+xml'),
      refusals: ['seals.seal_unknown', 'seals.not_your_seal'],
      handle: async ({ actor, params }) => {
        const row = await usable(house, actor, params.seal)
        if (isRefusal(row)) return row
        return answer(200, pictureSvg(await pictureOf(house, row)), {
          'content-type': 'image/svg+xml',
          'cache-control': 'private, max-age=3600',
        })
      },
    }),
    route({
      method: 'GET',
      url: '/api/seals/:seal/acts',
      permission: 'signed_in',
      summary: 'Everything done with a seal, newest first; for its owner',
      params: sealParams,
      query: Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })) }, closed),
      response: S.SealActs,
      refusals: ['seals.seal_unknown', 'seals.not_your_seal'],
      handle: async ({ actor, params, query }) => {
        const row = await findSeal(house, params.seal)
        if (!row) return refuse('seals.seal_unknown')
        return ownsSeal(actor, row) ? readActs(house, row, query.before) : refuse('seals.not_your_seal')
      },
    }),
  ]
}

/** Seals and who may use them. */
export function sealRoutes(house: CasesHouse): AnyRoute[] {
  return [
    ...readingRoutes(house),
    route({
      method: 'POST',
      url: '/api/seals',
      permission: 'signed_in',
      summary: 'Make your own signature, or a seal of a firm whose legal representative you are',
      body: S.NewSeal,
      response: S.Seal,
      refusals: [
        'seals.kind_unknown',
        'seals.identity_unproved',
        'seals.not_representative',
        'seals.made_already',
        'seals.firm_unknown',
      ],
      handle: async ({ actor, body }) => {
        const made = await makeSeal(house, actor, body)
        return isRefusal(made) ? made : viewOne(house, actor, made)
      },
    }),
    route({
      method: 'POST',
      url: '/api/seals/:seal/handlers',
      permission: 'signed_in',
      summary: 'Let somebody use a seal of your firm',
      params: sealParams,
      body: S.NewHandler,
      response: done,
      refusals: [...ownRefusals, 'seals.account_unknown', 'seals.day_passed'],
      handle: ({ actor, params, body }) => giveHandler(house, actor, params.seal, body),
    }),
    route({
      method: 'DELETE',
      url: '/api/seals/:seal/handlers/:account',
      permission: 'signed_in',
      summary: 'End what somebody may do with your seal',
      params: Type.Object({ seal: S.SealId, account: Type.String({ maxLength: 64 }) }, closed),
      response: done,
      refusals: [...ownRefusals, 'seals.account_unknown'],
      handle: ({ actor, params }) => endHandler(house, actor, params.seal, params.account),
    }),
    route({
      method: 'POST',
      url: '/api/seals/:seal/state',
      permission: 'signed_in',
      summary: 'Suspend, resume or revoke a seal',
      params: sealParams,
      body: S.SealChange,
      response: done,
      refusals: ownRefusals,
      handle: ({ actor, params, body }) => changeSeal(house, actor, params.seal, body),
    }),
  ]
}
