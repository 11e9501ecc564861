/** The demonstration's draws are made by the real acts, and the published one can be replayed; its list of certificates is taken in as an office's own. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { replayDraw } from '@steppe/kernels/draw'
import { type TestInstallation, testInstallation } from '#testing/installation'
import { seedDraws } from './seed-draws.ts'
import { seedProofMatters } from './seed-proof-matters.ts'

let town: TestInstallation

describe('the draws of the demonstration', () => {
  before(async () => {
    town = await testInstallation()
    await seedDraws(town.house)
  })

  test('one is published, with a genuine round of the beacon, and replays', async () => {
    const { draws } = (await town.anyone.call('GET', '/api/inspections/draws')).body
    assert.deepEqual(
      draws.map((draw: { state: string }) => draw.state),
      ['published'],
    )
    const { body } = await town.anyone.call('GET', `/api/inspections/draws/${draws[0].id}/transcript`)
    const report = replayDraw(body)
    assert.ok(report.ok, JSON.stringify(report.lines.filter((line) => !line.ok)))
  })

  test('one waits at the organiser’s desk, and seeding again adds nothing', async () => {
    await seedDraws(town.house)
    const organiser = await town.signIn('organiser')
    assert.equal((await organiser.call('GET', '/api/inspections/prepared')).body.draws.length, 1)
    assert.equal((await town.anyone.call('GET', '/api/inspections/plans')).body.plans.length, 2)
  })
})

test('the list of certificates has each of the three ways, says in every row that it is made up, and is taken in once', async () => {
  await seedProofMatters(town.house)
  await seedProofMatters(town.house)
  const { total, routes } = (await town.anyone.call('GET', '/api/catalog/proof-matters/counts')).body
  const { matters } = (await town.anyone.call('GET', '/api/catalog/proof-matters')).body
  assert.ok(total > 0 && total === matters.length)
  assert.ok(routes.every((each: { matters: number }) => each.matters > 0))
  assert.ok(matters.every((each: { name: string; basis: string }) => /演示/.test(each.name) && /演示/.test(each.basis)))
})
