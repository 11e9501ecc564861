/** The verifier as a stranger gets it: one small program, which runs without this project's packages, and one page. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { isBuiltin } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { buildVerifier } from '../../scripts/build-verifier.ts'
import { unsealedDraw } from './draw.fixture.ts'
import { figureLogKey, sealedFigure } from './figure.fixture.ts'
import { bytesOf, townLog } from './log.fixture.ts'

const log = townLog()
let folder: string
let sizes: Readonly<Record<string, number>>

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steppe-verifier-'))
  const built = await buildVerifier(folder)
  sizes = Object.fromEntries(built.map(({ path, bytes }) => [path.split('/').at(-1)!, bytes]))
})
after(() => rm(folder, { recursive: true, force: true }))

/** Runs the program away from the project, with nothing to import. */
async function run(...args: string[]): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['steppe-verify.mjs', ...args], { cwd: folder, env: {} })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk))
  const code = await new Promise<number>((done) => child.on('exit', (ended) => done(ended ?? -1)))
  return { code, said }
}

async function put(name: string, value: unknown): Promise<string> {
  await writeFile(join(folder, name), bytesOf(value))
  return name
}

describe('the program', () => {
  test('is one file under 150 kB that names no file of this project', async () => {
    assert.ok(sizes['steppe-verify.mjs']! < 150_000, `${sizes['steppe-verify.mjs']} bytes`)
    const code = await readFile(join(folder, 'steppe-verify.mjs'), 'utf8')
    for (const [, from] of code.matchAll(/\bfrom\s*["']([^"']+)["']/g)) assert.ok(isBuiltin(from!), from)
    assert.doesNotMatch(
      code,
      /\b(?:Map|Object)\.groupBy|fromAsync|withResolvers|Promise\.try/,
      'Node 20 has none of these',
    )
  })

  test('proves a receipt, names an altered act, reads no nonsense, and says so by its exit code', async () => {
    const receipt = await log.file('150102-1')
    const genuine = await put('receipt.json', receipt)
    const proved = await run(genuine, '--log-key', log.vkey)
    assert.equal(proved.code, 0, proved.said)
    assert.match(proved.said, /核验通过 — 受理凭证或存证档案[\s\S]*VERIFIED — receipt/)
    receipt.acts[2]!.act.deed = { kind: 'complete', outcome: 'refuse' }
    const altered = await run(await put('altered.json', receipt), '--log-key', log.vkey, '--lang', 'en')
    assert.equal(altered.code, 1)
    assert.match(altered.said, /DISPROVED[\s\S]*act 3 \(complete, [^)]*王芳\): .*altered/)
    assert.equal((await run(await put('nonsense', 'nonsense'))).code, 2)
    assert.equal((await run(genuine)).code, 3, 'its own key is no proof')
  })

  test('computes a published figure and a draw anew, with Node’s own hashes in place of the packages', async () => {
    const figure = await sealedFigure()
    const proved = await run(await put('figure.json', figure), '--log-key', figureLogKey, '--lang', 'en')
    assert.equal(proved.code, 0, proved.said)
    assert.match(proved.said, /follows from these rows under version 1/)
    const rows = figure.rows.slice(1)
    const altered = await run(await put('altered-figure.json', { ...figure, rows }), '--log-key', figureLogKey)
    assert.equal(altered.code, 1, altered.said)
    const draw = await run(await put('draw.json', unsealedDraw()), '--lang', 'en')
    assert.equal(draw.code, 3, draw.said)
    assert.match(draw.said, /follow from list and seed/)
  })

  test('says 2 with a sentence to whoever uses it wrongly, and helps', async () => {
    for (const args of [
      [],
      ['missing.json'],
      ['receipt.json', '--log-key', 'nonsense'],
      ['receipt.json', '--unknown'],
      ['a', 'b'],
    ]) {
      const { code, said } = await run(...args)
      assert.equal(code, 2, said)
      assert.ok(said.length > 10 && !/\n\s+at /.test(said), said)
    }
    const help = await run('--help')
    assert.equal(help.code, 0)
    assert.match(help.said, /published figure/)
  })

  test('has every option that the how-to names', async () => {
    const { said } = await run('--help')
    const howTo = await readFile(join(import.meta.dirname, '../../docs/how-to/verify-as-a-stranger.md'), 'utf8')
    const named = new Set([...howTo.matchAll(/--[a-z][a-z-]*/g)].map(([option]) => option))
    assert.ok(named.size >= 7)
    for (const option of named) assert.ok(said.includes(option), `${option} is not told by --help`)
  })

  test('answers programs in JSON', async () => {
    const { said } = await run(await put('again.json', await log.file('150102-2')), '--log-key', log.vkey, '--json')
    const report = JSON.parse(said)
    assert.deepEqual([report.ok, report.failed], [true, []])
    assert.equal(report.verdict.en, 'VERIFIED')
  })

  test('compares with an installation: its log of today, a checkpoint from earlier, a case file fetched from it', async () => {
    const town = townLog()
    const older = await put('older.txt', await town.checkpoint())
    town.fill(1000)
    const edited = await town.file('150102-1', 'steppe-case/1')
    edited.acts[0]!.act.actor = { kind: 'person', id: 'p', name: '赵强' }
    const server = createServer(async ({ url = '', headers }, answer) => {
      if (url === '/api/altered') {
        const title = '办件 150102-1 第 2 条记录与存证不一致'
        const en = { title: 'Act 2 of case 150102-1 is not what was sealed' }
        answer.writeHead(409).end(JSON.stringify({ code: 'ledger.act_altered', title, en }))
        return
      }
      const body =
        url === '/api/case' ? headers.authorization === 'Bearer secret' && bytesOf(edited) : await town.serve(url)
      answer.writeHead(body ? 200 : 404).end(body || '')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      const trusting = ['--log-key', town.vkey, '--lang', 'en']
      const grown = await run('--url', base, '--older', older, ...trusting)
      assert.equal(grown.code, 0, grown.said)
      assert.match(grown.said, /only grew; nothing in it was changed \(1001 → 2001 entries\)/)
      const named = await run('--case', `${base}/api/case`, '--token', 'secret', '--url', base, ...trusting)
      assert.equal(named.code, 1, named.said)
      assert.match(named.said, /act 1 \(open, [^)]*赵强\): .*altered/)
      const owned = await run('--case', `${base}/api/altered`, ...trusting)
      assert.equal(owned.code, 1, owned.said)
      assert.match(owned.said, /owns that its database is not what was sealed: Act 2 of case 150102-1/)
      assert.equal((await run('--case', `${base}/api/case`, ...trusting)).code, 2, 'what is not given can’t be checked')
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})

describe('the page', () => {
  test('is one file that asks nobody for anything', async () => {
    assert.ok(sizes['steppe-verify.html']! < 200_000)
    const html = await readFile(join(folder, 'steppe-verify.html'), 'utf8')
    assert.match(html, /default-src 'none'/)
    assert.ok(!/<(script|link|img|iframe)[^>]+(src|href)=/i.test(html))
    assert.equal(html.match(/<script/g)?.length, 1)
    assert.equal(html.match(/<\/script>/g)?.length, 1)
  })
})
