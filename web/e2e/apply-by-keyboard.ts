/** Fills in an application page by page with the keyboard alone, and hands it in. */
import type { FileChooser } from 'playwright-core'
import type { Page } from './browser.ts'
import { settled } from './browser.ts'
import { chooseOptions, chooseRadio, press, tabTo, tick, typeInto } from './keyboard.ts'
import { smallestPdf } from './server.ts'

type Draft = {
  readonly form: { readonly questions: readonly { readonly id: string; readonly label: { readonly zh: string } }[] }
}

export type TypedAnswers = Readonly<Record<string, string | readonly string[] | true>>

/** Where the made-up applicant is at home, from the largest to the smallest. */
const regionNames = ['呼和浩特市', '新城区']

/** The dialog of the system that a key opens; asked for again, as a person would, when the page was drawn anew in between. */
async function chooserOf(page: Page, tries = 3): Promise<FileChooser> {
  await tabTo(page, 'input[type="file"]')
  const opened = page.waitForEvent('filechooser', { timeout: 5000 })
  await page.keyboard.press('Space')
  return opened.catch((fault: Error) => {
    if (tries === 1) throw fault
    return chooserOf(page, tries - 1)
  })
}

async function handIn(page: Page): Promise<void> {
  const chooser = await chooserOf(page)
  await chooser.setFiles({ name: '材料.pdf', mimeType: 'application/pdf', buffer: smallestPdf })
  await page.waitForSelector('.files .file')
}

/** What kind of page it is, by what stands on it. */
function kindOf(page: Page): Promise<'file' | 'radio' | 'checkbox' | 'text' | 'none'> {
  return page.evaluate(() => {
    const main = document.querySelector('#main')
    const has = (selector: string) => main?.querySelector(selector) !== null
    if (has('input[type="file"]')) return 'file' as const
    if (has('.step-form input[type="radio"], .page input[type="radio"]')) return 'radio' as const
    if (has('input[type="checkbox"]')) return 'checkbox' as const
    if (has('input[type="text"], input:not([type]), input[type="number"], input[type="tel"], textarea'))
      return 'text' as const
    return 'none' as const
  })
}

/** Which question stands on the page: by its address, else by the title of the window, which is the question's. */
async function questionOf(page: Page): Promise<string> {
  const { pathname, searchParams } = new URL(page.url())
  const at = searchParams.get('at')
  if (at) return at
  const draft = /^\/apply\/([^/]+)$/.exec(pathname)?.[1]
  if (!draft) return ''
  const title = await page.title()
  const response = await page.request.get(`/api/applications/drafts/${draft}`)
  if (!response.ok()) return ''
  const { form } = (await response.json()) as Draft
  return form.questions.find((question) => question.label.zh === title)?.id ?? ''
}

async function answerPage(page: Page, answers: TypedAnswers): Promise<void> {
  const answer = answers[await questionOf(page)]
  const kind = await kindOf(page)
  if (kind === 'file') return handIn(page)
  if (kind === 'radio') return chooseRadio(page, typeof answer === 'string' ? answer : 'no', '#main')
  if (kind === 'checkbox') {
    const values = Array.isArray(answer) ? (answer as readonly string[]) : ['yes']
    for (const value of values) await tick(page, value)
    return
  }
  if (await page.locator('#main .step-form select').count()) await chooseOptions(page, '#main .step-form', regionNames)
  if (kind === 'text' && typeof answer === 'string')
    return typeInto(page, '#main input:not([type="hidden"]), #main textarea', answer)
}

/** Goes on from page to page until the receipt; gives the case number that stands in its address. */
export async function applyByKeyboard(page: Page, answers: TypedAnswers): Promise<string> {
  const passed: string[] = []
  for (let step = 0; step < 60; step++) {
    await settled(page)
    const { pathname, search } = new URL(page.url())
    const receipt = /^\/receipt\/(.+)$/.exec(pathname)
    if (receipt) return receipt[1] as string
    const where = pathname + search
    if (passed.filter((one) => one === where).length > 1) {
      const said = await page.locator('.field-error, .notice').allTextContents()
      throw new Error(`the application does not go on from ${where}: ${said.join(' ')}`)
    }
    passed.push(where)
    await answerPage(page, answers)
    await press(page, '#main .step-form button[type="submit"], #main .button-row .button:not(.second):not(.plain)')
    await page.waitForTimeout(150)
  }
  throw new Error(`no receipt after ${passed.length} pages: ${passed.join(' → ')}`)
}
