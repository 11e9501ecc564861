/** Routes of the catalogue: parse, ask, answer. */
import { Form, Item, ItemCode, Word } from '@steppe/contracts/catalog'
import { Type } from 'typebox'
import { type AnyRoute, type House, route } from '#platform/module'
import { refuse } from '#platform/refusals'
import { findForm, findItem } from './find-item.ts'

const CodeParams = Type.Object({ code: ItemCode }, { additionalProperties: false })
const FormParams = Type.Object({ id: Word }, { additionalProperties: false })

export const routes = (house: House): readonly AnyRoute[] => [
  route({
    method: 'GET',
    url: '/api/catalog/items/:code',
    permission: 'open',
    summary: 'An item whole, as it stands today',
    params: CodeParams,
    response: Item,
    refusals: ['catalog.item_unknown'],
    handle: async ({ params }) =>
      (await findItem(house, params.code, house.clock.today())) ??
      refuse('catalog.item_unknown', { code: params.code }),
  }),
  route({
    method: 'GET',
    url: '/api/catalog/forms/:id',
    permission: 'open',
    summary: 'A form as it stands today',
    params: FormParams,
    response: Form,
    refusals: ['catalog.form_unknown'],
    handle: async ({ params }) =>
      (await findForm(house, params.id, house.clock.today())) ?? refuse('catalog.form_unknown', { id: params.id }),
  }),
]
