/** Forms of the packs, filled in by chance, pass their own check. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkForm, type Form } from '@steppe/contracts/catalog'
import type { Day } from '@steppe/kernels/calendar'
import { openPacks } from '#platform/packs'
import { fillForm } from './fill-form.ts'
import { inventFirm, inventPerson } from './invent-people.ts'
import { randomOf } from './random.ts'
import { readSettings } from './read-settings.ts'

const packs = await openPacks(join(import.meta.dirname, '../../../packs'), ['demo'])
const { words } = (await readSettings(packs))!
const forms: Form[] = []
for (const pack of packs) {
  for (const name of await pack.list('catalog/forms')) forms.push((await pack.data<Form>(`catalog/forms/${name}`))!)
}

function filler(index: number) {
  const person = inventPerson(words, 'test', index)
  const firm = index % 2 === 0 ? inventFirm(words, 'test', index, '150102', '新城区', person) : undefined
  const fileFor = (id: string, name: string) => ({ id: `demo-${id}`, name, bytes: 900 })
  return {
    person,
    ...(firm ? { firm } : {}),
    region: '150102',
    place: '新城区',
    today: '2026-11-23' as Day,
    words,
    given: {},
    fileFor,
  }
}

test('there are forms to fill in', () => assert.ok(forms.length >= 4))

for (const form of forms) {
  test(`two hundred applicants fill in ${form.title.zh} without a fault`, () => {
    for (let index = 0; index < 200; index++) {
      const answers = fillForm(form, randomOf('test', form.id, index), filler(index))
      assert.deepEqual(checkForm(form, answers, { stage: 'submit', today: '2026-11-23' }), [], JSON.stringify(answers))
    }
  })
}

test('the same chance fills a form in the same way', () => {
  const fill = (key: string) => fillForm(forms[0]!, randomOf(key), filler(1))
  assert.deepEqual(fill('once'), fill('once'))
  assert.notDeepEqual(fill('once'), fill('again'))
})
