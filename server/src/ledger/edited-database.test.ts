/** The database edited by its administrator, triggers off: whatever was changed is found and named, and no receipt is made out of it. */
import assert from 'node:assert/strict'
import { before, beforeEach, describe, test } from 'node:test'
import { commit } from '@steppe/kernels/ledger'
import { leagueOf } from '#cases/case-id'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { handIn } from '../faults/two-nodes.ts'
import { checkCases, findUnsealed } from './check-cases.ts'
import { checkKept } from './check-kept.ts'
import { checkLog } from './check-log.ts'
import { findLeaf } from './find-leaf.ts'
import { publishedCheckpoint } from './published-checkpoint.ts'
import { sealAll, tell } from './test-log.ts'

let town: TestInstallation
let wangfang: Client
let supervisor: Client
let id: string

/** Runs SQL as an administrator would who wants to leave no trace. */
async function tamper(sql: string): Promise<void> {
  await town.house.db.script(`set session_replication_role = replica; ${sql}; set session_replication_role = default`)
}

const findingsOf = async () => (await checkLog(town.house)).findings
/** Of the case of this test. */
const ownFindings = async () => (await findingsOf()).filter((each) => each.subject.startsWith(id))
const receipt = () => wangfang.call('GET', `/api/ledger/cases/${id}/receipt`)

describe('an edited database', () => {
  before(async () => {
    town = await testInstallation()
    wangfang = await town.signIn('wangfang')
    supervisor = await town.signIn('supervisor')
  })

  beforeEach(async () => {
    const response = await town.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login: 'wangfang', password: 'steppe-demo' },
    })
    id = await handIn({ house: town.house, app: town.app }, String(response.headers['x-session-token']))
    await town.settle()
    assert.deepEqual(await ownFindings(), [])
    assert.equal((await receipt()).status, 200)
  })

  test('an act that was changed is named', async () => {
    await tamper(`update cases.acts set act = jsonb_set(act, '{at}', '1') where case_id = '${id}' and seq = 1`)
    assert.deepEqual(await ownFindings(), [{ kind: 'act_changed', subject: `${id} 1` }])
    const refused = await receipt()
    assert.equal(refused.status, 409)
    assert.equal((refused.body as { code?: string }).code, 'ledger.act_altered')
    const told = await supervisor.call('GET', `/api/ledger/cases/${id}/check`)
    assert.deepEqual(told.body.findings, [{ kind: 'act_changed', subject: `${id} 1` }])
  })

  test('an act that was changed with its commitment is named all the same', async () => {
    const [row] = await town.house.db.ask<{ act: object; salt: Buffer }>(
      'select a.act, a.salt from cases.acts a where a.league = $1 and a.case_id = $2 and a.seq = 1',
      [leagueOf(id), id],
    )
    const act = { ...row!.act, at: 1 }
    const commitment = commit(row!.salt, { case: id, ...act }).toString('hex')
    await tamper(
      `update cases.acts set act = '${JSON.stringify(act).replaceAll("'", "''")}', commitment = '\\x${commitment}' where case_id = '${id}' and seq = 1`,
    )
    assert.ok((await findingsOf()).some((each) => each.kind === 'act_changed' && each.subject === `${id} 1`))
    const refused = await receipt()
    assert.equal((refused.body as { code?: string }).code, 'ledger.act_altered')
  })

  test('an act that was removed is named', async () => {
    await tamper(`delete from cases.acts where case_id = '${id}' and seq = 1`)
    assert.deepEqual(await ownFindings(), [{ kind: 'act_missing', subject: `${id} 1` }])
    assert.match(JSON.stringify((await receipt()).body), /第 1 条/)
  })

  test('a trail whose last act was cut off is given no receipt, and the act is named', async () => {
    const { seq } = (await wangfang.call('GET', `/api/cases/${id}`)).body
    await tamper(`delete from cases.acts where case_id = '${id}' and seq = ${seq}`)
    assert.match(JSON.stringify((await receipt()).body), new RegExp(`第 ${seq} 条`))
  })

  test('a case that is shown otherwise than its acts made it is named, and no file says so', async () => {
    const file = () => wangfang.call('GET', `/api/ledger/cases/${id}/file`)
    assert.equal((await file()).status, 200)
    await tamper(`update cases.cases set state = (state::jsonb || '{"outcome": "denied"}')::json where id = '${id}'`)
    assert.equal((await file()).body.code, 'ledger.state_altered')
    const told = await supervisor.call('GET', `/api/ledger/cases/${id}/check`)
    assert.deepEqual(
      told.body.findings.map((each: { kind: string }) => each.kind),
      ['state_changed'],
    )
  })

  test('a case that was removed with the word of where its leaves are leaves a gap', async () => {
    const leaf = await findLeaf(town.house, id, 1)
    await tamper(`delete from cases.acts where case_id = '${id}'; delete from ledger.leaves where subject = '${id}'`)
    const response = await town.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login: 'wangfang', password: 'steppe-demo' },
    })
    await handIn({ house: town.house, app: town.app }, String(response.headers['x-session-token']))
    await town.settle()
    assert.ok((await findingsOf()).some((each) => each.kind === 'leaf_unclaimed' && each.subject === `leaf ${leaf}`))
  })

  test('a tile, a root and a checkpoint that were changed are named, and nothing is sealed upon them', async () => {
    const leaf = (await findLeaf(town.house, id, 1))!
    const n = Math.floor(leaf / 256)
    const flip = (column: string, at: number) => `set_byte(${column}, ${at}, get_byte(${column}, ${at}) # 1)`
    const where = `where level = 0 and n = ${n}`
    await tamper(`update ledger.tiles set bytes = ${flip('bytes', (leaf % 256) * 32)} ${where}`)
    const kinds = new Set((await findingsOf()).map((each) => `${each.kind} ${each.subject}`))
    assert.ok([...kinds].some((each) => each.startsWith('tile_wrong tile/0/000')))
    assert.ok([...kinds].some((each) => each.startsWith('root_wrong')))
    assert.ok([...kinds].some((each) => each.startsWith('checkpoint_wrong')))
    await tell(town.house, 'another thing', 1)
    await assert.rejects(sealAll(town.house), /do not add up to its root/)
    await tamper(`update ledger.tiles set bytes = ${flip('bytes', (leaf % 256) * 32)} ${where}`)
    await tamper(`update ledger.checkpoints set note = regexp_replace(note, E'\\n', E'\\n9')`)
    assert.ok((await findingsOf()).some((each) => each.kind === 'checkpoint_wrong'))
  })

  test('a case whose columns say otherwise than its acts, of which lists and figures are made, is named', async () => {
    const of = async () => (await checkCases(town.house)).findings.filter((each) => each.subject.startsWith(id))
    assert.deepEqual(await of(), [])
    await tamper(`update cases.cases set status = 'closed', in_time = true where id = '${id}'`)
    assert.deepEqual(
      (await of()).map((each) => each.kind),
      ['state_changed'],
    )
    await tamper(`delete from cases.acts where case_id = '${id}'`)
    assert.equal((await of()).length, 1, 'nor does a case without acts hold')
  })

  test('a log that was rolled back with its database is named by what others keep, and its acts by having no leaf', async () => {
    const tables = ['log', 'tiles', 'leaves', 'checkpoints']
    await tamper(tables.map((each) => `create table public.old_${each} as select * from ledger.${each}`).join(';'))
    await tell(town.house, 'later', 1)
    await sealAll(town.house)
    const kept = [{ name: 'kept', note: (await publishedCheckpoint(town.house))!.note }]
    assert.deepEqual(await checkKept(town.house, kept), [])
    const back = tables.map(
      (each) => `delete from ledger.${each}; insert into ledger.${each} select * from public.old_${each}`,
    )
    const [now] = await town.house.db.ask<{ position: number; written: string }>(
      'select l.position, l.written_by::text as written from ledger.log l',
    )
    await tamper(
      `${back.join(';')}; update ledger.log set position = ${now!.position}, written_by = '${now!.written}'; delete from ledger.leaves where subject = '${id}'`,
    )
    assert.deepEqual(
      (await checkKept(town.house, kept)).map((each) => each.kind),
      ['log_rolled_back'],
    )
    const unsealed = (await findUnsealed(town.house)).map((each) => each.subject)
    assert.ok(unsealed.includes(`${id} 1`) && unsealed.includes('later 1'), unsealed.join())
    await tell(town.house, 'another history', 1)
    await sealAll(town.house)
    assert.deepEqual(
      (await checkKept(town.house, kept)).map((each) => each.kind),
      ['history_rewritten'],
    )
    const foreign = [{ name: 'a page', note: 'nothing' }]
    assert.equal((await checkKept(town.house, foreign))[0]?.kind, 'checkpoint_foreign')
  })
})
