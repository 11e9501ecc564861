/** 跨域通办 between two installations: received in one, decided in the other, every step told back; forged and repeated events change nothing. */
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { before, describe, test } from 'node:test'
import { findForm, findItem, itemCodeFor } from '#ask/catalog'
import { fillForm } from '#testing/fill-form'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { type LinkEvent, type Links, linksFrom, signBody } from './links.ts'

const foodBusiness = '000131025001'
const pem = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}
const west = pem()
const east = pem()

/** Links whose peer's address becomes known once it listens. */
function linksTo(name: string, own: typeof west, peer: { name: string; key: typeof west; regions: string[] }): Links {
  return linksFrom({
    name,
    privateKey: own.privateKey,
    peers: [{ name: peer.name, url: 'http://127.0.0.1:1', publicKey: peer.key.publicKey, regions: peer.regions }],
  })
}

let here: TestInstallation
let there: TestInstallation
let hereLinks: Links
let clerk: Client

async function listen(town: TestInstallation, links: Links): Promise<void> {
  await town.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = town.app.server.address() as AddressInfo
  Object.assign(links.peers[0]!, { url: `http://127.0.0.1:${port}` })
}

async function complete(client: Client, id: string, outcome: string, opinion?: string) {
  const view = (await client.call('GET', `/api/cases/${id}`)).body
  const deed = { kind: 'complete', task: view.tasks[0].id, outcome, ...(opinion ? { opinion } : {}) }
  const done = await client.call('POST', `/api/cases/${id}/acts`, { after: view.seq, deed })
  assert.equal(done.status, 200, JSON.stringify(done.body))
}

async function receiveHere(): Promise<string> {
  const code = (await itemCodeFor(here.house, foodBusiness, '150203'))!
  const item = (await findItem(here.house, code))!
  const form = (await findForm(here.house, item.form))!
  const wish = {
    item: code,
    receiving: '150102-service-window',
    channel: 'window',
    onBehalfOf: { account: 'wangfang', consent: '本人在窗口签字同意' },
  }
  const draft = (await clerk.call('POST', '/api/applications/drafts', wish)).body
  const file = await clerk.call('POST', '/api/files?name=plan.pdf', Buffer.from('%PDF-1.4\n%%EOF\n'), {
    'content-type': 'application/pdf',
  })
  const { id, name, sha256, size } = file.body
  const materials = [{ id: 'floor-plan', name: '平面图', proof: 'upload', file: { id, name, sha256, size } }]
  await clerk.call('PATCH', `/api/applications/drafts/${draft.id}`, {
    version: draft.version,
    answers: fillForm(form, draft.answers),
    materials,
  })
  const receipt = await clerk.call('POST', '/api/applications', { draft: draft.id })
  assert.equal(receipt.status, 200, JSON.stringify(receipt.body))
  return receipt.body.case
}

/** The number under which a case of ours is handled there. */
async function numberThere(id: string): Promise<string> {
  const rows = await there.house.db.ask<{ id: string }>(
    "select c.id from cases.cases c where c.state #>> '{findings,origin,case}' = $1",
    [id],
  )
  return rows[0]!.id
}

describe('two installations', () => {
  before(async () => {
    hereLinks = linksTo('west', west, { name: 'east', key: east, regions: ['150200'] })
    const thereLinks = linksTo('east', east, { name: 'west', key: west, regions: ['150100'] })
    here = await testInstallation('2026-11-23T09:00+08:00', hereLinks)
    there = await testInstallation('2026-11-23T09:00+08:00', thereLinks)
    await listen(there, hereLinks)
    await listen(here, thereLinks)
    clerk = await here.signIn('clerk')
  })

  test('an application received here is handled there with its papers, and its progress comes back until the end', async () => {
    const id = await receiveHere()
    for (const outcome of ['received', 'pass', 'forwarded']) await complete(clerk, id, outcome)
    await here.settle()
    const other = await numberThere(id)
    const arrived = (await there.house.engine.load(other))!
    assert.equal(arrived.tasks[0]!.department, '150203-market-regulation')
    assert.ok(
      arrived.materials.some((material) => material.id === 'floor-plan' && material.file),
      'the papers came along',
    )
    const staff = await staffOf('150203-market-regulation')
    for (const [role, outcome] of [
      ['clerk', 'accept'],
      ['approver', 'approve'],
      ['clerk', 'delivered'],
    ] as const) {
      const state = (await there.house.engine.load(other))!
      const done = await there.house.engine.act(
        other,
        state.seq,
        { kind: 'complete', task: state.tasks[0]!.id, outcome },
        staff(role),
        undefined,
        (after) => after.status,
      )
      assert.equal(typeof done, 'string', JSON.stringify(done))
      await there.settle()
      assert.equal((await here.house.engine.load(id))!.stage, done === 'closed' ? 'closed' : done, `after ${outcome}`)
    }
    const ended = (await clerk.call('GET', `/api/cases/${id}`)).body
    assert.equal(ended.status, 'closed')
    assert.equal(ended.outcome, 'approved')
    assert.equal(ended.results.length, 1)
  })

  test('a refusal there is a refusal here, with its reason', async () => {
    const id = await receiveHere()
    for (const outcome of ['received', 'pass', 'forwarded']) await complete(clerk, id, outcome)
    await here.settle()
    const other = await numberThere(id)
    const state = (await there.house.engine.load(other))!
    const staff = await staffOf('150203-market-regulation')
    await there.house.engine.act(
      other,
      state.seq,
      { kind: 'complete', task: state.tasks[0]!.id, outcome: 'refuse', opinion: '不属于受理范围' },
      staff('clerk'),
      undefined,
      () => 0,
    )
    await there.settle()
    const ended = (await clerk.call('GET', `/api/cases/${id}`)).body
    assert.equal(ended.status, 'refused')
    assert.equal(ended.reasons, '不属于受理范围')
  })

  test('a forged, altered, old, foreign or repeated event changes nothing', async () => {
    const id = await receiveHere()
    for (const outcome of ['received', 'pass', 'forwarded']) await complete(clerk, id, outcome)
    await here.settle()
    const count = async () =>
      (await there.house.db.ask<{ count: number }>('select count(*)::int as count from cases.acts'))[0]!.count
    const before = await count()
    const other = await numberThere(id)
    const there1 = (await there.house.engine.load(other))!
    const { origin: _origin, ...findings } = there1.findings
    const event: LinkEvent = {
      specversion: '1.0',
      id: `${id}/forwarded`,
      source: 'west',
      type: 'dev.steppe.application.forwarded',
      subject: id,
      time: new Date(Date.parse('2026-11-23T09:00+08:00')).toISOString(),
      datacontenttype: 'application/json',
      data: {
        case: { ...there1, id },
        term: there1.clock.term,
        lawTerm: there1.clock.lawTerm,
        result: findings.result,
        files: [],
      },
    }
    const send = async (body: string, signature: string) =>
      (
        await there.anyone.call('POST', '/api/links/events', Buffer.from(body), {
          'content-type': 'application/cloudevents+json',
          'steppe-signature': signature,
        })
      ).body
    const body = JSON.stringify(event)
    assert.deepEqual(await send(body, signBody(hereLinks, body)), { taken: true }, 'repeated')
    assert.equal((await send(`${body} `, signBody(hereLinks, body))).code, 'links.signature_wrong', 'altered')
    assert.equal((await send(body, 'AAAA')).code, 'links.signature_wrong', 'forged')
    const old = JSON.stringify({ ...event, time: '2026-11-01T00:00:00Z' })
    assert.equal((await send(old, signBody(hereLinks, old))).code, 'links.event_old')
    const foreign = JSON.stringify({
      ...event,
      id: 'x',
      data: { ...(event.data as object), case: { ...there1, id: `150102-20261123-0000000`, region: '150102' } },
    })
    assert.equal((await send(foreign, signBody(hereLinks, foreign))).code, 'links.not_ours')
    const nonsense = JSON.stringify({ hello: 1 })
    assert.equal((await send(nonsense, signBody(hereLinks, nonsense))).code, 'links.event_malformed')
    assert.equal(await count(), before)
  })

  test('a peer that does not answer is asked again later, and nothing is lost', async () => {
    const id = await receiveHere()
    const peer = hereLinks.peers[0]!
    const { url } = peer
    Object.assign(peer, { url: 'http://127.0.0.1:1' })
    for (const outcome of ['received', 'pass', 'forwarded']) await complete(clerk, id, outcome)
    await assert.rejects(here.settle())
    Object.assign(peer, { url })
    await here.settle()
    assert.ok(await numberThere(id))
  })
})

async function staffOf(department: string) {
  const holders = await there.house.colleagues([department])
  return (role: string) => {
    const found = holders.find((holder) => holder.role === role)
    assert.ok(found, `${department} has a ${role}`)
    return { kind: 'staff' as const, id: found.id, name: found.name, department }
  }
}
