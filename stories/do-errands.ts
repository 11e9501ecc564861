/** What stories do again and again: find an item, apply for it, act in a case, go through the pages of an application. */

import { settled } from '../web/e2e/browser.ts'
import type { Page } from './world.ts'
import { type Client, smallestPdf } from './world.ts'

export { settled }

export function expect(holds: unknown, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence)
}

interface Found {
  readonly code: string
  readonly basicCode: string
  readonly name: { readonly zh: string }
  readonly oneThing: boolean
  readonly region: { readonly code: string }
}

/** Items found in plain words. */
export async function search(
  client: Client,
  words: string,
  region: string,
  example?: string,
): Promise<readonly Found[]> {
  const query = new URLSearchParams({ q: words, region })
  return (await client.ask('GET', `/api/catalog/items?${query}`, undefined, example ? { example } : {})).items
}

/** The item of a basic code in a region, by searching for its name. */
export async function itemOf(client: Client, words: string, basicCode: string, region: string): Promise<string> {
  const found = await search(client, words, region)
  const item = found.find((each) => each.basicCode === basicCode)
  expect(
    item,
    `“${words}” in ${region} does not find ${basicCode}; it finds ${found.map((each) => each.name.zh).join('、') || 'nothing'}`,
  )
  return item.code
}

interface Draft {
  readonly id: string
  readonly version: number
  readonly answers: Readonly<Record<string, unknown>>
  readonly needed: readonly { readonly id: string; readonly name: string; readonly needed: boolean }[]
  readonly form: {
    readonly questions: readonly { readonly id: string; readonly type: string; readonly material?: string }[]
  }
}

export interface Application {
  readonly item: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly promise?: boolean
  /** Added to the request that opens the draft. */
  readonly draft?: Readonly<Record<string, unknown>>
  /** Prefix under which the requests are kept as examples. */
  readonly example?: string
  /** Names of materials that are left out, to follow. */
  readonly without?: readonly string[]
}

/** Applies through the API as a program of a firm would; gives the receipt. */
export async function apply(
  client: Client,
  application: Application,
): Promise<{
  readonly case: string
  readonly decidedAtOnce: boolean
  readonly due?: string
  readonly saved: { readonly materials: number }
}> {
  const { item, promise, example } = application
  const named = (step: string) => (example ? { example: `${example}-${step}` } : {})
  const draft: Draft = await client.ask(
    'POST',
    '/api/applications/drafts',
    { item, ...application.draft },
    named('draft'),
  )
  const wanted = draft.needed.filter((each) => each.needed && !application.without?.includes(each.id))
  const materials = await Promise.all(
    wanted.map(async (each) => ({
      id: each.id,
      name: each.name,
      proof: 'upload',
      file: await client.upload(`${each.id}.pdf`),
    })),
  )
  const files = Object.fromEntries(
    draft.form.questions.flatMap((question) => {
      const file = materials.find((each) => each.id === question.material)?.file
      return question.type === 'file' && file
        ? [[question.id, [{ id: file.id, name: file.name, bytes: file.size }]]]
        : []
    }),
  )
  const change = {
    version: draft.version,
    answers: { ...draft.answers, ...files, ...application.answers },
    materials,
    ...(promise === undefined ? {} : { promise }),
  }
  await client.ask('PATCH', `/api/applications/drafts/${draft.id}`, change, named('save'))
  return client.ask('POST', '/api/applications', { draft: draft.id }, named('submit'))
}

// biome-ignore lint/suspicious/noExplicitAny: a story reads what it expects and fails where it is not there.
export const view = (client: Client, id: string): Promise<any> => client.ask('GET', `/api/cases/${id}`)

/** Does a deed in a case; for deeds on a task the open one of the action (the only one without). */
export async function act(
  client: Client,
  id: string,
  deed: Readonly<Record<string, unknown>> & { readonly kind: string },
  where: { readonly action?: string; readonly part?: string } = {},
  example?: string,
) {
  const state = await view(client, id)
  const task = state.tasks.find((each: { action: string; part?: string }) =>
    where.part ? each.part === where.part : !where.action || each.action === where.action,
  )
  const onTask = ['complete', 'request_correction', 'accept_with_missing', 'return', 'delegate'].includes(deed.kind)
  expect(
    !onTask || task,
    `case ${id} has no open step ${where.part ?? where.action ?? ''}; it is ${state.status}, at ${state.tasks.map((each: { name: string }) => each.name).join('、') || 'no step'}`,
  )
  return client.ask(
    'POST',
    `/api/cases/${id}/acts`,
    { after: state.seq, deed: { ...(onTask ? { task: task.id } : {}), ...deed } },
    example ? { example } : {},
  )
}

export const complete = (
  client: Client,
  id: string,
  outcome: string,
  where: { readonly action?: string; readonly part?: string } = {},
) => act(client, id, { kind: 'complete', outcome, opinion: '符合规定。' }, where)

/** Answers of somebody who opens a restaurant. */
export function restaurantAnswers(name: string): Readonly<Record<string, unknown>> {
  return {
    registered: 'no',
    entityKind: 'sole-trader',
    firmName: name,
    responsibleName: '王芳',
    businessForm: 'catering',
    foodItems: ['hot', 'cold'],
    online: 'no',
    address: { region: '150102', line: '迎宾北路 18 号底商' },
    area: 86,
    kitchenOpen: 'yes',
    foodSafetyManager: '其木格',
    sign: 'no',
    fireSafetyCheck: 'no',
    employees: [],
    delivery: 'electronic',
    declaration: true,
  }
}

export { traderAnswers } from '../server/src/testing/trader-answers.ts'

async function answerPage(page: Page, answers: Readonly<Record<string, unknown>>): Promise<void> {
  const at = new URL(page.url()).searchParams.get('at') ?? ''
  // Whoever acts for a firm is asked for whom they apply.
  const answer = at === '' && page.url().includes('/apply/new/') ? (answers.forWhom ?? 'myself') : answers[at]
  const main = page.locator('#main')
  if ((await main.locator('input[type="file"]').count()) > 0) {
    await main
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name: '材料.pdf', mimeType: 'application/pdf', buffer: smallestPdf })
    await page.waitForSelector('.files .file')
    return
  }
  if ((await main.locator('.step-form input[type="radio"], .page input[type="radio"]').count()) > 0) {
    const value = typeof answer === 'string' ? answer : 'no'
    const radio = main.locator(`input[type="radio"][value="${value}"]`).first()
    expect(await radio.count(), `the page ${at || page.url()} has no choice “${value}”`)
    await radio.check({ force: true })
    return
  }
  if ((await main.locator('input[type="checkbox"]').count()) > 0) {
    const boxes = Array.isArray(answer)
      ? answer.map((value) => main.locator(`input[type="checkbox"][value="${value}"]`))
      : answer === undefined
        ? []
        : [main.locator('input[type="checkbox"]')]
    for (const box of boxes) await box.first().check({ force: true })
    return
  }
  const typed =
    typeof answer === 'object' && answer !== null && 'line' in answer
      ? String(answer.line)
      : typeof answer === 'string' || typeof answer === 'number'
        ? String(answer)
        : undefined
  if (typed === undefined) return
  const region = typeof answer === 'object' && answer !== null && 'region' in answer ? String(answer.region) : typed
  if ((await main.locator('.cascade').count()) > 0) await chooseInCascade(page, region)
  else if ((await main.locator('select').count()) > 0) await main.locator('select').selectOption(typed)
  const boxes = main.locator('input:not([type="hidden"]), textarea')
  if ((await boxes.count()) > 0) await boxes.last().fill(typed)
}

/** Goes through an application page by page as a person with a mouse or a finger does; gives the case number of the receipt. */
export async function applyInBrowser(page: Page, answers: Readonly<Record<string, unknown>>): Promise<string> {
  const passed: string[] = []
  await settled(page)
  // An application begun before is left as it is.
  const anew = page.getByRole('button', { name: '重新填写' })
  if ((await anew.count()) > 0) await anew.click()
  for (let step = 0; step < 60; step++) {
    await settled(page)
    const { pathname, search: query } = new URL(page.url())
    const receipt = /^\/receipt\/(.+)$/.exec(pathname)
    if (receipt) return receipt[1]!
    const where = pathname + query
    if (passed.filter((each) => each === where).length > 1) {
      const said = await page.locator('.field-error, .notice').allTextContents()
      throw new Error(`the application does not go on from ${where}: ${said.join(' ')}`)
    }
    passed.push(where)
    await answerPage(page, answers)
    await page
      .locator('#main .step-form button[type="submit"], #main .button-row .button:not(.second):not(.plain)')
      .first()
      .click({ timeout: 20_000 })
      .catch(async () => {
        // A slow machine shows the next page, the receipt perhaps, only while one waits for the button of this one.
        const now = new URL(page.url())
        if (now.pathname + now.search !== where) return
        throw new Error(`nothing leads on from ${where}: ${(await page.locator('#main').innerText()).slice(0, 200)}`)
      })
    await page.waitForTimeout(150)
  }
  throw new Error(`no receipt after ${passed.length} pages: ${passed.join(' → ')}`)
}

/** The league, then the banner, in the two lists of a region's question. */
async function chooseInCascade(page: Page, banner: string): Promise<void> {
  const lists = page.locator('#main .cascade select')
  await lists.first().waitFor({ timeout: 10_000 })
  await lists.nth(0).selectOption(`${banner.slice(0, 4)}00`)
  await lists.nth(1).waitFor({ timeout: 10_000 })
  await page.waitForFunction((code) => document.querySelector(`#main .cascade option[value="${code}"]`), banner, {
    timeout: 10_000,
  })
  await lists.nth(1).selectOption(banner)
}

/** Says where one does one's errands, when the page asks: the league, then the banner. */
export async function chooseRegion(page: Page, banner: string): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.region-choice select, #main a.list-link'), undefined, {
    timeout: 10_000,
  })
  if ((await page.locator('.region-choice select').count()) === 0) return
  await chooseInCascade(page, banner)
  await page.locator('.region-choice .button').first().click()
  await settled(page)
}

/** Opens a case on the workbench and completes the step that is mine with an outcome, as a person does. */
export async function completeInBrowser(page: Page, id: string, outcome: string): Promise<void> {
  await page.goto(`/work/cases/${id}`)
  await settled(page)
  const radio = page.locator(`.decision input[type="radio"][value="${outcome}"]`)
  await radio.waitFor({ state: 'attached', timeout: 10_000 })
  await radio.check({ force: true })
  await page.locator('.decision textarea').fill('符合规定。')
  // A good notice may stand there from before: what counts is the answer to this act.
  const answered = page.waitForResponse((each) => each.url().endsWith(`/cases/${id}/acts`), { timeout: 10_000 })
  await page.locator('.decision button[type="submit"]').click()
  expect((await answered).ok(), `${outcome} was refused: ${(await answered).status()}`)
  await page.waitForSelector('.notice.good', { timeout: 10_000 })
}

/** Text of the page's main part. */
export async function mainText(page: Page, path: string): Promise<string> {
  await page.goto(path)
  await settled(page)
  return page.locator('#main').innerText()
}

/** Takes an application in for somebody, as staff do: finds the item, says who and how they consented, fills in, hands in; gives the case number. */
export async function takeInBrowser(
  page: Page,
  wish: {
    readonly words: string
    readonly item: string
    readonly region: string
    readonly account: string
    readonly consent: 'signed' | 'phoned' | 'written'
  },
  answers: Readonly<Record<string, unknown>>,
): Promise<string> {
  await page.goto('/work')
  await settled(page)
  const link = page.locator('a[href="/window"]').first()
  if ((await link.count()) === 0) await page.goto('/')
  await settled(page)
  expect(await link.count(), 'no link leads to the page on which staff take an application in')
  await link.click()
  await page.waitForURL(/\/window$/)
  await settled(page)
  await chooseInCascade(page, wish.region)
  await page.locator('#main input.input, #main input[type="text"], #main input:not([type])').last().fill(wish.words)
  await page.locator('#main .window-form button[type="submit"]').click()
  await page.locator(`#main a[href="/window/${wish.item}"]`).click({ timeout: 10_000 })
  await page.waitForURL(/\/window\/.+/)
  await settled(page)
  await page.locator('#main .window-form input:not([type="radio"])').first().fill(wish.account)
  await page.locator(`#main input[type="radio"][value="${wish.consent}"]`).check({ force: true })
  await page.locator('#main .window-form button[type="submit"]').click()
  await page.waitForURL(/\/apply\//, { timeout: 10_000 })
  return applyInBrowser(page, answers)
}
