/** Two servers over one database, as behind a load balancer, and cases that wait for a person. */

import type { Act, CaseState } from '@steppe/kernels/cases'
import { foldCase } from '@steppe/kernels/cases'
import type { FastifyInstance } from 'fastify'
import { itemCodeFor } from '#ask/catalog'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { sendNotFound } from '#platform/http'
import { atEnd, cloneDatabase, connectForTests } from '#testing/database'
import { assembleForTests } from '#testing/installation'
import { traderAnswers } from '../testing/trader-answers.ts'

export interface Node {
  readonly house: CasesHouse
  readonly app: FastifyInstance
}

/** Servers over the same clone of the installed template. */
export async function startNodes(count: number): Promise<{ readonly url: string; readonly nodes: readonly Node[] }> {
  const url = await cloneDatabase('installed')
  const nodes: Node[] = []
  for (let i = 0; i < count; i++) {
    const db = connectForTests(url)
    atEnd(db.close)
    const { house, http } = await assembleForTests(db)
    const app = await http()
    app.setNotFoundHandler((_request, reply) => sendNotFound(reply))
    await app.ready()
    atEnd(() => app.close())
    nodes.push({ house, app })
  }
  return { url, nodes }
}

/** The session token of a demonstration account. */
export async function tokenFor(app: FastifyInstance, login: string): Promise<string> {
  const response = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login, password: 'steppe-demo' },
  })
  if (response.statusCode !== 200) throw new Error(`${login} cannot sign in: ${response.body}`)
  return String(response.headers['x-session-token'])
}

export const startUpAnswers = traderAnswers('新城区赵强便利店（示例）')

/** A name that is registered already: the rule sends the start-up to a person. */
export const takenName = '新城区赵强便利店（示例）'

/** The item of 企业开办一件事 in the district of the demonstration. */
export async function startUpItem(house: CasesHouse): Promise<string> {
  const code = await itemCodeFor(house, '001031001000', '150102')
  if (!code) throw new Error('the packs offer no start-up in the district of the demonstration')
  return code
}

/** Hands a start-up in on a node; gives the case. */
export async function handIn(
  node: Node,
  token: string,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const headers = { authorization: `Bearer ${token}` }
  const call = async (method: 'POST' | 'PATCH', url: string, payload: object) => {
    const response = await node.app.inject({ method, url, headers, payload })
    if (response.statusCode !== 200) throw new Error(`${method} ${url}: ${response.body}`)
    return response.json()
  }
  const draft = await call('POST', '/api/applications/drafts', { item: await startUpItem(node.house) })
  const answers = { ...startUpAnswers, ...changes }
  await call('PATCH', `/api/applications/drafts/${draft.id}`, { version: draft.version, answers, promise: true })
  return (await call('POST', '/api/applications', { draft: draft.id })).case
}

export interface Told {
  /** What the table of cases says. */
  readonly stored: CaseState
  /** What the trail adds up to. */
  readonly folded: CaseState
  readonly acts: readonly Act[]
  /** The open tasks of the inbox. */
  readonly tasks: readonly string[]
}

/** A case as it is stored and as its acts tell it. */
export async function tell(house: CasesHouse, id: string): Promise<Told> {
  const stored = (await house.engine.load(id))!
  const key = [leagueOf(id), id]
  const rows = await house.db.ask<{ act: Act }>(
    'select a.act from cases.acts a where a.league = $1 and a.case_id = $2 order by a.seq',
    key,
  )
  const owed = await house.db.ask<{ task: string }>(
    'select t.task from cases.tasks t where t.league = $1 and t.case_id = $2 order by t.task',
    key,
  )
  const acts = rows.map((row) => row.act)
  const folded = foldCase(acts, await house.engine.surroundings.contextFor(stored))
  return { stored, folded: JSON.parse(JSON.stringify(folded)) as CaseState, acts, tasks: owed.map((row) => row.task) }
}
