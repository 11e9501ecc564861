/** Gives a sketched case its item, its applicant, its answers and its opening act. */
import { askedQuestions, type BasicItem, type Form, type Item } from '@steppe/contracts/catalog'
import type { ActActor, Applicant } from '@steppe/kernels/cases'
import { openingOf } from '#act/applications'
import { type Held, neededMaterials } from '#ask/applications'
import { findForm, findItem, getCatalogue, getProofs, itemCodeFor } from '#ask/catalog'
import { getPlaces, type Places } from '#ask/registry'
import { makeCaseId } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { drawFate } from './draw-fate.ts'
import { fillForm } from './fill-form.ts'
import type { Firm, Person } from './invent-people.ts'
import { type MadeUpFiles, materialWith } from './made-up-files.ts'
import { atMinute } from './office-hours.ts'
import { acceptanceFor, type Frame, type Sketch } from './plan-history.ts'
import type { Colleague, Role } from './play-case.ts'
import { type Random, randomOf } from './random.ts'
import type { Words } from './read-settings.ts'

export interface Casting extends Frame {
  readonly house: CasesHouse
  readonly words: Words
  readonly files: MadeUpFiles
  readonly personAt: (index: number) => Person
  readonly firmsOf: (league: string) => readonly Firm[]
  /** The person and firm behind a demonstration account. */
  readonly castOf: (login: string) => { readonly person: Person; readonly firm?: Firm } | undefined
  readonly staffOf: (department: string) => Promise<readonly Colleague[]>
}

export interface CastCase extends Role {
  readonly person: Person
}

interface Applying {
  readonly person: Person
  readonly firm?: Firm
}

interface Matter {
  readonly item: Item
  readonly form: Form
  readonly who: Applying
}

/** The case of a sketch; nothing where no item was in force there on that day. */
export async function castCase(casting: Casting, sketch: Sketch): Promise<CastCase | undefined> {
  const random = randomOf(casting.settings.seed, 'case', sketch.index)
  const matter = await chooseMatter(casting, sketch, random)
  if (!matter) return undefined
  const { item, form, who } = matter
  const termDays = item.promisedLimit.unit === 'wd' ? item.promisedLimit.length : 0
  const acceptOn = sketch.dueIn === undefined ? undefined : acceptanceFor(casting, termDays, sketch.dueIn)
  const openAt = acceptOn ? atMinute(casting.hours, acceptOn, 480 + random.next() * 35) : sketch.openAt
  const wish = {
    onSite: item.specialProcedures.length > 0,
    ...(sketch.stop ? { stop: sketch.stop } : {}),
    ...(acceptOn ? { acceptOn } : {}),
    ...(sketch.rate !== undefined ? { rate: sketch.rate } : {}),
  }
  const fate = drawFate(random, casting.settings.happenings, wish)
  const promise =
    item.promiseAllowed &&
    !sketch.stop &&
    sketch.rate === undefined &&
    random.chance(casting.settings.happenings.promise)
  const day = casting.hours.dayOf(openAt)
  const place = (await getPlaces(casting.house)).region(item.region.code)?.name ?? item.region.name
  const fileFor = (id: string, name: string) => {
    const file = casting.files.fileFor(id, name)
    return { id: file.id, name: file.name, bytes: file.size }
  }
  const answers = fillForm(form, random, {
    person: who.person,
    ...(who.firm ? { firm: who.firm } : {}),
    region: item.region.code,
    place,
    today: day,
    words: casting.words,
    given: casting.settings.answers[item.basicCode] ?? {},
    fileFor,
  })
  const proofs = await getProofs(casting.house)
  const needs = neededMaterials({ item, answers, held: heldBy(who), proofs, promise, language: 'zh' })
  const asked = needs.filter((need) => need.needed && (need.required || need.mayFollow || random.chance(0.5)))
  const supplied = asked.map((need) => materialWith(casting.files.fileFor(need.id, need.name), need))
  const late = fate.tolerant
    ? new Set(asked.filter((need) => need.mayFollow).map((need) => need.id))
    : new Set<string>()
  const receiving = sketch.receiving ?? (sketch.crossRegion ? await someWindow(casting, item, random) : undefined)
  const opener = await openerOf(
    casting,
    sketch.channel,
    receiving ?? (await windowOf(casting, item.region.code)),
    random,
  )
  const applicant = applicantOf(who, opener, casting.words, random)
  const id = makeCaseId(item.region.code, day, (below) => random.between(0, below - 1))
  const applied = {
    applicant,
    answers,
    materials: supplied.filter((material) => !late.has(material.id)),
    promise,
    channel: opener ? sketch.channel : sketch.channel === 'mobile' ? 'mobile' : 'web',
    receiving: receiving ?? null,
  }
  const house = { ...casting.house, clock: { now: () => openAt, today: () => day } }
  const self: ActActor = { kind: 'person', id: who.person.account, name: who.person.name }
  return {
    opening: await openingOf(house, applied, item, needs, id),
    opener: opener ?? self,
    openAt,
    fate,
    random: randomOf(casting.settings.seed, 'play', sketch.index),
    supplied,
    applicant: self,
    person: who.person,
  }
}

/** Identity and registration are known to the administration; what earlier cases gave is left aside, as those may not be written yet. */
function heldBy({ firm }: Applying): Held {
  const held = new Map([['id-card', { zh: '实名认证时已核验身份证', en: 'identity card, verified at registration' }]])
  if (firm)
    held.set('business-licence', {
      zh: `市场监管登记库已有营业执照（${firm.code}）`,
      en: `business licence in the register (${firm.code})`,
    })
  return held
}

/** At a window, and where an assistant fills in, staff open the case; else the applicant does. */
async function openerOf(
  casting: Casting,
  channel: string,
  window: string | undefined,
  random: Random,
): Promise<ActActor | undefined> {
  if (channel !== 'window' && channel !== 'agent') return undefined
  const clerks = window ? (await casting.staffOf(window)).filter((each) => each.role === 'clerk') : []
  if (clerks.length === 0) return undefined
  const { id, name } = random.pick(clerks)
  return { kind: 'staff', id, name, department: window! }
}

function applicantOf(
  { person, firm }: Applying,
  opener: ActActor | undefined,
  words: Words,
  random: Random,
): Applicant {
  const base = firm
    ? { kind: 'firm' as const, id: firm.code, name: firm.name }
    : { kind: 'person' as const, id: person.id, name: person.name }
  const agent = opener ? { agent: { id: opener.id, name: opener.name, consent: random.pick(words.consents) } } : {}
  return { ...base, account: person.account, ...agent }
}

async function windowOf(casting: Casting, region: string): Promise<string | undefined> {
  return casting.house.directory.departmentOf('service-window', region)
}

/** A window in another league, for what is handled between leagues. */
async function someWindow(casting: Casting, item: Item, random: Random): Promise<string | undefined> {
  if (item.crossRegion.code === '0') return undefined
  const leagues = Object.keys(casting.settings.leagues).filter((league) => league !== item.region.league)
  const banners = bannersOf(await getPlaces(casting.house), random.pick(leagues))
  return banners.length > 0 ? windowOf(casting, random.pick(banners)) : undefined
}

function bannersOf(places: Places, league: string): string[] {
  return places.below(league).flatMap((region) => (region.level === 'banner' ? [region.code] : []))
}

/** Item, form and applicant that go together; a few tries, as not every item is handled everywhere for everybody. */
async function chooseMatter(casting: Casting, sketch: Sketch, random: Random): Promise<Matter | undefined> {
  for (let tries = 0; tries < 12; tries++) {
    const found = await tryMatter(casting, sketch, random)
    if (found) return found
    if (sketch.item) return undefined
  }
  return undefined
}

async function tryMatter(casting: Casting, sketch: Sketch, random: Random): Promise<Matter | undefined> {
  const day = casting.hours.dayOf(sketch.openAt)
  const basics = await basicsOn(casting.house, day)
  const basic = sketch.item ? basics.find((each) => each.code === sketch.item) : chooseBasic(basics, sketch, random)
  const form = basic && (await findForm(casting.house, basic.form, day))
  if (!basic || !form) return undefined
  const who = chooseApplicant(casting, sketch, basic, form, random)
  if (!who) return undefined
  const region = sketch.region ?? who.firm?.region ?? (await someBanner(casting, sketch.league!, random))
  const code = await itemCodeFor(casting.house, basic.code, region, day)
  const item = code && (await rememberedItem(casting.house, code, day))
  return item ? { item, form, who } : undefined
}

/** Leaving out what cannot be where the sketch wants it: without days there is nothing to examine for days. */
function chooseBasic(all: readonly BasicItem[], sketch: Sketch, random: Random): BasicItem | undefined {
  // Nobody in a history of one year has a licence that is about to end.
  const basics = all.filter((each) => !each.renews)
  const slow = sketch.dueIn !== undefined
  const fitting = slow
    ? basics.filter(
        (each) =>
          each.process === 'standard' &&
          each.promisedLimit.unit === 'wd' &&
          each.promisedLimit.length > Math.max(0, sketch.dueIn!),
      )
    : basics
  if (fitting.length === 0) return undefined
  const weights = Object.fromEntries(fitting.map((each) => [each.code, (each.popular ?? 10) ** 1.3]))
  const code = random.weighted(weights)
  return fitting.find((each) => each.code === code)
}

function chooseApplicant(
  casting: Casting,
  sketch: Sketch,
  basic: BasicItem,
  form: Form,
  random: Random,
): Applying | undefined {
  if (sketch.applicant) return settledApplicant(casting, sketch.applicant, basic)
  const asksFirm = askedQuestions(form, { applicantKind: 'firm', registered: 'yes' }).some((question) =>
    question.prefill?.startsWith('firm.'),
  )
  const firms =
    asksFirm && basic.audience.some((each) => each !== '1')
      ? casting.firmsOf(sketch.league ?? `${sketch.region!.slice(0, 4)}00`)
      : []
  const persons = basic.audience.includes('1')
  if (firms.length > 0 && (!persons || random.chance(casting.settings.firmShare))) {
    const firm = random.pick(firms)
    return { firm, person: firm.representative }
  }
  return persons ? { person: casting.personAt(random.between(0, casting.settings.people - 1)) } : undefined
}

function settledApplicant(casting: Casting, login: string, basic: BasicItem): Applying | undefined {
  const cast = casting.castOf(login)
  if (!cast) return undefined
  if (cast.firm && basic.audience.some((each) => each !== '1')) return cast
  return basic.audience.includes('1') ? { person: cast.person } : undefined
}

/** Districts of cities have more cases than banners. */
async function someBanner(casting: Casting, league: string, random: Random): Promise<string> {
  const places = await getPlaces(casting.house)
  const banners = bannersOf(places, league)
  if (banners.length === 0) return league
  return random.weighted(
    Object.fromEntries(banners.map((code) => [code, places.region(code)?.name.endsWith('区') ? 3 : 1])),
  )
}

const basicsByDay = new WeakMap<object, Map<string, readonly BasicItem[]>>()

/** Basic items in force on the day that have a process, in the order of their codes. */
async function basicsOn(house: CasesHouse, day: string): Promise<readonly BasicItem[]> {
  const catalogue = await getCatalogue(house)
  const days = basicsByDay.get(catalogue) ?? new Map<string, readonly BasicItem[]>()
  basicsByDay.set(catalogue, days)
  const known = days.get(day)
  if (known) return known
  const found = [...catalogue.basics.values()].flatMap(
    (versions) => versions.find((each) => each.from <= day && (each.until === undefined || day < each.until)) ?? [],
  )
  days.set(day, found)
  return found
}

const items = new WeakMap<object, Map<string, Promise<Item | undefined>>>()

/** The item in its version of the day; read once for each month, in which versions seldom change twice. */
async function rememberedItem(house: CasesHouse, code: string, day: string): Promise<Item | undefined> {
  const known = items.get(house.db) ?? new Map<string, Promise<Item | undefined>>()
  items.set(house.db, known)
  const found = known.get(code)
  const item = found && (await found)
  if (item && item.from <= day && (item.until === undefined || day < item.until)) return item
  const fresh = findItem(house, code, day)
  known.set(code, fresh)
  return fresh
}
