/** The transparency log from outside: `npm run log -- write DIR [--url URL]` keeps a copy as static files; `npm run log -- check` holds the database against it. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  parseCheckpoint,
  parseNote,
  type TileLevel,
  tilePath,
  tileWidth,
  tileWidthIn,
} from '../kernels/ledger/index.ts'
import type { Kept } from '../server/src/ledger/check-kept.ts'

const { values, positionals } = parseArgs({
  options: {
    url: { type: 'string', default: `http://localhost:${process.env.PORT ?? 8080}` },
    json: { type: 'boolean' },
  },
  allowPositionals: true,
})

function usage(why: string): never {
  console.error(
    `${why}\n用法 Usage:\n  npm run log -- write DIR [--url URL]   把日志抄录为静态文件 keep a copy as static files\n  npm run log -- check [FILE…]            核对数据库，并与外部保存的凭证、存证点对照 hold the database against the log, and the log against receipts and checkpoints kept elsewhere (DATABASE_URL 或内置数据库，服务运行中也可 or the embedded one, also while the server runs)`,
  )
  process.exit(2)
}

async function fetchFile(path: string): Promise<Buffer> {
  const response = await fetch(`${values.url}/log/${path}`)
  if (!response.ok) throw new Error(`${values.url}/log/${path}: ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

/** Whole files only: a copy that is interrupted goes on where it stopped. */
async function keepFile(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const place = join(folder, path)
  await mkdir(dirname(place), { recursive: true })
  await writeFile(`${place}.new`, bytes)
  await rename(`${place}.new`, place)
}

/** All tiles and bundles that a tree of `size` leaves has. */
function* namesOf(size: number): Generator<{ readonly path: string; readonly full: boolean }> {
  const levels: TileLevel[] = ['entries']
  for (let level = 0; tileWidthIn(size, level, 0) > 0; level++) levels.push(level)
  for (const level of levels)
    for (let index = 0; tileWidthIn(size, level, index) > 0; index++) {
      const width = tileWidthIn(size, level, index)
      yield { path: tilePath(level, index, width), full: width === tileWidth }
    }
}

/** Copies what is missing, then the checkpoint: whoever reads the copy finds every file that its checkpoint needs. */
async function write(folder: string): Promise<number> {
  const note = await fetchFile('checkpoint')
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '')
  if (!checkpoint) throw new Error(`${values.url}/log/checkpoint is no checkpoint`)
  let written = 0
  for (const { path, full } of namesOf(checkpoint.size)) {
    if (full && (await readFile(join(folder, path)).catch(() => undefined))) continue
    await keepFile(folder, path, await fetchFile(path))
    if (++written % 100 === 0 && process.stdout.isTTY) process.stdout.write(`\r${written} 个文件 files`)
  }
  await keepFile(folder, 'checkpoint', note)
  console.log(`${folder}: ${checkpoint.size} 条记录 leaves, 新抄录 ${written} 个文件 files written`)
  return 0
}

/** The checkpoint in a file that somebody kept: the note itself, or a receipt, case file or transcript that carries one. */
async function readKept(path: string): Promise<Kept> {
  const text = await readFile(path, 'utf8')
  const within = /"checkpoint"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1]
  return { name: path, note: within ? (JSON.parse(within) as string) : text }
}

/** Draws over the line of progress, where somebody looks on. */
const say = (text: string) => process.stdout.isTTY && process.stdout.write(`\r\u001b[K${text}`)

/** Opens the database as the server does, and checks portion by portion. */
async function check(files: readonly string[]): Promise<number> {
  const kept = await Promise.all(files.map(readKept))
  const [{ openHouseForScript }, { checkLog }, { checkCases, findUnsealed }, { checkKept, checkWitnesses }] =
    await Promise.all([
      import('./open-house.ts'),
      import('../server/src/ledger/check-log.ts'),
      import('../server/src/ledger/check-cases.ts'),
      import('../server/src/ledger/check-kept.ts'),
    ])
  const { house, close } = await openHouseForScript()
  try {
    const log = await checkLog(house, (done, size) => say(`记录 leaves ${done}/${size}`))
    const cases = await checkCases(house, (done) => say(`办件 cases ${done}`))
    say('未存证的记录 acts without a leaf')
    const unsealed = await findUnsealed(house)
    say('见证机构 witnesses')
    const witnesses = await checkWitnesses(house)
    const findings = [
      ...log.findings,
      ...cases.findings,
      ...unsealed,
      ...witnesses.findings,
      ...(await checkKept(house, kept)),
    ]
    const told = {
      ok: findings.length === 0,
      checked: log.checked,
      cases: cases.folded,
      casesUnknown: cases.unknown,
      witnesses: witnesses.answered,
      kept: kept.length,
      findings,
    }
    say('')
    console.log(values.json ? JSON.stringify(told) : textOf(told))
    return told.ok ? 0 : 1
  } finally {
    await close()
  }
}

function textOf(told: {
  readonly ok: boolean
  readonly checked: number
  readonly cases: number
  readonly casesUnknown: number
  readonly witnesses: number
  readonly kept: number
  readonly findings: readonly { readonly kind: string; readonly subject: string }[]
}): string {
  const { casesUnknown: unknown } = told
  return [
    `已核对 ${told.checked} 条记录 leaves checked`,
    `已按办理经过重算 ${told.cases} 件办件的状态 cases folded against their acts`,
    ...(unknown > 0
      ? [
          `${unknown} 件无从重算（日历后来有修订，或流程、部门已不在） can’t be folded (calendar amended since, or no such process or department now)`,
        ]
      : []),
    `已对照 ${told.witnesses} 个见证机构、${told.kept} 个外部保存的存证点 witnesses asked, checkpoints kept elsewhere held against the log`,
    ...told.findings.map(({ kind, subject }) => `✖ ${kind} ${subject}`),
    ...(told.ok ? ['✓ 数据库与日志一致 The database is what was sealed'] : []),
    ...(told.witnesses + told.kept === 0
      ? [
          '! 没有对照这个数据库以外的任何东西：日志若连同数据库一起退回或重写，这里看不出来。请给出外部保存的受理凭证或存证点（log -- check FILE…），或用 STEPPE_WITNESSES 指明见证机构。',
          '! Nothing outside this database was asked: a log that was rolled back or rewritten together with it is not seen here. Give receipts or checkpoints that others kept (log -- check FILE…), or name witnesses in STEPPE_WITNESSES.',
        ]
      : []),
  ].join('\n')
}

const [what, ...rest] = positionals
const code =
  what === 'write'
    ? await write(resolve(rest[0] ?? usage('缺少文件夹 A folder is missing')))
    : what === 'check'
      ? await check(rest)
      : usage('缺少命令 A command is missing')
process.exit(code)
