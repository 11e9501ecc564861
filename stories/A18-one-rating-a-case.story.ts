/** A18 好差评: one rating a case, five grades; a bad one becomes a case with its limits; nothing can be added or deleted. */
import {
  apply,
  complete,
  completeInBrowser,
  expect,
  itemOf,
  mainText,
  settled,
  traderAnswers,
  view,
} from './do-errands.ts'
import type { Client, Story, World } from './world.ts'

async function closedCase(world: World, name: string): Promise<string> {
  const citizen = await world.api('wangfang')
  const item = await itemOf(citizen, '企业开办一件事', '001031001000', '150102')
  const { case: id } = await apply(citizen, { item, answers: traderAnswers(name, []), promise: true })
  await complete(await world.api('clerk'), id, 'delivered')
  return id
}

const rate = (client: Client, id: string, grade: number, reasons: readonly string[] = [], example?: string) =>
  client.call('POST', '/api/evaluation/ratings', { case: id, grade, reasons }, example ? { example } : {})

async function fiveGrades(world: World): Promise<void> {
  const citizen = await world.api('wangfang')
  const known = await citizen.ask('GET', '/api/evaluation/reasons', undefined, { example: 'rating-reasons' })
  for (const grade of [1, 2, 3, 4, 5]) {
    const id = await closedCase(world, `新城区${'一二三四五'[grade - 1]}号小馆`)
    const rated = await rate(
      citizen,
      id,
      grade,
      known[String(grade)].slice(0, 1).map((each: { id: string }) => each.id),
      grade === 1 ? 'rate' : undefined,
    )
    expect(rated.status === 200, `grade ${grade} gets ${rated.status} ${rated.body.code}`)
    expect(
      grade >= 4 === (rated.body.followUp !== undefined),
      `grade ${grade} ${rated.body.followUp ? 'opens' : 'opens no'} case`,
    )
  }
  const id = await closedCase(world, '新城区六号小馆')
  for (const grade of [0, 6]) expect((await rate(citizen, id, grade)).status >= 400, `there is a grade ${grade}`)
}

async function once(world: World): Promise<void> {
  const citizen = await world.api('wangfang')
  const id = await closedCase(world, '新城区一次小馆')
  const both = await Promise.all([rate(citizen, id, 1), rate(citizen, id, 1)])
  expect(
    both.filter((each) => each.status === 200).length === 1,
    `two ratings at once get ${both.map((each) => each.status)}`,
  )
  const again = await rate(citizen, id, 2, [], 'rate-twice')
  expect(again.body.code === 'cases.already_rated', `a second rating gets ${again.status} ${again.body.code}`)
  const stranger = await rate(await world.api('zhaoqiang'), await closedCase(world, '新城区别人小馆'), 5, ['slow'])
  expect(stranger.status === 403, `a stranger’s rating gets ${stranger.status}`)
  const staff = await rate(await world.api('clerk'), await closedCase(world, '新城区窗口小馆'), 1)
  expect(staff.status === 403, `the rating of staff gets ${staff.status}`)
}

async function notBeforeTheEnd(world: World): Promise<void> {
  const citizen = await world.api('wangfang')
  const item = await itemOf(citizen, '企业开办一件事', '001031001000', '150102')
  const { case: id } = await apply(citizen, { item, answers: traderAnswers('新城区未完小馆', ['seal']), promise: true })
  const early = await rate(citizen, id, 1)
  expect(early.body.code === 'cases.not_ended', `before the end a rating gets ${early.status} ${early.body.code}`)
}

/** On a phone: the stars, a reason, the thanks; then the case that follows, on the workbench. */
async function inBrowser(world: World): Promise<void> {
  const id = await closedCase(world, '新城区差评小馆')
  const page = await world.page('wangfang', { width: 390 })
  await page.goto(`/rate/${id}`)
  await settled(page)
  for (const grade of ['1', '2', '3', '4', '5'])
    expect(
      (await page.locator(`input[type="radio"][value="${grade}"]`).count()) === 1,
      `the page has no grade ${grade}`,
    )
  await page.locator('input[type="radio"][value="5"]').check({ force: true })
  await page.locator('input[type="checkbox"]').first().check({ force: true })
  await page.locator('#main textarea').fill('等了两天')
  await page.locator('#main .button-row .button').first().click()
  await page.waitForSelector('.notice.good', { timeout: 10_000 })
  const link = await page.locator('a[href^="/track/"]', { hasText: '整改' }).first().getAttribute('href')
  const follow = link?.split('/').at(-1)
  expect(follow, 'the thanks name no case that follows')
  await world.settle()
  const staff = await world.api('clerk')
  const opened = await view(staff, follow)
  expect(
    opened.kind === 'bad-review' && opened.department === '150102-market-regulation',
    `the case that follows is a ${opened.kind} at ${opened.department}`,
  )
  expect(
    opened.clock.term.length === 15 && opened.clock.term.unit === 'wd',
    `its term is ${opened.clock.term.length} ${opened.clock.term.unit}`,
  )
  expect(opened.clock.due === '2026-12-14', `it is due ${opened.clock.due}`)
  expect(
    opened.tasks[0].action === 'contact' && opened.tasks[0].dueOn === '2026-11-24',
    `the applicant is to be called by ${opened.tasks[0].dueOn}`,
  )
  await completeInBrowser(await world.page('clerk'), follow, 'contacted')
  await completeInBrowser(await world.page('examiner'), follow, 'rectified')
  await completeInBrowser(await world.page('approver'), follow, 'confirmed')
  const done = await view(staff, follow)
  expect(done.status === 'closed', `after the last step the case that follows is ${done.status}`)
  expect(
    (await mainText(page, `/track/${follow}`)).includes(follow),
    'whoever rated does not see the case that follows',
  )
}

async function nothingAddedOrDeleted(world: World): Promise<void> {
  const id = await closedCase(world, '新城区不删小馆')
  const citizen = await world.api('wangfang')
  await rate(citizen, id, 5, ['slow'])
  for (const login of ['admin', 'supervisor', 'approver', 'wangfang']) {
    const client = await world.api(login)
    for (const [method, path] of [
      ['DELETE', `/api/evaluation/ratings/${id}`],
      ['PUT', `/api/evaluation/ratings/${id}`],
      ['PATCH', `/api/evaluation/ratings/${id}`],
    ] as const) {
      const reply = await client.call(method, path, method === 'DELETE' ? undefined : { grade: 1 })
      expect(reply.status >= 400, `${login} may ${method} ${path}: ${reply.status}`)
    }
    const another = await rate(client, id, 1)
    expect(another.status >= 400, `${login} may add a rating: ${another.status}`)
  }
  const changed = await world.db.ask("update cases.acts a set kind = 'note' where a.kind = 'rate'").then(
    () => true,
    () => false,
  )
  expect(!changed, 'the database lets acts be changed')
  const deleted = await world.db.ask("delete from cases.acts a where a.kind = 'rate'").then(
    () => true,
    () => false,
  )
  expect(!deleted, 'the database lets acts be deleted')
}

/** The published figure is the fold over the acts, recomputed here from the acts alone. */
async function figuresAddUp(world: World): Promise<void> {
  await world.settle()
  const summary = await (await world.api()).ask(
    'GET',
    '/api/evaluation/summary?department=150102-market-regulation',
    undefined,
    { example: 'rating-summary' },
  )
  const rows = await world.db.ask<{ grade: number; count: number }>(
    "select (a.act -> 'deed' ->> 'grade')::int as grade, count(*)::int as count from cases.acts a where a.kind = 'rate' group by 1",
  )
  const counts = [1, 2, 3, 4, 5].map((grade) => rows.find((row) => row.grade === grade)?.count ?? 0)
  expect(
    JSON.stringify(summary.counts) === JSON.stringify(counts),
    `the summary says ${summary.counts}, the acts add up to ${counts}`,
  )
}

async function play(world: World): Promise<void> {
  await world.holds('five grades, and the two bad ones open a case', () => fiveGrades(world))
  await world.holds('one rating a case, by whoever applied', () => once(world))
  await world.holds('no rating before the case has ended', () => notBeforeTheEnd(world))
  await world.holds('a bad rating in the browser becomes a case with its limits, handled to its end', () =>
    inBrowser(world),
  )
  await world.holds('nothing can be added or deleted', () => nothingAddedOrDeleted(world))
  await world.holds('the figures add up from the acts', () => figuresAddUp(world))
}

export const story: Story = { id: 'A18', title: 'One rating a case', play }
