/** The how-tos, played: what stands in their blocks is written where they say, then loaded and used. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { before, describe, test } from 'node:test'
import { type Day, isProvisional, isWorkingDay, makeCalendar, parseTerm, termEnd } from '../kernels/calendar/index.ts'
import { assemble } from '../server/src/assemble.ts'
import { loadCalendars } from '../server/src/cases/load-context.ts'
import { clockFrom } from '../server/src/platform/clock.ts'
import { keysInMemory } from '../server/src/platform/keys.ts'
import { migrate } from '../server/src/platform/migrations.ts'
import { openPacks } from '../server/src/platform/packs.ts'
import { connect } from '../server/src/platform/postgres.ts'
import { atEnd, cloneDatabase, testDatabase } from '../server/src/testing/database.ts'
import { root, textOf } from './project-files.ts'

interface Block {
  readonly kind: string
  readonly file: string | undefined
  /** `add`: to the end of the file; `says`: what the machine answers; `sql`: run it. */
  readonly words: readonly string[]
  readonly text: string
}

/** The fenced blocks of a how-to with what their first line says: the language, `file=…`, further words. */
function blocksOf(name: string): Block[] {
  return [...textOf(`docs/how-to/${name}.md`).matchAll(/^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm)].map(
    ([, kind = '', info = '', text = '']) => ({
      kind,
      file: /file=(\S+)/.exec(info)?.[1],
      words: info.trim().split(/\s+/),
      text,
    }),
  )
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-how-to-'))
  atEnd(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Writes the blocks of a how-to that are files into `folder`. */
async function writeBlocks(name: string, folder: string): Promise<void> {
  for (const { file, words, text } of blocksOf(name)) {
    if (!file) continue
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await (words.includes('add') ? appendFile : writeFile)(join(folder, file), text)
  }
}

/** A folder with a copy of the packs. */
async function copyOfPacks(): Promise<string> {
  const folder = await temporaryFolder()
  await cp(join(root, 'packs'), join(folder, 'packs'), { recursive: true })
  return folder
}

const at = Date.parse('2026-11-23T10:00+08:00')
const names = ['national', 'neimenggu', 'demo']

/** Takes in the packs of `folder` over a migrated database; gives people who sign in over HTTP. */
async function install(folder: string) {
  const packs = await openPacks(join(folder, 'packs'), names)
  const { house, http } = await assemble(
    await testDatabase(),
    packs,
    clockFrom(() => at, 'Asia/Shanghai'),
    { demo: true, keys: keysInMemory() },
  )
  const app = await http()
  atEnd(() => app.close())
  const signIn = async (login: string) => {
    const session = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login, password: 'steppe-demo' },
    })
    assert.equal(session.statusCode, 200, session.body)
    return async (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) => {
      const answer = await app.inject({
        method,
        url,
        headers: { authorization: `Bearer ${session.headers['x-session-token']}` },
        ...(payload ? { payload } : {}),
      })
      assert.equal(answer.statusCode, 200, `${method} ${url}: ${answer.body}`)
      return answer.json()
    }
  }
  return { house, app, signIn }
}

const guesthouse = '151022901001'

/** Finds the filing, applies as the how-to says, gives the case number. */
async function applyForGuesthouse({ app, signIn }: Awaited<ReturnType<typeof install>>): Promise<string> {
  const found = (
    await app.inject({ url: `/api/catalog/items?${new URLSearchParams({ q: '牧家乐', region: '150102' })}` })
  ).json()
  assert.equal(found.items[0]?.name.zh, '牧家乐备案')
  assert.ok(found.items[0].code.includes(guesthouse), `${found.items[0].code} ends with the basic code`)
  const wangfang = await signIn('wangfang')
  const draft = await wangfang('POST', '/api/applications/drafts', { item: found.items[0].code })
  assert.equal(draft.answers.ownerName, '王芳')
  const file = (await wangfangUploads(app, signIn)) as { id: string; name: string; sha256: string; size: number }
  const materials = draft.needed
    .filter((each: { needed: boolean }) => each.needed)
    .map((each: { id: string; name: string }) => ({ id: each.id, name: each.name, proof: 'upload', file }))
  await wangfang('PATCH', `/api/applications/drafts/${draft.id}`, {
    version: draft.version,
    answers: { yurts: 6, meals: 'no', declaration: true },
    materials,
  })
  return (await wangfang('POST', '/api/applications', { draft: draft.id })).case
}

async function wangfangUploads(
  app: Awaited<ReturnType<typeof install>>['app'],
  signIn: Awaited<ReturnType<typeof install>>['signIn'],
) {
  await signIn('wangfang')
  const session = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login: 'wangfang', password: 'steppe-demo' },
  })
  const headers = { authorization: `Bearer ${session.headers['x-session-token']}`, 'content-type': 'application/pdf' }
  const { id, name, sha256, size } = (
    await app.inject({
      method: 'POST',
      url: '/api/files?name=a.pdf',
      headers,
      payload: Buffer.from('%PDF-1.4\n%%EOF\n'),
    })
  ).json()
  return { id, name, sha256, size }
}

/** Does the open step of an action for whoever owes it. */
async function work(
  { signIn }: Awaited<ReturnType<typeof install>>,
  id: string,
  login: string,
  node: string,
  outcome: string,
) {
  const person = await signIn(login)
  const { seq, tasks } = await person('GET', `/api/cases/${id}`)
  const task = tasks.find((each: { node: string }) => each.node === node)
  assert.ok(task, `no step ${node} is open: ${tasks.map((each: { node: string }) => each.node)}`)
  return person('POST', `/api/cases/${id}/acts`, { after: seq, deed: { kind: 'complete', task: task.id, outcome } })
}

describe('add a service', () => {
  test('an item and a form in a pack are found, applied for, and reach the clerk of the department', async () => {
    const folder = await copyOfPacks()
    await writeBlocks('add-a-service', folder)
    const town = await install(folder)
    const id = await applyForGuesthouse(town)
    const accepted = await work(town, id, '150102-culture.clerk', 'accept', 'accept')
    assert.equal(accepted.status, 'accepted')
    assert.equal(accepted.due, '2026-11-26', 'three working days after the day of acceptance')
  })
})

describe('add a process', () => {
  let folder: string
  before(async () => {
    folder = await copyOfPacks()
    await writeBlocks('add-a-service', folder)
    await writeBlocks('add-a-process', folder)
  })

  test('the case follows the process: two offices at once, then the decision and the receipt', async () => {
    const town = await install(folder)
    const id = await applyForGuesthouse(town)
    await work(town, id, '150102-culture.clerk', 'accept', 'accept')
    await work(town, id, '150102-fire.examiner', 'fire', 'pass')
    await work(town, id, '150102-health.examiner', 'health', 'pass')
    assert.equal((await work(town, id, '150102-culture.approver', 'decide', 'approve')).status, 'closed')
    const view = await (await town.signIn('wangfang'))('GET', `/api/cases/${id}`)
    assert.equal(view.results[0].name, '牧家乐备案回执')
  })

  test('with an exclusive join the start stops and says what the how-to says', async () => {
    const path = join(folder, 'packs/neimenggu/processes/guesthouse@2026-01-01.bpmn')
    const sound = await readFile(path, 'utf8')
    await writeFile(path, sound.replace('parallelGateway id="join"', 'exclusiveGateway id="join"'))
    const said = blocksOf('add-a-process')
      .find((block) => block.words.includes('says'))!
      .text.trim()
    await assert.rejects(
      install(folder),
      (fault: Error) => fault.message.startsWith(said) && /join|decide/.test(fault.message),
    )
  })
})

describe('amend the calendar', () => {
  interface Example {
    readonly from: Day
    readonly term: string
    readonly due: Day
    readonly asOf?: Day
  }

  test('a year with its notice is no longer provisional, and every example of the file comes true', async () => {
    const folder = await copyOfPacks()
    const file = blocksOf('amend-the-calendar').find((block) => block.file)!.file!
    const year = JSON.parse(blocksOf('amend-the-calendar').find((block) => block.file)!.text) as {
      readonly year: number
      readonly examples: readonly Example[]
    }
    await rm(join(folder, file), { force: true })
    const someDay = `${year.year}-03-01` as Day
    const { general: bare } = await loadCalendars(await openPacks(join(folder, 'packs'), names))
    assert.ok(isProvisional(bare, someDay))
    await writeBlocks('amend-the-calendar', folder)
    const calendars = await loadCalendars(await openPacks(join(folder, 'packs'), names))
    const calendar = calendars.general
    assert.ok(!isProvisional(calendar, someDay))
    for (const { from, term, due } of year.examples.filter((each) => !each.asOf))
      assert.equal(termEnd(calendar, { term: parseTerm(term), from }).due, due)
    const closed = '2027-07-12' as Day
    assert.ok(isWorkingDay(calendar, closed) && isWorkingDay(calendars.of('150102'), closed))
    assert.ok(!isWorkingDay(calendars.of('152502'), closed), 'a closure holds in the regions below')
    assert.ok(isWorkingDay(calendars.of('152502'), '2027-07-10' as Day), 'a Saturday worked in exchange')
  })

  test('a day both off and worked is refused with the document’s number', () => {
    const notice = {
      year: 2027,
      source: '示例〔2026〕2号',
      issued: '2026-11-10' as Day,
      holidays: [{ name: '元旦', days: ['2027-01-02' as Day] }],
      workdays: ['2027-01-02' as Day],
    }
    assert.throws(() => makeCalendar([notice]), /示例〔2026〕2号: 2027-01-02 is both off and worked/)
  })
})

describe('run on your own PostgreSQL', () => {
  const statements = () =>
    blocksOf('run-on-your-own-postgresql')
      .filter((block) => block.kind === 'sql')
      .map((block) => block.text)

  test('the statements make a database that Steppe can be put up on, and a role that can’t change acts', async () => {
    const [make, restrict] = statements()
    const owner = new URL(await cloneDatabase('steppe'))
    const admin = connect(Object.assign(new URL(owner), { pathname: '/postgres' }).toString())
    atEnd(async () => {
      await admin.script('drop database if exists steppe_own with (force)')
      await admin.script('drop role if exists steppe_own_server')
      await admin.script('drop role if exists steppe_own')
      await admin.close()
    })
    const own = (sql: string) =>
      sql.replaceAll(/\bsteppe(_server)?\b(?!_)/g, 'steppe_own$1').replaceAll('…', 'secret-in-the-test')
    for (const statement of own(make!)
      .split(';')
      .filter((each) => each.trim()))
      await admin.script(statement)
    const url = (user: string) =>
      Object.assign(new URL(owner), {
        username: user,
        password: 'secret-in-the-test',
        pathname: '/steppe_own',
      }).toString()
    const db = connect(url('steppe_own'))
    atEnd(db.close)
    assert.ok((await migrate(db, join(root, 'server/src'))) > 0)
    const packs = await openPacks(join(root, 'packs'), ['neimenggu'])
    const { http } = await assemble(
      db,
      packs,
      clockFrom(() => at, 'Asia/Shanghai'),
      { demo: false, keys: keysInMemory() },
    )
    const app = await http()
    atEnd(() => app.close())
    assert.equal((await app.inject({ url: '/api/health' })).statusCode, 200)
    const adminHere = connect(Object.assign(new URL(owner), { pathname: '/steppe_own' }).toString())
    await adminHere.script(own(restrict!)).finally(adminHere.close)
    const server = connect(url('steppe_own_server'))
    atEnd(server.close)
    assert.equal(await migrate(server, join(root, 'server/src')), 0, 'it can look for what there is to migrate')
    assert.ok(Array.isArray(await server.ask('select c.id from cases.cases c limit 1')))
    await assert.rejects(server.ask("update cases.acts set actor = 'x'"), /permission denied/)
    await assert.rejects(server.script('alter table cases.cases drop column title'), /must be owner/)
  })
})

describe('add a module', () => {
  /** The parts of the project a module's tests need, with the packages lent; `@steppe` points into the copy. */
  async function copyOfHouse(): Promise<string> {
    const folder = await temporaryFolder()
    for (const name of ['server', 'contracts', 'kernels', 'packs', 'package.json', 'tsconfig.json'])
      await cp(join(root, name), join(folder, name), {
        recursive: true,
        filter: (path) => !path.includes('node_modules'),
      })
    await mkdir(join(folder, 'node_modules/@steppe'), { recursive: true })
    for (const name of await readdir(join(root, 'node_modules')))
      if (name !== '@steppe' && name !== '.bin')
        await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name))
    for (const name of ['kernels', 'contracts', 'server'])
      if (existsSync(join(root, name, 'node_modules')))
        await symlink(join(root, name, 'node_modules'), join(folder, name, 'node_modules'))
    for (const name of ['kernels', 'contracts'])
      await symlink(join(folder, name), join(folder, 'node_modules/@steppe', name))
    return folder
  }

  test('the module stands: its card is found, its migration runs, its own test passes', async () => {
    const folder = await copyOfHouse()
    await writeBlocks('add-a-module', folder)
    const file = blocksOf('add-a-module').find((block) => block.file?.endsWith('.test.ts'))!.file!
    const { STEPPE_TEST_TEMPLATE: _template, NODE_TEST_CONTEXT: _context, ...env } = process.env
    const run = spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], {
      cwd: folder,
      env,
      encoding: 'utf8',
    })
    assert.equal(run.status, 0, `${run.stdout}\n${run.stderr}`)
    assert.match(run.stdout, /^# pass [1-9]/m)
    const types = spawnSync(
      process.execPath,
      ['node_modules/typescript-native/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
      { cwd: folder, encoding: 'utf8' },
    )
    assert.deepEqual(
      types.stdout.split('\n').filter((line) => line.includes('bookings')),
      [],
      'the module’s types fit',
    )
  })
})
