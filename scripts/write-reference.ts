/** The reference made from the code: modules and their cards, refusals, routes with their permissions, npm handles. */
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { BasicItem, Item } from '../contracts/src/catalog/index.ts'
import { findModules } from '../server/src/assemble.ts'
import type { CasesHouse } from '../server/src/cases/house.ts'
import { isText, mediaTypesOf } from '../server/src/platform/media.ts'
import type { AnyRoute, ModuleCard } from '../server/src/platform/module.ts'
import { platformRefusals } from '../server/src/platform/platform-refusals.ts'
import type { RefusalText, RefusalTexts } from '../server/src/platform/refusals.ts'
import { platformRoutes } from '../server/src/platform/routes.ts'

const root = resolve(import.meta.dirname, '..')
export const referenceFolder = join(root, 'docs/reference')

const made = '<!-- Made from the code by scripts/write-reference.ts; edit the code, then run it. -->'

/** Text in a cell of a table. */
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')
}

function page(title: string, ...parts: readonly string[]): string {
  return `# ${title}\n\n${made}\n\n${parts.join('\n\n')}\n`
}

/** Everything the pages are made of. */
export interface Ground {
  readonly cards: readonly ModuleCard<CasesHouse>[]
  readonly refusals: RefusalTexts
  readonly routes: readonly { readonly module: string; readonly route: AnyRoute }[]
}

/** Reads the cards. Routes are declared without a running house: of the house a declaration reads its refusals only. */
export async function readGround(): Promise<Ground> {
  const cards = await findModules()
  const refusals: RefusalTexts = Object.assign({}, platformRefusals, ...cards.map((card) => card.refusals))
  const house = { refusals } as unknown as CasesHouse
  const nothing = async () => ({}) as never
  const own = platformRoutes({ house, sessions: {} as never, version: '', verify: nothing, describeActor: nothing })
  const routes = [
    ...own.map((route) => ({ module: 'platform', route })),
    ...cards.flatMap((card) => card.routes(house).map((route) => ({ module: card.name, route }))),
  ]
  return { cards, refusals, routes }
}

/** The sentence with which a file says what it is. */
async function saysOf(path: string): Promise<string> {
  const text = await readFile(join(root, path), 'utf8').catch(() => `Not there yet: ${path}`)
  const [line = ''] = text.split('\n')
  return line.replace(/^(\/\*\*?|\/\/) ?/, '').replace(/ ?\*\/$/, '')
}

async function found(pattern: string): Promise<string[]> {
  const paths: string[] = []
  for await (const path of glob(pattern, { cwd: root, exclude: (name) => name === 'node_modules' || name === 'dist' }))
    paths.push(path)
  return paths.sort()
}

const folderOf = (name: string) =>
  ['cases', 'ledger', 'links'].includes(name) ? `server/src/${name}` : `server/src/modules/${name}`

function modulePart(card: ModuleCard<CasesHouse>, { routes }: Ground): string {
  const mine = routes.filter((each) => each.module === card.name)
  const refused = Object.keys(card.refusals).length
  const lines = [
    `## ${card.name}`,
    card.purpose,
    `- Folder: \`${folderOf(card.name)}\``,
    `- Tables: ${card.tables.map((name) => `\`${name}\``).join(', ') || 'none'}`,
    `- Routes: ${mine.length} ([routes.md](routes.md#${card.name})); refusals: ${refused}${refused > 0 ? ` ([refusals.md](refusals.md#${card.name}))` : ''}`,
    `- Takes in packs: ${card.load ? `yes, order ${card.load.order}` : 'no'}`,
  ]
  return `${lines[0]}\n\n${lines[1]}\n\n${lines.slice(2).join('\n')}`
}

async function modulesPage(ground: Ground): Promise<string> {
  const kernels = await Promise.all(
    (await found('kernels/*/index.ts')).map(async (path) => [
      `\`@steppe/kernels/${basename(dirname(path))}\``,
      await saysOf(path),
    ]),
  )
  const journeys = (await found('server/src/journeys/*.ts')).filter((path) => !/(index|\.test)\.ts$/.test(path))
  const heard = await Promise.all(journeys.map(async (path) => [`\`${path}\``, await saysOf(path)]))
  return page(
    'Modules, kernels, journeys',
    ...ground.cards.map((card) => modulePart(card, ground)),
    `## Kernels\n\n${table(['Import', 'What it is'], kernels)}`,
    `## Journeys\n\n${table(['File', 'What it does'], heard)}`,
  )
}

function refusalRow([code, text]: readonly [string, RefusalText]): string[] {
  return [`\`${code}\``, String(text.status), text.title.zh, text.next.zh, text.title.en, text.next.en]
}

function refusalsPage({ refusals }: Ground): string {
  const byModule = Map.groupBy(
    Object.entries(refusals).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ([code]) => code.split('.')[0]!,
  )
  const parts = [...byModule.keys()]
    .sort()
    .map(
      (module) =>
        `## ${module}\n\n${table(['Code', 'Status', '中文', '下一步', 'English', 'Next step'], byModule.get(module)!.map(refusalRow))}`,
    )
  return page(
    'Refusals',
    'A refusal is an answer: problem details (RFC 9457) with the code, the status, a sentence and the next step. `{words}` are filled in.',
    ...parts,
  )
}

const keyOf = (route: AnyRoute) => `${route.url} ${route.method}`

function routesPage({ routes }: Ground): string {
  const byModule = Map.groupBy(routes, (each) => each.module)
  const order = (a: Ground['routes'][number], b: Ground['routes'][number]) => (keyOf(a.route) < keyOf(b.route) ? -1 : 1)
  const row = ({ route }: Ground['routes'][number]) => [
    `\`${route.method} ${route.url}\``,
    `\`${route.permission}\``,
    route.summary,
    (route.refusals ?? []).map((code) => `\`${code}\``).join(', '),
  ]
  const parts = [...byModule.keys()]
    .sort()
    .map(
      (module) =>
        `## ${module}\n\n${table(['Route', 'Permission', 'What it does', 'Refusals of its own'], byModule.get(module)!.toSorted(order).map(row))}`,
    )
  const words = [
    '`open`: anyone. `signed_in`: any person with a session. Otherwise the permission must be carried by a role of the pack (`registry/roles.json`);',
    'what is seen and done in one case is checked case by case on top (`server/src/cases/authorise.ts`). Bodies and answers: `GET /api/openapi.json`.',
  ].join('\n')
  const files = routes.toSorted(order).flatMap(({ route }) => {
    const types = mediaTypesOf(route.response)
    const shown = types?.some(isText) ? 'the text' : 'what was asked: nobody reads the bytes as they stand'
    return types ? [[`\`${route.method} ${route.url}\``, types.map((type) => `\`${type}\``).join(', '), shown]] : []
  })
  const examples = [
    '## Examples',
    'Tests and stories record an answer of every operation (`docs/examples`, shown in `GET /api/openapi.json`). Of answers that are not JSON alone they keep:',
    table(['Route', 'Media types', 'What is shown'], files),
  ]
  return page('Routes and permissions', words, ...parts, ...examples)
}

interface Marked {
  readonly title?: string
  readonly gbt39046?: readonly number[]
  readonly platform?: boolean
  readonly properties?: Readonly<Record<string, Marked>>
  readonly items?: Marked
}

/** The elements of an item by the path at which its contract has them. */
function elementsOf(schema: Marked, path: string): string[][] {
  const own =
    schema.gbt39046 || schema.platform ? [[(schema.gbt39046 ?? []).join(', '), schema.title ?? '', `\`${path}\``]] : []
  const below = Object.entries(schema.properties ?? {}).flatMap(([name, each]) =>
    elementsOf(each, path ? `${path}.${name}` : name),
  )
  return [...own, ...below, ...(schema.items ? elementsOf(schema.items, `${path}[]`) : [])]
}

function elementsPage(): string {
  const byPath = new Map(
    [...elementsOf(BasicItem as Marked, ''), ...elementsOf(Item as Marked, '')].map((row) => [row[2]!, row]),
  )
  const rows = [...byPath.values()].toSorted(
    (a, b) => (Number.parseInt(a[0]!, 10) || 999) - (Number.parseInt(b[0]!, 10) || 999) || (a[2]! < b[2]! ? -1 : 1),
  )
  const words =
    'The elements of a service item as `contracts/src/catalog/item.ts` marks them: the number in GB/T 39046-2020 table 4; without a number, an element that live provincial platforms carry beyond the standard.'
  return page('Elements of an item', words, table(['No.', '中文', 'Identifier'], rows))
}

/** What the variables of the environment do; one that the code reads and nobody describes stops the writing. */
const variables: Readonly<Record<string, string>> = {
  DATABASE_URL: 'PostgreSQL to use instead of the embedded one (15–18)',
  HOST: 'Address to listen on; `127.0.0.1`',
  PORT: 'Port to listen on; `8080`',
  STEPPE_BEACON:
    'URL of a drand relay to fetch rounds from for draws; none: rounds are entered by hand and verified all the same',
  STEPPE_DATA: 'Everything the embedded default writes; `./.steppe`',
  STEPPE_URL:
    'Where the installation is reached from outside; licences name it as their issuer. `https://<region>.steppe.example` unless the pack or this says',
  STEPPE_KEYS: 'Folder of the signing keys of the installation, one file each; `keys` below `STEPPE_DATA`',
  STEPPE_ALARM_URL:
    'Where an emergency is told to 110 by HTTP; without it the police of the place get the order all the same',
  STEPPE_MAIL_FOLDER: 'Folder into which a mail server drops messages (`*.eml`) that become orders; none',
  STEPPE_IMAP:
    'Mailbox whose new messages become orders, read every 30 seconds: `imaps://user@host[:port]/folder`, or `imap://` with STARTTLS; none',
  STEPPE_IMAP_PASSWORD: 'Password of the mailbox',
  STEPPE_CALLS_KEY: 'Shared key by which the telephone exchange signs call data (HMAC-SHA256); none',
  STEPPE_ALARM_KEY: 'Shared key by which what is told to 110 is signed (HMAC-SHA256)',
  STEPPE_MODEL_URL:
    'Address of an OpenAI-compatible language model (`/chat/completions` stands below it) that may draft answers from the knowledge base; none',
  STEPPE_MODEL_KEY: 'Key of the language model; none',
  STEPPE_MODEL_NAME: 'Name of the language model; `default`',
  STEPPE_LINKS: 'File that names this installation, its key and the installations it exchanges cases with; none',
  STEPPE_LOG_ORIGIN:
    'Name of the transparency log, a URL without its scheme, chosen once; from the pack, else `<region>.steppe.example/log`',
  STEPPE_POLICY_BASE_MB:
    'Megabytes that the facts of all firms may take in memory, for audiences and simulations; `2048`: the national dictionary known whole for 2.6 million firms',
  STEPPE_PACKS: 'Packs to take in, by name; `national,neimenggu,demo`. Without `demo` no account is made up',
  STEPPE_CARRIER: 'URL to which SMS and mail are posted, signed; see `server/src/modules/messages`; none',
  STEPPE_CARRIER_CHANNELS: 'What the carrier takes: `sms,mail`',
  STEPPE_SMTP:
    'Mail server to which mail is handed, also beside a carrier: `smtps://user@host:465`, or `smtp://user@host:587`, which must turn to TLS unless it is on this machine; none',
  STEPPE_SMTP_PASSWORD: 'Password of the user of `STEPPE_SMTP`; none',
  STEPPE_SMTP_FROM: 'Whom mail is from: `no-reply@example.cn`, or a name and the address in pointed brackets',
  STEPPE_PROXIES: 'Proxies whose word on the address of a caller is trusted, by address or name of a range; `loopback`',
  STEPPE_WITNESSES: 'File that names the witnesses of the log: `[{ vkey, url, title? }]`; none',
}

const notOurs = ['PATH', 'CI', 'NODE_TEST_CONTEXT', 'NODE_ENV', 'HOME', 'TMPDIR']

async function variableRows(): Promise<string[][]> {
  const read = new Set<string>()
  const running = (await found('server/src/**/*.ts')).filter((path) => !/\.test\.ts$|\/(testing|faults)\//.test(path))
  for (const path of running) {
    for (const [, name] of (await readFile(join(root, path), 'utf8')).matchAll(/process\.env\.([A-Z_]+)/g))
      read.add(name!)
  }
  const ours = [...read].filter((name) => !notOurs.includes(name)).sort()
  const unknown = ours.find((name) => !variables[name])
  if (unknown)
    throw new Error(`the server reads ${unknown} from its environment; describe it in scripts/write-reference.ts`)
  return ours.map((name) => [`\`${name}\``, variables[name]!])
}

/** The program a handle runs, said in its own first line; otherwise the command itself. */
async function handleRow([name, command]: readonly [string, string]): Promise<string[]> {
  const program = /with-node\.mjs (\S+)/.exec(command)?.[1]
  return [
    `\`npm ${['start', 'test'].includes(name) ? '' : 'run '}${name}\``,
    program ? await saysOf(program) : `\`${command}\``,
  ]
}

async function handlesPage(): Promise<string> {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>
  }
  return page(
    'Handles',
    `## npm\n\n${table(['Command', 'What it does'], await Promise.all(Object.entries(scripts).map(handleRow)))}`,
    `## Environment\n\n${table(['Variable', 'Meaning and default'], await variableRows())}`,
    '## HTTP\n\n`GET /api/health` answers 200 once ready. `GET /api/openapi.json` describes every route.',
  )
}

/** The pages by file name; the same code gives the same bytes. */
export async function makeReference(): Promise<Readonly<Record<string, string>>> {
  const ground = await readGround()
  return {
    'modules.md': await modulesPage(ground),
    'refusals.md': refusalsPage(ground),
    'routes.md': routesPage(ground),
    'elements.md': elementsPage(),
    'handles.md': await handlesPage(),
  }
}

if (import.meta.main) {
  await mkdir(referenceFolder, { recursive: true })
  for (const [name, text] of Object.entries(await makeReference())) {
    await writeFile(join(referenceFolder, name), text)
    console.log(`docs/reference/${name}`)
  }
}
