/** A06 电子签章 for enterprises, other legal persons and individuals: signed and sealed, any change afterwards shown, SM2/SM3 as well as international algorithms. */
import { openOfd, packOfd } from '../kernels/documents/index.ts'
import { apply, complete, expect, itemOf, settled, traderAnswers } from './do-errands.ts'
import type { Client, Page, Story, World } from './world.ts'

const company = '91150102MAD000027C'
const cooperative = '93150421MAD0000351'
const password = 'steppe-demo'

const parties = [
  { login: 'batu', name: '巴图', firm: company },
  { login: 'qiqige', name: '其其格', firm: cooperative, seal: 'contract' },
  { login: 'wangfang', name: '王芳' },
]

const fields = {
  parties: '内蒙古示例草原云科技有限公司、阿鲁科尔沁旗示例草原牧民专业合作社与王芳',
  subject: '羊只溯源系统一套，含一年维护',
  price: '人民币 128,000 元',
  dispute: '由合同履行地人民法院管辖',
}

async function send(client: Client, more: object = {}, example?: string): Promise<string> {
  const body = {
    title: '技术服务协议书',
    template: { id: 'agreement', fields },
    order: 'in_order',
    expiresOn: '2026-12-31',
    parties,
    ...more,
  }
  const { id } = await client.ask('POST', '/api/seals/rounds', body, example ? { example } : {})
  return id
}

async function sign(client: Client, id: string, algorithm: string, example?: string): Promise<void> {
  const round = await client.ask(
    'GET',
    `/api/seals/rounds/${id}`,
    undefined,
    example ? { example: `${example}-look` } : {},
  )
  const body = { sha256: round.document.sha256, seal: round.turn.seals[0].id, algorithm, password }
  await client.ask('POST', `/api/seals/rounds/${id}/sign`, body)
}

async function fetchFile(world: World, client: Client, path: string): Promise<Buffer> {
  const answer = await fetch(`${world.base}${path}`, { headers: { cookie: client.cookie } })
  expect(answer.status === 200, `${path} gets ${answer.status}`)
  return Buffer.from(await answer.arrayBuffer())
}

// biome-ignore lint/suspicious/noExplicitAny: a story reads what it expects and fails where it is not there.
async function check(world: World, content: Buffer): Promise<any> {
  const answer = await fetch(`${world.base}/api/seals/check`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(content),
  })
  return answer.json()
}

async function makeSeals(world: World): Promise<void> {
  const [batu, qiqige, wangfang] = await Promise.all(['batu', 'qiqige', 'wangfang'].map((login) => world.api(login)))
  await batu!.ask('POST', '/api/seals', { kind: 'official', firm: company }, { example: 'make-seal' })
  await qiqige!.ask('POST', '/api/seals', { kind: 'contract', firm: cooperative })
  await wangfang!.ask('POST', '/api/seals', { kind: 'personal-signature' })
  const stranger = await wangfang!.call('POST', '/api/seals', { kind: 'official', firm: company })
  expect(
    stranger.body.code === 'seals.not_representative',
    `a stranger’s seal gets ${stranger.status} ${stranger.body.code}`,
  )
}

interface Signed {
  readonly pdf: Buffer
  readonly ofd: Buffer
}

async function allSign(world: World): Promise<Signed> {
  const batu = await world.api('batu')
  const id = await send(batu, {}, 'send-round')
  await sign(batu, id, 'ES256', 'round')
  await sign(await world.api('qiqige'), id, 'SM2')
  await sign(await world.api('wangfang'), id, 'EdDSA')
  const round = await batu.ask('GET', `/api/seals/rounds/${id}`)
  expect(round.state === 'complete', `after all have signed it is ${round.state}`)
  const pdf = await fetchFile(world, batu, `/api/seals/rounds/${id}/document`)
  const ofd = await fetchFile(world, batu, `/api/seals/rounds/${id}/document?form=ofd`)
  const found = await check(world, pdf)
  expect(found.verdict === 'whole', `the signed PDF is ${found.verdict}`)
  const seen = found.signatures.map((each: { algorithm: string; organisationCode?: string }) =>
    `${each.algorithm} ${each.organisationCode ?? ''}`.trim(),
  )
  expect(
    seen.join(', ') === `ECDSA P-256 / SHA-256 ${company}, SM2 / SM3 ${cooperative}, Ed25519 / SHA-512`,
    `the signatures are ${seen.join(', ')}`,
  )
  const sealed = await check(world, ofd)
  expect(
    sealed.verdict === 'whole' && sealed.signatures.length === 3,
    `the OFD is ${sealed.verdict} with ${sealed.signatures.length} seals`,
  )
  return { pdf, ofd }
}

async function changesAreShown(world: World, { pdf, ofd }: Signed): Promise<void> {
  for (let at = 200; at < pdf.length; at += Math.ceil(pdf.length / 60)) {
    const changed = Buffer.from(pdf)
    changed[at]! ^= 1
    const found = await check(world, changed)
    expect(found.verdict !== 'whole', `byte ${at} of the PDF may be changed`)
  }
  const longer = await check(world, Buffer.concat([pdf, Buffer.from('\n1 0 obj\n<<>>\nendobj\n')]))
  expect(longer.verdict === 'changed', 'something may be appended to the PDF')
  const parts = openOfd(ofd)!
  for (const path of Object.keys(parts)) {
    const part = Buffer.from(parts[path]!)
    part[part.length >> 1]! ^= 1
    const found = await check(world, packOfd({ ...parts, [path]: part }))
    expect(found.verdict !== 'whole', `${path} of the OFD may be changed`)
  }
}

async function handlersUseSeals(world: World): Promise<void> {
  const batu = await world.api('batu')
  const sunli = await world.api('sunli')
  const seal = await batu.ask('POST', '/api/seals', { kind: 'contract', firm: company })
  const id = await send(batu, { parties: [{ login: 'sunli', name: '孙丽', firm: company, seal: 'contract' }] })
  const { document } = await sunli.ask('GET', `/api/seals/rounds/${id}`)
  const body = { sha256: document.sha256, seal: seal.id, password, cause: '销售合同' }
  const before = await sunli.call('POST', `/api/seals/rounds/${id}/sign`, body)
  expect(
    before.body.code === 'seals.not_your_seal',
    `without being named she gets ${before.status} ${before.body.code}`,
  )
  await batu.ask(
    'POST',
    `/api/seals/${seal.id}/handlers`,
    { login: 'sunli', name: '孙丽', cause: '负责销售合同' },
    { example: 'give-handler' },
  )
  await sunli.ask('POST', `/api/seals/rounds/${id}/sign`, body)
  const { acts } = await batu.ask('GET', `/api/seals/${seal.id}/acts`, undefined, { example: 'seal-acts' })
  expect(
    acts[0].kind === 'used' && acts[0].by === '孙丽' && acts[0].cause === '销售合同',
    `the record says ${JSON.stringify(acts[0])}`,
  )
  await world.settle()
  const leaves = await world.db.ask('select 1 from ledger.leaves l where l.subject = $1', [seal.id])
  expect(leaves.length === 3, `${leaves.length} of 3 acts stand in the transparency log`)
}

async function dropOn(page: Page, name: string, content: Buffer): Promise<string> {
  await page.locator('input[type="file"]').first().setInputFiles({ name, mimeType: 'application/pdf', buffer: content })
  await page.waitForSelector('.notice', { timeout: 15_000 })
  return page.locator('#main').innerText()
}

/** On a phone a citizen reads the document, ticks that she has, and signs with SM2; anybody checks it afterwards. */
async function inBrowser(world: World): Promise<void> {
  const batu = await world.api('batu')
  const id = await send(batu, { title: '房屋租赁协议', parties: [parties[2]] })
  const page = await world.page('wangfang', { width: 390 })
  await page.goto('/seals')
  await settled(page)
  await page.locator('.list-link', { hasText: '房屋租赁协议' }).click()
  await page.waitForSelector('.seal-document', { timeout: 15_000 })
  await page.locator('input[type="radio"][value="SM2"]').check({ force: true })
  await page.locator('input[type="checkbox"]').check({ force: true })
  await page.locator('input[type="password"]').fill(password)
  await page.locator('.seal-form button[type="submit"]').click()
  await page.waitForSelector('.notice.good', { timeout: 15_000 })
  const pdf = await fetchFile(world, batu, `/api/seals/rounds/${id}/document`)
  const anybody = await world.page(undefined, { width: 1440 })
  await anybody.goto('/check-document')
  await settled(anybody)
  const whole = await dropOn(anybody, '协议.pdf', pdf)
  expect(
    whole.includes('文件完好') && whole.includes('王芳') && whole.includes('SM2'),
    `the page says ${whole.slice(0, 200)}`,
  )
  await anybody.reload()
  await settled(anybody)
  const changed = Buffer.from(pdf)
  changed[400]! ^= 1
  const bad = await dropOn(anybody, '协议.pdf', changed)
  expect(
    bad.includes('文件被改动过') && bad.includes('摘要不一致'),
    `of a changed file the page says ${bad.slice(0, 200)}`,
  )
}

async function papersAreSealed(world: World): Promise<void> {
  const citizen = await world.api('wangfang')
  const item = await itemOf(citizen, '企业开办一件事', '001031001000', '150102')
  const { case: id } = await apply(citizen, { item, answers: traderAnswers('新城区签章小馆', []), promise: true })
  await complete(await world.api('clerk'), id, 'delivered')
  const stranger = await world.api('zhaoqiang')
  const pdf = await fetchFile(world, citizen, `/api/seals/cases/${id}/decision`)
  const found = await check(world, pdf)
  expect(found.verdict === 'whole' && found.signatures[0].ours, `the decision is ${found.verdict}`)
  const other = await stranger.call('GET', `/api/seals/cases/${id}/decision`)
  expect(other.status === 403, `a stranger gets ${other.status}`)
  await world.settle()
  const { licences } = await citizen.ask('GET', '/api/credentials/mine')
  const licence = licences.find((each: { status: string }) => each.status === 'valid')
  expect(licence, 'the citizen holds no licence')
  for (const form of ['pdf', 'ofd']) {
    const paper = await check(world, await fetchFile(world, citizen, `/api/seals/licences/${licence.id}?form=${form}`))
    expect(paper.verdict === 'whole', `the licence as ${form} is ${paper.verdict}`)
  }
  const denied = await stranger.call('GET', `/api/seals/licences/${licence.id}`)
  expect(denied.status === 403, `a stranger gets ${denied.status} for the licence`)
}

async function play(world: World): Promise<void> {
  await world.holds(
    'legal representatives make the seals of an enterprise and of another legal person, a citizen her signature',
    () => makeSeals(world),
  )
  let signed: Signed | undefined
  await world.holds(
    'all three sign one document, with international algorithms and SM2/SM3, as PDF and OFD',
    async () => {
      signed = await allSign(world)
    },
  )
  await world.holds('any change afterwards is shown', async () => {
    expect(signed, 'nothing was signed')
    await changesAreShown(world, signed)
  })
  await world.holds('a seal is used by whom the legal representative named, and each use stands in the log', () =>
    handlersUseSeals(world),
  )
  await world.holds('signing on a phone, and checking in the browser', () => inBrowser(world))
  await world.holds('the decision of a case and its licence are papers sealed by their department', () =>
    papersAreSealed(world),
  )
}

export const story: Story = { id: 'A06', title: 'Electronic seals', play }
