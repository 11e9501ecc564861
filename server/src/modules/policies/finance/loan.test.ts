/** A loan from the offer to the money: what fits, the application at the bank, its answers, the pledge, the totals. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { atEnd } from '#testing/database'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { type StandInBank, startBank } from '#testing/stand-in-bank'

const cooperative = '93150421MAD0000351'
const finance = '/api/policies/finance'
const wish = {
  firm: cooperative,
  product: 'livestock-loan',
  amount: 500_000,
  months: 12,
  purpose: '购买越冬饲草',
  consent: true,
}

let town: TestInstallation
let bank: StandInBank
let chair: Client
let admin: Client

before(async () => {
  town = await testInstallation('2026-11-23T09:00+08:00')
  bank = await startBank('demo-pastoral-bank', async () => (await town.anyone.call('GET', `${finance}/key`)).body.jwk)
  atEnd(bank.close)
  chair = await town.signIn('qiqige')
  admin = await town.signIn('admin')
})

async function say(firm: string, facts: Record<string, unknown>): Promise<void> {
  const said = Object.fromEntries(Object.entries(facts).map(([id, value]) => [id, { value, asOf: '2026-11-20' }]))
  await town.house.db.ask(
    `insert into policies.facts as f (league, firm, said, updated_at) values ($1, $2, $3, now())
     on conflict (league, firm) do update set said = f.said || excluded.said`,
    ['150400', firm, JSON.stringify(said)],
  )
}

async function answer(type: string, subject: string, data: unknown, id?: string) {
  const { body, signature } = bank.signed(type, subject, data, town.house.clock.now(), id)
  return town.anyone.call('POST', `${finance}/events`, body, {
    'content-type': 'application/cloudevents+json',
    'steppe-signature': signature,
  })
}

const product = async (id: string) => (await chair.call('GET', `${finance}/products/${id}?firm=${cooperative}`)).body

test('what the register says rules products out, what it does not say is asked for', async () => {
  const { matches, firm } = (await chair.call('GET', `${finance}/products?firm=${cooperative}`)).body
  assert.equal(firm.code, cooperative)
  const verdicts = Object.fromEntries(
    matches.map((match: { product: { id: string }; verdict: string }) => [match.product.id, match.verdict]),
  )
  assert.equal(verdicts['shop-loan'], 'no', 'a cooperative is no sole trader')
  assert.equal(verdicts['livestock-loan'], 'unknown')
  const early = await chair.call('POST', `${finance}/applications`, wish)
  assert.equal(early.body.code, 'policies.loan_facts_missing')
  const other = await chair.call('GET', `${finance}/products?firm=91150102MAD000027C`)
  assert.equal(other.status, 403, 'nobody asks for a firm they do not act for')
})

test('with the facts told the limit is reckoned; more than that, or a term outside, is refused', async () => {
  await say(cooperative, {
    livestockTaggedHead: 80,
    livestockInsured: true,
    overdueDebt: false,
    livestockValue: 960_000,
  })
  const match = await product('livestock-loan')
  assert.deepEqual([match.verdict, match.limit, match.missing], ['yes', 576_000, []])
  const much = await chair.call('POST', `${finance}/applications`, { ...wish, amount: 576_001 })
  assert.equal(much.body.code, 'policies.loan_too_much')
  const long = await chair.call('POST', `${finance}/applications`, { ...wish, months: 48 })
  assert.equal(long.body.code, 'policies.loan_months_wrong')
  const without = await chair.call('POST', `${finance}/applications`, { ...wish, consent: false })
  assert.equal(without.status, 400, 'nothing is sent without consent')
})

test('an application waits until its bank is connected and awake, then arrives once, signed, with no fact too many', async () => {
  const both = await Promise.all(
    ['one', 'two'].map((key) =>
      chair.call('POST', `${finance}/applications`, wish, { 'idempotency-key': `loan-at-once-${key}` }),
    ),
  )
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409], 'two at once are one')
  const again = await chair.call('POST', `${finance}/applications`, wish)
  assert.equal(again.body.code, 'policies.loan_under_way')
  await town.settle()
  bank.setSilent(true)
  const connection = { url: bank.url, publicKey: bank.publicKey }
  assert.equal((await chair.call('PUT', `${finance}/banks/demo-pastoral-bank`, connection)).status, 403)
  const wrong = await admin.call('PUT', `${finance}/banks/demo-pastoral-bank`, {
    ...connection,
    publicKey: 'x'.repeat(90),
  })
  assert.equal(wrong.body.code, 'policies.bank_key_wrong')
  const { banks } = (await admin.call('PUT', `${finance}/banks/demo-pastoral-bank`, connection)).body
  assert.equal(banks.find((each: { id: string }) => each.id === 'demo-pastoral-bank').waiting, 1)
  const { sendWaiting } = await import('./send-to-bank.ts')
  assert.equal(await sendWaiting(town.house), 0, 'the bank is silent')
  bank.setSilent(false)
  town.setNow('2026-11-23T09:30+08:00')
  assert.equal(await sendWaiting(town.house), 1)
  assert.equal(await sendWaiting(town.house), 0, 'told once')
  const [event] = bank.heard
  assert.equal(event?.type, 'dev.steppe.loan.applied')
  assert.deepEqual(event?.data.facts.map(({ id }: { id: string }) => id).sort(), [
    'holderKind',
    'livestockInsured',
    'livestockTaggedHead',
    'livestockValue',
    'overdueDebt',
  ])
})

test('the bank’s answers are acts of the case, in their order only; a forged, repeated or foreign one changes nothing', async () => {
  const { loans } = (await chair.call('GET', `${finance}/applications`)).body
  const id = loans[0].case
  const on = '2026-11-23'
  assert.equal((await answer('paid_out', id, { amount: 1, on })).body.code, 'policies.bank_out_of_turn')
  assert.equal((await answer('accepted', id, { number: 'P-1', on }, 'first')).body.taken, true)
  assert.equal((await answer('accepted', id, { number: 'P-1', on }, 'first')).body.taken, true, 'seen twice')
  assert.equal((await answer('approved', id, { amount: 480_000, rate: 3.95, months: 12, on })).body.taken, true)
  assert.equal((await answer('paid_out', id, { amount: 480_000, on })).body.code, 'policies.pledge_first')
  const forged = bank.signed('denied', id, { reason: '无', on }, town.house.clock.now())
  const headers = { 'content-type': 'application/cloudevents+json', 'steppe-signature': forged.signature }
  const altered = Buffer.from(forged.body.toString().replace('无', '否'))
  assert.equal(
    (await town.anyone.call('POST', `${finance}/events`, altered, headers)).body.code,
    'policies.bank_signature_wrong',
  )
  const pledge = {
    what: '牛 80 头，耳标 1500001 至 1500080',
    register: '动产融资统一登记公示系统',
    number: '2026112300001',
    on,
  }
  assert.equal((await answer('pledge_registered', id, pledge)).body.taken, true)
  assert.equal((await answer('paid_out', id, { amount: 480_000, on })).body.taken, true)
  const view = (await chair.call('GET', `${finance}/applications/${id}`)).body
  assert.deepEqual(
    [view.status, view.loan.approved.rate, view.loan.pledge.number, view.loan.paidOut.amount, view.due],
    ['closed', 3.95, '2026112300001', 480_000, '2026-11-30'],
  )
  const trail = (await chair.call('GET', `/api/cases/${id}/trail`)).body
  const recorded = JSON.stringify(trail)
  for (const what of ['loan_accepted', 'loan_approved', 'loan_pledge_registered', 'loan_paid_out'])
    assert.ok(recorded.includes(what), `${what} is no act of the case`)
  assert.equal((await (await town.signIn('batu')).call('GET', `${finance}/applications/${id}`)).status, 404)
})

test('an answer that was written down but did not move the case moves it when the bank sends it again; an old one moves nothing back', async () => {
  const on = '2026-11-23'
  const id = (await chair.call('POST', `${finance}/applications`, { ...wish, amount: 50_000 })).body.case
  const { engine } = town.house
  const before = (await engine.load(id))!
  const deed = {
    kind: 'record',
    what: 'loan_accepted',
    data: { loan: { number: 'P-9', acceptedOn: on }, heard: ['ev-9'] },
  } as const
  await engine.act(id, before.seq, deed, { kind: 'platform', id: 'platform', name: '平台' }, undefined, () => 0)
  assert.equal((await engine.load(id))!.stage, 'forwarded')
  assert.equal((await answer('accepted', id, { number: 'P-9', on }, 'ev-9')).body.taken, true)
  assert.equal((await engine.load(id))!.stage, 'accepted')
  await answer('approved', id, { amount: 50_000, rate: 4, months: 12, on })
  assert.equal((await answer('accepted', id, { number: 'P-9', on }, 'ev-9')).body.taken, true)
  assert.equal((await engine.load(id))!.stage, 'decided')
  await answer('pledge_registered', id, { what: '牛 8 头', register: '动产融资统一登记公示系统', number: '9', on })
  await answer('paid_out', id, { amount: 50_000, on })
})

test('a bank’s no is a no with its reason, and the firm may apply again', async () => {
  const applied = await chair.call('POST', `${finance}/applications`, { ...wish, amount: 100_000 })
  const id = applied.body.case
  const on = '2026-11-23'
  await answer('accepted', id, { number: 'P-2', on })
  assert.equal((await answer('denied', id, { reason: '现有负债较高', on })).body.taken, true)
  const view = (await chair.call('GET', `${finance}/applications/${id}`)).body
  assert.deepEqual([view.status, view.loan.denied.reason], ['denied', '现有负债较高'])
  assert.equal((await chair.call('POST', `${finance}/applications`, { ...wish, amount: 90_000 })).status, 200)
})

test('totals count what was paid out and what a list brings in; a list taken in twice counts once, a wrong row takes in nothing', async () => {
  const before = (await town.anyone.call('GET', `${finance}/totals`)).body.total
  assert.deepEqual([before.firms, before.loans, before.amount], [1, 2, 530_000])
  const list = (last: string) =>
    Buffer.from(
      `金融机构,产品名称,统一社会信用代码,放款金额（万元）,放款日期,担保方式\n甲行,快贷,91150102MAD000027C,12.34,2023-05-06,\n甲行,慢贷,,,,\n${last}`,
    )
  const take = (body: Buffer) =>
    admin.call('POST', `${finance}/imports?name=list.csv`, body, { 'content-type': 'application/octet-stream' })
  const wrong = (await take(list('甲行,快贷,91150102MAD000027X,1,2023-05-06,\n'))).body
  assert.deepEqual([wrong.wrong, wrong.faults[0].line], [1, 4])
  assert.equal((await town.anyone.call('GET', `${finance}/totals`)).body.total.loans, 2)
  for (let n = 0; n < 2; n++) assert.equal((await take(list(''))).body.rows, 2)
  const { total, banks } = (await town.anyone.call('GET', `${finance}/totals`)).body
  assert.deepEqual([total.products - before.products, total.firms, total.loans, total.amount], [2, 2, 3, 653_400])
  assert.deepEqual(
    banks.find((each: { bank: string }) => each.bank === '甲行'),
    { bank: '甲行', products: 2, firms: 1, loans: 1, amount: 123_400 },
  )
  assert.equal((await chair.call('POST', `${finance}/imports?name=x.csv`, list(''))).status, 403)
})
