/** E03 存证: every record is a leaf of a transparency log, receipts prove it, witnesses outside watch, and the verifier needs no trust in us. */
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { CaseReceipt, LogView } from '@steppe/contracts/ledger'
import {
  equalBytes,
  leafHash,
  parseCheckpoint,
  parseEntryBundle,
  parseNote,
  type ReadTile,
  rootFromTiles,
  tilePath,
  tileWidthIn,
} from '@steppe/kernels/ledger'
import { apply, expect, itemOf, mainText, settled, traderAnswers, view } from './do-errands.ts'
import type { Page, Story, World } from './world.ts'

const root = resolve(import.meta.dirname, '..')

interface Verified {
  readonly code: number
  readonly text: string
}

/** A program in a process of its own: what it says, and how it ends. */
function run(program: string, ...args: readonly string[]): Promise<Verified> {
  return new Promise((done) => {
    execFile(process.execPath, [join(root, program), ...args], (fault, stdout, stderr) =>
      done({ code: fault ? Number(fault.code ?? -1) : 0, text: stdout + stderr }),
    )
  })
}

/** The verifier with no address of ours. */
const verify = (...args: readonly string[]) => run('verifier/src/steppe-verify.ts', ...args)

interface Witness {
  readonly vkey: string
  readonly url: string
  readonly stop: () => void
}

/** A witness's program on a folder of its own. */
async function startWitness(folder: string, name: string, log: string): Promise<Witness> {
  const args = ['--folder', join(folder, name.replaceAll('/', '-')), '--name', name, '--log', log, '--port', '0']
  const child = spawn(process.execPath, [join(root, 'verifier/witness/main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = await new Promise<string>((done, failed) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
      if (/verifier key: \S+\n/.test(text)) done(text)
    })
    child.once('exit', (code) => failed(new Error(`the witness ended with ${code}`)))
  })
  return {
    vkey: /verifier key: (\S+)/.exec(said)![1]!,
    url: /http:\/\/\S+/.exec(said)![0],
    stop: () => void child.kill('SIGKILL'),
  }
}

const logOf = async (world: World): Promise<LogView> => (await world.api()).ask('GET', '/api/ledger')

async function handIn(world: World, name: string): Promise<string> {
  const citizen = await world.api('wangfang')
  const item = await itemOf(citizen, '企业开办一件事', '001031001000', '150102')
  const { case: id } = await apply(citizen, { item, answers: traderAnswers(name, []), promise: true })
  return id
}

async function everyRecord(world: World): Promise<void> {
  await handIn(world, '新城区存证小馆')
  await world.settle()
  const [acts] = await world.db.ask<{ count: number }>('select count(*)::int as count from cases.acts')
  const log = await logOf(world)
  expect(log.size >= acts!.count, `${acts!.count} acts are written, ${log.size} leaves sealed`)
  const width = log.size % 256
  const index = Math.floor(log.size / 256)
  const response = await fetch(`${world.base}/log/${tilePath('entries', index, width)}`)
  const entries = parseEntryBundle(new Uint8Array(await response.arrayBuffer()), width)
  expect(
    entries?.every((entry) => entry.length === 32),
    'an entry of the log is not a commitment of 32 bytes',
  )
}

/** Anybody keeps a copy as plain files; it is whole for its checkpoint, and every entry is the leaf of its place. */
async function copied(world: World, folder: string): Promise<void> {
  const place = join(folder, 'copy')
  const first = await run('scripts/log.ts', 'write', place, '--url', world.base)
  expect(first.code === 0, `the copy ends with ${first.code}: ${first.text.slice(0, 300)}`)
  const read: ReadTile = async (...name) => readFile(join(place, tilePath(...name))).catch(() => undefined)
  const { size, root: signed } = parseCheckpoint(
    parseNote(await readFile(join(place, 'checkpoint'), 'utf8'))?.text ?? '',
  )!
  const computed = await rootFromTiles(size, read)
  expect(computed && equalBytes(computed, signed), 'the copied tiles do not add up to the copied checkpoint')
  for (let index = 0; tileWidthIn(size, 0, index) > 0; index++) {
    const width = tileWidthIn(size, 0, index)
    const [entries, tile] = [await read('entries', index, width), await read(0, index, width)]
    const leaves = Buffer.concat((parseEntryBundle(entries!, width) ?? []).map(leafHash))
    expect(tile && leaves.equals(tile), `bundle ${index} of the copy does not hold the leaves of its tile`)
  }
  const absent = await run('scripts/log.ts', 'write')
  expect(absent.code === 2, `without a folder it ends with ${absent.code}`)
}

async function receiptHolds(world: World, folder: string): Promise<void> {
  const id = await handIn(world, '新城区凭证小馆')
  const receipt: CaseReceipt = await (await world.api('wangfang')).ask('GET', `/api/ledger/cases/${id}/receipt`)
  const file = join(folder, 'receipt.json')
  await writeFile(file, JSON.stringify(receipt))
  const { vkey } = await logOf(world)
  const good = await verify(file, '--log-key', vkey)
  expect(good.code === 0, `the verifier ends with ${good.code}: ${good.text}`)
  expect(good.text.includes(id), 'the verifier does not name the case')
  const forged = {
    ...receipt,
    acts: receipt.acts.map((act, i) => (i === 0 ? { ...act, act: { ...(act.act as object), at: 1 } } : act)),
  }
  await writeFile(file, JSON.stringify(forged))
  const bad = await verify(file, '--log-key', vkey)
  expect(bad.code === 1 && /act 1 /.test(bad.text), `a forged receipt ends with ${bad.code}: ${bad.text.slice(0, 300)}`)
  const stranger = await (await world.api('zhaoqiang')).call('GET', `/api/ledger/cases/${id}/receipt`)
  expect(stranger.status === 403, `a stranger’s receipt gets ${stranger.status}`)
}

async function alteredIsNamed(world: World, folder: string): Promise<void> {
  const id = await handIn(world, '新城区篡改小馆')
  const before: CaseReceipt = await (await world.api('wangfang')).ask('GET', `/api/ledger/cases/${id}/receipt`)
  const older = join(folder, 'older.json')
  await writeFile(older, JSON.stringify(before))
  await world.db.script(
    `set session_replication_role = replica; update cases.acts set act = jsonb_set(act, '{at}', '1') where case_id = '${id}' and seq = 1; set session_replication_role = default`,
  )
  const refused = await (await world.api('wangfang')).call('GET', `/api/ledger/cases/${id}/receipt`)
  expect(
    refused.body.code === 'ledger.act_altered',
    `a receipt of an altered act gets ${refused.status} ${refused.body.code}`,
  )
  // Whoever may see the case asks the installation with the verifier: the case and the act are named, long before a minute is over.
  const token = (await world.api('wangfang')).cookie.split('=')[1]!
  const asked = await verify('--case', `${world.base}/api/ledger/cases/${id}/receipt`, '--token', token)
  expect(
    asked.code === 1 && asked.text.includes(id),
    `asked at the installation it ends with ${asked.code}: ${asked.text}`,
  )
  const told = await (await world.api('supervisor')).ask('GET', `/api/ledger/cases/${id}/check`)
  expect(told.findings[0]?.subject === `${id} 1`, `the check names ${JSON.stringify(told.findings)}`)
  // A file made from the altered row by somebody who skips our own check: the verifier names the act.
  const [row] = await world.db.ask<{ act: object }>(
    'select a.act from cases.acts a where a.league = $1 and a.case_id = $2 and a.seq = 1',
    ['150100', id],
  )
  const altered = { ...before, acts: before.acts.map((act, i) => (i === 0 ? { ...act, act: row!.act } : act)) }
  const file = join(folder, 'altered.json')
  await writeFile(file, JSON.stringify(altered))
  const { vkey } = await logOf(world)
  const found = await verify(file, '--log-key', vkey, '--older', older)
  expect(
    found.code === 1 && /act 1 /.test(found.text),
    `the verifier ends with ${found.code}: ${found.text.slice(0, 300)}`,
  )
}

/** The receipt as soon as its checkpoint bears a line of every witness; the last one asked for when that takes over 15 s. */
async function receiptSignedBy(world: World, id: string, witnesses: readonly string[]): Promise<CaseReceipt> {
  const holder = await world.api('wangfang')
  await world.settle()
  for (let tries = 0; ; tries++) {
    const receipt: CaseReceipt = await holder.ask('GET', `/api/ledger/cases/${id}/receipt`)
    if (tries === 60 || witnesses.every((name) => receipt.checkpoint.includes(`\u2014 ${name} `))) return receipt
    await new Promise((done) => setTimeout(done, 250))
  }
}

async function witnesses(world: World, folder: string): Promise<void> {
  const { vkey } = await logOf(world)
  const names = [
    { name: 'audit.example/w1', title: { zh: '审计机关', en: 'Audit office' } },
    { name: 'notary.example/w1', title: { zh: '公证机构', en: 'Notary office' } },
  ]
  const running = await Promise.all(names.map(({ name }) => startWitness(folder, name, vkey)))
  try {
    for (const [i, { vkey: key, url }] of running.entries())
      world.letWitness({ vkey: key, url, title: names[i]!.title })
    const id = await handIn(world, '新城区见证小馆')
    const receipt = await receiptSignedBy(
      world,
      id,
      names.map(({ name }) => name),
    )
    const file = join(folder, 'witnessed.json')
    await writeFile(file, JSON.stringify(receipt))
    const keys = running.flatMap((each) => ['--witness', each.vkey])
    const told = await verify(file, '--log-key', vkey, ...keys)
    expect(told.code === 0, `the verifier ends with ${told.code}: ${told.text.slice(0, 400)}`)
    await publicPage(world)
  } finally {
    for (const each of running) each.stop()
  }
}

async function publicPage(world: World): Promise<void> {
  for (const width of [390, 1440]) {
    const page = await world.page(undefined, { width })
    const text = await mainText(page, '/ledger')
    for (const words of ['可信存证', '审计机关', '公证机构', '自己核对'])
      expect(text.includes(words), `the page does not say ${words}`)
  }
}

async function download(page: Page, button: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
  return readFile((await file.path())!, 'utf8')
}

async function fromThePage(world: World, folder: string): Promise<void> {
  const id = await handIn(world, '新城区下载小馆')
  const { vkey } = await logOf(world)
  const page = await world.page('wangfang', { width: 390 })
  await page.goto(`/track/${id}`)
  await settled(page)
  const file = join(folder, 'downloaded.json')
  await writeFile(file, await download(page, '下载受理凭证'))
  const told = await verify(file, '--log-key', vkey)
  expect(told.code === 0, `the verifier ends with ${told.code}: ${told.text.slice(0, 300)}`)
  const desk = await world.page('clerk')
  await desk.goto(`/work/cases/${id}`)
  await settled(desk)
  await writeFile(file, await download(desk, '下载存证档案'))
  const whole = await verify(file, '--log-key', vkey)
  expect(whole.code === 0, `the case file ends with ${whole.code}: ${whole.text.slice(0, 300)}`)
  expect((await view(await world.api('clerk'), id)).id === id, 'the case is not there')
}

async function play(world: World): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-e03-'))
  try {
    await world.holds('every record is in a transparency log', () => everyRecord(world))
    await world.holds('anybody keeps a copy of the log as files', () => copied(world, folder))
    await world.holds('a receipt proves it to a program that needs no trust in us', () => receiptHolds(world, folder))
    await world.holds('receipts and case files are downloaded from the pages', () => fromThePage(world, folder))
    await world.holds('outside witnesses co-sign, and everybody sees how far they followed', () =>
      witnesses(world, folder),
    )
    await world.holds('an act altered in the database is found and named', () => alteredIsNamed(world, folder))
    world.note('363,295 records sealed and provable: npm run bench -- ledger')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export const story: Story = { id: 'E03', title: 'Evidence anyone can check', play }
