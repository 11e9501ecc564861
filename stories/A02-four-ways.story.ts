/** A02 一网办 / 掌上办 / 一次办 / 帮您办: the same service on a desktop, on a phone, at a window and through an assistant with recorded consent. */
import {
  apply,
  applyInBrowser,
  expect,
  itemOf,
  mainText,
  restaurantAnswers,
  takeInBrowser,
  view,
} from './do-errands.ts'
import type { Story, World } from './world.ts'

const consent = '本人王芳同意由帮办人员代为填报（电话录音）'

async function inBrowser(world: World, width: number, name: string): Promise<void> {
  const api = await world.api('wangfang')
  const item = await itemOf(api, '食品经营许可', '000131025001', '150102')
  const page = await world.page('wangfang', { width })
  await page.goto(`/apply/new/${item}`)
  const id = await applyInBrowser(page, restaurantAnswers(name))
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow <= 0, `the receipt is ${overflow} px wider than a screen of ${width} px`)
  const state = await view(api, id)
  expect(state.answers.firmName === name, `the case says ${state.answers.firmName}`)
}

async function onBehalf(world: World, login: string, channel: string): Promise<string> {
  const assistant = await world.api(login)
  const item = await itemOf(assistant, '食品经营许可', '000131025001', '150102')
  const answers = {
    ...restaurantAnswers(`${channel}小馆`),
    responsibleIdNumber: '159900199003120202',
    contactName: '王芳',
    contactPhone: '13800000001',
  }
  const receipt = await apply(assistant, {
    item,
    answers,
    draft: { channel, onBehalfOf: { account: 'wangfang', consent } },
    ...(login === 'helper' ? { example: 'assisted' } : {}),
  })
  const state = await view(await world.api('wangfang'), receipt.case)
  expect(
    state.applicant.name === '王芳' && state.applicant.agent,
    `the case is of ${state.applicant.name}, assisted by ${state.applicant.agent ?? 'nobody'}`,
  )
  expect(state.channel === channel, `the case came by ${state.channel}`)
  return receipt.case
}

async function consentIsRecorded(world: World, id: string): Promise<void> {
  const trail = await (await world.api('wangfang')).ask('GET', `/api/cases/${id}/trail`)
  expect(
    trail.acts[0].deed.applicant?.agent?.consent === consent,
    'the first act of the trail does not say the consent',
  )
  expect(trail.acts[0].actor.name === '娜仁', `the first act is of ${trail.acts[0].actor.name}, not of the assistant`)
}

async function withoutConsent(world: World): Promise<void> {
  const helper = await world.api('helper')
  const item = await itemOf(helper, '食品经营许可', '000131025001', '150102')
  const refused = await helper.call(
    'POST',
    '/api/applications/drafts',
    { item, onBehalfOf: { account: 'wangfang', consent: '' } },
    { example: 'assisted-without-consent' },
  )
  expect(
    refused.body.code === 'applications.consent_needed',
    `without consent the answer is ${refused.status} ${refused.body.code}`,
  )
  const stranger = await (await world.api('zhaoqiang')).call('POST', '/api/applications/drafts', {
    item,
    onBehalfOf: { account: 'wangfang', consent },
  })
  expect(
    stranger.body.code === 'applications.may_not_assist',
    `who is no assistant gets ${stranger.status} ${stranger.body.code}`,
  )
}

async function pageFor(world: World, login: string, agent: string): Promise<void> {
  const item = await itemOf(await world.api(login), '食品经营许可', '000131025001', '150102')
  const wish = { words: '食品经营许可', item, region: '150102', account: 'wangfang', consent: 'phoned' } as const
  const id = await takeInBrowser(await world.page(login), wish, restaurantAnswers(`${login}小馆`))
  const state = await view(await world.api('wangfang'), id)
  expect(
    state.applicant.name === '王芳' && state.applicant.agent === agent,
    `the case is of ${state.applicant.name}, assisted by ${state.applicant.agent ?? 'nobody'}`,
  )
  const { acts } = await (await world.api('wangfang')).ask('GET', `/api/cases/${id}/trail`)
  expect(/电话/.test(acts[0].deed.applicant?.agent?.consent ?? ''), 'the first act does not say how they consented')
}

async function seenOnEveryDevice(world: World, id: string): Promise<void> {
  for (const width of [390, 1440]) {
    const text = await mainText(await world.page('wangfang', { width }), `/track/${id}`)
    expect(text.includes(id), `at ${width} px the case is not shown`)
  }
}

async function play(world: World): Promise<void> {
  await world.holds('the service works on a desktop', () => inBrowser(world, 1440, '桌面小馆'))
  await world.holds('the same service works on a phone screen', () => inBrowser(world, 390, '掌上小馆'))
  await world.holds(
    'it works at a window, through the API',
    async () => void (await onBehalf(world, 'clerk', 'window')),
  )
  await world.holds('it works at a window, in the browser', () => pageFor(world, 'clerk', '李娜'))
  let id = ''
  await world.holds('an assistant acts for the applicant, through the API', async () => {
    id = await onBehalf(world, 'helper', 'agent')
  })
  if (id) {
    await world.holds('the consent is recorded in the first act', () => consentIsRecorded(world, id))
    await world.holds('the applicant sees the case on every device', () => seenOnEveryDevice(world, id))
  }
  await world.holds('without consent, or the role, nobody acts for another', () => withoutConsent(world))
  await world.holds('an assistant acts for the applicant, in the browser', () => pageFor(world, 'helper', '娜仁'))
}

export const story: Story = { id: 'A02', title: 'One service on four ways', play }
