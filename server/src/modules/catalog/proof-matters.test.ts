/** 无证明: the list of what may still be asked, taken in from a file, counted and found. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { ProofImportAnswer } from '@steppe/contracts/catalog'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'

const city = '150400'
const heading = '证明事项名称,索要单位,开具单位,设定依据,处理方式,行政区划'

/** A list with so many matters of each way. */
function listOf(cancelled: number, promised: number, checked: number): string {
  const row = (way: string) => (_: unknown, n: number) =>
    `${way}证明${n},某局${n % 40},某单位,某办法第${n}条,${way},${city}`
  return [
    heading,
    ...Array.from({ length: cancelled }, row('直接取消')),
    ...Array.from({ length: promised }, row('告知承诺')),
    ...Array.from({ length: checked }, row('部门核验')),
  ].join('\n')
}

let town: TestInstallation
let admin: Client

async function take(text: string, dryRun = false): Promise<ProofImportAnswer> {
  const url = `/api/catalog/proof-matters/imports?name=list.csv&region=${city}${dryRun ? '&dryRun=true' : ''}`
  const reply = await admin.call<ProofImportAnswer>('POST', url, Buffer.from(text), {
    'content-type': 'application/octet-stream',
  })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply.body
}
const counts = async (region = city) =>
  (await town.anyone.call('GET', `/api/catalog/proof-matters/counts?region=${region}`)).body

before(async () => {
  town = await testInstallation()
  admin = await town.signIn('admin')
})

describe('a list of certificates', () => {
  test('a city’s list of thousands is taken in whole and counted by the way in which each is proved', async () => {
    const taken = await take(listOf(300, 20, 1_000))
    assert.deepEqual([taken.taken, taken.added, taken.changed, taken.left, taken.wrong], [true, 1_320, 0, 0, 0])
    const { total, routes } = await counts()
    assert.equal(total, 1_320)
    assert.deepEqual(
      routes.map((each: { matters: number }) => each.matters),
      [300, 20, 1_000],
    )
    assert.equal((await counts('150000')).total, 1_320, 'the region counts what is below it')
    assert.equal((await counts('150100')).total, 0, 'another city has no list')
  })

  test('the same file again changes nothing, an amended one says what is new, changed and gone', async () => {
    const same = await take(listOf(300, 20, 1_000))
    assert.deepEqual([same.added, same.changed, same.unchanged, same.left], [0, 0, 1_320, 0])
    const amended = listOf(300, 20, 998).replace(
      '直接取消证明7,某局7,某单位,某办法第7条,直接取消',
      '直接取消证明7,某局7,某单位,某办法第7条,告知承诺',
    )
    const rehearsal = await take(amended, true)
    assert.deepEqual([rehearsal.taken, rehearsal.changed, rehearsal.left], [false, 1, 2])
    assert.equal((await counts()).total, 1_320, 'a rehearsal keeps nothing')
    town.setNow('2026-11-24T09:00+08:00')
    admin = await town.signIn('admin')
    const real = await take(amended)
    assert.deepEqual([real.added, real.changed, real.left], [0, 1, 2])
    assert.deepEqual(
      (await counts()).routes.map((each: { matters: number }) => each.matters),
      [299, 21, 998],
    )
    const ended = await town.house.db.ask("select 1 from catalog.proof_matters m where m.until_day = '2026-11-24'")
    assert.equal(ended.length, 3, 'what ended is kept with its last day')
  })

  test('a wrong row is named with its line and the mend, and then nothing is taken', async () => {
    const answer = await take(
      `${heading}\n某证明,某局,,,随便,${city}\n,某局,,,直接取消,${city}\n好证明,某局,,,直接取消,${city}\n好证明,某局,,,直接取消,${city}`,
    )
    assert.equal(answer.taken, false)
    assert.deepEqual(
      answer.rows.map((row) => row.line),
      [2, 3, 5],
    )
    assert.match(answer.rows[0]!.zh!, /处理方式“随便”不认识/)
    assert.equal((await counts()).total, 1_318)
    const url = `/api/catalog/proof-matters/imports?name=list.csv&region=${city}`
    const bare = await admin.call('POST', url, Buffer.from('名称,处理方式\n某证明,直接取消'), {
      'content-type': 'application/octet-stream',
    })
    assert.equal(bare.body.code, 'catalog.columns_missing')
  })

  test('anybody finds a certificate by any part of its name, page by page', async () => {
    const found = (
      await town.anyone.call('GET', `/api/catalog/proof-matters?region=${city}&q=${encodeURIComponent('承诺证明1')}`)
    ).body
    assert.ok(found.matters.length > 0)
    assert.ok(found.matters.every((each: { name: string }) => each.name.includes('承诺证明')))
    let cursor = ''
    const seen = new Set<string>()
    for (let page = 0; page < 40; page++) {
      const reply = (
        await town.anyone.call('GET', `/api/catalog/proof-matters?region=${city}&route=department_check${cursor}`)
      ).body
      for (const each of reply.matters) seen.add(each.id)
      if (!reply.next) break
      cursor = `&cursor=${encodeURIComponent(reply.next)}`
    }
    assert.equal(seen.size, 998)
  })

  test('whoever doubts the figure downloads the list, counts it, and takes it in again unchanged', async () => {
    const file = await town.app.inject({ url: `/api/catalog/proof-matters/file?region=${city}` })
    assert.equal(file.body.trim().split('\r\n').length, 1_319)
    const again = await take(file.body)
    assert.deepEqual([again.added, again.changed, again.left, again.unchanged], [0, 0, 0, 1_318])
  })

  test('only who keeps the catalogue of the region takes a list in', async () => {
    const clerk = await town.signIn('clerk')
    const url = `/api/catalog/proof-matters/imports?name=list.csv&region=${city}`
    const body = Buffer.from(listOf(1, 0, 0))
    const headers = { 'content-type': 'application/octet-stream' }
    assert.equal((await clerk.call('POST', url, body, headers)).status, 403)
    assert.equal((await town.anyone.call('POST', url, body, headers)).status, 401)
  })
})
