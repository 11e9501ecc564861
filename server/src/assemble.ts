/** Puts the house together over a database and packs: loads the packs, builds the engine, gathers the modules' routes. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { holds } from '@steppe/kernels/authority'
import { expressions } from '@steppe/kernels/rules'
import type { FastifyInstance } from 'fastify'
import { verifyPassword } from '#act/registry'
import { getItemVersion } from '#ask/catalog'
import { accountById, findPolicy, getActor, getPlaces, holdersOf } from '#ask/registry'
import { loadDecisions } from '#cases/decisions'
import { createEngine, saltBytes } from '#cases/engine'
import type { CasesHouse } from '#cases/house'
import {
  contextFactory,
  type Directory,
  definitionReader,
  loadCalendars,
  loadLaw,
  startOfDayIn,
} from '#cases/load-context'
import { card as casesCard } from '#cases/module'
import { card as ledgerCard } from '#ledger/module'
import type { Links } from '#links/links'
import { card as linksCard } from '#links/module'
import { readExamples } from '#platform/api-examples'
import type { Carrier } from '#platform/carrier'
import type { Clock } from '#platform/clock'
import { buildHttp } from '#platform/http'
import type { Keys } from '#platform/keys'
import type { House, LogSettings, ModuleCard, Progress, SealedRows, Service, Site } from '#platform/module'
import type { Pack } from '#platform/packs'
import { loadEnglish } from '#platform/phrases'
import { platformRefusals } from '#platform/platform-refusals'
import type { Database } from '#platform/postgres'
import type { Refusal, RefusalTexts } from '#platform/refusals'
import { isRefusal } from '#platform/refusals'
import { platformRoutes } from '#platform/routes'
import { type Sessions, sessionsOf } from '#platform/sessions'
import { describeActor } from './describe-actor.ts'

export const version = '0.1.0'

export interface Assembled {
  readonly house: CasesHouse
  readonly cards: readonly ModuleCard<CasesHouse>[]
  readonly sessions: Sessions
  /** Builds the HTTP server; not yet listening. */
  readonly http: () => Promise<FastifyInstance>
}

/** The cards of all modules, found by reading the folder. */
export async function findModules(): Promise<ModuleCard<CasesHouse>[]> {
  const folder = join(import.meta.dirname, 'modules')
  const names = (await readdir(folder)).sort()
  const modules = await Promise.all(
    names.map(
      async (name) => ((await import(join(folder, name, 'module.ts'))) as { card: ModuleCard<CasesHouse> }).card,
    ),
  )
  return [casesCard, linksCard, ledgerCard, ...modules]
}

/** Columns that hold personal data whole, of all modules and of the platform. */
export function personalColumns(cards: readonly ModuleCard<CasesHouse>[]): Readonly<Record<string, readonly string[]>> {
  return Object.assign({ 'platform.files': ['content'] }, ...cards.map((card) => card.personal))
}

/** Where each module keeps what stands in the transparency log. */
export function sealedRowsOf(cards: readonly ModuleCard<CasesHouse>[]): readonly SealedRows[] {
  return cards.flatMap((card) => card.sealed ?? [])
}

/** The installation as its last pack with a site describes it. */
export function siteOf(packs: readonly Pack[], demo: boolean, url?: string): Site {
  const site = packs.findLast((pack) => pack.card.site)?.card.site
  if (!site) throw new Error('no pack describes an installation; one of them needs a `site` in its pack.json')
  return { ...site, ...(url ? { url: url.replace(/\/+$/, '') } : {}), packs, demo }
}

/** Takes in the packs, module by module in their order. */
export async function loadPacks(
  house: House,
  cards: readonly ModuleCard<CasesHouse>[],
  progress: Progress,
): Promise<void> {
  const loading = cards.flatMap((card) => (card.load ? [card.load] : [])).sort((a, b) => a.order - b.order)
  for (const load of loading) for (const pack of house.site.packs) await load.run(house, pack, progress)
}

async function directoryOf(house: House): Promise<Directory> {
  const places = await getPlaces(house)
  return {
    departmentOf: (kind, region) => places.departmentOf(kind, region)?.code,
    departmentName: (code, language) => {
      const found = places.department(code)
      return (language === 'zh' ? found?.name : found?.english) ?? code
    },
    regionName: (code, language) => {
      const found = places.region(code)
      return (language === 'zh' ? found?.name : (found?.english ?? found?.pinyin)) ?? code
    },
  }
}

/** Builds everything over a migrated database. `progress` hears what takes long. */
export async function assemble(
  db: Database,
  packs: readonly Pack[],
  clock: Clock,
  options: {
    readonly demo: boolean
    readonly keys: Keys
    readonly progress?: Progress
    readonly links?: Links
    readonly proxies?: string
    readonly url?: string
    readonly carrier?: Carrier
    readonly log?: Partial<LogSettings>
    /** Over a database that has taken the packs in already: writes nothing. */
    readonly readOnly?: boolean
  },
): Promise<Assembled> {
  const site = siteOf(packs, options.demo, options.url)
  const log = { origin: site.log ?? `${site.region}.steppe.example/log`, witnesses: [], ...options.log }
  const { keys, carrier } = options
  const base: House = { db, clock, site, keys, log, ...(carrier ? { carrier } : {}) }
  const cards = await findModules()
  if (!options.readOnly) await loadPacks(base, cards, options.progress ?? (() => {}))
  const house = await completeHouse(base, cards, options.links)
  const sessions = sessionsOf(db, clock, (account) => getActor(house, account))
  return { house, cards, sessions, http: () => httpOf(house, cards, sessions, options.proxies) }
}

async function confirmPassword(house: House, account: string, password: string): Promise<Refusal | undefined> {
  const found = await accountById(house, account)
  const right = await verifyPassword(house, found?.login ?? '', password)
  return isRefusal(right) ? right : undefined
}

/** 容缺: what the guide of the day lets follow. */
async function mayFollow(house: House, code: string, day: string): Promise<readonly string[]> {
  const item = await getItemVersion(house, code, day)
  return (item?.materials ?? [])
    .filter((each) => each.necessity === 'later' || (item?.tolerant && each.missable))
    .map((each) => each.id)
}

async function completeHouse(
  base: House,
  cards: readonly ModuleCard<CasesHouse>[],
  links: Links | undefined,
): Promise<CasesHouse> {
  const { db, site, clock } = base
  const [law, calendars, decide, directory, policy, english] = await Promise.all([
    loadLaw(site.packs),
    loadCalendars(site.packs),
    loadDecisions(site.packs),
    directoryOf(base),
    findPolicy(base),
    loadEnglish(
      site.packs,
      cards.flatMap((card) => card.phrases ?? []),
    ),
  ])
  const services = new Map<string, Service>()
  const refusals: RefusalTexts = Object.assign({}, platformRefusals, ...cards.map((card) => card.refusals))
  const feel = expressions()
  const engine = createEngine(base, {
    contextFor: contextFactory({
      calendars,
      law,
      zone: site.zone,
      expressions: feel,
      directory,
      definition: definitionReader(db.ask),
    }),
    callees: {
      rule: (decision, state) => decide(decision, state),
      service: async (action, state, at) => {
        const service = services.get(action)
        if (!service)
          throw new Error(`no module offers the service “${action}” that process ${state.process.key} calls`)
        return service(state, at)
      },
    },
    startOfDay: startOfDayIn(site.zone),
    randomBytes: saltBytes,
  })
  const colleagues: CasesHouse['colleagues'] = async (departments) =>
    (
      await Promise.all(
        departments.map(async (department) =>
          (
            await holdersOf({ db, clock }, department)
          )
            .filter((holder) => holds(policy, [holder], 'cases:task:work'))
            .map((holder) => ({ ...holder, department })),
        ),
      )
    ).flat()
  const house: CasesHouse = {
    ...base,
    engine,
    calendar: calendars.general,
    calendars,
    law,
    directory,
    policy,
    english,
    expressions: feel,
    refusals,
    sealedRows: sealedRowsOf(cards),
    links,
    colleagues,
    mayFollow: (item, day) => mayFollow(base, item, day),
    confirmPassword: (account, password) => confirmPassword(base, account, password),
  }
  for (const card of cards)
    for (const [action, service] of Object.entries(card.services?.(house) ?? {})) services.set(action, service)
  return house
}

async function httpOf(
  house: CasesHouse,
  cards: readonly ModuleCard<CasesHouse>[],
  sessions: Sessions,
  proxies: string | undefined,
): Promise<FastifyInstance> {
  const verify = async (login: string, password: string) => {
    const account = await verifyPassword(house, login, password)
    return isRefusal(account) ? account : account.id
  }
  const own = platformRoutes({
    house,
    sessions,
    version,
    verify,
    describeActor: (actor, language) => describeActor(house, actor, language),
  })
  return buildHttp({
    house,
    ...(proxies ? { proxies } : {}),
    examples: await readExamples(join(import.meta.dirname, '../../docs/examples')),
    routes: [...own, ...cards.flatMap((card) => card.routes(house))],
    refusals: house.refusals,
    sessions,
    holds: (actor, permission) => holds(house.policy, actor.grants, permission),
    version,
  })
}
