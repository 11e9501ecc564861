/** A07 电子证照: issued from a decision, shown, verified offline, called by a department with cause and audit, suspended, renewed, revoked. */
import { checkLicenceIdentifier } from '@steppe/kernels/codes'
import jsQR from 'jsqr'
import { findChecks } from '../verifier/src/find-checks.ts'
import { verifyFile } from '../verifier/src/recognise-subject.ts'
import { exitCodeOf } from '../verifier/src/report.ts'
import { apply, complete, expect, itemOf, mainText, restaurantAnswers, settled, traderAnswers } from './do-errands.ts'
import type { Client, Page, Story, World } from './world.ts'

/** The package's types and its file disagree about what is exported. */
const readCode = jsQR as unknown as (
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
) => { readonly data: string } | null

const law = '行政处罚法第九条第三项'

interface Line {
  readonly id: string
  readonly type: string
  readonly case: string
  readonly status: string
  readonly number: string
  readonly identifier: string
}

const mine = async (client: Client): Promise<readonly Line[]> =>
  (await client.ask('GET', '/api/credentials/mine', undefined, { example: 'my-licences' })).licences

/** A sole trader is registered, then applies for a food licence that is granted: two licences. */
async function obtain(world: World): Promise<{ business: Line; food: Line; open: string; item: string }> {
  const citizen = await world.api('wangfang')
  const start = await itemOf(citizen, '企业开办一件事', '001031001000', '150102')
  const { case: founded } = await apply(citizen, {
    item: start,
    answers: traderAnswers('新城区证照小馆', []),
    promise: true,
  })
  await world.settle()
  const business = (await mine(citizen)).find((each) => each.case === founded)
  expect(business?.type === 'business-licence', 'the registration gave no business licence')
  // Whoever acts for the new firm is known to it after a moment.
  await new Promise((done) => setTimeout(done, 2500))
  const item = await itemOf(citizen, '食品经营许可', '000131025001', '150102')
  const wish = {
    item,
    answers: { ...restaurantAnswers('新城区证照小馆'), registered: 'yes', creditCode: business.number },
  }
  const applied = () => apply(citizen, { ...wish, draft: { firm: business.number } })
  const { case: id } = await applied()
  for (const [login, outcome] of [
    ['clerk', 'accept'],
    ['examiner', 'pass'],
    ['approver', 'approve'],
  ] as const)
    await complete(await world.api(login), id, outcome)
  await world.settle()
  const food = (await mine(citizen)).find((each) => each.case === id)
  expect(food?.type === 'food-business-licence', 'the decision gave no food licence')
  return { business, food, open: (await applied()).case, item }
}

async function identified(food: Line): Promise<void> {
  const parts = checkLicenceIdentifier(food.identifier)
  expect(parts.ok && parts.issuerIsCreditCode && parts.version === '001', `${food.identifier} is no identifier`)
  const other = food.identifier.replace('.001.', '.002.')
  expect(!checkLicenceIdentifier(other).ok, 'another version passes under the same check character')
}

async function file(client: Client, world: World, id: string): Promise<string> {
  const url = `${world.base}/api/credentials/licences/${id}/token?form=file`
  return (await fetch(url, { headers: { cookie: client.cookie } })).text()
}

/** What `steppe-verify` says of a file to one who has the issuer's keys, without asking anybody; the exit code. */
async function offline(world: World, text: string, now = world.now()): Promise<number> {
  const keys = await (await fetch(`${world.base}/.well-known/jwt-vc-issuer`)).text()
  const options = { logKeys: [], witnessKeys: [], now, given: { 'issuer-keys': [keys] } }
  const verdict = await verifyFile(await findChecks(), Buffer.from(text), options)
  return exitCodeOf(verdict.report)
}

async function provesItself(world: World, food: Line): Promise<void> {
  const text = await file(await world.api('wangfang'), world, food.id)
  const sound = await offline(world, text)
  expect(sound === 0, `the sound file gets exit code ${sound}`)
  const held = JSON.parse(text) as { licence: string }
  const [head = '', body = '', rest = ''] = held.licence.split('.')
  const other = Buffer.from(body, 'base64url').toString().replace(food.number, '150102209900000001')
  const forged = [head, Buffer.from(other).toString('base64url'), rest].join('.')
  const code = await offline(world, JSON.stringify({ ...held, licence: forged }))
  expect(code === 1, `a file with another number gets exit code ${code}`)
}

/** 亮证 on a phone: the code is read as a camera reads it, and checked by whoever stands there. */
async function shown(world: World, food: Line): Promise<void> {
  const page = await world.page('wangfang', { width: 390 })
  await page.goto('/licences')
  await settled(page)
  await page.locator(`a[href="/licences/${food.id}"]`).click()
  await page.getByRole('button', { name: '亮证' }).click()
  await page.waitForSelector('.licence-showing img', { timeout: 15_000 })
  const read = await scan(page)
  expect(read !== undefined && read.includes('/verify#'), `the code reads ${String(read).slice(0, 60)}`)
  const token = read.slice(read.indexOf('#') + 1)
  const stranger = await world.api()
  const checked = await stranger.ask('POST', '/api/credentials/verify', { token }, { example: 'verify-shown' })
  expect(checked.status === 'valid' && checked.checks.includes('signature'), 'the shown code is not verified')
  const seen = await world.page()
  await seen.goto(`/verify#${token}`)
  await seen.waitForSelector('.verify-checks', { timeout: 15_000 })
  expect(
    (await seen.locator('#main').innerText()).includes('食品经营许可证'),
    'the page of the check does not name the licence',
  )
}

/** The pixels of the code on the page, read as a QR code. */
async function scan(page: Page): Promise<string | undefined> {
  const { pixels, size } = await page.locator('.licence-showing img').evaluate((image) => {
    const canvas = document.createElement('canvas')
    const size = 900
    canvas.width = size
    canvas.height = size
    const context = canvas.getContext('2d')!
    context.fillStyle = '#fff'
    context.fillRect(0, 0, size, size)
    context.drawImage(image as HTMLImageElement, 0, 0, size, size)
    const { data } = context.getImageData(0, 0, size, size)
    let bytes = ''
    for (let at = 0; at < data.length; at += 30_000) bytes += String.fromCharCode(...data.subarray(at, at + 30_000))
    // As one text: a list of three million numbers keeps both sides busy for ten seconds.
    return { pixels: btoa(bytes), size }
  })
  return readCode(new Uint8ClampedArray(Buffer.from(pixels, 'base64')), size, size)?.data
}

/** A checker asks for fields and says why; the holder agrees field by field; what was kept back stays theirs. */
async function askedAndAnswered(world: World): Promise<void> {
  const desk = await world.page('examiner')
  await desk.goto('/ask-licence')
  await settled(desk)
  await desk.getByLabel('证照种类').fill('食品经营许可证')
  await desk.getByRole('radio', { name: '食品经营许可证', exact: true }).check()
  for (const field of ['持证者', '持证者代码'])
    await desk.getByRole('group', { name: '要看的内容' }).getByLabel(field, { exact: true }).check()
  await desk.getByRole('group', { name: '可以不出示' }).getByLabel('持证者代码').check()
  await desk.getByLabel('用途').fill('入驻农贸市场，核验经营资格')
  await desk.getByRole('button', { name: '生成出示请求' }).click()
  await desk.waitForURL(/ask-licence\/[0-9a-f]{24}$/)
  await desk.waitForSelector('.qr-code', { timeout: 15_000 })
  const id = desk.url().split('/').at(-1)
  const phone = await world.page('wangfang', { width: 390 })
  const asks = await mainText(phone, `/answer-request/${id}`)
  expect(asks.includes('入驻农贸市场') && asks.includes('新城区证照小馆'), `the holder reads ${asks.slice(0, 200)}`)
  await phone.getByRole('button', { name: '同意并出示' }).click()
  await phone.waitForSelector('.notice.good', { timeout: 15_000 })
  await desk.waitForSelector('.notice.good', { timeout: 15_000 })
  const seen = await desk.locator('#main').innerText()
  expect(seen.includes('核验通过') && seen.includes('新城区证照小馆'), `the checker reads ${seen.slice(0, 300)}`)
  expect(/对方未出示：持证者代码/.test(seen), 'what was kept back is shown')
}

/** An examiner calls the business licence in the case, on the workbench; refused calls through the API; all of it is seen by the holder. */
async function called(world: World, got: { business: Line; food: Line; open: string; item: string }): Promise<void> {
  const bench = await world.page('examiner')
  await bench.goto(`/work/cases/${got.open}`)
  await settled(bench)
  await bench.getByRole('button', { name: '用证' }).first().click()
  await bench.locator('dialog[open] .dialog-foot .button').last().click()
  await bench.waitForSelector('dialog[open] .notice.good', { timeout: 15_000 })
  const text = await bench.locator('dialog[open]').innerText()
  expect(text.includes('新城区证照小馆') && text.includes('仅供'), `the examiner sees ${text.slice(0, 80)}`)
  const call = { case: got.open, item: got.item, type: 'business-licence', cause: '核对营业执照', legalBasis: law }
  const api = await world.api('examiner')
  const good = await api.ask('POST', '/api/credentials/calls', call, { example: 'call-licence' })
  expect(!JSON.stringify(good.fields).includes('159900199003120202'), 'the call shows an identity number')
  const stranger = await (await world.api('tax')).call('POST', '/api/credentials/calls', call, {
    example: 'call-refused',
  })
  expect(stranger.body.code === 'credentials.case_not_yours', `another department gets ${stranger.body.code}`)
  const purpose = await api.call('POST', '/api/credentials/calls', { ...call, type: 'marriage-certificate' })
  expect(purpose.body.code === 'credentials.item_may_not_see', `a licence without purpose gets ${purpose.body.code}`)
  const citizen = await world.api('wangfang')
  const { calls } = await citizen.ask('GET', '/api/credentials/calls/mine', undefined, { example: 'who-looked' })
  expect(
    calls.some((each: { call: string }) => each.call === good.call) &&
      calls.some((each: { outcome: string }) => each.outcome === 'credentials.case_not_yours'),
    'the holder does not see every call',
  )
  const reads = await mainText(await world.page('wangfang', { width: 390 }), '/mine?view=reads')
  expect(reads.includes('核对营业执照'), 'the page “who saw my data” does not name the cause')
}

/** Suspended on the page of the issuer, seen by anybody; a verifier that kept the list knows within a period. */
async function suspended(world: World, food: Line): Promise<void> {
  const holder = await world.api('wangfang')
  const kept = await file(holder, world, food.id)
  const paper = (form: string) => `${world.base}/api/seals/licences/${food.id}?form=${form}`
  const papers = ['pdf', 'ofd'].map((form) => fetch(paper(form), { headers: { cookie: holder.cookie } }))
  const printed = await Promise.all(papers.map(async (each) => (await each).blob()))
  const page = await world.page('approver')
  await page.goto(`/issued?q=${food.number}`)
  await page.locator(`a[href="/licences/${food.id}"]`).click()
  await page.getByRole('button', { name: '暂扣', exact: true }).click()
  await page.locator('dialog[open] textarea').fill('后厨存在交叉污染，责令整改')
  await page.locator('dialog[open] .dialog-foot .button').last().click()
  await page.waitForSelector('.notice.good', { timeout: 15_000 })
  const seen = await mainText(await world.page(), `/verify?i=${food.identifier}`)
  expect(seen.includes('暂扣'), 'the check does not say that it is suspended')
  for (const body of printed) {
    const { verdict, licence } = await (await fetch(`${world.base}/api/seals/check`, { method: 'POST', body })).json()
    expect(verdict === 'whole' && licence?.status === 'suspended', `the check of its paper says ${licence?.status}`)
  }
  expect(
    (await mainText(await world.page('wangfang'), `/licences/${food.id}`)).includes('交叉污染'),
    'the holder does not read why',
  )
  const stale = await offline(world, kept, world.now() + 301_000)
  expect(stale !== 0, 'a list kept for longer than its period still proves the licence')
  // A list that was signed just before the change is given out for a tenth of the period.
  world.setNow(new Date(world.now() + 31_000).toISOString())
  const fresh = await offline(world, await file(await world.api('wangfang'), world, food.id))
  expect(fresh === 1, `the file of the suspended licence gets exit code ${fresh}`)
}

async function change(world: World, id: string, what: string, example?: string) {
  const approver = await world.api('approver')
  const { seq } = await approver.ask('GET', `/api/credentials/licences/${id}`)
  const wish = { after: seq, change: what, reason: '整改完成，经复查符合要求', legalBasis: law }
  return approver.call('POST', `/api/credentials/licences/${id}/changes`, wish, example ? { example } : {})
}

async function renewedAndRevoked(world: World, food: Line): Promise<void> {
  expect((await change(world, food.id, 'resume')).body.status === 'valid', 'the suspension is not lifted')
  const { body: renewed } = await change(world, food.id, 'replace', 'renew-licence')
  expect(renewed.replaces === food.identifier, `the renewed licence follows ${renewed.replaces}`)
  const parts = checkLicenceIdentifier(renewed.identifier)
  expect(parts.ok && parts.version === '002', `the renewed licence is ${renewed.identifier}`)
  const { body: revoked } = await change(world, renewed.id, 'revoke', 'revoke-licence')
  expect(revoked.status === 'revoked' && revoked.statusCode === '03', `after the revocation it is ${revoked.status}`)
  const again = await change(world, renewed.id, 'suspend')
  expect(again.body.code === 'credentials.no_such_change', `a revoked licence gets ${again.body.code}`)
  world.setNow(new Date(world.now() + 301_000).toISOString())
  const code = await offline(world, await file(await world.api('wangfang'), world, renewed.id))
  expect(code === 1, `the file of the revoked licence gets exit code ${code}`)
}

/** Every act and call is a leaf of the log, and stands in the database for good. */
async function sealed(world: World): Promise<void> {
  await world.settle()
  const [row] = await world.db.ask<{ made: number; sealed: number }>(
    `select count(*)::int as made, count(l.subject)::int as sealed
     from (select a.licence as subject, a.seq as n from credentials.acts a union all select c.id, 1 from credentials.calls c) s
     left join ledger.leaves l on l.subject = s.subject and s.n >= l.first and s.n < l.first + l.count`,
  )
  expect(row && row.made > 0 && row.made === row.sealed, `${row?.sealed} of ${row?.made} acts and calls are in the log`)
  for (const table of ['acts', 'calls']) {
    const changed = await world.db.ask(`delete from credentials.${table}`).then(
      () => true,
      () => false,
    )
    expect(!changed, `rows of credentials.${table} can be deleted`)
  }
}

export const story: Story = {
  id: 'A07',
  title: '电子证照',
  play: async (world) => {
    const got = await obtain(world)
    await world.holds('a licence has its identifier with a check character', () => identified(got.food))
    await world.holds('its file proves itself offline, and a forged one is found', () => provesItself(world, got.food))
    await world.holds('it is shown as a code that a camera reads', () => shown(world, got.food))
    await world.holds('its holder shows the fields they agree to, and keeps back the rest', () =>
      askedAndAnswered(world),
    )
    await world.holds('a department calls it with cause and audit', () => called(world, got))
    await world.holds('suspended, everybody knows', () => suspended(world, got.food))
    await world.holds('renewed under the old identifier, and revoked', () => renewedAndRevoked(world, got.food))
    await world.holds('every act and call stands in the log', () => sealed(world))
    const { total } = await (await world.api()).ask('GET', '/api/credentials/types?department=tobacco')
    world.note(`${total} types of licences, not the 627 of the row: so many names can be stood behind`)
  },
}
