/** B08 拖欠账款: computed by the law, claimed, confirmed or pressed, paid by a plan, named when it is not; 110 billion yuan added up. */
import { expect, mainText, settled } from './do-errands.ts'
import { type Client, type Page, type Story, smallestPdf, type World } from './world.ts'

const firm = '91150102MAD000027C'
const debtor = '150102-education'
const handling = '150102-industry'
const accepting = '150000-industry'

const base = '/api/appeals/arrears'

/** 500,000 yuan from a large firm, delivered on 5 January, paid on 10 April: 35 days after day 60. */
const example = {
  debtor: 'large_firm',
  signedOn: '2025-11-03',
  amount: 50_000_000,
  start: { by: 'delivery', on: '2026-01-05' },
}

/** Types a day into the three boxes of a question. */
async function typeDay(page: Page, question: RegExp, day: string): Promise<void> {
  const boxes = page.getByRole('group', { name: question }).last().locator('input')
  for (const [at, part] of day.split('-').entries()) await boxes.nth(at).fill(String(Number(part)))
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function computed(world: World): Promise<void> {
  const anyone = await world.api()
  const ask = (debt: object, asOf: string, kept?: string) =>
    anyone.ask('POST', `${base}/computations`, { debt, asOf }, kept ? { example: kept } : {})
  const owed = await ask(example, '2026-04-10', 'arrears-computation')
  expect(owed.term.due === '2026-03-06', `day 60 is ${owed.term.due}`)
  expect(owed.daysLate === 35 && owed.interest === 875_000, `${owed.daysLate} days bear ${owed.interest} fen`)
  const authority = await ask({ ...example, debtor: 'authority', agreedTerm: { days: 90 } }, '2026-04-10')
  expect(authority.term.days === 60, `an authority that agreed on 90 days has ${authority.term.days}`)
  const lpr = await ask({ ...example, agreedRate: { per: 'year', percent: '1.5' } }, '2026-04-10')
  expect(lpr.rate.reason === 'raised' && lpr.interest === 143_836, `1.5 % a year bears ${lpr.interest} fen`)
}

async function computedInBrowser(world: World): Promise<void> {
  const page = await world.page(undefined, { width: 390 })
  await page.goto('/arrears/calculator')
  await settled(page)
  await page.locator('input[type="radio"][value="large_firm"]').check({ force: true })
  await typeDay(page, /合同签订日期/, '2025-11-03')
  await page.getByLabel(/拖欠的本金/).fill('500,000')
  await typeDay(page, /交付日期/, '2026-01-05')
  await typeDay(page, /算到哪一天/, '2026-04-10')
  await press(page, '计算')
  await page.waitForSelector('.arrears-total', { timeout: 10_000 })
  const text = (await page.locator('.arrears-result').innerText()).replaceAll(/\s+/g, ' ')
  for (const words of ['508,750.00 元', '8,750.00', '500,000.00 元 × 0.05% × 35 天', '2026年3月6日'])
    expect(text.includes(words), `the calculator does not say ${words}: ${text.slice(0, 300)}`)
}

/** The claim is written in the browser by who acts for the firm. */
async function claimedInBrowser(world: World): Promise<string> {
  const page = await world.page('sunli')
  await page.goto('/arrears/new')
  await settled(page)
  await page.locator('input[type="radio"][value="authority"]').check({ force: true })
  await page.getByLabel('盟（市）').selectOption('150100')
  await page.getByLabel('旗（县、区）').selectOption('150102')
  await page.getByLabel('欠款的单位', { exact: true }).selectOption(debtor)
  await page.getByLabel('合同名称').fill('校园网络改造')
  await typeDay(page, /合同签订日期/, '2026-03-02')
  await page.getByLabel(/拖欠的本金/).fill('500000')
  await typeDay(page, /交付日期/, '2026-06-01')
  await page.getByLabel('款项性质').selectOption('works')
  await page.setInputFiles('input[type="file"]', {
    name: '验收单.pdf',
    mimeType: 'application/pdf',
    buffer: smallestPdf,
  })
  await page.getByLabel('“验收单.pdf”证明什么').selectOption('acceptance')
  await page.locator('.choice', { hasText: '签订合同时属于中小企业' }).click()
  await page.locator('.choice', { hasText: '没有就同一事项起诉' }).click()
  await press(page, '计算并核对')
  await page.waitForSelector('.arrears-total', { timeout: 10_000 })
  await press(page, '确认并提交')
  await page.waitForURL(/\/arrears\/claims\/\d{6}-/, { timeout: 10_000 })
  return page.url().split('/').at(-1)!
}

const viewOf = (client: Client, id: string, kept?: string) =>
  client.ask('GET', `${base}/claims/${id}`, undefined, kept ? { example: kept } : {})

async function act(world: World, login: string, id: string, deed: object, kept?: string) {
  const client = await world.api(login)
  const { seq } = await viewOf(client, id)
  return client.ask('POST', `${base}/claims/${id}/acts`, { after: seq, deed }, kept ? { example: kept } : {})
}

async function confirmedAndPlanned(world: World, id: string): Promise<void> {
  await act(world, `${accepting}.clerk`, id, { kind: 'forward' })
  const clerk = await world.api(`${debtor}.clerk`)
  const { seq } = await viewOf(clerk, id)
  const excuse = { kind: 'answer', confirmed: 0, text: '新任局长正在了解情况', ground: 'change_of_head' }
  const refused = await clerk.call('POST', `${base}/claims/${id}/acts`, { after: seq, deed: excuse })
  expect(refused.body.code === 'appeals.arrears_no_excuse', `a change of head gets ${refused.body.code}`)
  const page = await world.page(`${debtor}.clerk`)
  await page.goto(`/arrears/claims/${id}`)
  await settled(page)
  await press(page, '答复')
  await page.getByLabel(/答复内容/).fill('欠款属实，年底前付清。')
  await page.locator('.choice', { hasText: '同时提出还款计划' }).click()
  await typeDay(page, /最迟日期/, '2026-12-31')
  await page.locator('.arrears-row').getByLabel(/金额/).fill('500000')
  await press(page, '提交：答复')
  await page.getByText('付款中').first().waitFor({ timeout: 10_000 })
}

async function paidInParts(world: World, id: string): Promise<void> {
  await act(world, `${debtor}.clerk`, id, { kind: 'pay', on: '2026-11-23', amount: 30_000_000 }, 'arrears-payment')
  const page = await world.page('sunli', { width: 390 })
  await page.goto(`/arrears/claims/${id}`)
  await settled(page)
  await press(page, '确认付款')
  await page.locator('.choice', { hasText: '收到了' }).click()
  await press(page, '提交：确认付款')
  await page.getByText('已确认').first().waitFor({ timeout: 10_000 })
  const sunli = await world.api('sunli')
  const { owed } = await viewOf(sunli, id, 'arrears-claim')
  // Due on 1 July: 145 days of 500,000 yuan are 36,250 yuan; what is left of 300,000 goes to the principal.
  expect(owed.payments[0].toInterest === 3_625_000, `the first payment pays ${owed.payments[0].toInterest} of interest`)
  expect(owed.principalLeft === 23_625_000, `${owed.principalLeft} are left`)
  await act(world, 'sunli', id, { kind: 'pay', on: '2026-11-23', amount: owed.total })
  const ended = await viewOf(sunli, id)
  expect(ended.stage === 'settled' && ended.owed.total === 0, `paid in full it is ${ended.stage}`)
}

const claim = {
  firm,
  debtor: { kind: 'authority', department: debtor },
  contract: { title: '机房设备采购' },
  debt: {
    debtor: 'authority',
    signedOn: '2026-03-02',
    amount: 80_000_000,
    start: { by: 'delivery', on: '2026-05-06' },
  },
  smallFirm: true,
  notInCourt: true,
}

/** Silence, supervision, a talk, an opinion, late payment, a circular, notice: in the order of the law. */
async function escalated(world: World): Promise<string> {
  const { id } = await (await world.api('sunli')).ask('POST', `${base}/claims`, claim, { example: 'arrears-new-claim' })
  await act(world, `${accepting}.clerk`, id, { kind: 'forward' })
  world.setNow('2026-12-08T09:30+08:00')
  await world.settle()
  await act(world, `${handling}.approver`, id, { kind: 'press', text: '请在五个工作日内答复。' })
  world.setNow('2026-12-16T09:30+08:00')
  await world.settle()
  await act(world, `${handling}.approver`, id, { kind: 'interview', text: '表示正在筹措资金。' })
  await act(world, `${handling}.examiner`, id, { kind: 'decide', upheld: 80_000_000, reason: '验收单、发票齐全。' })
  const early = await (await world.api(`${handling}.approver`)).call('POST', `${base}/claims/${id}/acts`, {
    after: (await viewOf(await world.api('sunli'), id)).seq,
    deed: { kind: 'publish' },
  })
  expect(early.body.code === 'appeals.arrears_not_now', `naming without notice gets ${early.body.code}`)
  world.setNow('2027-01-05T09:30+08:00')
  await world.settle()
  const { stage } = await viewOf(await world.api('sunli'), id)
  expect(stage === 'escalating', `after half a month without payment it is ${stage}`)
  await act(world, `${handling}.approver`, id, { kind: 'warn', text: '通报，责令七日内支付。' })
  return id
}

async function named(world: World, id: string): Promise<void> {
  await act(world, `${handling}.approver`, id, { kind: 'announce', text: '经督办、约谈、通报仍不支付。' })
  await act(world, `${debtor}.clerk`, id, { kind: 'object', text: '财政尚未拨款。' })
  world.setNow('2027-01-14T09:30+08:00')
  const answer = '财政拨付属内部流程，不能作为理由（条例第十四条）。'
  await act(world, `${handling}.approver`, id, { kind: 'publish', answer })
  await act(world, `${handling}.approver`, id, { kind: 'correct', text: '金额只含本金。' })
  const { rows } = await (await world.api()).ask('GET', `${base}/debtors`, undefined, { example: 'arrears-debtors' })
  expect(rows.length === 1 && rows[0].left === 80_000_000, `named: ${JSON.stringify(rows)}`)
  const text = await mainText(await world.page(undefined, { width: 390 }), '/arrears')
  expect(
    text.includes('教育局') && text.includes('金额只含本金'),
    `the public page does not name: ${text.slice(0, 300)}`,
  )
  expect(!text.includes('草原云'), 'the public page names the creditor')
  await act(world, 'sunli', id, {
    kind: 'pay',
    on: '2027-01-14',
    amount: (await viewOf(await world.api('sunli'), id)).owed.total,
  })
  const after = await (await world.api()).ask('GET', `${base}/debtors`)
  expect(after.rows.length === 0, 'a debtor that paid is still named')
}

/** A ledger of 1,200 debts made here: 110 billion yuan and more were cleared. */
function makeLedger() {
  const leagues = [
    '呼和浩特市',
    '包头市',
    '乌海市',
    '赤峰市',
    '通辽市',
    '鄂尔多斯市',
    '呼伦贝尔市',
    '巴彦淖尔市',
    '乌兰察布市',
    '兴安盟',
    '锡林郭勒盟',
    '阿拉善盟',
  ]
  const sums = { owed: 0, cleared: 0 }
  const lines = Array.from({ length: 1200 }, (_, at) => {
    const amount = 95_000_000 + ((at * 7_919) % 1_000) * 10_000
    const cleared = at % 11 === 0 ? Math.floor(amount / 2) : amount
    sums.owed += amount * 100
    sums.cleared += cleared * 100
    const on = cleared === amount ? '2026-06-30' : ''
    const kind = at % 3 === 0 ? '大型企业' : '机关事业单位'
    const due = `20${18 + (at % 8)}-0${1 + (at % 9)}-15`
    return [`T${at}`, leagues[at % 12], kind, `示例单位${at}`, due, amount, cleared, on].join(',')
  })
  const heading = '编号,盟市,欠款方类型,欠款方,应付日期,拖欠金额（元）,已清偿金额（元）,清偿日期'
  return { file: [heading, ...lines].join('\n'), sums }
}

async function addedUp(world: World): Promise<void> {
  const { file, sums } = makeLedger()
  const page = await world.page('supervisor')
  await page.goto('/arrears')
  await settled(page)
  await page.setInputFiles('input[type="file"]', { name: '台账.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await page.getByText(/读取 1200 行：新增 1200/).waitFor({ timeout: 15_000 })
  const totals = await (await world.api()).ask('GET', `${base}/totals`, undefined, { example: 'arrears-totals' })
  const { owed, cleared } = totals.sources.ledger
  expect(owed === sums.owed && cleared === sums.cleared, `the ledger adds up to ${owed}, ${cleared}`)
  expect(cleared >= 11_000_000_000_000, `cleared are ${cleared} fen, the report has 110 billion yuan`)
  const parts = (key: 'leagues' | 'kinds' | 'ages') =>
    (totals[key] as readonly { readonly owed: number }[]).reduce((sum, each) => sum + each.owed, 0)
  for (const key of ['leagues', 'kinds', 'ages'] as const)
    expect(parts(key) === totals.total.owed, `${key} add up to ${parts(key)}, not ${totals.total.owed}`)
  const text = await mainText(page, '/arrears')
  const hundredMillions = (Math.round(totals.total.cleared / 100_000_000) / 100).toLocaleString('en', {
    minimumFractionDigits: 2,
  })
  expect(text.includes(`${hundredMillions} 亿元`), `the page does not say ${hundredMillions} 亿元`)
  world.note(`played with a ledger of 1,200 debts made by the story: ${hundredMillions} 亿元 cleared`)
}

async function play(world: World): Promise<void> {
  await world.holds('30 and 60 days, 0.05 % a day, the LPR as the least rate', () => computed(world))
  await world.holds('anybody computes the worked example on a phone: 8,750 yuan', () => computedInBrowser(world))
  let id = ''
  await world.holds('a firm claims in the browser', async () => {
    id = await claimedInBrowser(world)
    const { subject, evidence } = await viewOf(await world.api('sunli'), id)
    expect(
      subject === 'works' && evidence[0]?.what === 'acceptance',
      `it is for ${subject}, ${JSON.stringify(evidence)}`,
    )
  })
  await world.holds('the debtor confirms and plans; what the law calls no excuse is refused', () =>
    confirmedAndPlanned(world, id),
  )
  await world.holds('payments count when the creditor confirms them, and the last one ends the claim', () =>
    paidInParts(world, id),
  )
  await world.holds('a debtor that keeps silent or does not pay is supervised, talked to, warned', async () => {
    id = await escalated(world)
  })
  await world.holds('it is named after notice and objection, corrected, and taken down when it paid', () =>
    named(world, id),
  )
  await world.holds('sums by league, kind and age are added up from a ledger: 110 billion yuan', () => addedUp(world))
}

export const story: Story = { id: 'B08', title: 'Unpaid bills', play }
