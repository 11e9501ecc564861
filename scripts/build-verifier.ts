/** Builds the verifier: one program file and one page, each whole in itself. `npm run verifier [-- FOLDER]`; without a folder into `dist` beside its sources. */
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite'

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'verifier/src')

/** Bytes that each may have: small enough to be read. The page carries the curves that Node brings along. */
export const largest = { 'steppe-verify.mjs': 150_000, 'steppe-verify.html': 200_000 } as const

/** Puts the list of checks in the place of what reads the folder. */
function listChecks(): Plugin {
  return {
    name: 'list-checks',
    enforce: 'pre',
    async load(id) {
      if (id !== join(source, 'find-checks.ts')) return null
      const files = (await readdir(source)).filter((name) => /^check-[a-z-]+\.ts$/.test(name)).sort()
      const lines = files.map((name, at) => `import { check as check${at} } from './${name}'`)
      return `${lines.join('\n')}\nexport const findChecks = async () => [${files.map((_, at) => `check${at}`).join(', ')}]`
    },
  }
}

/** In both: hashing to a curve as BLS needs it, in the place of the library's. */
function smallHashToCurve(): Plugin {
  const ours = join(source, 'small-hash-to-curve.ts')
  return {
    name: 'small-hash-to-curve',
    enforce: 'pre',
    resolveId: (id, importer = '') =>
      id.endsWith('/hash-to-curve.js') && /[\\/]bls[^\\/]*$/.test(importer) ? ours : null,
  }
}

const shared: InlineConfig = {
  root: join(root, 'verifier'),
  configFile: false,
  logLevel: 'error',
  plugins: [listChecks(), smallHashToCurve()],
}

/** What is imported for its values only may be left out when none is used. */
const treeshake = { moduleSideEffects: (id: string) => /[\\/]verifier[\\/]/.test(id) }

async function codeOf(config: InlineConfig): Promise<string> {
  const built = (await build(config)) as Rolldown.RolldownOutput | Rolldown.RolldownOutput[]
  const [chunk, ...more] = [built].flat().flatMap(({ output }) => output.filter((each) => each.type === 'chunk'))
  if (!chunk || more.length > 0) throw new Error('the verifier was built into more than one file')
  return chunk.code
}

/** In both: the SM2 that verifies only, with the curves of @noble that are there already. */
const smallSm2 = { find: 'sm-crypto-v2', replacement: join(source, 'small-sm2.ts') }

/** The program: everything of the project in one file, nothing but Node's own modules outside. */
function programCode(): Promise<string> {
  return codeOf({
    ...shared,
    resolve: {
      alias: [
        smallSm2,
        { find: /^@noble\/hashes\/(sha2|legacy|hmac)\.js$/, replacement: join(source, 'node-hashes.ts') },
        { find: '@noble/hashes/utils.js', replacement: join(source, 'node-bytes.ts') },
        { find: 'fflate', replacement: join(source, 'node-zlib.ts') },
      ],
    },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(source, 'steppe-verify.ts'),
      write: false,
      minify: true,
      target: 'node20',
      rolldownOptions: { treeshake, output: { format: 'esm', codeSplitting: false } },
    },
  })
}

/** The script of the page, with stand-ins for what it would take from Node. */
function pageCode(): Promise<string> {
  return codeOf({
    ...shared,
    resolve: {
      alias: [
        smallSm2,
        { find: /^(node:)?crypto$/, replacement: join(source, 'browser-crypto.ts') },
        { find: /^(node:)?buffer$/, replacement: join(source, 'browser-buffer.ts') },
      ],
    },
    build: {
      write: false,
      minify: true,
      target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
      rolldownOptions: {
        input: join(root, 'verifier/page/page.ts'),
        treeshake,
        output: { format: 'esm', codeSplitting: false },
      },
    },
  })
}

/** The page in one text. A script that held `</script` would end early: it is written otherwise. */
async function page(): Promise<string> {
  const [html, css, code] = await Promise.all([
    readFile(join(root, 'verifier/page/index.html'), 'utf8'),
    readFile(join(root, 'verifier/page/page.css'), 'utf8'),
    pageCode(),
  ])
  const script = code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
  return html
    .replace('<!-- style -->', () => `<style>${css}</style>`)
    .replace('<!-- script -->', () => `<script type="module">${script}</script>`)
}

export interface Built {
  readonly path: string
  readonly bytes: number
}

/** Builds both into a folder; gives their sizes. One that is too large is a fault. */
export async function buildVerifier(folder: string): Promise<readonly Built[]> {
  await mkdir(folder, { recursive: true })
  const program = await programCode()
  const files = {
    'steppe-verify.mjs': program.startsWith('#!') ? program : `#!/usr/bin/env node\n${program}`,
    'steppe-verify.html': await page(),
  }
  const built: Built[] = []
  for (const name of ['steppe-verify.mjs', 'steppe-verify.html'] as const) {
    const path = join(folder, name)
    await writeFile(path, files[name])
    if (name.endsWith('.mjs')) await chmod(path, 0o755)
    const { size } = await stat(path)
    if (size > largest[name])
      throw new Error(`${name} has ${size} bytes, more than ${largest[name]}: a stranger must be able to read it`)
    built.push({ path, bytes: size })
  }
  return built
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const { path, bytes } of await buildVerifier(resolve(process.argv[2] ?? join(root, 'verifier/dist'))))
    console.log(`${relative(process.cwd(), path)}  ${(bytes / 1000).toFixed(1)} kB`)
