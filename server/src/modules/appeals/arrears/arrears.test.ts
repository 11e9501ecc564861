/** A claim for money owed, from the computation to the name that comes down: who may do what, in which order, and what it comes to. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'

const firm = '91150102MAD000027C'
const debtor = '150102-education'
const handling = '150102-industry'

let town: TestInstallation
const people = new Map<string, Promise<Client>>()

/** Signed in once each. */
function as(login: string): Promise<Client> {
  const known = people.get(login) ?? town.signIn(login)
  people.set(login, known)
  return known
}

const debt = {
  debtor: 'authority',
  signedOn: '2026-03-02',
  amount: 50_000_000,
  start: { by: 'delivery', on: '2026-06-01' },
}
const claim = {
  firm,
  debtor: { kind: 'authority', department: debtor },
  contract: { title: '校园网络改造', number: 'XC-2026-07' },
  debt,
  invoices: [{ number: '25152000000012345678', on: '2026-06-03', amount: 50_000_000 }],
  smallFirm: true,
  notInCourt: true,
}

async function lodge(more: object = {}): Promise<string> {
  const lodged = await (await as('sunli')).call('POST', '/api/appeals/arrears/claims', { ...claim, ...more })
  assert.equal(lodged.status, 200, JSON.stringify(lodged.body))
  return lodged.body.id
}

const view = async (login: string, id: string) =>
  (await (await as(login)).call('GET', `/api/appeals/arrears/claims/${id}`)).body

/** A deed on the claim as it stands; gives the answer with its status. */
async function act(login: string, id: string, deed: object) {
  const client = await as(login)
  const { seq } = (await client.call('GET', `/api/appeals/arrears/claims/${id}`)).body
  return client.call('POST', `/api/appeals/arrears/claims/${id}/acts`, { after: seq ?? 1, deed })
}

async function done(login: string, id: string, deed: object): Promise<void> {
  const answer = await act(login, id, deed)
  assert.equal(answer.status, 200, `${login} ${JSON.stringify(deed)}: ${JSON.stringify(answer.body)}`)
}

const code = async (login: string, id: string, deed: object) => (await act(login, id, deed)).body.code

before(async () => {
  town = await testInstallation('2026-11-23T10:00+08:00')
})

test('anybody computes: 500,000 yuan, 35 days late, 8,750 yuan; and is told why something cannot be computed', async () => {
  const ask = (body: object) => town.anyone.call('POST', '/api/appeals/arrears/computations', body)
  const example = {
    debtor: 'large_firm',
    signedOn: '2025-11-03',
    amount: 50_000_000,
    start: { by: 'delivery', on: '2026-01-05' },
  }
  const owed = await ask({ debt: example, asOf: '2026-04-10' })
  assert.deepEqual([owed.body.interest, owed.body.daysLate, owed.body.term.due], [875_000, 35, '2026-03-06'])
  const old = await ask({ debt: { ...example, signedOn: '2020-01-01' } })
  assert.deepEqual([old.status, old.body.code], [422, 'appeals.arrears_before_the_law'])
  const noDay = await ask({ debt: { ...example, signedOn: '2026-02-30' } })
  assert.equal(noDay.body.code, 'appeals.arrears_day_wrong')
})

test('only who acts for the firm claims, and only when payment is late', async () => {
  const ask = async (login: string, more: object) =>
    (await (await as(login)).call('POST', '/api/appeals/arrears/claims', { ...claim, ...more })).body.code
  assert.equal(await ask('wangfang', {}), 'appeals.arrears_not_for_firm')
  assert.equal(
    await ask('sunli', { debt: { ...debt, start: { by: 'delivery', on: '2026-11-02' } } }),
    'appeals.arrears_not_due',
  )
  assert.equal(
    await ask('sunli', { debtor: { kind: 'authority', department: '150102-nothing' } }),
    'appeals.arrears_debtor_unknown',
  )
  assert.equal(
    await ask('sunli', { debt: { ...debt, start: { by: 'delivery', on: '2026-12-01' } } }),
    'appeals.arrears_day_wrong',
  )
})

test('confirmed, planned, paid in parts, settled: interest first, and the claim ends with the last fen', async () => {
  const id = await lodge()
  assert.equal(await code('sunli', id, { kind: 'forward' }), 'cases.other_department')
  await done('150000-industry.clerk', id, { kind: 'forward' })
  assert.equal((await view('wangfang', id)).code, 'appeals.arrears_not_yours')
  const excuse = await act(`${debtor}.clerk`, id, {
    kind: 'answer',
    confirmed: 0,
    text: '换了局长',
    ground: 'change_of_head',
  })
  assert.deepEqual([excuse.body.code, excuse.body.params.article], ['appeals.arrears_no_excuse', '第十四条'])
  const plan = [
    { by: '2026-12-31', amount: 30_000_000 },
    { by: '2027-01-29', amount: 20_000_000 },
  ]
  const answer = { kind: 'answer', confirmed: 50_000_000, text: '欠款属实，分两期支付', plan }
  assert.equal(await code(`${handling}.clerk`, id, answer), 'cases.other_department')
  assert.equal(await code(`${debtor}.clerk`, id, { ...answer, plan: plan.slice(1) }), 'appeals.arrears_plan_short')
  await done(`${debtor}.clerk`, id, answer)
  assert.equal((await view('sunli', id)).stage, 'paying')
  await done(`${debtor}.clerk`, id, { kind: 'pay', on: '2026-11-23', amount: 30_000_000 })
  assert.equal((await view('sunli', id)).owed.principalLeft, 50_000_000, 'what the debtor tells waits for the creditor')
  assert.equal(await code('sunli', id, { kind: 'settle' }), 'appeals.arrears_still_owed')
  assert.equal(
    await code('sunli', id, { kind: 'confirm_payment', payment: 'p1', received: false }),
    'appeals.arrears_say_why',
  )
  await done('sunli', id, { kind: 'confirm_payment', payment: 'p1', received: true })
  const after = await view('sunli', id)
  // Due on 1 July; 145 days to 23 November at 0.05 % on 500,000 yuan are 36,250 yuan.
  assert.equal(after.owed.term.due, '2026-07-01')
  assert.deepEqual(after.owed.payments, [
    { on: '2026-11-23', amount: 30_000_000, toInterest: 3_625_000, toPrincipal: 26_375_000 },
  ])
  assert.equal(
    await code('sunli', id, { kind: 'pay', on: '2026-11-23', amount: 23_625_001 }),
    'appeals.arrears_paid_too_much',
  )
  await done('sunli', id, { kind: 'pay', on: '2026-11-23', amount: 23_625_000 })
  const ended = await view('sunli', id)
  assert.deepEqual([ended.stage, ended.ended, ended.owed.total], ['settled', true, 0])
  const mine = (await (await as('sunli')).call('GET', '/api/appeals/arrears/claims?part=creditor')).body.rows
  assert.deepEqual(
    mine.map((row: { id: string; left: number }) => [row.id, row.left]),
    [[id, 0]],
  )
})

test('silence is answered by supervision, a talk, an opinion; late payment by a circular, notice, and a name in public', async () => {
  const id = await lodge()
  await done('150000-industry.clerk', id, { kind: 'forward' })
  town.setNow('2026-12-08T10:00+08:00')
  await town.settle()
  assert.equal((await view('sunli', id)).stage, 'pressing')
  await done(`${handling}.approver`, id, { kind: 'press', text: '请在五个工作日内答复。' })
  town.setNow('2026-12-16T10:00+08:00')
  await town.settle()
  await done(`${handling}.approver`, id, { kind: 'interview', text: '局里认可四十万元。', confirmed: 40_000_000 })
  assert.equal((await view('sunli', id)).owed.principalLeft, 40_000_000)
  assert.equal(
    await code(`${handling}.examiner`, id, { kind: 'decide', upheld: 30_000_000, reason: '少' }),
    'appeals.arrears_below_confirmed',
  )
  await done(`${handling}.examiner`, id, {
    kind: 'decide',
    upheld: 50_000_000,
    reason: '验收单、发票齐全，合同金额应予支付。',
  })
  town.setNow('2027-01-05T10:00+08:00')
  await town.settle()
  await done(`${handling}.approver`, id, { kind: 'warn', text: '通报并责令七日内支付。' })
  assert.equal(
    await code(`${handling}.clerk`, id, { kind: 'announce', text: '拟公示' }),
    'appeals.arrears_only_handler',
  )
  await done(`${handling}.approver`, id, { kind: 'announce', text: '逾期不支付中小企业款项，拟予公示。' })
  assert.equal(await code(`${handling}.approver`, id, { kind: 'publish' }), 'appeals.arrears_notice_runs')
  await done(`${debtor}.clerk`, id, { kind: 'object', text: '财政正在拨付。' })
  town.setNow('2027-01-14T10:00+08:00')
  const named = async () => (await town.anyone.call('GET', '/api/appeals/arrears/debtors?region=150100')).body.rows
  assert.deepEqual(await named(), [])
  assert.equal(await code(`${handling}.approver`, id, { kind: 'publish' }), 'appeals.arrears_answer_objection')
  await done(`${handling}.approver`, id, { kind: 'publish', answer: '内部流程不是理由（条例第十四条）。' })
  await done(`${handling}.approver`, id, { kind: 'correct', text: '金额以本金计。' })
  const [shown] = await named()
  assert.deepEqual([shown.left, shown.due, shown.corrections.length], [50_000_000, '2026-07-01', 1])
  assert.ok(
    !JSON.stringify(shown).includes(id) && !JSON.stringify(shown).includes('草原云'),
    'the creditor is not told',
  )
  const { owed } = await view('sunli', id)
  await done('sunli', id, { kind: 'pay', on: '2027-01-14', amount: owed.total })
  assert.deepEqual(await named(), [], 'the name comes down with the last payment')
  const { publication } = await view('sunli', id)
  assert.equal(publication.endedBecause, '款项已结清')
})

test('a large firm answers by who acts for it; a claim paid before any answer is settled at once', async () => {
  const large = { ...debt, debtor: 'large_firm' }
  const id = await lodge({ debtor: { kind: 'large_firm', code: '92150102MAD000019E' }, debt: large })
  const other = await lodge({ debtor: { kind: 'large_firm', code: '92150102MAD000019E' }, debt: large })
  await done('150000-industry.clerk', id, { kind: 'forward' })
  await done('zhaoqiang', id, { kind: 'answer', confirmed: 20_000_000, text: '只收到一部分货' })
  assert.equal((await view('zhaoqiang', id)).stage, 'deciding', 'the rest is in dispute')
  const against = (await (await as('zhaoqiang')).call('GET', '/api/appeals/arrears/claims?part=debtor&open=true')).body
    .rows
  assert.deepEqual(against.map((row: { id: string }) => row.id).sort(), [id, other].sort())
  const { owed } = await view('sunli', other)
  await done('sunli', other, { kind: 'pay', on: town.house.clock.today(), amount: owed.total })
  assert.equal((await view('sunli', other)).stage, 'settled')
})

test('a ledger is taken in once, brought up to date by number, and adds up with the claims', async () => {
  const heading = '编号,盟市,欠款方类型,欠款方,应付日期,拖欠金额（元）,已清偿金额（元）,清偿日期'
  const rows = [
    '1,呼和浩特市,机关事业单位,示例局,2025/6/30,"1,000.50",1000.50,2026年1月1日',
    '2,包头,大型企业,示例集团,2022-01-01,2000,500,',
    '3,月球,大型企业,示例集团,2022-01-01,2000,500,',
    '4,包头,大型企业,示例集团,2022-01-01,2000,5000,',
  ]
  const send = async (lines: readonly string[]) =>
    (
      await (
        await as('supervisor')
      ).call('POST', '/api/appeals/arrears/imports', Buffer.from(lines.join('\n')), {
        'content-type': 'text/csv',
      })
    ).body
  const report = await send([heading, ...rows])
  assert.deepEqual([report.rows, report.taken, report.refused], [4, 2, 2])
  assert.deepEqual(
    report.problems.map((each: { code: string }) => each.code),
    ['region', 'cleared'],
  )
  const again = await send([heading, rows[0]!, rows[1]!.replace(',500,', ',2000,2026-02-02')])
  assert.deepEqual([again.taken, again.changed], [0, 1])
  const { sources, leagues, ages } = (await town.anyone.call('GET', '/api/appeals/arrears/totals')).body
  assert.deepEqual(sources.ledger, { count: 2, owed: 300_050, cleared: 300_050, open: 0 })
  assert.equal(leagues.find((each: { region: string }) => each.region === '150200').cleared, 200_000)
  assert.equal(ages.at(-1).count, 1, 'over three years')
  assert.equal((await send(['编号,盟市'])).code, 'appeals.arrears_ledger_columns')
  const denied = await (await as('sunli')).call('POST', '/api/appeals/arrears/imports', Buffer.from(heading), {
    'content-type': 'text/csv',
  })
  assert.equal(denied.status, 403)
})

test('what proves a claim is opened by those who may see it, and is the claimant’s own', async () => {
  const owner = await as('sunli')
  const pdf = Buffer.from('%PDF-1.4\n%%EOF\n')
  const type = { 'content-type': 'application/pdf' }
  const { id: file, name, sha256, size } = (await owner.call('POST', '/api/files?name=a.pdf', pdf, type)).body
  const evidence = [{ what: 'acceptance', file: { id: file, name, sha256, size } }]
  const id = await lodge({ evidence })
  const opens = async (login: string, which = file) =>
    (await (await as(login)).call('GET', `/api/appeals/arrears/claims/${id}/files/${which}`)).body
  assert.equal(await opens('150000-industry.clerk'), String(pdf))
  assert.equal((await opens('wangfang')).code, 'appeals.arrears_not_yours')
  assert.equal((await opens('sunli', 'another')).code, 'platform.file_unknown')
  const foreign = [{ what: 'acceptance', file: { id: 'another', name, sha256, size } }]
  const wish = { ...claim, evidence: foreign }
  assert.equal((await owner.call('POST', '/api/appeals/arrears/claims', wish)).body.code, 'platform.file_unknown')
})
