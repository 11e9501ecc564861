/** A draw from plan to publication, through the public API; and everything it refuses on the way. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { committedValue, replayDraw, roundTime } from '@steppe/kernels/draw'
import {
  hashFromBase64,
  leafHash,
  openCheckpoint,
  opens,
  parseVerifierKey,
  verifyInclusion,
} from '@steppe/kernels/ledger'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'

const market = '150102-market-regulation'
const fire = '150102-fire'
const region = '150102'
let town: TestInstallation
let organiser: Client
let witness: Client
let inspector: Client
let plan: string

const task = (item: string, department: string, share: readonly [number, number] = [1, 2]) => ({
  item,
  department,
  region,
  stratifyBy: 'none',
  share,
  inspectors: 2,
})
const lottery = (drawnAt = '2026-11-24T21:15:00+08:00') => ({
  kind: 'lottery',
  game: '双色球',
  issue: '2026136',
  drawnAt,
})
const numbers = (blue = '7') => ({ kind: 'lottery', numbers: [['3', '9', '14', '22', '27', '31'], [blue]] })

async function prepared(tasks = [task('food-sales', market)], more: object = {}) {
  const reply = await organiser.call('POST', '/api/inspections/draws', { plan, title: '年末抽查', tasks, ...more })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply.body
}

const at = (id: string, step: string) => `/api/inspections/draws/${id}/${step}`
const codeOf = async (reply: Promise<{ body: { code?: string } }>) => (await reply).body.code

async function committed(draw: { id: string; root: string }, seed: object = lottery()) {
  const reply = await organiser.call('POST', at(draw.id, 'commit'), { root: draw.root, seed })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply.body
}

describe('a draw', () => {
  before(async () => {
    town = await testInstallation('2026-11-23T09:00+08:00')
    organiser = await town.signIn('organiser')
    witness = await town.signIn('witness')
    inspector = await town.signIn('inspector')
    const reply = await organiser.call('POST', '/api/inspections/plans', {
      department: market,
      year: 2026,
      title: '2026 年度抽查计划',
      items: ['food-sales', 'fire-safety'],
    })
    assert.equal(reply.status, 200, JSON.stringify(reply.body))
    plan = reply.body.id
  })

  test('goes from a sealed list over numbers two people read alike to a transcript that anybody replays', async () => {
    town.setNow('2026-11-23T09:00+08:00')
    const draw = await prepared([task('food-sales', market), task('fire-safety', fire, [1, 4])])
    assert.equal(draw.inspectors, 7)
    await committed(draw)
    town.setNow('2026-11-24T21:20+08:00')
    const first = await organiser.call('POST', at(draw.id, 'seed'), numbers())
    assert.deepEqual([first.body.state, first.body.enteredBy], ['committed', ['邵敏']])
    assert.equal(first.body.seedValue, undefined, 'the first reading waits unseen')
    const second = await witness.call('POST', at(draw.id, 'seed'), numbers())
    assert.equal(second.body.state, 'drawn', JSON.stringify(second.body))
    assert.equal(second.body.publishBy, '2026-12-22', 'twenty working days')

    const hidden = await town.anyone.call('GET', `/api/inspections/draws/${draw.id}`)
    assert.deepEqual([hidden.body.result, hidden.body.names], [undefined, {}], 'nobody is warned before publication')
    assert.equal(hidden.body.root, draw.root)
    assert.equal(await codeOf(town.anyone.call('GET', at(draw.id, 'transcript'))), 'inspections.not_published')

    const published = await organiser.call('POST', at(draw.id, 'publish'))
    assert.equal(published.body.state, 'published')
    const { body: transcript } = await town.anyone.call('GET', at(draw.id, 'transcript'))
    const report = replayDraw(transcript)
    assert.ok(report.ok, JSON.stringify(report.lines))
    const joint = transcript.result.visits.filter((visit: { tasks: string[] }) => visit.tasks.length === 2)
    assert.ok(joint.length > 0, 'two departments meet at one door')
    assert.ok(joint.every((visit: { inspectors: unknown[] }) => visit.inspectors.length === 4))
    const { salt, commitment } = transcript.committed.sealing
    assert.ok(opens(Buffer.from(commitment, 'hex'), Buffer.from(salt, 'hex'), committedValue(transcript)))
  })

  test('the transcript proves that the list stands in the log, and where', async () => {
    await town.settle()
    const [draw] = (await town.anyone.call('GET', '/api/inspections/draws')).body.draws
    const { body: transcript } = await town.anyone.call('GET', at(draw.id, 'transcript'))
    const { commitment, index, proof, checkpoint, verifierKeys } = transcript.committed.sealing
    const opened = openCheckpoint(checkpoint, verifierKeys.map(parseVerifierKey))
    assert.ok(opened.ok)
    const { size, root } = opened.checkpoint
    const path = proof.map((hash: string) => hashFromBase64(hash))
    assert.ok(verifyInclusion(index, size, leafHash(Buffer.from(commitment, 'hex')), path, root))
  })

  test('every act of it is a sealed fact, numbered without a gap, and can’t be changed', async () => {
    const [draw] = (await town.anyone.call('GET', '/api/inspections/draws')).body.draws
    const facts = await town.house.db.ask<{ data: { first: number; commitments: string[] } }>(
      `select o.data from platform.outbox o where o.subject = $1 order by o.position`,
      [draw.id],
    )
    assert.deepEqual(
      facts.map((fact) => fact.data.first),
      facts.map((_, n) => n + 1),
    )
    const view = (await town.anyone.call('GET', `/api/inspections/draws/${draw.id}`)).body
    assert.deepEqual(
      facts.flatMap((fact) => fact.data.commitments),
      view.trail.map((act: { commitment: string }) => act.commitment),
    )
    assert.deepEqual(
      view.trail.map((act: { kind: string }) => act.kind),
      ['prepared', 'committed', 'entered', 'drawn', 'published'],
    )
    await assert.rejects(
      town.house.db.ask('delete from inspections.draw_acts d where d.draw = $1', [draw.id]),
      /only ever added/,
    )
  })

  test('nothing outside the plan, the list of items, or the department that checks it', async () => {
    town.setNow('2026-11-23T09:00+08:00')
    const start = (tasks: unknown[], more: object = {}) =>
      codeOf(organiser.call('POST', '/api/inspections/draws', { plan, title: 'x', tasks, ...more }))
    assert.equal(await start([task('price-conduct', market)]), 'inspections.not_in_plan')
    assert.equal(
      await start([task('food-sales', market)], { plan: 'P150102-20260101-0000000' }),
      'inspections.plan_unknown',
    )
    assert.equal(await start([task('fire-safety', market)]), 'inspections.item_of_other_department')
    assert.equal(await start([{ ...task('food-sales', market), inspectors: 1 }]), 'inspections.inspectors_below_two')
    assert.equal(await start([{ ...task('food-sales', market), inspectors: 5 }]), 'inspections.too_few_inspectors')
    assert.equal(await start([{ ...task('food-sales', market), industries: ['B0690'] }]), 'inspections.list_empty')
    assert.equal(await start([task('food-sales', '150202-market-regulation')]), 'inspections.not_your_department')
    const stray = { department: market, year: 2026, title: 'x', items: ['witchcraft'] }
    assert.equal(await codeOf(organiser.call('POST', '/api/inspections/plans', stray)), 'inspections.item_unknown')
  })

  test('who stands back is declared before the list is sealed, and is never sent', async () => {
    const draw = await prepared([task('food-sales', market, [1, 1])])
    const me = (await inspector.call('GET', '/api/session')).body.id
    const [one, two] = draw.members.objects
    const mine = { inspector: me, object: one, reason: '与经营者系近亲属' }
    assert.equal((await inspector.call('POST', at(draw.id, 'recusals'), mine)).status, 200)
    const other = draw.members.inspectors.find((each: string) => each !== me)
    const theirs = { inspector: other, object: two, reason: 'x' }
    assert.equal(await codeOf(inspector.call('POST', at(draw.id, 'recusals'), theirs)), 'inspections.not_your_recusal')
    const third = { ...mine, object: '91150102MA0000000X' }
    assert.equal(await codeOf(inspector.call('POST', at(draw.id, 'recusals'), third)), 'inspections.member_unknown')
    for (const each of draw.members.inspectors.filter((id: string) => id !== me).slice(0, 2)) {
      const reply = await organiser.call('POST', at(draw.id, 'recusals'), { inspector: each, object: one, reason: 'x' })
      if (each !== draw.members.inspectors.filter((id: string) => id !== me)[1]) assert.equal(reply.status, 200)
      else assert.equal(reply.body.code, 'inspections.too_few_inspectors', 'two must be left')
    }
    const seen = (await organiser.call('GET', `/api/inspections/draws/${draw.id}`)).body
    assert.notEqual(seen.root, draw.root, 'a recusal is part of what is sealed')
    await committed(seen)
    assert.equal(await codeOf(inspector.call('POST', at(draw.id, 'recusals'), mine)), 'inspections.list_sealed')
    town.setNow('2026-11-24T21:20+08:00')
    await organiser.call('POST', at(draw.id, 'seed'), numbers())
    const drawn = (await witness.call('POST', at(draw.id, 'seed'), numbers())).body
    const visit = drawn.result.visits.find((each: { object: string }) => each.object === one)
    assert.ok(!visit.inspectors.some((each: { inspector: string }) => each.inspector === me))
  })

  test('the seed comes after the list, from the source announced, once', async () => {
    town.setNow('2026-11-23T09:00+08:00')
    const draw = await prepared()
    assert.equal(await codeOf(organiser.call('POST', at(draw.id, 'seed'), numbers())), 'inspections.not_committed')
    const commit = (seed: object, root = draw.root) =>
      codeOf(organiser.call('POST', at(draw.id, 'commit'), { root, seed }))
    assert.equal(await commit(lottery('2026-11-22T21:15:00+08:00')), 'inspections.seed_not_later')
    assert.equal(
      await commit({ kind: 'beacon', beacon: 'quicknet', after: '2026-11-23T08:00:00+08:00' }),
      'inspections.seed_not_later',
    )
    assert.equal(await commit({ ...lottery(), game: '私彩' }), 'inspections.seed_source_unknown')
    assert.equal(await commit(lottery('soon')), 'inspections.seed_malformed')
    assert.equal(await commit(lottery(), '0'.repeat(64)), 'inspections.list_changed')
    await committed(draw)
    assert.equal(await commit(lottery()), 'inspections.list_sealed')
    assert.equal(await codeOf(organiser.call('POST', at(draw.id, 'seed'), numbers())), 'inspections.seed_too_early')
    town.setNow('2026-11-24T21:20+08:00')
    const short = { kind: 'lottery', numbers: [['3'], ['7']] }
    assert.equal(await codeOf(organiser.call('POST', at(draw.id, 'seed'), short)), 'inspections.seed_wrong')
    assert.equal(
      await codeOf(organiser.call('POST', at(draw.id, 'seed'), { kind: 'beacon' })),
      'inspections.seed_wrong',
    )
    await organiser.call('POST', at(draw.id, 'seed'), numbers())
    assert.equal(await codeOf(organiser.call('POST', at(draw.id, 'seed'), numbers())), 'inspections.same_person_twice')
    assert.equal(await codeOf(witness.call('POST', at(draw.id, 'seed'), numbers('8'))), 'inspections.entries_differ')
    const again = (await organiser.call('GET', `/api/inspections/draws/${draw.id}`)).body
    assert.deepEqual([again.enteredBy, again.trail.at(-1).kind], [[], 'entries_differed'])
    assert.equal(await codeOf(organiser.call('POST', at(draw.id, 'publish'))), 'inspections.not_drawn')
    await witness.call('POST', at(draw.id, 'seed'), numbers())
    assert.equal((await organiser.call('POST', at(draw.id, 'seed'), numbers())).body.state, 'drawn')
    assert.equal(await codeOf(witness.call('POST', at(draw.id, 'seed'), numbers('9'))), 'inspections.drawn_already')
  })

  test('a list edited in the database after it was sealed stops the draw', async () => {
    town.setNow('2026-11-23T09:00+08:00')
    const draw = await prepared()
    await committed(draw)
    await town.house.db.ask(`update inspections.draws d set draw = d.draw #- '{list,objects,0}' where d.id = $1`, [
      draw.id,
    ])
    town.setNow('2026-11-24T21:20+08:00')
    await organiser.call('POST', at(draw.id, 'seed'), numbers())
    assert.equal(await codeOf(witness.call('POST', at(draw.id, 'seed'), numbers())), 'inspections.list_tampered')
  })

  test('a beacon’s round counts by its signature, whoever enters it; without a connection that is said', async () => {
    // The list is sealed a minute before round 1000 of the public beacon.
    const chain = { genesis: 1692803367, period: 3 }
    town.setNow(new Date(roundTime(chain, 1000) - 60_000).toISOString())
    const draw = await prepared()
    const after = new Date(roundTime(chain, 999)).toISOString()
    const { rule } = await committed(draw, { kind: 'beacon', beacon: 'quicknet', after })
    assert.equal(rule.round, 1000)
    town.setNow(new Date(roundTime(chain, 1000) + 1000).toISOString())
    const give = (round?: object) =>
      witness.call('POST', at(draw.id, 'seed'), { kind: 'beacon', ...(round ? { round } : {}) })
    assert.equal(await codeOf(give()), 'inspections.no_beacon_connection')
    const signature = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'
    assert.equal(await codeOf(give({ round: 1001, signature })), 'inspections.seed_wrong')
    assert.equal(
      await codeOf(give({ round: 1000, signature: `${signature.slice(0, -2)}38` })),
      'inspections.seed_wrong',
    )
    assert.equal((await give({ round: 1000, signature })).body.state, 'drawn')
    // Three years later nobody is signed in any more.
    town.setNow('2026-11-25T09:00+08:00')
    organiser = await town.signIn('organiser')
    witness = await town.signIn('witness')
  })

  test('who drops out is replaced in the drawn order, in public', async () => {
    const { draws } = (await town.anyone.call('GET', '/api/inspections/draws')).body
    // One with somebody left to take the place; those committed in the same second stand in no order.
    const line = draws.find(
      (each: { state: string; visits?: number; objects: number }) =>
        each.state === 'drawn' && each.visits! < each.objects,
    )
    town.setNow('2026-11-25T09:00+08:00')
    const before = (await organiser.call('GET', `/api/inspections/draws/${line.id}`)).body
    const { object, inspectors } = before.result.visits[0]
    const gone = { object, reason: '已注销' }
    assert.equal(await codeOf(witness.call('POST', at(line.id, 'drop-outs'), gone)), 'platform.not_permitted')
    const after = (await organiser.call('POST', at(line.id, 'drop-outs'), gone)).body
    assert.equal(after.result.visits.length, before.result.visits.length)
    assert.ok(!after.result.visits.some((each: { object: string }) => each.object === object))
    const ill = {
      object: after.result.visits[0].object,
      inspector: after.result.visits[0].inspectors[0].inspector,
      reason: '病假',
    }
    const later = (await organiser.call('POST', at(line.id, 'drop-outs'), ill)).body
    assert.equal(later.result.visits[0].inspectors.length, inspectors.length)
    assert.equal(await codeOf(organiser.call('POST', at(line.id, 'drop-outs'), gone)), 'inspections.member_unknown')
    await organiser.call('POST', at(line.id, 'publish'))
    const { body: transcript } = await town.anyone.call('GET', at(line.id, 'transcript'))
    assert.equal(transcript.dropOuts.length, 2)
    assert.ok(replayDraw(transcript).ok)
  })

  test('nobody draws twice in silence: drawing anew is another public draw with its reason', async () => {
    town.setNow('2026-11-23T09:00+08:00')
    const first = await prepared()
    const again = (draw: string) => ({ redrawOf: { draw, reason: '名录漏列了三户' } })
    const body = { plan, title: '重抽', tasks: [task('food-sales', market)] }
    const early = organiser.call('POST', '/api/inspections/draws', { ...body, ...again(first.id) })
    assert.equal(await codeOf(early), 'inspections.not_committed')
    await committed(first)
    const second = await prepared(undefined, again(first.id))
    const third = organiser.call('POST', '/api/inspections/draws', { ...body, ...again(first.id) })
    assert.equal(await codeOf(third), 'inspections.redrawn_already')
    await committed(second)
    const old = (await town.anyone.call('GET', `/api/inspections/draws/${first.id}`)).body
    const now = (await town.anyone.call('GET', `/api/inspections/draws/${second.id}`)).body
    assert.deepEqual([old.redrawnBy, now.redrawOf, now.redrawReason], [second.id, first.id, '名录漏列了三户'])
  })

  test('a redraw that was never sealed is given up in public, with its reason, and makes room for another', async () => {
    town.setNow('2026-11-23T09:00+08:00')
    const first = await prepared()
    await committed(first)
    const again = { redrawOf: { draw: first.id, reason: '名录漏列了三户' } }
    const second = await prepared(undefined, again)
    const { root } = second
    const giveUp = (client: Client, id = second.id) => client.call('POST', at(id, 'give-up'), { reason: '比例填错了' })
    assert.equal(await codeOf(giveUp(witness)), 'platform.not_permitted')
    assert.equal(await codeOf(giveUp(organiser, first.id)), 'inspections.list_sealed')
    const given = (await giveUp(organiser)).body
    assert.deepEqual([given.state, given.may], ['given_up', []])
    for (const [step, body] of [
      ['commit', { root, seed: lottery() }],
      ['give-up', { reason: '再来一次' }],
      ['recusals', { inspector: second.members.inspectors[0], object: second.members.objects[0], reason: '亲属' }],
    ] as const)
      assert.equal(await codeOf(organiser.call('POST', at(second.id, step), body)), 'inspections.given_up', step)
    const seen = (await town.anyone.call('GET', `/api/inspections/draws/${second.id}`)).body
    assert.deepEqual([seen.givenUp.reason, seen.names, seen.members], ['比例填错了', {}, undefined])
    const anew = {
      plan,
      title: '重抽',
      tasks: [task('food-sales', market)],
      redrawOf: { draw: second.id, reason: '再抽' },
    }
    assert.equal(await codeOf(organiser.call('POST', '/api/inspections/draws', anew)), 'inspections.not_committed')
    const third = await prepared(undefined, again)
    await committed(third)
    const old = (await town.anyone.call('GET', `/api/inspections/draws/${first.id}`)).body
    assert.equal(old.redrawnBy, third.id)
    assert.deepEqual(
      old.redrawsGivenUp.map((each: { draw: string; reason: string; by: string }) => [each.draw, each.reason, each.by]),
      [[second.id, '比例填错了', '邵敏']],
    )
    const waiting = (await organiser.call('GET', '/api/inspections/prepared')).body.draws
    assert.ok(!waiting.some((each: { id: string }) => each.id === second.id))
    const acts = await town.house.db.ask<{ kind: string; sealed: boolean }>(
      `select a.kind, exists (select 1 from platform.outbox o where o.subject = a.draw and o.data->'commitments' ? encode(a.commitment, 'hex')) as sealed
       from inspections.draw_acts a where a.draw = $1 order by a.n`,
      [second.id],
    )
    assert.deepEqual(acts, [
      { kind: 'prepared', sealed: true },
      { kind: 'given_up', sealed: true },
    ])
  })

  test('a firm has the weight that the sheet gave it, one class no more than its quota, and both are in the transcript', async () => {
    town.setNow('2026-11-23T09:00+08:00')
    const { members } = await prepared()
    const [one, two] = members.objects
    const wish = (more: object) =>
      codeOf(
        organiser.call('POST', '/api/inspections/draws', {
          plan,
          title: 'x',
          tasks: [task('food-sales', market)],
          ...more,
        }),
      )
    const stranger = { object: '91150102MA0000000X', weight: 2 }
    assert.equal(await wish({ weights: [stranger] }), 'inspections.member_unknown')
    assert.equal(
      await wish({
        weights: [
          { object: one, weight: 2 },
          { object: one, weight: 3 },
        ],
      }),
      'inspections.weighed_twice',
    )
    for (const weight of [0, 1.5, 1001])
      assert.equal(await wish({ weights: [{ object: one, weight }] }), 'platform.malformed')
    const weights = [
      { object: one, weight: 1000 },
      { object: two, weight: 1 },
    ]
    const draw = await prepared([task('food-sales', market, [1, 1])], { weights, quota: { by: 'region', most: 1 } })
    await committed(draw)
    const seen = (await town.anyone.call('GET', `/api/inspections/draws/${draw.id}`)).body
    assert.deepEqual([seen.weighted, seen.weights, seen.quota], [1, {}, { by: 'region', most: 1 }])
    town.setNow('2026-11-24T21:20+08:00')
    await organiser.call('POST', at(draw.id, 'seed'), numbers())
    await witness.call('POST', at(draw.id, 'seed'), numbers())
    await organiser.call('POST', at(draw.id, 'publish'))
    const { body: transcript } = await town.anyone.call('GET', at(draw.id, 'transcript'))
    const regions = transcript.result.visits.map(
      (visit: { object: string }) =>
        transcript.list.objects.find((each: { id: string }) => each.id === visit.object).group,
    )
    assert.ok(regions.length > 0 && new Set(regions).size === regions.length)
    assert.equal(transcript.list.objects.find((each: { id: string }) => each.id === one).weight, 1000)
    assert.ok(replayDraw(transcript).ok)
  })

  test('two who act at once: one is told', async () => {
    town.setNow('2026-11-23T09:00+08:00')
    const draw = await prepared()
    const body = { root: draw.root, seed: lottery() }
    const replies = await Promise.all([1, 2].map(() => organiser.call('POST', at(draw.id, 'commit'), body)))
    assert.deepEqual(replies.map((reply) => reply.status).sort(), [200, 409])
  })

  test('who reads English reads the names of departments and places in English', async () => {
    const draw = await committed(await prepared())
    const read = async (language: string) => {
      const headers = { 'accept-language': language }
      const view = (await town.anyone.call('GET', `/api/inspections/draws/${draw.id}`, undefined, headers)).body
      return [view.departmentName, view.regionName, view.tasks[0].departmentName]
    }
    const [zh, en] = [await read('zh'), await read('en')]
    assert.deepEqual(zh, ['呼和浩特市新城区市场监督管理局', '呼和浩特市新城区', '呼和浩特市新城区市场监督管理局'])
    assert.ok(!/\p{Script=Han}/u.test(en.join()), en.join(' | '))
    const { plans } = (await town.anyone.call('GET', '/api/inspections/plans', undefined, { 'accept-language': 'en' }))
      .body
    assert.ok(
      plans.length > 0 &&
        plans.every((each: { departmentName: string }) => !/\p{Script=Han}/u.test(each.departmentName)),
    )
  })

  test('the public list pages through what is sealed, newest first, and shows nothing that is prepared', async () => {
    const hidden = await prepared()
    const all = (await town.anyone.call('GET', '/api/inspections/draws')).body.draws
    assert.ok(
      all.every((each: { committedAt: string }, n: number) => n === 0 || each.committedAt <= all[n - 1].committedAt),
    )
    assert.ok(!all.some((each: { id: string }) => each.id === hidden.id))
    assert.equal(
      await codeOf(town.anyone.call('GET', `/api/inspections/draws/${hidden.id}`)),
      'inspections.draw_unknown',
    )
    assert.ok(
      (await organiser.call('GET', '/api/inspections/prepared')).body.draws.some(
        (each: { id: string }) => each.id === hidden.id,
      ),
    )
    assert.equal(await codeOf(town.anyone.call('GET', '/api/inspections/draws?cursor=x')), 'platform.cursor_unknown')
  })
})
