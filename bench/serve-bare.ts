/** The peer of a read: bare node:http that asks the same driver the same question and sends the row it is given as JSON, or the item made from it. */
import { createServer } from 'node:http'
import { caseStatement } from '../server/src/cases/engine.ts'
import { findItemText, itemStatement } from '../server/src/modules/catalog/find-item.ts'
import { leagueOfItem } from '../server/src/modules/catalog/item-code.ts'
import { licenceStatement } from '../server/src/modules/credentials/find-licences.ts'
import { connect, type Database } from '../server/src/platform/postgres.ts'
import { storedId } from './fill-cases.ts'

const today = () => new Date().toISOString().slice(0, 10)

/** The queries of ours, word for word, by the address; and what they ask of the id. */
const questions: readonly {
  readonly prefix: string
  readonly sql: string
  readonly values: (id: string) => readonly string[]
}[] = [
  {
    prefix: '/api/cases/',
    sql: caseStatement,
    values: (id) => [`${id.slice(0, 4)}00`, id],
  },
  {
    prefix: '/api/credentials/licences/',
    sql: licenceStatement,
    values: (id) => [`${id.slice(0, 4)}00`, id, 'demo-clerk', today()],
  },
  {
    prefix: '/api/catalog/items/',
    sql: itemStatement,
    values: (code) => [leagueOfItem(code), code, today()],
  },
]

const connected = connect(process.env.DATABASE_URL!)
/** Every row by a statement of its own, also where the item is made by our own parts. */
const db: Database = {
  ...connected,
  find: async <T>(sql: string, values: readonly unknown[]) => (await connected.ask<T>(sql, values))[0],
}
const wholeItems = '/whole-items/'

async function answerOf(url: string): Promise<string | Buffer | undefined> {
  if (url.startsWith(wholeItems)) return findItemText({ db }, url.slice(wholeItems.length), today())
  const { prefix, sql, values } = questions.find((each) => url.startsWith(each.prefix))!
  return JSON.stringify((await db.find(sql, values(url.slice(prefix.length)))) ?? null)
}

const server = createServer(async (request, response) => {
  const body = (await answerOf(request.url!)) ?? 'null'
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
})
await db.ask(questions[0]!.sql, ['150100', storedId(0)])
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }))
process.on('disconnect', () => process.exit(0))
