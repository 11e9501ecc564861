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

const { values, positionals } = parseArgs({
  options: {
    url: { type: 'string', default: `http://localhost:${process.env.PORT ?? 8080}` },
    json: { type: 'boolean' },
  },
  allowPositionals: true,
})

function usage(why: string): never {
  console.error(
    `${why}\n用法 Usage:\n  npm run log -- write DIR [--url URL]   把日志抄录为静态文件 keep a copy as static files\n  npm run log -- check                    核对数据库 hold the database against the log (DATABASE_URL 或内置数据库，服务运行中也可 or the embedded one, also while the server runs)`,
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

/** Opens the database as the server does, and checks portion by portion. */
async function check(): Promise<number> {
  const { openHouseForScript } = await import('./open-house.ts')
  const { checkLog } = await import('../server/src/ledger/check-log.ts')
  const { house, close } = await openHouseForScript()
  try {
    const told = await checkLog(house, (done, size) => {
      if (process.stdout.isTTY) process.stdout.write(`\r${done}/${size}`)
    })
    if (values.json) console.log(JSON.stringify(told))
    else {
      console.log(`已核对 ${told.checked} 条记录 leaves checked`)
      for (const { kind, subject } of told.findings) console.log(`✖ ${kind} ${subject}`)
      if (told.ok) console.log('✓ 数据库与日志一致 The database is what was sealed')
    }
    return told.ok ? 0 : 1
  } finally {
    await close()
  }
}

const [what, folder] = positionals
const code =
  what === 'write'
    ? await write(resolve(folder ?? usage('缺少文件夹 A folder is missing')))
    : what === 'check'
      ? await check()
      : usage('缺少命令 A command is missing')
process.exit(code)
