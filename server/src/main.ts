/** The program: the only place where everything is put together and started, and where it is stopped again. */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { keepDroppingDrafts, keepFetchingMail, keepLearning, keepTakingMail } from '#act/appeals'
import { keepExpiring } from '#act/credentials'
import { keepPublishing } from '#act/evaluation'
import { keepSending } from '#act/messages'
import { keepPushing, keepTellingBanks } from '#act/policies'
import { resumeImports } from '#act/registry'
import { readLinks } from '#links/links'
import { assemble, findModules, personalColumns, siteOf } from './assemble.ts'
import { buildVerifier, buildWeb } from './build-web.ts'
import type { CasesHouse } from './cases/house.ts'
import { findAmendment, rederiveDeadlines } from './cases/rederive-deadlines.ts'
import { keepWaking } from './cases/wake-cases.ts'
import { seedArrears } from './demo/seed-arrears.ts'
import { seedCallBacks } from './demo/seed-call-backs.ts'
import { seedDraws } from './demo/seed-draws.ts'
import { seedHistory } from './demo/seed-history.ts'
import { seedOrders } from './demo/seed-orders.ts'
import { seedPolicies } from './demo/seed-policies.ts'
import { seedProofMatters } from './demo/seed-proof-matters.ts'
import { journeys } from './journeys/index.ts'
import { keepSealing, sealEarlierActs } from './ledger/keep-sealing.ts'
import { readLog } from './ledger/log-state.ts'
import { readWitnesses } from './ledger/read-witnesses.ts'
import { finishKeyChange, isKeyChanging } from './platform/change-data-key.ts'
import { clockFrom } from './platform/clock.ts'
import { openVault } from './platform/data-keys.ts'
import { type Embedded, startEmbedded } from './platform/embedded.ts'
import { encryptStored } from './platform/encrypt-stored.ts'
import { keysInFolder } from './platform/keys.ts'
import { mendOutbox } from './platform/mend-outbox.ts'
import { migrate } from './platform/migrations.ts'
import { keepDelivering } from './platform/outbox.ts'
import { openPacks } from './platform/packs.ts'
import { connect, type Database } from './platform/postgres.ts'
import { readCarrier } from './platform/read-carrier.ts'
import { type Reporter, reporter } from './platform/report-progress.ts'
import { restrictServer } from './platform/restrict-server.ts'
import { serveVerifier } from './serve-verifier.ts'
import { serveWeb } from './serve-web.ts'

const root = resolve(import.meta.dirname, '../..')
const port = Number(process.env.PORT ?? 8080)
const host = process.env.HOST ?? '127.0.0.1'
const data = resolve(process.env.STEPPE_DATA ?? join(root, '.steppe'))
const keys = keysInFolder(resolve(process.env.STEPPE_KEYS ?? join(data, 'keys')))
/** Where the world reaches this installation; licences name it as their issuer. */
const publicUrl = process.env.STEPPE_URL
const proxies = process.env.STEPPE_PROXIES
const packNames = (process.env.STEPPE_PACKS ?? 'national,neimenggu,demo').split(',')

let stopping = false

/** What has been started, to be stopped in the opposite order. */
const started: { readonly name: string; readonly stop: () => Promise<unknown> }[] = []

/** The database, migrated. With the embedded PostgreSQL the server then works under a role of its own that can't alter tables. */
async function openDatabase(say: Reporter): Promise<Database> {
  let url = process.env.DATABASE_URL
  const own = !url
  if (!url) {
    await mkdir(data, { recursive: true })
    const embedded: Embedded = await say.step('启动数据库 Starting PostgreSQL', () => startEmbedded(data))
    started.push({ name: 'PostgreSQL', stop: embedded.stop })
    url = embedded.url
  }
  const owner = connect(url, { lanes: 1, transactions: 1 })
  await say.step('升级数据结构 Migrating', () => migrate(owner, join(root, 'server/src')))
  if (await mendOutbox(owner))
    console.log(
      '数据库系从别处恢复，已校正待发事实的次序 The database was restored from elsewhere: the outbox was brought to its numbers',
    )
  const personal = personalColumns(await findModules())
  if (await isKeyChanging(owner))
    await say.step('续换数据密钥 Going on with the change of the data key', (progress) =>
      finishKeyChange(owner, keys, personal, progress),
    )
  const vault = await openVault(owner, keys)
  await say.step('加密个人信息 Encrypting personal data', (progress) => encryptStored(owner, vault, personal, progress))
  const db = connect(own ? await restrictServer(owner, url) : url, { vault })
  await owner.close()
  started.push({ name: 'connections', stop: db.close })
  return db
}

async function run(): Promise<void> {
  const say = reporter()
  const db = await openDatabase(say)
  const packs = await openPacks(join(root, 'packs'), packNames)
  const demo = packs.some((pack) => pack.card.name === 'demo')
  const site = siteOf(packs, demo)
  const links = process.env.STEPPE_LINKS ? await readLinks(process.env.STEPPE_LINKS) : undefined
  const carrier = await readCarrier(keys, {
    url: process.env.STEPPE_CARRIER,
    channels: process.env.STEPPE_CARRIER_CHANNELS,
    smtp: process.env.STEPPE_SMTP,
    smtpPassword: process.env.STEPPE_SMTP_PASSWORD,
    smtpFrom: process.env.STEPPE_SMTP_FROM,
  })
  const witnesses = await readWitnesses(process.env.STEPPE_WITNESSES, packs)
  const log = { witnesses, ...(process.env.STEPPE_LOG_ORIGIN ? { origin: process.env.STEPPE_LOG_ORIGIN } : {}) }
  const clock = clockFrom(Date.now, site.zone)
  const { house, http } = await say.step('载入数据包 Loading packs', (progress) =>
    assemble(db, packs, clock, {
      demo,
      keys,
      progress,
      log,
      ...(links ? { links } : {}),
      ...(carrier ? { carrier } : {}),
      ...(publicUrl ? { url: publicUrl } : {}),
      ...(proxies ? { proxies } : {}),
    }),
  )
  await readLog(house)
  if (demo) {
    await say.step('生成演示办件 Creating the demonstration history', (progress) => seedHistory(house, progress))
    await say.step('生成演示抽查 Creating the demonstration draws', () => seedDraws(house))
    await say.step('生成演示政策 Creating the demonstration policies', () => seedPolicies(house))
    await say.step('生成演示诉求 Creating the demonstration appeals', () => seedOrders(house))
    await say.step('生成演示回访 Creating the demonstration call-backs', () => seedCallBacks(house))
    await seedProofMatters(house)
    await say.step('生成演示欠款 Creating the demonstration arrears', () => seedArrears(house))
  }
  await say.step('办理记录存证 Sealing the acts', (progress) => sealEarlierActs(house, progress))
  const dist = await say.step('构建网页 Building the web app', () => buildWeb(root))
  const verifier = await say.step('构建核验程序 Building the verifier', () => buildVerifier(root))
  const app = await http()
  await serveVerifier(app, verifier)
  await serveWeb(app, dist)
  await app.listen({ port, host })
  started.push({ name: 'HTTP', stop: () => app.close() })
  started.push({ name: 'timers', stop: keepWaking(house, house.engine) })
  started.push({ name: 'sealing', stop: keepSealing(house) })
  started.push({ name: 'licences', stop: keepExpiring(house) })
  started.push({ name: 'learning', stop: keepLearning(house) })
  started.push({ name: 'drafts', stop: keepDroppingDrafts(house) })
  started.push({ name: 'mail', stop: keepTakingMail(house) })
  started.push({ name: 'mailbox', stop: keepFetchingMail(house) })
  started.push({ name: 'messages', stop: keepSending(house) })
  started.push({ name: 'figures', stop: keepPublishing(house) })
  started.push({ name: 'policies', stop: keepPushing(house) })
  started.push({ name: 'banks', stop: keepTellingBanks(house) })
  started.push({ name: 'journeys', stop: keepDelivering(house, journeys(house)) })
  welcome(site.name, demo)
  await bringToCalendar(house, say)
  await resumeImports(house)
}

/** Running cases follow a calendar that was amended since the last start. */
async function bringToCalendar(house: CasesHouse, say: Reporter): Promise<void> {
  const amendment = await findAmendment(house)
  if (!amendment) return
  await say.step('日历有变，重算在办件期限 The calendar was amended: deadlines of running cases', (progress) =>
    rederiveDeadlines(house, amendment, progress, () => stopping).catch((fault: unknown) =>
      console.error('deadlines could not all be worked out again; the next start goes on with them:', fault),
    ),
  )
}

function welcome(name: { readonly zh: string; readonly en: string }, demo: boolean): void {
  const where = `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`
  console.log(`\n${name.zh} ${name.en}\n  ${where}   API ${where}/api/openapi.json`)
  if (demo) {
    console.log('  演示账号 Demo accounts（密码 password: steppe-demo）:')
    console.log('    wangfang  市民 citizen · clerk  窗口人员 clerk · examiner 审查 · approver 审批 · supervisor 督查')
    console.log(`    全部账号见登录页 All accounts are on ${where}/sign-in`)
  }
  console.log('  按 Ctrl-C 停止 Press Ctrl-C to stop.')
}

async function stop(code: number): Promise<void> {
  if (stopping) return
  stopping = true
  if (code === 0) console.log('正在停止 Stopping …')
  for (const each of started.toReversed())
    await each.stop().catch((fault: unknown) => console.error(`stopping ${each.name}:`, fault))
  process.exit(code)
}

for (const ending of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(ending, () => void stop(0))
process.on('uncaughtException', (fault) => {
  console.error('a fault that nobody caught:', fault)
  void stop(1)
})

await run().catch(async (fault: NodeJS.ErrnoException) => {
  if (fault.code === 'EADDRINUSE')
    console.error(`端口 ${port} 已被占用，请设置 PORT。 Port ${port} is taken; set PORT to another.`)
  else console.error(fault)
  await stop(1)
})
