/** The demonstration's policies: published by the real acts once, with firms they fit. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type TestInstallation, testInstallation } from '#testing/installation'
import { check } from '../../../verifier/src/check-policy.ts'
import { verifyFile } from '../../../verifier/src/recognise-subject.ts'
import { sealAll } from '../ledger/test-log.ts'
import { seedPolicies } from './seed-policies.ts'

let town: TestInstallation

before(async () => {
  town = await testInstallation('2026-11-23T09:30+08:00')
})

test('a policy with two versions is there, a draft, and a base to simulate on; a second start adds nothing', async () => {
  await seedPolicies(town.house)
  await seedPolicies(town.house)
  const shown = await town.anyone.call('GET', '/api/policies/steady-jobs-award')
  assert.deepEqual(
    shown.body.versions.map((each: { version: number; publishedOn: string }) => [each.version, each.publishedOn]),
    [
      [2, '2026-11-03'],
      [1, '2026-08-25'],
    ],
  )
  const maker = await town.signIn('policymaker')
  const { drafts } = (await maker.call('GET', '/api/policies/drafts?department=150000-human-resources')).body
  assert.equal(drafts.filter((each: { state: string }) => each.state === 'draft').length, 1)
  const result = await maker.call('POST', '/api/policies/simulate', {
    department: '150000-human-resources',
    policy: (await maker.call('GET', '/api/policies/drafts/training-support')).body.policy,
  })
  assert.ok(result.body.yes > 0 && result.body.cost > 0)
})

test('a version that a department publishes is sealed; its file is proved, and one that was touched is not', async () => {
  await sealAll(town.house)
  const file = (await town.anyone.call('GET', '/api/policies/steady-jobs-award/file?version=2')).body
  const report = async (json: unknown) => {
    const options = { logKeys: file.sealing.verifierKeys, witnessKeys: [], now: 0, given: {} }
    return (await verifyFile([check], Buffer.from(JSON.stringify(json)), options)).report
  }
  const told = await report(file)
  assert.deepEqual(told.failed, [])
  assert.match(told.proved.map(({ zh }) => zh).join(''), /稳定用工奖励.*第 2 版，2026-11-03 发布/)
  const benefit = { ...file.policy.benefit, amount: 'employees * 400' }
  const touched = await report({ ...file, policy: { ...file.policy, benefit } })
  assert.match(touched.failed.map(({ en }) => en).join(''), /changed after it was published/)
  const first = (await town.anyone.call('GET', '/api/policies/steady-jobs-award/file?version=1')).body
  assert.notEqual(first.sealing.index, file.sealing.index)
  assert.deepEqual((await report({ ...file, sealing: first.sealing })).proved, [])
  const ofPack = (await town.anyone.call('GET', '/api/policies/job-stability-refund/file?version=1')).body
  assert.match((await report(ofPack)).proved.map(({ zh }) => zh).join(''), /第 1 版/)
})

test('a repeal is sealed: the version with its last day and what ended it', async () => {
  const maker = await town.signIn('policymaker')
  const none = await town.anyone.call('GET', '/api/policies/steady-jobs-award/file?version=2&of=repeal')
  assert.equal(none.body.code, 'policies.version_not_sealed')
  await maker.call(
    'POST',
    '/api/policies/steady-jobs-award/repeal',
    { on: '2026-12-31', by: '内人社发〔2026〕99号', why: '资金用完' },
    { 'idempotency-key': 'repeal-1' },
  )
  await sealAll(town.house)
  const file = (await town.anyone.call('GET', '/api/policies/steady-jobs-award/file?version=2&of=repeal')).body
  assert.deepEqual([file.policy.validUntil, file.policy.repealedBy], ['2026-12-30', '内人社发〔2026〕99号'])
  const options = { logKeys: file.sealing.verifierKeys, witnessKeys: [], now: 0, given: {} }
  const whole = (await verifyFile([check], Buffer.from(JSON.stringify(file)), options)).report
  assert.deepEqual([whole.failed, whole.proved.length > 0], [[], true])
  const touched = { ...file, policy: { ...file.policy, repealedBy: '别的文件' } }
  assert.equal((await verifyFile([check], Buffer.from(JSON.stringify(touched)), options)).report.failed.length, 1)
})
