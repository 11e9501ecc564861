/** Two installations pass orders both ways as signed events: the result closes the loop, an emergency is never delayed. */
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { before, test } from 'node:test'
import { type Links, linksFrom } from '#links/links'
import { type TestInstallation, testInstallation } from '#testing/installation'

const pem = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}
const [west, east] = [pem(), pem()]
let here: TestInstallation
let there: TestInstallation

async function listen(town: TestInstallation, links: Links): Promise<void> {
  await town.app.listen({ port: 0, host: '127.0.0.1' })
  Object.assign(links.peers[0]!, { url: `http://127.0.0.1:${(town.app.server.address() as AddressInfo).port}` })
}

before(async () => {
  const peer = (name: string, key: typeof west, regions: string[]) => ({
    name,
    url: 'http://127.0.0.1:1',
    publicKey: key.publicKey,
    regions,
  })
  const hereLinks = linksFrom({ name: 'west', privateKey: west.privateKey, peers: [peer('east', east, ['150200'])] })
  const thereLinks = linksFrom({ name: 'east', privateKey: east.privateKey, peers: [peer('west', west, ['150100'])] })
  here = await testInstallation('2026-11-23T09:00+08:00', hereLinks)
  there = await testInstallation('2026-11-23T09:00+08:00', thereLinks)
  await listen(there, hereLinks)
  await listen(here, thereLinks)
})

async function pass(more: object) {
  const citizen = await here.signIn('wangfang')
  const body = { intent: 'complaint', place: { region: '150203' }, ...more }
  const { id } = (await citizen.call('POST', '/api/appeals', body)).body
  await here.settle()
  await there.settle()
  await there.settle()
  const [arrived] = await there.house.db.ask<{ id: string }>(
    "select c.id from cases.cases c where c.state #>> '{findings,origin,case}' = $1",
    [id],
  )
  assert.ok(arrived, 'it arrived')
  return { citizen, id, other: arrived.id }
}

test('an order of another installation’s region is handled there, and its person reads the reply here', async () => {
  const { citizen, id, other } = await pass({ text: '昆都仑区一家超市卖过期牛奶' })
  assert.equal((await citizen.call('GET', `/api/appeals/${id}`)).body.stage, 'handling')
  const hotline = await there.signIn('150200-hotline.clerk')
  const market = await there.signIn('150203-market-regulation.examiner')
  const act = async (by: typeof hotline, deed: object) => {
    const view = (await by.call('GET', `/api/appeals/${other}`)).body
    const done = await by.call('POST', `/api/appeals/${other}/acts`, {
      after: view.seq,
      deed: { task: view.tasks[0].id, ...deed },
    })
    assert.equal(done.status, 200, JSON.stringify(done.body))
  }
  await act(hotline, { kind: 'dispatch', to: '150203-market-regulation' })
  await act(market, { kind: 'reply', text: '已下架并立案。', basis: '食品安全法', solved: true })
  await act(hotline, { kind: 'call_back', contacted: true, solved: true, satisfaction: 'satisfied' })
  await there.settle()
  await here.settle()
  const ended = (await citizen.call('GET', `/api/appeals/${id}`)).body
  assert.equal(ended.status, 'closed', JSON.stringify(ended).slice(0, 300))
  assert.equal(ended.replies.at(-1).text, '已下架并立案。')
})

test('an emergency of another region is with the police there before anybody looked at it', async () => {
  const { other } = await pass({ intent: 'help', urgency: 'emergency', text: '有人被困车内' })
  const police = await there.signIn('150203-police.examiner')
  assert.equal((await police.call('GET', `/api/appeals/${other}`)).body.lead.department, '150203-police')
})
