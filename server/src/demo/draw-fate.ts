/** What will happen to a made-up case, drawn before it starts, each from its share. */
import type { Random } from './random.ts'
import type { Happening } from './read-settings.ts'

export interface Fate
  extends Readonly<Record<Exclude<Happening, 'pauseOnSite' | 'badRating' | 'badWhenLate' | 'promise'>, boolean>> {
  readonly bad: boolean
  /** Steps not done by the end of the history. */
  readonly stop: readonly string[]
  /** The day on which it is accepted, where that is settled. */
  readonly acceptOn?: string
  /** The grade, where it is settled; 0 is not rated. */
  readonly rate?: number
}

export interface FateWish {
  readonly stop?: readonly string[]
  readonly acceptOn?: string
  readonly rate?: number
  readonly onSite: boolean
}

/** Draws the fate; a case that is to stand somewhere at the end, or was scripted, meets nothing else on its way. */
export function drawFate(random: Random, shares: Readonly<Record<Happening, number>>, wish: FateWish): Fate {
  const stop = wish.stop ?? []
  const quiet = stop.length > 0 || wish.rate !== undefined
  const drawn = (name: Happening) => random.chance(shares[name]) && !quiet
  const late = drawn('late')
  return {
    correction: drawn('correction') || stop.includes('correct'),
    correctionNeverSupplied: drawn('correctionNeverSupplied') || stop.includes('correct'),
    refusal: drawn('refusal'),
    tolerant: drawn('tolerant'),
    tolerantNeverSupplied: drawn('tolerantNeverSupplied'),
    promiseBroken: drawn('promiseBroken'),
    pause: drawn(wish.onSite ? 'pauseOnSite' : 'pause') || stop.includes('resume'),
    extension: drawn('extension'),
    failure: drawn('failure'),
    return: drawn('return'),
    takeBack: drawn('takeBack'),
    delegation: drawn('delegation'),
    signer: drawn('signer'),
    withdrawal: drawn('withdrawal'),
    forgotten: drawn('forgotten'),
    rating: drawn('rating'),
    redo: drawn('redo'),
    bad: drawn(late ? 'badWhenLate' : 'badRating'),
    late,
    stop,
    ...(wish.acceptOn ? { acceptOn: wish.acceptOn } : {}),
    ...(wish.rate !== undefined ? { rate: wish.rate } : {}),
  }
}
