/** Everybody who can play in the history: made-up people and firms, the demonstration's own, and the staff of the departments. */

import { type Day, dayInZone } from '@steppe/kernels/calendar'
import { getCatalogue } from '#ask/catalog'
import { findFirm, firmsOf, getPlaces, holdersOf, personOfAccount } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Casting } from './cast-case.ts'
import { type Firm, inventFirm, inventPerson, type Person } from './invent-people.ts'
import type { MadeUpFiles } from './made-up-files.ts'
import type { Colleague } from './play-case.ts'
import { randomOf } from './random.ts'
import type { Settings, Words } from './read-settings.ts'

/** Gathers the cast; the same for the same seed and registers. */
export async function gatherCast(
  house: CasesHouse,
  { settings, words }: { readonly settings: Settings; readonly words: Words },
  end: number,
  files: MadeUpFiles,
): Promise<Casting> {
  const people = Array.from({ length: settings.people }, (_, index) => inventPerson(words, settings.seed, index))
  const firms = await inventFirms(house, settings, words, people)
  const cast = await readCast(house, settings)
  return {
    house,
    settings,
    words,
    files,
    end,
    since: await firstDayOf(house),
    hours: {
      calendar: house.calendar,
      startOfDay: house.engine.surroundings.startOfDay,
      dayOf: (at) => dayInZone(at, house.site.zone),
    },
    personAt: (index) => people[index % people.length]!,
    firmsOf: (league) => firms.get(league) ?? [],
    castOf: (login) => cast.get(login),
    staffOf: rememberStaff(house),
  }
}

/** The first day on which any item was in force. */
async function firstDayOf(house: CasesHouse): Promise<Day> {
  const days = [...(await getCatalogue(house)).basics.values()].flatMap((versions) =>
    versions.map((version) => version.from),
  )
  return (days.sort()[0] ?? house.clock.today()) as Day
}

function rememberStaff(house: CasesHouse): Casting['staffOf'] {
  const known = new Map<string, Promise<readonly Colleague[]>>()
  return (department) => {
    const found = known.get(department) ?? holdersOf(house, department)
    known.set(department, found)
    return found
  }
}

async function inventFirms(
  house: CasesHouse,
  settings: Settings,
  words: Words,
  people: readonly Person[],
): Promise<Map<string, Firm[]>> {
  const places = await getPlaces(house)
  const byLeague = new Map<string, Firm[]>()
  for (let index = 0; index < settings.firms; index++) {
    const random = randomOf(settings.seed, 'seat', index)
    const league = random.weighted(settings.leagues)
    const banners = places.below(league).filter((region) => region.level === 'banner')
    if (banners.length === 0) continue
    const seat = random.pick(banners)
    const firm = inventFirm(words, settings.seed, index, seat.code, seat.name, people[index % people.length]!)
    byLeague.set(league, [...(byLeague.get(league) ?? []), firm])
  }
  return byLeague
}

type Cast = ReturnType<Casting['castOf']>

/** The demonstration accounts that scripts name, with the person and firm behind them as the registers know them. */
async function readCast(house: CasesHouse, settings: Settings): Promise<Map<string, Cast>> {
  const logins = [...new Set(settings.scripted.flatMap((script) => script.applicant ?? []))]
  const found = await Promise.all(logins.map(async (login) => [login, await castMember(house, login)] as const))
  return new Map(found)
}

async function castMember(house: CasesHouse, login: string): Promise<Cast> {
  const account = `demo-${login}`
  const [known, held] = await Promise.all([personOfAccount(house, account), firmsOf(house, account)])
  if (!known) return undefined
  const person: Person = { id: known.id, account, name: known.name, idNumber: known.idNumber, phone: known.phone ?? '' }
  const code = held[0]?.firm.code
  const firm = code ? await findFirm(house, code) : undefined
  if (!firm) return { person }
  return {
    person,
    firm: {
      code: firm.code,
      name: firm.name,
      kind: firm.kind === 'company' ? 'company' : 'sole-trader',
      region: firm.region,
      industry: firm.industry ?? '',
      scope: firm.scope ?? '',
      capitalFen: firm.capitalFen ?? 0,
      established: (firm.established ?? '2020-01-01') as Day,
      address: firm.address ?? '',
      representative: person,
    },
  }
}
