/** The demonstration's policies: published by the real acts once, with firms they fit. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type TestInstallation, testInstallation } from '#testing/installation'
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
