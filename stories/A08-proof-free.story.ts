/** A08 免证办 and 无证明城市: every material has a way in which it is proved; what is held is not asked; what was saved is counted for each case. */
import { act, apply, complete, expect, itemOf, mainText, settled, traderAnswers, view } from './do-errands.ts'
import type { Client, Story, World } from './world.ts'

const modes = ['cancelled', 'promise', 'department_check', 'credential', 'upload']
const region = '150102'
const city = '150100'
const loan = { words: '创业担保贷款申请', code: '002014007001' }
const card = { words: '社会保障卡申领', code: '002014002001' }

const answers = {
  applicantKind: 'person',
  reason: '自主创业',
  byAgent: 'no',
  delivery: 'electronic',
  declaration: true,
}

/** Every material of every item, counted from the catalogue and looked at one by one where items are listed. */
async function everyMaterialHasAMode(world: World): Promise<void> {
  const anyone = await world.api()
  const measures = await anyone.ask('GET', '/api/catalog/measures', undefined, { example: 'measures' })
  const [all] = await world.db.ask<{ n: number; wrong: number }>(
    `select count(*)::int as n, count(*) filter (where not (m.value -> 'proof' ->> 'mode') = any($1))::int as wrong
     from catalog.items i join catalog.basic_items b on b.code = i.basic_code and b.until_day is null
     cross join lateral jsonb_array_elements(coalesce(i.overrides -> 'materials', b.body -> 'materials')) m(value)`,
    [modes],
  )
  const sum = measures.materials.reduce((total: number, each: { materials: number }) => total + each.materials, 0)
  expect(all?.wrong === 0, `${all?.wrong} materials have no way in which they are proved`)
  expect(sum === all?.n, `the measure counts ${sum} materials, the items have ${all?.n}`)
  expect(
    measures.materials.every((each: { materials: number }) => each.materials > 0),
    `one of the five ways is never used: ${JSON.stringify(measures.materials)}`,
  )
  const spared = measures.lists.find((each: { list: string }) => each.list === 'no-certificates').items
  expect(spared > 471, `${spared} items ask for no certificate; the report names 471`)
  world.note(`${spared} items for which no certificate is asked, ${sum} materials in five ways`)
}

const asks = async (client: Client, item: string, material: string) => {
  const guide = await client.ask('GET', `/api/applications/guide?item=${item}`)
  return guide.materials.find((each: { id: string }) => each.id === material)
}

/** A licence that is issued here spares a paper in the next case; no office asked twice. */
async function heldLicencesSpare(world: World): Promise<void> {
  const citizen = await world.api('wangfang')
  const wanted = await itemOf(citizen, loan.words, loan.code, region)
  expect((await asks(citizen, wanted, 'bank-account')).needed, 'the bank account is not asked from the start')
  const before = await apply(citizen, { item: wanted, answers })
  const getting = await itemOf(citizen, card.words, card.code, region)
  const { case: id } = await apply(citizen, { item: getting, answers })
  const office = await world.api('labour')
  for (const outcome of ['accept', 'pass', 'approve', 'delivered']) await complete(office, id, outcome)
  await world.settle()
  const spared = await asks(citizen, wanted, 'bank-account')
  expect(!spared.needed && /社会保障卡/.test(spared.heldAs), `the bank account is ${JSON.stringify(spared)}`)
  const page = await world.page('wangfang', { width: 390 })
  await page.goto(`/guide/${wanted}`)
  await settled(page)
  const closed = page.locator('details.held:not([open]) > summary', { hasText: '不用您提供' })
  if ((await closed.count()) > 0) await closed.click()
  const guide = await page.locator('#main').innerText()
  expect(/社会保障卡/.test(guide), 'the guide does not say that the card stands for the bank account')
  const after = await apply(citizen, { item: wanted, answers })
  expect(
    after.saved.materials === before.saved.materials + 1,
    `with the card ${after.saved.materials} materials were saved, without it ${before.saved.materials}`,
  )
}

/** What was saved stands in each case, and follows from the materials that stand there too. */
async function savedIsCounted(world: World): Promise<void> {
  const rows = await world.db.ask<{ id: string; saved: number; held: number; days: number | null }>(
    `select c.id, (c.given -> 'saved' ->> 'materials')::int as saved, (c.given -> 'saved' ->> 'days')::int as days,
       (select count(*)::int from json_array_elements(c.given -> 'materials') m(value) where m.value -> 'file' is null) as held
     from cases.cases c where c.kind = 'application'`,
  )
  expect(rows.length >= 3, `there are ${rows.length} cases`)
  for (const row of rows) {
    expect(row.saved === row.held, `case ${row.id} says ${row.saved} saved, ${row.held} stand there without a file`)
    expect(row.days !== null, `case ${row.id} counts no days`)
  }
}

/** The search for papers that can be abolished finds the one that the card proves. */
async function proposesToAbolish(world: World): Promise<void> {
  const admin = await world.api('admin')
  const proposals = await admin.ask('GET', '/api/applications/proposals', undefined, { example: 'proposals' })
  const found = proposals.find(
    (each: { item: string; material: string }) => each.item === loan.code && each.material === 'bank-account',
  )
  expect(found, 'the bank account of the loan is not proposed')
  expect(found.handedIn === 1 && found.couldBeSpared === 1, `it says ${found.couldBeSpared} of ${found.handedIn}`)
  expect(found.credentials[0].source, 'the proposal names no law')
  const text = await mainText(await world.page('admin'), '/fewer-papers')
  expect(/创业担保贷款/.test(text) && /社会保障卡/.test(text), 'the page of proposals does not show it')
}

/** A city's list with so many matters of each way, as an office would send it. */
function cityList(): Buffer {
  const row = (way: string) => (_: unknown, n: number) =>
    `演示证明${way}${n},某局${n % 80},某单位,某办法第${n}条,${way}`
  const lines = [
    '证明事项名称,索要单位,开具单位,设定依据,处理方式',
    ...Array.from({ length: 895 }, row('直接取消')),
    ...Array.from({ length: 30 }, row('告知承诺')),
    ...Array.from({ length: 4274 }, row('部门核验')),
  ]
  return Buffer.from(lines.join('\n'))
}

/** The clerk takes the file in on the page; the figures that everybody sees are those of the report, and can be counted again. */
async function cityCounts(world: World): Promise<void> {
  const page = await world.page('admin')
  await page.goto('/no-proof')
  await settled(page)
  await page.locator('.region-line button').click()
  await page.locator('dialog select').first().selectOption(city)
  await page.locator('dialog select').nth(1).selectOption(region)
  await page.locator('dialog .button').first().click()
  await settled(page)
  await page.locator('input[type="file"]').setInputFiles({ name: '清单.csv', mimeType: 'text/csv', buffer: cityList() })
  await page.getByRole('button', { name: '确认导入' }).click({ timeout: 20_000 })
  await page.waitForSelector('.notice.good', { timeout: 20_000 })
  const counts = await (await world.api()).ask('GET', `/api/catalog/proof-matters/counts?region=${city}`, undefined, {
    example: 'proof-counts',
  })
  const said = counts.routes.map((each: { matters: number }) => each.matters).join(' + ')
  expect(counts.total === 5199 && said === '895 + 30 + 4274', `the counter says ${counts.total} = ${said}`)
  const file = await (await fetch(`${world.base}/api/catalog/proof-matters/file?region=${city}`)).text()
  expect(file.trim().split('\r\n').length === 5200, 'the downloaded list does not have as many lines')
  const text = await page.locator('#main').innerText()
  for (const figure of ['5,199', '895', '30', '4,274'])
    expect(text.includes(figure), `the page does not show ${figure}`)
}

/** The promise route: decided on the word of the applicant, checked later; untrue, the decision goes and the next promise is refused. */
async function promiseIsChecked(world: World): Promise<void> {
  const citizen = await world.api('zhaoqiang')
  const item = await itemOf(citizen, '企业开办一件事', '001031001000', region)
  const trader = {
    ...traderAnswers('新城区承诺小馆', []),
    operatorName: '赵强',
    operatorIdNumber: '159900198507200316',
  }
  const { case: id } = await apply(citizen, { item, answers: trader, promise: true })
  const decided = await view(citizen, id)
  expect(decided.outcome === 'approved' && decided.promise, `on the promise it is ${decided.outcome}`)
  await act(await world.api('approver'), id, { kind: 'check_promise', kept: false, opinion: '现场没有这个场所' })
  await world.settle()
  expect((await view(citizen, id)).status === 'revoked', 'the decision stands although the promise was untrue')
  const again = await citizen.ask('POST', '/api/applications/drafts', { item })
  const refused = await citizen.call(
    'PATCH',
    `/api/applications/drafts/${again.id}`,
    { version: again.version, promise: true },
    { example: 'promise-barred' },
  )
  expect(refused.body.code === 'applications.promise_barred', `promising again gets ${refused.body.code}`)
}

async function play(world: World): Promise<void> {
  await world.holds('each material of each item has one of five ways in which it is proved', () =>
    everyMaterialHasAMode(world),
  )
  await world.holds('a licence that is held stands for the papers it proves, on the guide and in the case', () =>
    heldLicencesSpare(world),
  )
  await world.holds('what was saved is counted for each case and follows from its materials', () =>
    savedIsCounted(world),
  )
  await world.holds('the search proposes what held licences already prove, with its law and its evidence', () =>
    proposesToAbolish(world),
  )
  await world.holds('the city-wide counter gives 5,199 = 895 + 30 + 4,274 from a file taken in on the page', () =>
    cityCounts(world),
  )
  await world.holds('a promise is checked later; untrue, it takes the decision away and bars the next', () =>
    promiseIsChecked(world),
  )
}

export const story: Story = { id: 'A08', title: 'No papers that are held already', play }
