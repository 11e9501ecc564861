/** Builds the web app when its sources have changed since the last build. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Digest of everything the build reads. */
async function digestOfSources(root: string): Promise<string> {
  const hash = createHash('sha256')
  const paths: string[] = []
  for await (const path of glob(
    [
      'web/src/**/*.{ts,tsx,css,json}',
      'web/index.html',
      'web/*.ts',
      'web/public/**/*.*',
      'contracts/src/**/*.ts',
      'package-lock.json',
    ],
    { cwd: root },
  ))
    paths.push(path)
  for (const path of paths.sort()) hash.update(path).update(await readFile(join(root, path)))
  return hash.digest('hex')
}

/** The folder of the built app. */
export async function buildWeb(root: string): Promise<string> {
  const dist = join(root, 'web/dist')
  const stamp = join(dist, '.sources')
  const digest = await digestOfSources(root)
  if ((await readFile(stamp, 'utf8').catch(() => '')) === digest) return dist
  const vite = join(root, 'web/node_modules/vite/bin/vite.js')
  const program = await readFile(vite).then(
    () => vite,
    () => join(root, 'node_modules/vite/bin/vite.js'),
  )
  const child = spawn(process.execPath, [program, 'build', join(root, 'web'), '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const code = await new Promise((done) => child.on('exit', done))
  if (code !== 0) throw new Error(`the web app does not build (vite ended with ${code})`)
  await writeFile(stamp, digest)
  return dist
}
