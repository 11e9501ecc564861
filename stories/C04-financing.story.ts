/** C04 融资平台: products are offers with rules; a firm sees what fits and why, applies, the bank decides through its adapter, the pledge is registered, the totals count. */
import { makeCreditCode } from '@steppe/kernels/codes'
import { type StandInBank, startBank } from '../server/src/testing/stand-in-bank.ts'
import { expect, settled } from './do-errands.ts'
import type { Client, Story, World } from './world.ts'

const company = '91150102MAD000027C'
const base = '/api/policies/finance'
const on = '2026-11-23'

/** 466 products, 1,759 firms and 5.831 bn yuan as a list of an office would hold them: those on offer here are among the products. */
function reportList(offered: readonly { readonly bank: string; readonly title: string }[]): Buffer {
  const [products, firms, total] = [466, 1759, 5_831_000_000]
  const named = [
    ...offered.map(({ bank, title }) => `${bank},${title}`),
    ...Array.from({ length: products - offered.length }, (_, n) => `演示银行${n % 23},演示产品${n}`),
  ]
  const share = Math.floor(total / firms)
  const loans = Array.from({ length: firms }, (_, n) => {
    const code = makeCreditCode(`91150203MB${String(n).padStart(7, '0')}`)
    const amount = n === firms - 1 ? total - share * (firms - 1) : share
    return `${named[n % named.length]},${code},${amount},2023-0${1 + (n % 8)}-15,${n % 9 === 0 ? '活畜抵押' : ''}`
  })
  const bare = named.slice(0, 3).map((product) => `${product},,,,`)
  return Buffer.from(
    ['金融机构,产品名称,统一社会信用代码,放款金额（元）,放款日期,担保方式', ...bare, ...loans].join('\n'),
  )
}

/** The report's figures come out of a file that is taken in on the page. */
async function reportCounts(world: World): Promise<void> {
  const anyone = await world.api()
  const { matches } = await anyone.ask('GET', `${base}/products`, undefined, { example: 'finance-products' })
  const offered = matches.map((match: { product: { bank: { name: { zh: string } }; title: { zh: string } } }) => ({
    bank: match.product.bank.name.zh,
    title: match.product.title.zh,
  }))
  const page = await world.page('admin')
  await page.goto('/finance-totals')
  await settled(page)
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: '清单.csv', mimeType: 'text/csv', buffer: reportList(offered) })
  await page.getByRole('button', { name: '确认导入' }).click({ timeout: 20_000 })
  await page.waitForSelector('.notice.good', { timeout: 20_000 })
  const { total } = await anyone.ask('GET', `${base}/totals`, undefined, { example: 'finance-totals' })
  expect(
    total.products === 466 && total.firms === 1759 && total.amount === 5_831_000_000,
    `the totals are ${total.products} products, ${total.firms} firms, ${total.amount} yuan`,
  )
  const seen = await world.page(undefined, { width: 390 })
  await seen.goto('/finance-totals')
  await settled(seen)
  const text = await seen.locator('#main').innerText()
  for (const figure of ['466', '1,759', '58.31 亿元'])
    expect(text.includes(figure), `the public page does not show ${figure}`)
}

/** Each product says its rules and where each stands; what nobody offers is marked. */
async function productsAreOffers(world: World): Promise<void> {
  const { matches } = await (await world.api()).ask('GET', `${base}/products`)
  for (const { product } of matches) {
    expect(product.conditions.length > 0, `${product.id} has no rules`)
    expect(
      product.conditions.every((each: { source: string }) => each.source),
      `${product.id} cites nothing`,
    )
    expect(product.invented, `${product.id} is not marked as an example`)
  }
  const ids = matches.map((match: { product: { id: string } }) => match.product.id)
  for (const id of ['livestock-loan', 'trademark-pledge-loan']) expect(ids.includes(id), `${id} is not offered`)
  const green = matches.filter((match: { product: { greenChannel: boolean } }) => match.product.greenChannel)
  expect(green.length >= 2, 'the fast lane for technology has no products')
}

/** On a phone: told what is missing, it says what can be had; applied for with a consent that names what is sent. */
async function herdersApply(world: World, bank: StandInBank): Promise<string> {
  const page = await world.page('qiqige', { width: 390 })
  await page.goto('/finance')
  await settled(page)
  expect(/活畜 e 贷/.test(await page.locator('#main').innerText()), 'the livestock loan is not on the page')
  await page.goto('/finance/livestock-loan')
  await settled(page)
  for (let round = 0; round < 4 && (await page.getByRole('button', { name: '保存并重新判断' }).count()) > 0; round++) {
    await tellWhatIsAsked(page)
    await settled(page)
  }
  await page.waitForSelector('.notice.good')
  const text = await page.locator('#main').innerText()
  expect(/最高可贷 57\.6 万元/.test(text), 'with 80 cattle worth 960,000 the page does not say 57.6 万元')
  await page.getByLabel('申请金额').fill('48')
  await page.getByLabel('期限', { exact: true }).fill('12')
  await page.getByLabel('用途').fill('购买越冬饲草')
  await page.getByText('同意把以上情况送给').click()
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.waitForURL(/\/finance\/loans\//)
  await settled(page)
  const id = page.url().split('/').at(-1) as string
  await world.settle()
  const told = bank.heard.find(({ subject }) => subject === id)
  expect(told?.data.asked.amount === 480_000, 'the bank was not told, or not of 480,000')
  const facts = told?.data.facts.map((fact: { id: string }) => fact.id).sort()
  expect(
    facts.join() === 'holderKind,livestockInsured,livestockTaggedHead,livestockValue,overdueDebt',
    `the bank was told ${facts}`,
  )
  return id
}

const figures: Readonly<Record<string, string>> = { 戴电子耳标并登记的牛: '80', 活畜评估价值: '960000' }
const words: Readonly<Record<string, string>> = { 活畜已投保养殖保险: '是', 有逾期未还的贷款: '否' }

async function tellWhatIsAsked(page: Awaited<ReturnType<World['page']>>): Promise<void> {
  for (const [label, value] of Object.entries(figures)) {
    const input = page.getByLabel(label)
    if ((await input.count()) > 0) await input.fill(value)
  }
  for (const [label, value] of Object.entries(words)) {
    const group = page.getByRole('group', { name: label })
    if ((await group.count()) > 0) await group.getByText(value, { exact: true }).click()
  }
  // Waited for from before the press: a quick answer would have come and gone.
  const judged = page.waitForResponse((response) => response.url().includes('/api/policies/finance/product'))
  await page.getByRole('button', { name: '保存并重新判断' }).click()
  await judged
}

async function answer(world: World, bank: StandInBank, type: string, subject: string, data: object) {
  const { body, signature } = bank.signed(type, subject, data, world.now())
  const headers = { 'content-type': 'application/cloudevents+json', 'steppe-signature': signature }
  const response = await fetch(`${world.base}${base}/events`, { method: 'POST', body: new Uint8Array(body), headers })
  return {
    status: response.status,
    body: (await response.json()) as { readonly code?: string; readonly taken?: boolean },
  }
}

/** What the bank decides comes back as acts; nothing is paid out before the pledge stands in its register. */
async function bankDecides(world: World, bank: StandInBank, id: string): Promise<void> {
  const take = async (type: string, data: object) => {
    const done = await answer(world, bank, type, id, { on, ...data })
    expect(done.body.taken, `${type} gets ${done.status} ${done.body.code}`)
  }
  await take('accepted', { number: 'NM-2026-0001' })
  await take('approved', { amount: 480_000, rate: 3.95, months: 12 })
  const early = await answer(world, bank, 'paid_out', id, { amount: 480_000, on })
  expect(early.body.code === 'policies.pledge_first', `paying out before the pledge gets ${early.body.code}`)
  await take('pledge_registered', { what: '牛 80 头', register: '动产融资统一登记公示系统', number: '20261123001' })
  await take('paid_out', { amount: 480_000 })
  await world.settle()
  const page = await world.page('qiqige', { width: 390 })
  await page.goto(`/finance/loans/${id}`)
  await settled(page)
  const text = await page.locator('#main').innerText()
  for (const part of ['NM-2026-0001', '年利率 3.95%', '20261123001', '已放款'])
    expect(text.includes(part), `the page of the application does not show ${part}`)
  const herder = await world.api('qiqige')
  const trail = await herder.ask('GET', `/api/cases/${id}/trail`)
  const acts = JSON.stringify(trail)
  expect(
    acts.includes('loan_pledge_registered') && acts.includes('loan_paid_out'),
    'the answers are no acts of the case',
  )
}

/** 商标质押: a mark valued at 5.7 m carries 2.85 m; registered at the Trademark Office. */
async function markIsPledged(world: World, bank: StandInBank): Promise<void> {
  const firm = await world.api('batu')
  await firm.ask('PUT', '/api/policies/facts', {
    firm: company,
    facts: { trademarkRegistered: true, trademarkValue: 5_700_000, overdueDebt: false },
  })
  const match = await firm.ask('GET', `${base}/products/trademark-pledge-loan?firm=${company}`, undefined, {
    example: 'finance-match',
  })
  expect(match.verdict === 'yes' && match.limit === 2_850_000, `it is ${match.verdict} with ${match.limit}`)
  const id = await apply(firm, { product: 'trademark-pledge-loan', amount: 2_850_000, months: 24 }, 'finance-apply')
  await world.settle()
  expect(
    bank.heard.some(({ subject }) => subject === id),
    'the bank was not told',
  )
  for (const [type, data] of [
    ['accepted', { number: 'SB-1' }],
    ['approved', { amount: 2_850_000, rate: 4.2, months: 24 }],
    ['pledge_registered', { what: '注册商标一件', register: '国家知识产权局商标局', number: '2026Z0001' }],
    ['paid_out', { amount: 2_850_000 }],
  ] as const)
    expect((await answer(world, bank, type, id, { on, ...data })).body.taken, `${type} is not taken`)
  const view = await firm.ask('GET', `${base}/applications/${id}`, undefined, { example: 'finance-loan' })
  expect(view.loan.pledge.kind === 'trademark' && view.status === 'closed', `it is ${view.status}`)
  const { total } = await (await world.api()).ask('GET', `${base}/totals`)
  expect(total.amount === 5_831_000_000 + 480_000 + 2_850_000, `the totals say ${total.amount}`)
}

async function apply(client: Client, wish: object, example?: string): Promise<string> {
  const whole = { firm: company, purpose: '研发投入', consent: true, ...wish }
  const receipt = await client.ask('POST', `${base}/applications`, whole, example ? { example } : {})
  return receipt.case
}

/** The fast lane: why not, told by its clause; then yes; and a no of the bank with its reason. */
async function fastLane(world: World, bank: StandInBank): Promise<void> {
  const firm = await world.api('batu')
  const tell = (facts: object) => firm.ask('PUT', '/api/policies/facts', { firm: company, facts })
  const seen = () => firm.ask('GET', `${base}/products/tech-credit-loan?firm=${company}`)
  await tell({ debtRatio: 75, overdueDebt: false })
  const before = await seen()
  const failed = before.conditions.filter((each: { verdict: string }) => each.verdict === 'no')
  expect(before.verdict === 'no' && failed[0]?.id === 'debt', `it is ${before.verdict} for ${failed[0]?.id}`)
  await tell({ debtRatio: 48 })
  const after = await seen()
  expect(after.verdict === 'yes' && after.limit === 3_000_000, `it is ${after.verdict} with ${after.limit}`)
  const id = await apply(firm, { product: 'tech-credit-loan', amount: 1_000_000, months: 12 })
  await world.settle()
  await answer(world, bank, 'accepted', id, { number: 'KC-1', on })
  await answer(world, bank, 'denied', id, { reason: '主营收入连续两年下降', on })
  const page = await world.page('batu')
  await page.goto(`/finance/loans/${id}`)
  await settled(page)
  expect(
    /主营收入连续两年下降/.test(await page.locator('#main').innerText()),
    'the page does not say why the bank said no',
  )
}

/** A bank that answers, connected by the administrator on the page. */
async function connect(world: World, name: string, label: string): Promise<StandInBank> {
  const bank = await startBank(name, async () => (await (await world.api()).ask('GET', `${base}/key`)).jwk)
  const page = await world.page('admin')
  await page.goto('/finance-totals')
  await settled(page)
  const row = page.getByRole('row').filter({ hasText: label }).filter({ hasText: '未对接' })
  await row.getByRole('button').click()
  await page.getByLabel('接收地址').fill(bank.url)
  await page.getByLabel('银行公钥').fill(bank.publicKey)
  await page.locator('dialog').getByRole('button', { name: '对接', exact: true }).click()
  await page.getByRole('row').filter({ hasText: label }).filter({ hasText: '已对接' }).waitFor()
  return bank
}

async function play(world: World): Promise<void> {
  const banks: StandInBank[] = []
  try {
    await world.holds('466 products, 1,759 firms and 5.831 bn come out of a list taken in on the page', () =>
      reportCounts(world),
    )
    await world.holds('products are offers with rules that cite where they stand', () => productsAreOffers(world))
    const pastoral = await connect(world, 'demo-pastoral-bank', '示例农牧银行')
    const city = await connect(world, 'demo-city-bank', '示例城市商业银行')
    banks.push(pastoral, city)
    let id = ''
    await world.holds('a herders’ cooperative learns on a phone what it can borrow, and applies', async () => {
      id = await herdersApply(world, pastoral)
    })
    await world.holds('the bank’s decision, the pledge and the money come back as acts of the case', () =>
      bankDecides(world, pastoral, id),
    )
    await world.holds('a trademark is pledged and registered, and the totals count the loan', () =>
      markIsPledged(world, city),
    )
    await world.holds('the fast lane for technology says why not, then yes; the bank’s no has its reason', () =>
      fastLane(world, city),
    )
    world.note('banks are stand-ins that check our signature and sign their answers; their products are invented')
  } finally {
    for (const bank of banks) await bank.close()
  }
}

export const story: Story = { id: 'C04', title: 'Banks offer, firms see what fits, banks decide', play }
