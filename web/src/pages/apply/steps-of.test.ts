/** The way through an application. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NeededMaterial } from '@steppe/contracts/applications'
import type { FormQuestion } from '@steppe/contracts/catalog'
import { type Application, resumeAt, stepOfField, stepsOf } from './steps-of.ts'

const question = (id: string, more: Partial<FormQuestion> = {}): FormQuestion => ({
  id,
  section: 'a',
  label: { zh: id },
  type: 'text',
  required: true,
  ...more,
})
const material = (id: string, more: Partial<NeededMaterial> = {}): NeededMaterial => ({
  id,
  name: id,
  needed: true,
  required: true,
  mayFollow: false,
  proof: 'upload',
  ...more,
})
const application = (more: Partial<Application> = {}): Application => ({
  asked: [question('name'), question('shop'), question('lease', { type: 'file', material: 'lease-paper' })],
  answers: { name: '王芳' },
  prefilled: { name: '身份证' },
  needed: [material('lease-paper'), material('plan'), material('licence', { needed: false, proof: 'credential' })],
  promiseAllowed: false,
  ...more,
})
const ids = (from: Application, open?: string) => stepsOf(from, open).map((step) => step.id)

test('what is known is shown together, the rest is asked one by one, then materials, then the check', () => {
  assert.deepEqual(ids(application()), ['known', 'shop', 'lease', 'material-plan', 'check'])
})

test('a known answer is asked only when the person wants to change it', () => {
  assert.deepEqual(ids(application(), 'name'), ['known', 'name', 'shop', 'lease', 'material-plan', 'check'])
})

test('a prefilled answer that was emptied is asked like any other', () => {
  assert.deepEqual(ids(application({ answers: { name: '' } })), ['name', 'shop', 'lease', 'material-plan', 'check'])
})

test('a promise is offered before the materials that it spares, where the item allows it', () => {
  assert.deepEqual(ids(application({ promiseAllowed: true })).slice(-3), ['promise', 'material-plan', 'check'])
})

test('one goes on where one stopped', () => {
  assert.equal(resumeAt(application(), new Set()), 'known')
  assert.equal(resumeAt(application({ answers: { name: '王芳', shop: '面馆' } }), new Set()), 'lease')
  const filled = application({ answers: { name: '王芳', shop: '面馆', lease: [{ id: '1', name: 'a.pdf' }] } })
  assert.equal(resumeAt(filled, new Set()), 'material-plan')
  assert.equal(resumeAt(filled, new Set(['plan'])), 'check')
})

test('who stopped before the materials is offered the promise first', () => {
  const filled = application({
    answers: { name: '王芳', shop: '面馆', lease: [{ id: '1', name: 'a.pdf' }] },
    promiseAllowed: true,
  })
  assert.equal(resumeAt(filled, new Set()), 'promise')
  assert.equal(resumeAt(filled, new Set(['lease-paper'])), 'material-plan')
})

test('a fault in the second person of a list is mended in the list', () => {
  const steps = stepsOf(
    application({ asked: [question('shareholders', { type: 'people-list' })], answers: {}, prefilled: {} }),
  )
  assert.equal(stepOfField('shareholders.2.idNumber', steps), 'shareholders')
  assert.equal(stepOfField('plan', steps), 'material-plan')
})
