/** A day's figures are published once, can be recomputed by a stranger, and an edited row is found. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Day } from '@steppe/kernels/calendar'
import { type Definition, type FigureFile, replayFigure } from '@steppe/kernels/figures'
import { type TestInstallation, testInstallation } from '#testing/installation'
import { check } from '../../../../verifier/src/check-figure.ts'
import { verifyFile } from '../../../../verifier/src/recognise-subject.ts'
import { logVerifierKey } from '../../ledger/ask.ts'
import { sealAll } from '../../ledger/test-log.ts'
import { computeBeside, computeNow } from './compute-figure.ts'
import { loadFigures } from './load-figures.ts'
import { daysDue, publishFigures } from './publish-figures.ts'

let town: TestInstallation
/** What is made of applications; figures of call-backs and rankings are published beside them. */
const ids = ['closed', 'on-time', 'received', 'same-day', 'working-days']
const ofCallBacks = ['response-rate', 'satisfaction-rate', 'solution-rate']
const daily = ids.length + ofCallBacks.length

/** Cases as columns: id, opened, decided, closed, status, in time. */
const cases = [
  ['150102-20261124-AAAAAA1', '2026-11-24', '2026-11-24', '2026-11-24', 'closed', true],
  ['150102-20261120-AAAAAA2', '2026-11-20', '2026-11-24', '2026-11-24', 'closed', false],
  ['150202-20261124-AAAAAA3', '2026-11-24', null, null, 'received', null],
  ['150102-20261123-AAAAAA4', '2026-11-23', null, '2026-11-24', 'withdrawn', null],
  ['150102-20261026-AAAAAA5', '2026-10-26', '2026-10-26', '2026-10-26', 'closed', true],
  ['150202-20261102-AAAAAA6', '2026-11-02', '2026-11-09', '2026-11-09', 'closed', true],
] as const

before(async () => {
  town = await testInstallation('2026-11-24T23:00+08:00')
  for (const [id, opened, decided, closed, status, inTime] of cases)
    await town.house.db.ask(
      `insert into cases.cases (league, id, kind, item, process, process_version, region, department, account, status, opened_on, decided_on, closed_on, in_time, seq, given, state)
       values ($1, $2, 'application', 'i', 'p', '1', $3, 'd', 'a', $4, $5, $6, $7, $8, 1, '{}', '{}')`,
      [`${id.slice(0, 4)}00`, id, id.slice(0, 6), status, opened, decided, closed, inTime],
    )
})

async function fileOf(id: string, query = ''): Promise<FigureFile> {
  const { status, body } = await town.anyone.call<FigureFile>('GET', `/api/evaluation/figures/${id}/file${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

async function reportOn(file: unknown) {
  const options = { logKeys: [await logVerifierKey(town.house)], witnessKeys: [], now: 0, given: {} }
  return (await verifyFile([check], Buffer.from(JSON.stringify(file)), options)).report
}

test('before a day is over nothing is published of it, and its page says the definition alone', async () => {
  await publishFigures(town.house)
  const { body } = await town.anyone.call('GET', '/api/evaluation/figures?region=150100')
  assert.deepEqual(
    body.figures.map((each: { definition: { id: string } }) => each.definition.id).sort(),
    [...ids, ...ofCallBacks, 'ranking-departments', 'ranking-leagues'].sort(),
  )
  const missing = await town.anyone.call('GET', '/api/evaluation/figures/received/file?day=2026-11-24')
  assert.deepEqual([missing.status, missing.body.code], [404, 'evaluation.figure_not_published'])
})

test('when the day is over its figures are published once for the whole site and each league', async () => {
  town.setNow('2026-11-25T00:10+08:00')
  const count = await publishFigures(town.house)
  assert.ok(count > ids.length, 'leagues have figures too')
  assert.equal(await publishFigures(town.house), 0, 'the second time there is nothing to do')
  const values: Record<string, unknown> = {}
  for (const id of ids) {
    const { body } = await town.anyone.call('GET', `/api/evaluation/figures/${id}`)
    assert.equal(body.published.day, '2026-11-24')
    values[id] = [body.published.value.value, body.published.rows]
  }
  // Thirty days end on 24 November: what was closed on 26 October is the first day of them.
  assert.deepEqual(values, {
    closed: [2, 3],
    'on-time': [3 / 4, 5],
    received: [2, 2],
    'same-day': [1, 2],
    'working-days': [1, 5],
  })
  const { body } = await town.anyone.call('GET', '/api/evaluation/figures/received?region=150200')
  assert.deepEqual([body.published.value.value, body.regionName.zh], [1, '包头市'])
  assert.equal(body.regions.length, count / daily)
})

test('two nodes at midnight publish each figure once', async () => {
  town.setNow('2026-11-26T00:01+08:00')
  const [one, other] = await Promise.all([publishFigures(town.house), publishFigures(town.house)])
  const [row] = await town.house.db.ask<{ figures: number; facts: number }>(
    `select (select count(*)::int from evaluation.figures f where f.day = '2026-11-25') as figures,
            (select count(*)::int from platform.outbox o where o.name = 'evaluation.figure_published' and o.subject like '%:2026-11-25') as facts`,
  )
  assert.equal(row!.figures, one + other)
  assert.equal(row!.facts, row!.figures)
})

test('days at whose end the installation stood still are published afterwards', async () => {
  town.setNow('2026-11-28T09:00+08:00')
  await publishFigures(town.house)
  const rows = await town.house.db.ask<{ day: string }>(
    `select f.day from evaluation.figures f where f.league = '150000' and f.figure = 'received' order by f.day`,
  )
  assert.deepEqual(
    rows.map(({ day }) => day.slice(-2)),
    ['23', '24', '25', '26', '27'],
  )
  assert.equal(await publishFigures(town.house), 0)
  const monthly = { from: '2026-08-01', every: 'month' } as Definition
  assert.deepEqual(daysDue(monthly, '2026-08-31' as Day, '2026-11-28' as Day), [
    '2026-08-31',
    '2026-09-30',
    '2026-10-31',
  ])
  assert.deepEqual(
    daysDue(monthly, undefined, '2026-11-28' as Day),
    ['2026-10-31'],
    'nothing was missed before the first',
  )
  const daily = { from: '2020-01-01' } as Definition
  assert.equal(daysDue(daily, '2020-01-01' as Day, '2026-11-28' as Day).length, 31, 'years are not made up for')
})

test('a figure of more rows than the server should stand still for is the same from a thread beside it', async () => {
  const [definition] = (await loadFigures(town.house.site.packs)).filter(({ id }) => id === 'on-time')
  const sources = Array.from({ length: 6000 }, (_, i) => ({
    id: `c${i}`,
    league: '150100',
    fields: { closedOn: '2026-11-24', status: 'closed', inTime: i % 3 > 0 },
  }))
  const input = { definition: definition!, day: '2026-11-24' as Day, sources, secret: Buffer.alloc(32) }
  assert.deepEqual(await computeBeside(input), computeNow(input))
})

test('a stranger recomputes each figure; its rows say nothing that leads to a case', async () => {
  await sealAll(town.house)
  for (const id of ids) {
    const file = await fileOf(id, '?day=2026-11-24')
    assert.ok(replayFigure(file).ok)
    const report = await reportOn(file)
    assert.ok(report.ok, JSON.stringify(report.failed))
    const text = JSON.stringify(file)
    for (const [number] of cases) assert.ok(!text.includes(number))
  }
  const [received, sameDay] = [await fileOf('received', '?day=2026-11-24'), await fileOf('same-day', '?day=2026-11-24')]
  assert.deepEqual(Object.keys(received.rows[0]!).sort(), ['id', 'openedOn'])
  const known = new Set(received.rows.map((row) => row.id))
  const both = sameDay.rows.filter((row) => known.has(row.id))
  assert.equal(both.length, 0, 'the same case has another pseudonym in each figure')
})

test('the database refuses to change a figure; a row edited by whoever owns the database is found by the verifier', async () => {
  const edit = `update evaluation.figures set input = replace(input::text, 'false', 'true')::json where figure = 'on-time' and day = '2026-11-24' and league = '150000'`
  await assert.rejects(town.house.db.ask(edit), /never changed/)
  await town.house.db.ask('alter table evaluation.figures disable trigger figures_stand')
  await town.house.db.ask(edit)
  const file = await fileOf('on-time', '?day=2026-11-24')
  const report = await reportOn(file)
  assert.equal(report.ok, false)
  assert.match(report.failed.map((each) => each.en).join(' '), /The rows have another root/)
  assert.match(report.failed.map((each) => each.zh).join(' '), /校验值不符/)
})

test('a figure, a region or a day that is not there is refused in words', async () => {
  const unknown = await town.anyone.call('GET', '/api/evaluation/figures/happiness')
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'evaluation.figure_unknown'])
  const early = await town.anyone.call('GET', '/api/evaluation/figures/received?day=2020-01-01')
  assert.deepEqual([early.status, early.body.code], [404, 'evaluation.figure_not_published'])
  const nowhere = await town.anyone.call('GET', '/api/evaluation/figures/received/file?region=999900')
  assert.equal(nowhere.body.code, 'evaluation.figure_not_published')
})
