/** Builds what leaves the house as files, the web app and the offline verifier, when its sources have changed since the last build. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

interface Build {
  readonly name: string
  /** Folder that it is built into, below the root. */
  readonly dist: string
  /** Patterns of everything that the build reads. */
  readonly sources: readonly string[]
  /** The program of Node's that builds, with its arguments. */
  readonly command: readonly string[]
}

/** Digest of everything the build reads. */
async function digestOf(root: string, sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  const paths: string[] = []
  for await (const path of glob([...sources, 'package-lock.json'], {
    cwd: root,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  }))
    paths.push(path)
  for (const path of paths.sort()) hash.update(path).update(await readFile(join(root, path)))
  return hash.digest('hex')
}

/** The folder of the build; what builds runs only when the sources are not those of the last time. */
async function buildOnce(root: string, { name, dist, sources, command }: Build): Promise<string> {
  const folder = join(root, dist)
  const stamp = join(folder, '.sources')
  const digest = await digestOf(root, sources)
  if ((await readFile(stamp, 'utf8').catch(() => '')) === digest) return folder
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise((done) => child.on('exit', done))
  if (code !== 0) throw new Error(`${name} does not build (the program that builds it ended with ${code})`)
  await writeFile(stamp, digest)
  return folder
}

/** The folder of the built app. */
export async function buildWeb(root: string): Promise<string> {
  const vite = join(root, 'web/node_modules/vite/bin/vite.js')
  const program = await readFile(vite).then(
    () => vite,
    () => join(root, 'node_modules/vite/bin/vite.js'),
  )
  return buildOnce(root, {
    name: 'the web app',
    dist: 'web/dist',
    sources: [
      'web/src/**/*.{ts,tsx,css,json}',
      'web/index.html',
      'web/*.ts',
      'web/public/**/*.*',
      'contracts/src/**/*.ts',
    ],
    command: [program, 'build', join(root, 'web'), '--logLevel', 'error'],
  })
}

/** The folder of the program and the page with which strangers check files offline. */
export function buildVerifier(root: string): Promise<string> {
  return buildOnce(root, {
    name: 'the verifier',
    dist: 'verifier/dist',
    sources: ['verifier/{src,page}/**/*.*', 'kernels/**/*.ts', 'scripts/build-verifier.ts'],
    command: [join(root, 'scripts/build-verifier.ts')],
  })
}
