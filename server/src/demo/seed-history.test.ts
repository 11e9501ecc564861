/** The demonstration's history: made by the engine, the same from the same seed, there once. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Act, foldCase } from '@steppe/kernels/cases'
import { type CaseParts, caseColumns, wholeCase } from '#cases/case-parts'
import { type TestInstallation, testInstallation } from '#testing/installation'
import { seedHistory } from './seed-history.ts'

const cases = 420
const end = Date.parse('2026-11-23T08:30+08:00')
const quiet = () => {}

/** Everything that was made, as one digest. */
async function digestOf({ house }: TestInstallation): Promise<string> {
  const tables = {
    cases: 'select c::text as line from cases.cases c order by c.league, c.id',
    acts: 'select a::text as line from cases.acts a order by a.league, a.case_id, a.seq',
    tasks: 'select t::text as line from cases.tasks t order by t.league, t.case_id, t.task',
    ratings: 'select r::text as line from evaluation.ratings r order by r.league, r.case_id',
    people: 'select p::text as line from registry.people p order by p.id',
    // All but the transaction that wrote it.
    firms: "select (to_jsonb(f) - 'written_by')::text as line from registry.firms f order by f.league, f.code",
    // All but its place in the status list: a sequence gives it, which never goes back.
    licences: "select (to_jsonb(l) - 'status_index')::text as line from credentials.licences l order by l.id",
    facts:
      "select (o.name, o.league, o.subject, o.data, o.at)::text as line from platform.outbox o where o.name like 'cases.%' order by o.position",
  }
  const digests = await Promise.all(
    Object.values(tables).map((sql) =>
      house.db.ask<{ digest: string }>(`select md5(string_agg(l.line, chr(10))) as digest from (${sql}) l`),
    ),
  )
  return digests.map((rows) => rows[0]!.digest).join(' ')
}

async function count({ house }: TestInstallation, what: string): Promise<number> {
  return (await house.db.ask<{ count: number }>(`select count(*)::int as count from ${what}`))[0]!.count
}

describe('the demonstration history', () => {
  let first: TestInstallation
  let second: TestInstallation

  test('every turn fits the processes, and most sketches become cases', async () => {
    first = await testInstallation('2026-11-23T10:00+08:00')
    const made = (await seedHistory(first.house, quiet, { cases, end }))!
    assert.deepEqual(made.refused, [])
    assert.ok(made.cases > cases * 0.9, `${made.cases}`)
    assert.equal(await count(first, 'cases.cases'), made.cases)
    assert.equal(await count(first, 'cases.acts'), made.acts)
  })

  test('the same seed and the same end give the same history to the byte, whatever the hour', async () => {
    second = await testInstallation('2026-11-23T15:21+08:00')
    await seedHistory(second.house, quiet, { cases, end })
    assert.equal(await digestOf(second), await digestOf(first))
  })

  test('a second start makes nothing and takes no time', async () => {
    const before = await digestOf(first)
    const begun = performance.now()
    assert.equal(await seedHistory(first.house, quiet), undefined)
    assert.ok(performance.now() - begun < 1000)
    assert.equal(await digestOf(first), before)
  })

  test('a start that was interrupted goes on, also on another day, and nothing is there twice', async () => {
    const town = await testInstallation('2026-11-23T10:00+08:00')
    const breaksOff = (done: number) => {
      if (done > cases / 2) throw new Error('the power fails')
    }
    await assert.rejects(seedHistory(town.house, breaksOff, { cases, end }), /power/)
    assert.ok((await count(town, 'cases.cases')) > 0)
    town.setNow('2026-11-25T09:00+08:00')
    await seedHistory(town.house, quiet, { cases })
    assert.equal(await digestOf(town), await digestOf(first))
  })

  test('another seed tells another story', async () => {
    const town = await testInstallation('2026-11-23T10:00+08:00')
    await seedHistory(town.house, quiet, { cases: 260, end, seed: 'another' })
    assert.notEqual(await digestOf(town), await digestOf(first))
  })

  test('each trail adds up to its case', async () => {
    const { house } = first
    const rows = await house.db.ask<CaseParts & { acts: Act[] }>(
      `select ${caseColumns}, (select json_agg(a.act order by a.seq) from cases.acts a where a.league = c.league and a.case_id = c.id) as acts from cases.cases c order by c.id`,
    )
    for (const row of rows) {
      const state = wholeCase(row)
      assert.deepEqual(foldCase(row.acts, await house.engine.surroundings.contextFor(state)), state)
    }
  })

  test('acts of a case follow one another, none after the end of the history', async () => {
    assert.equal(
      await count(
        first,
        'cases.acts a join cases.acts b on b.league = a.league and b.case_id = a.case_id and b.seq = a.seq + 1 and b.at < a.at',
      ),
      0,
    )
    assert.equal(await count(first, "cases.acts a where a.at > '2026-11-23T08:30+08:00'"), 0)
  })

  test('staff act only while offices are open', async () => {
    const outside = await count(
      first,
      `(select a.at at time zone 'Asia/Shanghai' as t from cases.acts a where a.act -> 'actor' ->> 'kind' = 'staff' and a.kind <> 'open') s
       where s.t::time < '08:29' or s.t::time > '18:40'`,
    )
    assert.equal(outside, 0)
  })

  test('inboxes of the demonstration are alive, and its people own cases in different states', async () => {
    for (const [login, least] of [
      ['clerk', 15],
      ['examiner', 15],
      ['approver', 15],
      ['tax', 15],
      ['labour', 15],
      ['police', 15],
      ['fund', 15],
    ] as const) {
      const desk = await first.signIn(login)
      const { body } = await desk.call('GET', '/api/inbox/counts')
      assert.ok(body.all >= least && body.all <= 60, `${login} has ${body.all}`)
      assert.ok(body.overdue >= 1, `${login}: none overdue`)
      assert.ok(body.today >= 1, `${login}: none due today`)
    }
    for (const login of ['wangfang', 'zhaoqiang']) {
      const { body } = await (await first.signIn(login)).call('GET', '/api/applications/mine')
      const waits = body.cases.map((each: { waitsFor?: string; status: string }) => each.waitsFor ?? each.status)
      for (const wanted of ['correct', 'rate', 'closed'])
        assert.ok(waits.includes(wanted), `${login} has no case that is ${wanted}: ${waits}`)
      assert.ok(
        body.cases.some((each: { status: string }) => ['received', 'accepted'].includes(each.status)),
        `${login} has nothing in progress`,
      )
    }
  })
})
