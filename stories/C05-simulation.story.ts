/** C05 政策模拟: moving a threshold shows winners, losers, cost, cliffs and overlaps on the real base before anything is issued; a bad rule is refused with place and advice. */
import { readFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { parseYaml } from '../server/src/platform/packs.ts'
import { expect, settled } from './do-errands.ts'
import { office, policyOf, publish, shows } from './do-policies.ts'
import type { Client, Story, World } from './world.ts'

const id = 'demo-jobs-award'

interface Firm {
  readonly code: string
  readonly staff: number
}

/** The base as the database has it, reckoned by hand. */
async function staffOfFirms(world: World): Promise<readonly Firm[]> {
  return world.db.ask<Firm>(
    `select f.code, (k.held->'employees'->>'value')::int as staff from registry.firms f
     join policies.facts k on k.league = f.league and k.firm = f.code where f.status = 'active'`,
  )
}

const cost = (firms: readonly Firm[]) => firms.reduce((sum, { staff }) => sum + staff * 500, 0)

async function winnersAndLosers(world: World): Promise<void> {
  const maker = await world.api('policymaker')
  await publish(maker, id, { when: 'employees >= 30', amount: 'employees * 500' })
  const firms = await staffOfFirms(world)
  const had = firms.filter(({ staff }) => staff >= 30)
  const lose = had.filter(({ staff }) => staff < 100)
  expect(lose.length > 1 && had.length > lose.length, `the base has only ${had.length} firms to play with`)
  const body = {
    department: office,
    policy: policyOf(id, { when: 'employees >= 30', amount: 'employees * 500' }),
    against: { id, version: 1 },
    moved: [{ condition: 'staff', number: 0, value: 100 }],
  }
  const result = await maker.ask('POST', '/api/policies/simulate', body, { example: 'policy-simulation' })
  expect(result.before.yes === had.length, `before, ${result.before.yes} have it; by hand ${had.length}`)
  expect(result.losers.count === lose.length, `${result.losers.count} lose; by hand ${lose.length}`)
  expect(result.winners.count === 0, `${result.winners.count} win by a higher threshold`)
  expect(
    result.before.cost - result.cost === cost(lose),
    `it saves ${result.before.cost - result.cost}; by hand ${cost(lose)}`,
  )
  expect(-result.losers.amount === cost(lose), `losers lose ${result.losers.amount}`)
  for (const groups of [result.byLeague, result.byIndustry, result.bySize]) {
    const sum = (field: 'yes' | 'amount' | 'losers') =>
      groups.reduce((total: number, group: Record<string, number>) => total + (group[field] ?? 0), 0)
    expect(sum('yes') === result.yes && sum('amount') === result.cost, 'the groups do not add up to the whole')
    expect(sum('losers') === lose.length, 'the losers of the groups do not add up')
  }
  const lower = await maker.ask('POST', '/api/policies/simulate', {
    ...body,
    moved: [{ condition: 'staff', number: 0, value: 10 }],
  })
  const win = firms.filter(({ staff }) => staff >= 10 && staff < 30)
  expect(lower.winners.count === win.length, `${lower.winners.count} win; by hand ${win.length}`)
}

async function cliffsAndOverlaps(world: World): Promise<void> {
  const maker = await world.api('policymaker')
  const firms = await staffOfFirms(world)
  const result = await maker.ask('POST', '/api/policies/simulate', {
    department: office,
    policy: policyOf(id, { when: 'employees >= 30', amount: 'employees * 500' }),
  })
  const beyond = firms.filter(({ staff }) => staff >= 27 && staff < 30).length
  const within = firms.filter(({ staff }) => staff >= 30 && staff <= 33).length
  const [cliff] = result.cliffs
  expect(cliff.justBeyond === beyond && beyond > 0, `${cliff.justBeyond} just fail; by hand ${beyond}`)
  expect(cliff.justWithin === within && within > 0, `${cliff.justWithin} just pass; by hand ${within}`)
  expect(
    result.overlaps.some(
      (each: { policy: string; firms: number }) => each.policy === 'job-stability-refund' && each.firms > 0,
    ),
    'it does not overlap with the refund for keeping jobs',
  )
}

/** While it goes on the page says how far it is; stopped, it says so and begins anew. A base so large that it takes long is played by the answer. */
async function stopsAndBeginsAnew(world: World): Promise<void> {
  const page = await world.page('policymaker')
  await page.addInitScript(() => {
    const fetchNow = window.fetch
    window.fetch = (input, init) => {
      if (!(window as { slow?: boolean }).slow || !String(input).endsWith('/simulate/lines'))
        return fetchNow(input, init)
      const line = new TextEncoder().encode('{"done":640000,"total":2628900}\n')
      return Promise.resolve(new Response(new ReadableStream({ start: (stream) => stream.enqueue(line) })))
    }
  })
  await page.addInitScript('window.slow = true')
  await page.goto(`/work/policies/${id}`)
  await settled(page)
  await page.getByRole('tab', { name: '模拟' }).click()
  await shows(page, '已测算 640,000 / 2,628,900 家')
  await page.evaluate('window.slow = false')
  await page.getByRole('button', { name: '停止' }).click()
  await shows(page, '测算已停止')
  await page.getByRole('button', { name: '重新测算' }).click()
  await shows(page, '所需资金')
  await page.close()
}

/** The slider on the page moves the figures, and writes its number into the rule. */
async function onThePage(world: World): Promise<void> {
  const page = await world.page('policymaker')
  await page.goto(`/work/policies/${id}`)
  await settled(page)
  await page.getByRole('tab', { name: '模拟' }).click()
  await shows(page, '所需资金')
  await stopsAndBeginsAnew(world)
  await page.getByLabel('与已发布的版本对比').selectOption('1')
  await page.locator('.desk-slider input').first().fill('100')
  await shows(page, '受损的企业')
  await page.getByRole('button', { name: '把新门槛写进条件' }).click()
  await page.getByRole('tab', { name: '条件和金额' }).click()
  const rule = await page.getByLabel('规则').first().inputValue()
  expect(rule === 'employees >= 100', `the rule says “${rule}”`)
  await writesTable(page)
  await page.close()
}

/** A decision table is written by keyboard in its grid; a cell that cannot be is told at the cell as one types. */
async function writesTable(page: Awaited<ReturnType<World['page']>>): Promise<void> {
  await page.getByRole('button', { name: '增加判定表' }).click()
  await page.getByLabel('第 1 列的事实').fill('employees')
  const cell = page.locator('[data-cell="0 0"]')
  await cell.fill('>= "many"')
  await shows(page, '第 1 行“从业人员”：数字与文字无法比较')
  expect((await cell.getAttribute('aria-invalid')) === 'true', 'the cell does not say that it is wrong')
  await cell.fill('>= 30')
  await cell.press('Enter')
  await page.keyboard.type('< 30')
  await page.keyboard.press('Alt+ArrowUp')
  const first = await cell.inputValue()
  expect(first === '< 30', `moved up, the first row says “${first}”`)
}

/** A version opened in the editor, saved and published again has every field that it had. */
async function keepsEveryField(world: World): Promise<void> {
  const own = 'steady-jobs-award'
  const maker = await world.api('policymaker')
  const text = await readFile(new URL('../packs/demo/history/policies.yaml', import.meta.url), 'utf8')
  const whole = parseYaml<{ versions: { policy: object }[] }>(text).versions.at(-1)?.policy
  await maker.ask('PUT', `/api/policies/drafts/${own}`, { department: office, policy: whole })
  await maker.ask('POST', `/api/policies/drafts/${own}/publish`, {})
  const before = (await maker.ask('GET', `/api/policies/${own}`)).policy
  expect(isDeepStrictEqual(before, { ...whole, version: 1 }), 'what was published is not what the file says')
  const page = await world.page('policymaker')
  await page.goto(`/work/policies/${own}`)
  await settled(page)
  const file = await page.getByLabel('附件名称').inputValue()
  expect(file === '用工情况报送表（示例）', `its attachment is “${file}”`)
  await page.getByRole('tab', { name: '条件和金额' }).click()
  const other = await page.getByLabel('政策编号').inputValue()
  expect(other === 'job-stability-refund', `it does not go together with “${other}”`)
  await page.getByRole('button', { name: '保存草稿' }).click()
  await shows(page, '规则没有问题')
  await page.getByRole('tab', { name: '发布' }).click()
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await shows(page, `第 ${before.version + 1} 版已发布`)
  const { policy } = await maker.ask('GET', `/api/policies/${own}`)
  expect(
    isDeepStrictEqual(policy, { ...before, version: before.version + 1 }),
    `from ${JSON.stringify(before)} came ${JSON.stringify(policy)}`,
  )
  await page.close()
}

interface Bad {
  readonly when: string
  readonly code: string
  readonly at: string
}

const bad: readonly Bad[] = [
  { when: 'employees >=\n and true', code: 'policies.feel_syntax', at: '2:2' },
  { when: 'employes >= 30', code: 'policies.unknown_fact', at: '1:1' },
  { when: 'revenue / employees > 1000', code: 'policies.divides_by_zero', at: '1:9' },
  { when: '{ f: function(n) f(n + 1), r: f(1) }.r > employees', code: 'policies.endless', at: '1:6' },
  { when: 'count(for i in 1..999999999 return i) > employees', code: 'policies.endless', at: '1:7' },
  {
    when: 'count(for i in 1..employees return for j in 1..employees return 1) > 3',
    code: 'policies.endless',
    at: '1:7',
  },
]

async function refuses(maker: Client, { when, code, at }: Bad): Promise<void> {
  await maker.ask('PUT', `/api/policies/drafts/demo-bad-rule`, {
    department: office,
    policy: policyOf('demo-bad-rule', { when }),
  })
  const started = performance.now()
  const refused = await maker.call(
    'POST',
    `/api/policies/drafts/demo-bad-rule/publish`,
    {},
    code.endsWith('syntax') ? { example: 'policy-not-sound' } : {},
  )
  expect(refused.body.code === 'policies.not_sound', `“${when}” gets ${refused.status} ${refused.body.code}`)
  const [problem] = refused.body.params.problems
  expect(problem.code === code, `“${when}” is called ${problem.code}`)
  expect(`${problem.line}:${problem.column}` === at, `its place is ${problem.line}:${problem.column}, not ${at}`)
  expect(/[一-鿿]/.test(problem.advice.zh) && problem.advice.en, 'there is no advice')
  expect(performance.now() - started < 5000, 'it took more than five seconds to refuse')
}

/** A wrong figure of one firm: its own verdict is not known, and nobody else's changes. */
async function wrongFigures(world: World): Promise<void> {
  const maker = await world.api('policymaker')
  const simulate = () =>
    maker.ask('POST', '/api/policies/simulate', {
      department: office,
      policy: policyOf(id, { when: 'employees >= 30' }),
    })
  const before = await simulate()
  const [firm] = (await staffOfFirms(world)).filter(({ staff }) => staff >= 30)
  await world.db.ask(
    `update policies.facts set held = jsonb_set(held, '{employees,value}', '"many"') where firm = $1`,
    [firm?.code],
  )
  const after = await simulate()
  expect(
    after.yes === before.yes - 1 && after.unknown === before.unknown + 1 && after.no === before.no,
    'one wrong figure moved other firms',
  )
}

async function play(world: World): Promise<void> {
  await world.holds(
    'a moved threshold shows winners, losers and cost by league, industry and size, as reckoned by hand',
    () => winnersAndLosers(world),
  )
  await world.holds('firms close to the line and overlaps with other policies are shown', () =>
    cliffsAndOverlaps(world),
  )
  await world.holds('the slider on the page moves the figures and writes its number into the rule', () =>
    onThePage(world),
  )
  await world.holds('a version opened in the editor, saved and published again keeps every field', () =>
    keepsEveryField(world),
  )
  await world.holds(
    'a rule that does not parse, names an unknown fact, divides by zero or does not end is refused with place and advice',
    async () => {
      const maker = await world.api('policymaker')
      for (const each of bad) await refuses(maker, each)
    },
  )
  await world.holds("one firm's wrong figures change no other's verdict", () => wrongFigures(world))
}

export const story: Story = { id: 'C05', title: 'Policies are simulated before they are issued', play }
