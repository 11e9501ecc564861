/** The peer of a read: bare node:http that asks the same driver for the same row and sends it as it is. */
import { createServer } from 'node:http'
import { type CaseParts, caseColumns } from '../server/src/cases/case-parts.ts'
import { connect } from '../server/src/platform/postgres.ts'
import { storedId } from './fill-cases.ts'

/** The query of ours, word for word. */
const query = `select ${caseColumns} from cases.cases c where c.league = $1 and c.id = $2`

const db = connect(process.env.DATABASE_URL!)
const server = createServer(async (request, response) => {
  const id = request.url!.slice('/api/cases/'.length)
  const rows = await db.ask<CaseParts>(query, [`${id.slice(0, 4)}00`, id])
  const body = JSON.stringify(rows[0] ?? null)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
})
await db.ask(query, ['150100', storedId(0)])
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }))
process.on('disconnect', () => process.exit(0))
