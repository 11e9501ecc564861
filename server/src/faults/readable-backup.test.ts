/** What somebody reads who has a copy of the database and not its keys: no ID number, no phone, no file. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { day } from '@steppe/kernels/calendar'
import { issueCredential, licencePlatform } from '#act/credentials'
import { itemCodeFor } from '#ask/catalog'
import { personOfAccount } from '#ask/registry'
import { isRefusal } from '#platform/refusals'
import { type TestInstallation, testInstallation } from '#testing/installation'
import { traderAnswers } from '#testing/trader-answers'

const file = '%PDF-1.4 nothing of this file is to be read'

let town: TestInstallation

before(async () => {
  town = await testInstallation('2026-11-23T10:00+08:00')
})

/** The tables in whose rows, as they lie on the disk, one of the words is found. */
async function tablesWith(words: readonly string[]): Promise<string[]> {
  const { db } = town.house
  const tables = await db.ask<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'catalog')`,
  )
  // The empty group keeps the door of the database from taking the pattern for a number.
  const pattern = words.map((word) => `${word.slice(0, 3)}()${word.slice(3)}`).join('|')
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await db.ask<{ count: number }>(`select count(*)::int as count from ${name} t where t::text ~ $1`, [
      pattern,
    ])
    if (row!.count > 0) found.push(name)
  }
  return found
}

/** A person's business is started, a file handed in, a licence given that bears their number. */
async function leaveTraces(): Promise<{ id: string; idNumber: string; phone: string }> {
  const citizen = await town.signIn('wangfang')
  const account = (await citizen.call('GET', '/api/session')).body.id
  const person = (await personOfAccount(town.house, account))!
  const { idNumber, phone } = person
  const item = await itemCodeFor(town.house, '001031001000', '150102')
  const draft = (await citizen.call('POST', '/api/applications/drafts', { item })).body
  const answers = { ...traderAnswers('新城区云朵餐馆'), operatorIdNumber: idNumber, contactPhone: phone }
  const path = `/api/applications/drafts/${draft.id}`
  await citizen.call('PATCH', path, { version: draft.version, answers, promise: true })
  const receipt = await citizen.call(
    'POST',
    '/api/applications',
    { draft: draft.id },
    { 'idempotency-key': 'once-only' },
  )
  assert.equal(receipt.status, 200, JSON.stringify(receipt.body))
  const shown = (await citizen.call('GET', `/api/cases/${receipt.body.case}`)).body
  assert.equal(shown.answers.operatorIdNumber, idNumber, 'the person themselves reads it')
  const type = { 'content-type': 'application/pdf' }
  const kept = await citizen.call('POST', '/api/files?name=id.pdf', Buffer.from(file), type)
  assert.equal(kept.status, 200, JSON.stringify(kept.body))
  const licence = await issueCredential(town.house, {
    type: 'disability-certificate',
    holder: { kind: 'person', id: person.id, name: person.name, code: idNumber },
    department: '150102-disabled-federation',
    number: `${idNumber}43`,
    issuedOn: day('2026-11-23'),
    details: {},
    actor: licencePlatform,
  })
  assert.ok(!isRefusal(licence), JSON.stringify(licence))
  await town.settle()
  return { id: person.id, idNumber, phone: phone! }
}

test('a business is started, a file handed in, a licence given: a copy of the database shows neither number nor phone nor file', async () => {
  const { id, idNumber, phone } = await leaveTraces()
  assert.deepEqual(await tablesWith([idNumber, phone, Buffer.from(file).toString('hex')]), [])
  assert.ok((await tablesWith([id])).includes('registry.people'), 'the search finds what is there')
})
