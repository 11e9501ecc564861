/** A04 企业开办一网通: six steps joined; checked; approved without a person at any hour when the rules say yes, else handed over with the reason. */
import {
  apply,
  applyInBrowser,
  complete,
  completeInBrowser,
  expect,
  itemOf,
  mainText,
  traderAnswers,
  view,
} from './do-errands.ts'
import type { Story, World } from './world.ts'

const startUp = '001031001000'
const allParts = ['seal', 'invoices', 'social', 'fund', 'bank']
const hands: readonly (readonly [string, string])[] = [
  ['police', 'seal'],
  ['tax', 'invoices'],
  ['labour', 'social'],
  ['fund', 'fund'],
]

async function sixSteps(world: World, item: string): Promise<void> {
  const citizen = await world.api('wangfang')
  const guide = await citizen.ask('GET', `/api/applications/guide?item=${item}`)
  const names = guide.parts.map((part: { name: string }) => part.name).join('、')
  for (const step of ['设立登记', '印章', '发票', '参保', '公积金', '银行'])
    expect(names.includes(step), `the steps are ${names}`)
  const receipt = await apply(citizen, { item, answers: traderAnswers('新城区六步小馆', allParts), promise: true })
  const started = await view(citizen, receipt.case)
  expect(
    started.tasks.length === 5,
    `open beside one another: ${started.tasks.map((task: { name: string }) => task.name).join('、')}; the case is ${started.status}`,
  )
  for (const [login, part] of hands) await complete(await world.api(login), receipt.case, 'done', { part })
  const bank = started.tasks.find((task: { part: string }) => task.part === 'bank')
  await complete(await world.api(`${bank.department}.${bank.role}`), receipt.case, 'done', { part: 'bank' })
  await complete(await world.api('clerk'), receipt.case, 'delivered')
  expect((await view(citizen, receipt.case)).status === 'closed', 'the six steps do not close the case')
}

/** At two in the morning, with no staff about. */
async function atNight(world: World, item: string, inBrowser: boolean): Promise<void> {
  world.setNow(inBrowser ? '2026-11-28T02:10+08:00' : '2026-11-28T01:40+08:00')
  const citizen = await world.api('wangfang')
  const name = inBrowser ? '新城区夜明小馆' : '新城区夜归小馆'
  const answers = traderAnswers(name, [])
  let id: string
  if (inBrowser) {
    const page = await world.page('wangfang', { width: 390 })
    await page.goto(`/apply/new/${item}`)
    id = await applyInBrowser(page, { ...answers, promise: 'yes' })
    const text = await page.locator('#main').innerText()
    expect(/当日作出决定/.test(text), `the receipt says: ${text.slice(0, 120)}`)
  } else {
    const receipt = await apply(citizen, { item, answers, promise: true, example: 'at-night' })
    expect(receipt.decidedAtOnce, 'the receipt does not say that it was decided at once')
    id = receipt.case
  }
  const state = await view(citizen, id)
  expect(state.outcome === 'approved', `in the night the case is ${state.status}`)
  expect(
    /^92150102MA[0-9A-Z]{8}$/.test(state.results[0]?.number ?? ''),
    `the licence has the number ${state.results[0]?.number}`,
  )
  const { acts } = await citizen.ask('GET', `/api/cases/${id}/trail`)
  expect(
    acts.slice(1).every((act: { actor: { kind: string } }) => act.actor.kind === 'platform'),
    'a person took part in the night',
  )
  const reason = acts.find((act: { kind: string }) => act.kind === 'rule_answered')?.deed.outcome.reason
  expect(/自动核准/.test(reason ?? ''), `the rule says ${reason}`)
  await world.settle()
  const firm = await citizen.ask('GET', `/api/registry/firms/${state.results[0].number}`)
  expect(firm.name === name, `the register has ${firm.name}`)
}

async function checks(world: World, item: string): Promise<void> {
  const citizen = await world.api('wangfang')
  const refusalOf = async (change: Readonly<Record<string, unknown>>) => {
    const draft = await citizen.ask('POST', '/api/applications/drafts', { item })
    await citizen.ask('PATCH', `/api/applications/drafts/${draft.id}`, {
      version: draft.version,
      answers: { ...draft.answers, ...traderAnswers('新城区核对小馆', []), ...change },
      promise: true,
    })
    return citizen.call('POST', '/api/applications', { draft: draft.id }, { example: 'form-incomplete' })
  }
  for (const [what, change, field] of [
    ['name', { tradeName: '新城区Coffee小馆' }, 'tradeName'],
    ['address', { address: { region: '150102', line: '' } }, 'address'],
    ['identity number', { operatorIdNumber: '159900199003120203' }, 'operatorIdNumber'],
    ['telephone', { contactPhone: '1380000000' }, 'contactPhone'],
  ] as const) {
    const { status, body } = await refusalOf(change)
    const fields = (body.params?.fields ?? []).map((each: { field: string }) => each.field)
    expect(status === 422 && fields.includes(field), `a wrong ${what} gets ${status} ${body.code} ${fields}`)
  }
}

async function companyByShares(world: World, item: string): Promise<void> {
  const citizen = await world.api('wangfang')
  const company = {
    ...traderAnswers('', []),
    entityKind: 'company',
    name: '呼和浩特市暖阳示例商贸有限公司',
    capital: 100_000_000,
    legalRepName: '王芳',
    legalRepIdNumber: '159900199003120202',
    hasName: undefined,
    tradeName: undefined,
    operatorName: undefined,
    operatorIdNumber: undefined,
  }
  const people = (share: number) => [{ name: '王芳', idNumber: '159900199003120202', share, contribution: 100_000_000 }]
  const draft = await citizen.ask('POST', '/api/applications/drafts', { item })
  const clean = Object.fromEntries(
    Object.entries({ ...company, shareholders: people(90) }).filter(([, value]) => value !== undefined),
  )
  const saved = await citizen.ask('PATCH', `/api/applications/drafts/${draft.id}`, {
    version: draft.version,
    answers: { ...draft.answers, ...clean },
    promise: true,
  })
  const wrong = await citizen.call('POST', '/api/applications', { draft: draft.id })
  expect(wrong.status === 422, `shares of 90 % get ${wrong.status}`)
  const articles = await citizen.upload('articles.pdf')
  await citizen.ask('PATCH', `/api/applications/drafts/${draft.id}`, {
    version: saved.version,
    answers: { shareholders: people(100) },
    materials: [{ id: 'articles', name: '公司章程', proof: 'upload', file: articles }],
  })
  const right = await citizen.ask('POST', '/api/applications', { draft: draft.id })
  const state = await view(citizen, right.case)
  expect(
    state.outcome === 'approved' && /^91150102MA/.test(state.results[0].number),
    `the company's case is ${state.status}`,
  )
}

async function toAPerson(world: World, item: string): Promise<void> {
  const citizen = await world.api('wangfang')
  const receipt = await apply(citizen, { item, answers: traderAnswers('新城区赵强便利店（示例）', []), promise: true })
  expect(!receipt.decidedAtOnce, 'a name that is taken was approved without a person')
  const state = await view(citizen, receipt.case)
  expect(state.tasks[0]?.action === 'accept', `the case is ${state.status} at ${state.tasks[0]?.name}`)
  expect(
    /名称/.test(state.findings.start_up_decision?.reason ?? ''),
    `the reason given is ${state.findings.start_up_decision?.reason}`,
  )
  world.setNow('2026-11-30T09:20+08:00')
  const page = await world.page('clerk')
  const text = await mainText(page, `/work/cases/${receipt.case}`)
  expect(/名称与已登记的企业相同/.test(text), 'the clerk’s page does not show the reason for which a person must look')
  await completeInBrowser(page, receipt.case, 'accept')
  await completeInBrowser(await world.page('approver'), receipt.case, 'approve')
  const decided = await view(await world.api('wangfang'), receipt.case)
  expect(
    decided.outcome === 'approved' && decided.results.length === 1,
    `after the approver the case is ${decided.status}`,
  )
}

async function play(world: World): Promise<void> {
  const item = await itemOf(await world.api(), '企业开办一件事', startUp, '150102')
  await world.holds('six steps are joined', () => sixSteps(world, item))
  await world.holds('name, address, identity and telephone are checked', () => checks(world, item))
  await world.holds('a company’s shares are checked, and it gets its licence', () => companyByShares(world, item))
  await world.holds('approved without a person in the night, through the API', () => atNight(world, item, false))
  await world.holds('approved without a person in the night, on a phone in the browser', () =>
    atNight(world, item, true),
  )
  await world.holds('handed to a person with the reason when the rules do not say yes', () => toAPerson(world, item))
}

export const story: Story = { id: 'A04', title: 'Starting a business at any hour', play }
