/** All checks in the order of their cost: types, walls, format, then every test on a real PostgreSQL; closes with one line. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, glob, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ensureBrowser } from './ensure-browser.ts'

const root = resolve(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)

interface Count {
  passed: number
  failed: number
  skipped: number
}

const total: Count = { passed: 0, failed: 0, skipped: 0 }

function wait(child: ChildProcess): Promise<number> {
  return new Promise((done) => child.on('exit', (code) => done(code ?? 1)))
}

/** One check that is a command of its own: it counts as one. */
async function check(name: string, command: string, args: readonly string[]): Promise<void> {
  const begun = performance.now()
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk))
  const code = await wait(child)
  if (code === 0) total.passed++
  else total.failed++
  console.log(`${code === 0 ? '✓' : '✖'} ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
  if (code !== 0) console.log(said)
}

async function filesOf(patterns: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for await (const path of glob(patterns, { cwd: root, exclude: (name) => name === 'node_modules' || name === 'dist' }))
    found.push(path)
  return found.sort()
}

/** Runs test files on Node's own runner and adds up its closing lines. */
async function test(
  name: string,
  patterns: readonly string[],
  env: NodeJS.ProcessEnv,
  concurrency: number,
): Promise<void> {
  const files = await filesOf(patterns)
  if (files.length === 0) return
  console.log(`— ${name}: ${files.length} files`)
  // A file that does not end is a failure after ten minutes, not a run without end.
  const limits = ['--test-timeout=600000', `--test-concurrency=${concurrency}`]
  const args = ['--import', './scripts/steady-chance.ts', '--test', ...limits, '--test-reporter=spec', ...files]
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let tail = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    const text = chunk.toString()
    tail = (tail + text).slice(-400_000)
    process.stdout.write(quiet(text))
  })
  const code = await wait(child)
  const count = (word: string) => Number([...tail.matchAll(new RegExp(`^ℹ ${word} (\\d+)$`, 'gm'))].at(-1)?.[1] ?? 0)
  total.passed += count('pass')
  total.skipped += count('skipped')
  total.failed += Math.max(count('fail') + count('cancelled'), code === 0 ? 0 : 1)
}

/** Passing tests are many and say nothing; what failed, was skipped or is told otherwise stays. */
function quiet(text: string): string {
  return process.env.CI
    ? text
    : text
        .split('\n')
        .filter((line) => !/^\s*✔/.test(line))
        .join('\n')
}

// The native compiler checks; the older one is there for the walls, whose tool reads its syntax trees.
const tsc = join(root, 'node_modules/typescript-native/bin/tsc')
/** Runs `work` beside a whole installation of its own, started as a stranger would start it. */
async function withInstallation(work: (url: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-pages-'))
  await chmod(folder, 0o755)
  const port = String(20000 + (process.pid % 20000))
  const env = { ...process.env, PORT: port, STEPPE_DATA: folder }
  const child = spawn(process.execPath, ['server/src/main.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  try {
    await ready(url, child)
    await work(url)
  } finally {
    const ended = wait(child)
    child.kill('SIGINT')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error('the installation for the page tests did not start')
    if (
      await fetch(`${url}/api/health`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return
    await new Promise((done) => setTimeout(done, 500))
  }
  throw new Error('the installation for the page tests did not become ready in five minutes')
}

/** Each story is one test; those that don't work yet stand in stories/not-yet.json with the reason, a list that only shrinks. */
async function playStories(server: NodeJS.ProcessEnv): Promise<void> {
  console.log('— stories')
  // A01 stands 590,000 items up when it is played by itself; here a tenth of them tells as much about what works.
  const env = { STEPPE_STORY_ITEMS_PER_BODY: '14', ...process.env, ...server }
  const notYet = JSON.parse(await readFile(join(root, 'stories/not-yet.json'), 'utf8')) as Record<string, string>
  const child = spawn(process.execPath, ['scripts/stories.ts', '--json'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout?.on('data', (chunk) => (said += chunk))
  const code = await wait(child)
  const stories = said
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { id: string; title: string; ok: boolean; seconds: number; why?: string })
  for (const story of stories) {
    // A row without a story is a system that is not built yet: told by `npm run stories`, no test here.
    if (story.why === 'no story yet') continue
    console.log(
      `${story.ok ? '✓' : '✖'} ${story.id} ${story.title} (${story.seconds} s)${story.why ? `: ${story.why}` : ''}`,
    )
    if (notYet[story.id] && !story.ok) total.skipped++
    else if (story.ok && !notYet[story.id]) total.passed++
    else total.failed++
    if (story.ok && notYet[story.id]) console.log(`  ${story.id} works now: strike it off stories/not-yet.json`)
  }
  if (stories.length === 0 || (code !== 0 && stories.every((story) => story.ok))) total.failed++
}

await check('types', process.execPath, [tsc, '--noEmit', '-p', 'tsconfig.json'])
await check('types of the web app', process.execPath, [tsc, '--noEmit', '-p', 'web/tsconfig.json'])
await check('types of what drives a browser', process.execPath, [tsc, '--noEmit', '-p', 'tsconfig.browser.json'])
await check('walls', bin('depcruise'), [
  '--config',
  '.dependency-cruiser.mjs',
  'kernels',
  'contracts',
  'server/src',
  'web/src',
  'verifier',
])
await check('format and lint', bin('biome'), ['check', '--diagnostic-level=error', '.'])

const { startTestServer } = await import('../server/src/testing/server.ts')
const server = await startTestServer()
const env = { STEPPE_TEST_TEMPLATE: server.template }
try {
  await test(
    'kernels, contracts, server',
    ['{kernels,contracts,server,scripts,verifier}/**/*.test.ts', 'web/src/**/*.test.ts'],
    env,
    2,
  )
  await ensureBrowser()
  await withInstallation(async (url) => {
    await test('pages in the browser', ['web/e2e/*.e2e.ts'], { ...env, STEPPE_E2E_URL: url }, 1)
  })
  await playStories(env)
} finally {
  await server.stop()
}
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`)
process.exit(total.failed > 0 ? 1 : 0)
