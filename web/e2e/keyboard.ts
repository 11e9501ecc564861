/** Works a page with the keyboard alone, as a person without a mouse does. */
import type { Page } from './browser.ts'

type Wanted = { readonly selector: string; readonly name?: string | RegExp; readonly value?: string }

type Focused = { readonly fits: boolean; readonly told: string; readonly key: string }

/** Whether the focused element is the wanted one, and what it is called. */
function focused(page: Page, wanted: Wanted): Promise<Focused> {
  const name =
    wanted.name === undefined
      ? null
      : typeof wanted.name === 'string'
        ? { text: wanted.name }
        : { source: wanted.name.source }
  return page.evaluate(
    ({ selector, name, value }) => {
      const element = document.activeElement as HTMLElement | null
      if (!element || element === document.body) return { fits: false, told: 'nothing', key: '' }
      const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : []
      const called = (
        element.getAttribute('aria-label') ??
        (labels.map((label) => label.textContent).join(' ') || element.textContent) ??
        ''
      ).trim()
      const named =
        name === null ||
        ('source' in name ? new RegExp(name.source as string).test(called) : called.includes(name.text as string))
      const valued = value === undefined || (element as HTMLInputElement).value === value
      return {
        fits: element.matches(selector) && named && valued,
        told: `${element.tagName.toLowerCase()} “${called.slice(0, 40)}”`,
        key: `${element.tagName} ${element.id} ${called}`,
      }
    },
    { selector: wanted.selector, name, value: wanted.value },
  )
}

/** Presses Tab until the wanted element has the focus; a fault that tells the way when it is never reached. */
export async function tabTo(page: Page, selector: string, name?: string | RegExp): Promise<void> {
  const wanted = { selector, ...(name === undefined ? {} : { name }) }
  const way: string[] = []
  for (let step = 0; step < 120; step++) {
    const { fits, told } = await focused(page, wanted)
    if (fits) return expectVisibleFocus(page, told)
    way.push(told)
    await page.keyboard.press('Tab')
  }
  throw new Error(
    `${page.url()}: Tab never reaches ${selector} ${name ?? ''}; the way: ${way.slice(0, 60).join(' → ')}`,
  )
}

/** The focus can be seen: an outline, a border or a shadow that is there. */
async function expectVisibleFocus(page: Page, told: string): Promise<void> {
  const seen = await page.evaluate(() => {
    const shown = (element: Element | null): boolean => {
      if (!element) return false
      const style = getComputedStyle(element)
      return (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
    }
    const element = document.activeElement
    return shown(element) || shown(element?.closest('label, .choice, tr') ?? null)
  })
  if (!seen) throw new Error(`${page.url()}: the focus on ${told} cannot be seen`)
}

/** Goes to an element and presses Enter on it. */
export async function press(page: Page, selector: string, name?: string | RegExp): Promise<void> {
  await tabTo(page, selector, name)
  await page.keyboard.press('Enter')
}

/** Goes to a box, clears it and types. */
export async function typeInto(page: Page, selector: string, text: string, name?: string | RegExp): Promise<void> {
  await tabTo(page, selector, name)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

/** Chooses one of a group of radios: Tab into the group, arrows to the value. */
export async function chooseRadio(page: Page, value: string, within = ''): Promise<void> {
  await tabTo(page, `${within} input[type="radio"]`.trim())
  await page.keyboard.press('Space')
  for (let step = 0; step < 20; step++) {
    const { fits } = await focused(page, { selector: 'input[type="radio"]', value })
    if (fits) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`${page.url()}: the arrows never reach the choice ${value}`)
}

/** Ticks a box by its value. */
export async function tick(page: Page, value: string): Promise<void> {
  await tabTo(page, `input[type="checkbox"][value="${value}"]`)
  await page.keyboard.press('Space')
}

/** Chooses in selects that open one after the other: Tab to each, arrows down to the option that contains the name. */
export async function chooseOptions(page: Page, within: string, names: readonly string[]): Promise<void> {
  for (const [index, name] of names.entries()) {
    const select = page.locator(`${within} select`).nth(index)
    // Its options come from the server, and may be slower than a key.
    await select.locator('option', { hasText: name }).first().waitFor({ state: 'attached' })
    const here = () => select.evaluate((one) => one === document.activeElement)
    for (let step = 0; step < 60 && !(await here()); step++) await page.keyboard.press('Tab')
    const shown = () => select.evaluate((one) => (one as HTMLSelectElement).selectedOptions[0]?.text ?? '')
    for (let step = 0; step < 200 && !(await shown()).includes(name); step++) await page.keyboard.press('ArrowDown')
    if (!(await shown()).includes(name)) throw new Error(`${page.url()}: no option ${name}`)
  }
}
