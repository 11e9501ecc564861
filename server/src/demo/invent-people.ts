/** Made-up people and firms: valid in form, in nobody's real register. */
import type { Day } from '@steppe/kernels/calendar'
import { makeCreditCode, makeIdNumber, makeOrganisationCode } from '@steppe/kernels/codes'
import { type Random, randomOf } from './random.ts'
import type { Words } from './read-settings.ts'

export interface Person {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly idNumber: string
  readonly phone: string
}

export interface Firm {
  readonly code: string
  readonly name: string
  readonly kind: 'company' | 'sole-trader'
  readonly region: string
  readonly industry: string
  readonly scope: string
  readonly capitalFen: number
  readonly established: Day
  readonly address: string
  readonly representative: Person
}

/** A name of a surname and a given name, or a whole one, as Mongolian names are. */
export function inventName(words: Words, random: Random): string {
  if (random.chance(0.2)) return random.pick(words.wholeNames)
  return random.pick([...words.surnames]) + random.pick(words.givenNames)
}

/** The `index`th person of a seed. The number begins with a region code that is not given to any place. */
export function inventPerson(words: Words, seed: string, index: number): Person {
  const random = randomOf(seed, 'person', index)
  const two = (value: number) => String(value).padStart(2, '0')
  const birth = `${1962 + (index % 40)}${two(random.between(1, 12))}${two(random.between(1, 28))}`
  const sequence = String(Math.floor(index / 40) % 1000).padStart(3, '0')
  const id = `history-person-${index}`
  return {
    id,
    account: id,
    name: inventName(words, random),
    idNumber: makeIdNumber(`159900${birth}${sequence}`),
    phone: `1380001${String(index % 10_000).padStart(4, '0')}`,
  }
}

export function inventAddress(words: Words, random: Random): string {
  return `示例${random.pick(words.streets)}${random.between(1, 320)}号`
}

/** A firm's name says that it is an example, so that it is taken for nobody's. */
export function inventFirmName(words: Words, random: Random, place: string, kind: Firm['kind']): string {
  const word = random.pick(words.firmWords)
  return kind === 'company'
    ? `${place}示例${word}${random.pick(words.trades).word}${random.pick(words.firmForms)}`
    : `${place}示例${word}${random.pick(words.shops)}`
}

/** The `index`th firm of a seed, in a region with the name `place`. */
export function inventFirm(
  words: Words,
  seed: string,
  index: number,
  region: string,
  place: string,
  representative: Person,
): Firm {
  const random = randomOf(seed, 'firm', index)
  const kind = random.chance(0.55) ? 'company' : 'sole-trader'
  const trade = random.pick(words.trades)
  const subject = makeOrganisationCode(`MAH${String(index).padStart(5, '0')}`)
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    code: makeCreditCode(`9${kind === 'company' ? 1 : 2}${region}${subject}`),
    name: inventFirmName(words, random, place, kind),
    kind,
    region,
    industry: trade.industry,
    scope: trade.scope,
    capitalFen: (kind === 'company' ? random.pick([10, 50, 100, 200, 500, 1000]) : random.between(1, 10)) * 1_000_000,
    established: `${random.between(2008, 2024)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}` as Day,
    address: inventAddress(words, random),
    representative,
  }
}
