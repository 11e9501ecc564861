/** Witnesses in processes of their own: they follow a log that grows, and refuse one that goes back or shows others something else. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { before, describe, test } from 'node:test'
import { openCheckpoint, parseVerifierKey } from '@steppe/kernels/ledger'
import type { WitnessSettings } from '#platform/module'
import { atEnd } from '#testing/database'
import { askWitnesses } from './ask-witnesses.ts'
import { logKey, logVerifierKey } from './log-key.ts'
import { publishedCheckpoint } from './published-checkpoint.ts'
import type { SealingHouse } from './seal.ts'
import { openTestLog, sealAll, tell } from './test-log.ts'
import { viewLog } from './view-log.ts'

const root = resolve(import.meta.dirname, '../../..')

/** A witness's process on a folder; the port is its own choice. */
async function startWitness(
  folder: string,
  name: string,
  log: string,
): Promise<{ child: ChildProcess; settings: WitnessSettings }> {
  const args = ['--folder', folder, '--name', name, '--log', log, '--port', '0']
  const child = spawn(process.execPath, [join(root, 'verifier/witness/main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  atEnd(async () => void child.kill('SIGKILL'))
  const said = await new Promise<string>((done, failed) => {
    let text = ''
    child.stdout!.on('data', (chunk) => {
      text += chunk
      if (text.includes('verifier key: ')) done(text)
    })
    child.once('exit', (code) => failed(new Error(`the witness ended with ${code}`)))
  })
  const url = /http:\/\/\S+/.exec(said)![0]
  const vkey = /verifier key: (\S+)/.exec(said)![1]!
  return { child, settings: { vkey, url, title: { zh: name, en: name } } }
}

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'steppe-witness-'))
  atEnd(() => rm(made, { recursive: true, force: true }))
  return made
}

const troubleOf = async (house: SealingHouse) => (await viewLog(house)).witnesses.map((each) => each.trouble)

describe('witnesses', () => {
  let house: SealingHouse
  let audit: Awaited<ReturnType<typeof startWitness>>
  let place: string

  before(async () => {
    const bare = await openTestLog()
    place = await folder()
    audit = await startWitness(place, 'audit.example/w1', await logVerifierKey(bare))
    const notary = await startWitness(await folder(), 'notary.example/w1', await logVerifierKey(bare))
    house = { ...bare, log: { ...bare.log, witnesses: [audit.settings, notary.settings] } }
  })

  test('co-sign a log that grows, and their lines stand under the published checkpoint', async () => {
    for (const count of [3, 300, 1]) {
      await tell(house, `s${count}`, 1, count)
      const size = await sealAll(house)
      await askWitnesses(house)
      const published = (await publishedCheckpoint(house))!
      assert.equal(published.size, size)
      const keys = house.log.witnesses.map((each) => parseVerifierKey(each.vkey)!)
      const opened = openCheckpoint(published.note, [await logKey(house)], keys)
      assert.ok(opened.ok && opened.witnesses.length === 2)
    }
    const { witnesses } = await viewLog(house)
    assert.deepEqual(
      witnesses.map((each) => each.size),
      [304, 304],
    )
  })

  test('remember what they signed although they were killed', async () => {
    const gone = once(audit.child, 'exit')
    audit.child.kill('SIGKILL')
    await gone
    await tell(house, 'while it was away', 1)
    await sealAll(house)
    await askWitnesses(house)
    assert.deepEqual(await troubleOf(house), ['unreachable', undefined])
    audit = await startWitness(place, 'audit.example/w1', await logVerifierKey(house))
    Object.assign(house.log.witnesses[0]!, audit.settings)
    await askWitnesses(house)
    assert.deepEqual(await troubleOf(house), [undefined, undefined])
    const hash = (await import('node:crypto')).createHash('sha256').update(house.log.origin).digest('hex')
    const kept = await (await fetch(`${audit.settings.url}/${hash}/checkpoint`)).text()
    const opened = openCheckpoint(kept, [await logKey(house)], [parseVerifierKey(audit.settings.vkey)!])
    assert.ok(opened.ok && opened.witnesses.length === 1 && opened.checkpoint.size === 305)
  })

  test('refuse a log that went back, and the log says so', async () => {
    const restored = { ...(await openTestLog()), keys: house.keys, log: house.log }
    await tell(restored, 's3', 1, 3)
    await sealAll(restored)
    await askWitnesses(restored)
    assert.deepEqual(await troubleOf(restored), ['knows_larger', 'knows_larger'])
    assert.equal((await publishedCheckpoint(restored))!.witnesses.length, 0)
  })

  test('refuse a log that shows others something else, and go on with the first', async () => {
    const split = { ...(await openTestLog()), keys: house.keys, log: house.log }
    await tell(split, 'another story', 1, 1000)
    await sealAll(split)
    await askWitnesses(split)
    assert.deepEqual(await troubleOf(split), ['inconsistent', 'inconsistent'])
    await tell(house, 'the first story', 1, 2)
    const size = await sealAll(house)
    await askWitnesses(house)
    assert.deepEqual((await publishedCheckpoint(house))!.size, size)
    assert.deepEqual(await troubleOf(house), [undefined, undefined])
  })

  test('do not follow a log that they were not told of, nor a key that is not its own', async () => {
    const stranger = await openTestLog()
    const foreign = { ...stranger, log: { origin: 'other.example/log', witnesses: house.log.witnesses } }
    await tell(foreign, 'a', 1)
    await sealAll(foreign)
    await askWitnesses(foreign)
    assert.deepEqual(await troubleOf(foreign), ['refused', 'refused'])
    const forged = { ...(await openTestLog()), log: house.log }
    await tell(forged, 'a', 1)
    await sealAll(forged)
    await askWitnesses(forged)
    assert.deepEqual(await troubleOf(forged), ['refused', 'refused'])
  })

  test('whose line does not hold have not signed', async () => {
    const answers = ['', 'nonsense', '— audit.example/w1 AAAAAAAAAAAAAAAA\n', 'x'.repeat(100_000)]
    const bare = await openTestLog()
    await tell(bare, 'a', 1)
    await sealAll(bare)
    for (const body of answers) {
      const server = createServer((_request, response) => response.end(body))
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
      const { port } = server.address() as { port: number }
      const liar = { ...audit.settings, url: `http://127.0.0.1:${port}` }
      const asked = { ...bare, log: { ...bare.log, witnesses: [liar] } }
      await askWitnesses(asked)
      assert.deepEqual(await troubleOf(asked), ['refused'])
      assert.deepEqual((await publishedCheckpoint(asked))!.witnesses, [])
      server.close()
      server.closeAllConnections()
    }
  })
})
