/** A stranger fetches the verifier from the installation and runs it. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import Fastify from 'fastify'
import { buildVerifier } from './build-web.ts'
import { serveVerifier } from './serve-verifier.ts'

const root = resolve(import.meta.dirname, '../..')
const app = Fastify()
let base: string
let dist: string

before(async () => {
  dist = await buildVerifier(root)
  await serveVerifier(app, dist)
  base = await app.listen({ port: 0, host: '127.0.0.1' })
})
after(() => app.close())

test('the page and the program are files to keep, not pages of the site', async () => {
  for (const [name, type] of [
    ['steppe-verify.html', /^text\/html/],
    ['steppe-verify.mjs', /javascript/],
  ] as const) {
    const answer = await fetch(`${base}/verifier/${name}`)
    assert.equal(answer.status, 200, name)
    assert.match(answer.headers.get('content-type') ?? '', type)
    assert.equal(answer.headers.get('content-disposition'), 'attachment')
    assert.ok((await answer.text()).length > 10_000)
  }
  assert.equal((await fetch(`${base}/verifier/.sources`)).status, 404)
})

test('the program that was fetched runs by itself and judges a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-fetched-'))
  const program = join(folder, 'steppe-verify.mjs')
  await writeFile(program, await (await fetch(`${base}/verifier/steppe-verify.mjs`)).text())
  const run = (...args: string[]) => promisify(execFile)(process.execPath, [program, ...args])
  assert.match((await run('--help')).stdout, /--log-key VKEY/)
  await writeFile(join(folder, 'receipt.json'), '{"format":"steppe-receipt/1"}')
  await assert.rejects(run(join(folder, 'receipt.json')), { code: 2 }, 'a receipt without its parts is unreadable')
  await rm(folder, { recursive: true })
})

test('what was built is not built again while its sources stay as they are', async () => {
  const built = async () => (await stat(join(dist, 'steppe-verify.mjs'))).mtimeMs
  const first = await built()
  assert.equal(await buildVerifier(root), dist)
  assert.equal(await built(), first)
})
