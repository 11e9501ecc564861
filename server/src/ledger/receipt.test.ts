/** Receipts and case files through the public API: who gets them, and that a stranger can check them with the kernel alone. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { CaseFile, CaseReceipt, LogView } from '@steppe/contracts/ledger'
import {
  commit,
  leafHash,
  openCheckpoint,
  parseVerifierKey,
  rootFromTiles,
  tilePath,
  verifyInclusion,
} from '@steppe/kernels/ledger'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { handIn, takenName, tokenFor } from '../faults/two-nodes.ts'

let town: TestInstallation
let id: string
const clients = new Map<string, Client>()
const as = (login: string) => clients.get(login)!

/** Everything a stranger can check of a receipt with nothing but the file and the log's key. */
function assertProven(file: CaseReceipt | CaseFile, vkey: string): void {
  const opened = openCheckpoint(file.checkpoint, [parseVerifierKey(vkey)!])
  assert.ok(opened.ok)
  const { size, root } = opened.checkpoint
  for (const [i, { n, act, salt, index, proof }] of file.acts.entries()) {
    assert.equal(n, i + 1)
    const leaf = leafHash(commit(Buffer.from(salt, 'hex'), { ...(act as object), case: file.case }))
    assert.ok(
      verifyInclusion(
        index,
        size,
        leaf,
        proof.map((hash) => Buffer.from(hash, 'base64')),
        root,
      ),
    )
  }
}

describe('receipts', () => {
  before(async () => {
    town = await testInstallation()
    for (const login of ['wangfang', 'zhaoqiang', 'clerk', 'supervisor', 'tax'])
      clients.set(login, await town.signIn(login))
    id = await handIn({ house: town.house, app: town.app }, await tokenFor(town.app, 'wangfang'), {
      tradeName: takenName,
    })
  })

  test('the applicant has one at once, without waiting for a turn of the sealer, and it proves every act', async () => {
    const { status, body } = await as('wangfang').call<CaseReceipt>('GET', `/api/ledger/cases/${id}/receipt`)
    assert.equal(status, 200)
    assert.equal(body.format, 'steppe-receipt/1')
    const log = (await town.anyone.call<LogView>('GET', '/api/ledger')).body
    assert.equal(body.verifierKeys.log, log.vkey)
    assert.ok(body.acts.length >= 3)
    assertProven(body, log.vkey)
  })

  test('the case file holds the state besides, and later acts are in the next one', async () => {
    const before = (await as('clerk').call<CaseFile>('GET', `/api/ledger/cases/${id}/file`)).body
    const view = (await as('clerk').call('GET', `/api/cases/${id}`)).body
    const noted = await as('clerk').call('POST', `/api/cases/${id}/acts`, {
      after: view.seq,
      deed: { kind: 'note', text: '已电话核实' },
    })
    assert.equal(noted.status, 200)
    const after = (await as('clerk').call<CaseFile>('GET', `/api/ledger/cases/${id}/file`)).body
    assert.equal(after.acts.length, before.acts.length + 1)
    assert.deepEqual(
      after.acts.map((act) => act.index).slice(0, -1),
      before.acts.map((act) => act.index),
    )
    assert.equal((after.state as { seq: number }).seq, after.acts.length)
    assertProven(after, after.verifierKeys.log)
  })

  test('whoever may not see the case whole gets none; supervisors may ask whether it was altered', async () => {
    for (const file of ['receipt', 'file']) {
      const url = `/api/ledger/cases/${id}/${file}`
      assert.equal((await town.anyone.call('GET', url)).status, 401)
      assert.equal((await as('zhaoqiang').call('GET', url)).body.code, 'cases.not_yours')
      assert.equal((await as('supervisor').call('GET', url)).body.code, 'ledger.sees_masked')
    }
    assert.equal(
      (await as('tax').call('GET', '/api/ledger/cases/150102-20261123-0000000/receipt')).body.code,
      'cases.case_unknown',
    )
    assert.equal((await as('supervisor').call('GET', `/api/ledger/cases/${id}/check`)).body.ok, true)
    assert.equal((await as('zhaoqiang').call('GET', `/api/ledger/cases/${id}/check`)).body.code, 'cases.not_yours')
    assert.equal((await as('supervisor').call('GET', '/api/ledger/check')).body.ok, true)
    assert.equal((await as('clerk').call('GET', '/api/ledger/check')).status, 403)
  })

  test('the log is served as files that any tile client reads, for ever where they are whole', async () => {
    const get = (path: string) => town.app.inject({ method: 'GET', url: `/log/${path}` })
    const checkpoint = await get('checkpoint')
    assert.match(String(checkpoint.headers['content-type']), /^text\/plain; charset=utf-8$/)
    const log = (await town.anyone.call<LogView>('GET', '/api/ledger')).body
    const opened = openCheckpoint(checkpoint.body, [parseVerifierKey(log.vkey)!])
    assert.ok(opened.ok)
    const { size, root } = opened.checkpoint
    const made = await rootFromTiles(size, async (level, index, width) => {
      const reply = await get(tilePath(level, index, width))
      assert.equal(reply.statusCode, 200)
      assert.match(String(reply.headers['cache-control']), /immutable/)
      assert.equal(reply.headers['content-type'], 'application/octet-stream')
      assert.equal(reply.headers['access-control-allow-origin'], '*')
      return reply.rawPayload
    })
    assert.deepEqual(Buffer.from(made!), Buffer.from(root))
    assert.equal((await get(tilePath('entries', 0, size))).rawPayload.length, size * 34)
    for (const wrong of [
      'tile/0/999',
      'tile/0/000',
      `tile/0/000.p/${size + 1}`,
      'tile/00/000',
      'tile/64/000',
      'tile/entries/1',
      'tile/0/../x',
      'tile/0/000.p/0',
    ]) {
      const reply = await get(wrong)
      assert.equal(reply.statusCode, 404, wrong)
    }
  })

  test('no personal data is in the log: a leaf is 32 bytes that say nothing', async () => {
    const size = Number((await town.app.inject({ method: 'GET', url: '/log/checkpoint' })).body.split('\n')[1])
    const bundle = (await town.app.inject({ method: 'GET', url: `/log/${tilePath('entries', 0, size)}` })).rawPayload
    for (let at = 0; at < bundle.length; at += 34) assert.equal(bundle.readUInt16BE(at), 32)
  })
})
