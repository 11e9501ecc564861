/** `npm run change-data-key`: encrypts all personal data under a fresh key and forgets the old one. The server must be stopped; interrupted, it goes on when called again. */
import { join, resolve } from 'node:path'
import { findModules, personalColumns } from '../server/src/assemble.ts'
import { beginKeyChange, finishKeyChange, isKeyChanging } from '../server/src/platform/change-data-key.ts'
import { findRunning, startEmbedded } from '../server/src/platform/embedded.ts'
import { keysInFolder } from '../server/src/platform/keys.ts'
import { migrate } from '../server/src/platform/migrations.ts'
import { connect } from '../server/src/platform/postgres.ts'
import { reporter } from '../server/src/platform/report-progress.ts'

const root = resolve(import.meta.dirname, '..')
const data = resolve(process.env.STEPPE_DATA ?? join(root, '.steppe'))
const keys = keysInFolder(resolve(process.env.STEPPE_KEYS ?? join(data, 'keys')))

if (!process.env.DATABASE_URL && (await findRunning(data))) {
  console.error(`先停止服务。 Stop the server first: it runs over ${data}.`)
  process.exit(2)
}
const embedded = process.env.DATABASE_URL ? undefined : await startEmbedded(data)
const owner = connect(process.env.DATABASE_URL ?? embedded!.url, { lanes: 1, transactions: 1, commits: 1 })
try {
  const say = reporter()
  await migrate(owner, join(root, 'server/src'))
  if (!(await isKeyChanging(owner))) await beginKeyChange(owner, keys)
  const changed = await say.step('更换数据密钥 Changing the data key', async (progress) =>
    finishKeyChange(owner, keys, personalColumns(await findModules()), progress),
  )
  console.log(`已用新密钥重写 ${changed} 行。旧备份仍由旧密钥保护，请按保留期限销毁。`)
  console.log(
    `${changed} rows were written anew. Older backups are still under the old key: destroy them when their time is over.`,
  )
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault)
  process.exitCode = 1
} finally {
  await owner.close()
  await embedded?.stop()
}
