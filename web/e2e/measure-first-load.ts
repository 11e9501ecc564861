/** How long a first visit takes on a phone with a slow line, and how much script it fetches: figures for tests and bench. */
import type { CDPSession } from 'playwright-core'
import { type Browser, openBrowser, openPage, type Page } from './browser.ts'

/** The phone profile: 4 times slower processor; slow 4G as Lighthouse has it (1.6 Mbit/s down, 750 kbit/s up, 150 ms). */
export const phoneProfile = {
  cpuSlowdown: 4,
  downBytesPerSecond: (1.6 * 1024 * 1024) / 8,
  upBytesPerSecond: (750 * 1024) / 8,
  latencyMs: 150,
} as const

export type FirstLoad = {
  readonly page: string
  /** Bytes over the line, as sent: compressed. */
  readonly scriptBytes: number
  readonly allBytes: number
  readonly requests: number
  /** Milliseconds from the start of the navigation. */
  readonly firstPaint: number
  /** The page's own content stands and the main thread is free to answer. */
  readonly usable: number
  /** The visit that other work on the machine disturbed least. */
  readonly usableBest: number
}

const places: readonly { readonly page: string; readonly path: string; readonly ready: string }[] = [
  { page: 'home', path: '/', ready: '#main input[type="search"], #main .search-input' },
  { page: 'search', path: `/search?q=${encodeURIComponent('开餐馆')}`, ready: '#main h1' },
  { page: 'sign-in', path: '/sign-in', ready: '#main input[autocomplete="username"]' },
]

async function slowDown(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: phoneProfile.latencyMs,
    downloadThroughput: phoneProfile.downBytesPerSecond,
    uploadThroughput: phoneProfile.upBytesPerSecond,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: phoneProfile.cpuSlowdown })
  return session
}

/** Counts what comes over the line, by its kind. */
function weigh(session: CDPSession) {
  const kinds = new Map<string, string>()
  const weight = { script: 0, all: 0, requests: 0 }
  session.on(
    'Network.responseReceived',
    (event) =>
      void kinds.set(
        event.requestId,
        event.type === 'Script' || /javascript/.test(event.response.mimeType) ? 'script' : 'other',
      ),
  )
  session.on('Network.loadingFinished', (event) => {
    weight.requests++
    weight.all += event.encodedDataLength
    if (kinds.get(event.requestId) === 'script') weight.script += event.encodedDataLength
  })
  return weight
}

async function measure(browser: Browser, base: string, place: (typeof places)[number]): Promise<FirstLoad> {
  const page = await openPage(browser, { width: 390, base })
  try {
    const session = await slowDown(page)
    const weight = weigh(session)
    await page.goto(place.path, { waitUntil: 'commit' })
    await page.waitForSelector(place.ready, { state: 'visible', timeout: 30_000 })
    // Usable: the main thread is free again and answers the next frame.
    const usable = await page.evaluate(
      () => new Promise<number>((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0))),
    )
    const firstPaint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    )
    await page.waitForLoadState('networkidle')
    return {
      page: place.page,
      scriptBytes: weight.script,
      allBytes: weight.all,
      requests: weight.requests,
      firstPaint: Math.round(firstPaint),
      usable: Math.round(usable),
      usableBest: Math.round(usable),
    }
  } finally {
    await page.context().close()
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** The median of some visits, one after another, to each page that people come to first. */
export async function run(baseUrl: string, visitsEach = 5): Promise<readonly FirstLoad[]> {
  const base = baseUrl.replace(/\/$/, '')
  const browser = await openBrowser()
  try {
    // The first visit warms the server; people are not the first either.
    await measure(browser, base, places[0] as (typeof places)[number])
    const figures: FirstLoad[] = []
    for (const place of places) {
      const visits: FirstLoad[] = []
      while (visits.length < visitsEach) visits.push(await measure(browser, base, place))
      const one = visits[0] as FirstLoad
      figures.push({
        ...one,
        firstPaint: median(visits.map((visit) => visit.firstPaint)),
        usable: median(visits.map((visit) => visit.usable)),
        usableBest: Math.min(...visits.map((visit) => visit.usable)),
      })
    }
    return figures
  } finally {
    await browser.close()
  }
}

/** Figures as bench prints them, one JSON object a line: value against the limit that we set ourselves. */
export function asBenchLines(figures: readonly FirstLoad[]): readonly Record<string, unknown>[] {
  return figures.flatMap((figure) => [
    {
      name: `first-load.${figure.page}.script`,
      value: Math.round(figure.scriptBytes / 100) / 10,
      unit: 'kB',
      peer: 'limit 170 kB',
      ratio: figure.scriptBytes / 170_000,
    },
    {
      name: `first-load.${figure.page}.usable`,
      value: figure.usable / 1000,
      unit: 's',
      peer: 'limit 2 s',
      ratio: figure.usable / 2000,
    },
    {
      name: `first-load.${figure.page}.first-paint`,
      value: figure.firstPaint / 1000,
      unit: 's',
      peer: 'limit 2 s',
      ratio: figure.firstPaint / 2000,
    },
  ])
}

if (process.argv[1] === import.meta.filename) {
  const base = process.argv[2] ?? process.env.STEPPE_E2E_URL
  if (!base) throw new Error('name the running server: measure-first-load.ts http://127.0.0.1:8080')
  for (const line of asBenchLines(await run(base))) console.log(JSON.stringify(line))
}
