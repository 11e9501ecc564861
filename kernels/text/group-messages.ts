/** Messages about the same matter, brought together: average-linkage clustering over the pairs that are near. */

import { countGrams, type GramCounts } from './gram-features.ts'

/** A message as a vector of length 1 over its telling pairs of characters. */
export interface MessageVector {
  readonly grams: Float64Array
  readonly values: Float64Array
}

/** A pair that stands in more than so large a share of the messages tells nothing; but when few write, one matter may be most of it. */
const COMMON_SHARE = 0.1
const COMMON_LEAST = 100
const COMMON_MOST = 2000
/** A pair that stands in one message only can make it like no other; it counts so much for what the message says besides. */
const ALONE = 0.3
/** Two messages are worth comparing from this cosine on; two groups become one from the other on, on the average. */
const NEAR = 0.25
const TOGETHER = 0.15

/** A message read for comparison; both parts as `readableText` gives them. */
export interface TitledText {
  readonly title: string
  readonly text: string
}

/** Vectors over pairs of characters, by inverse document frequency; the title weighs as much as the whole text. */
export function messageVectors(messages: readonly TitledText[]): readonly MessageVector[] {
  const counts = messages.map(({ title, text }) => ({ title: countGrams(title), text: countGrams(title + text) }))
  const standsIn = new Map<number, number>()
  for (const { text } of counts) for (const key of text.keys) standsIn.set(key, (standsIn.get(key) ?? 0) + 1)
  const most = Math.min(COMMON_MOST, Math.max(COMMON_LEAST, messages.length * COMMON_SHARE))
  const weightOf = new Map<number, number>()
  for (const [key, number] of standsIn)
    if (key > 0xffff && number <= most)
      weightOf.set(key, (number === 1 ? ALONE : 1) * Math.log((messages.length + 1) / number))
  return counts.map(({ title, text }) => {
    const sum = new Map<number, number>()
    for (const part of [title, text])
      for (const [key, value] of unitOf(part, weightOf)) sum.set(key, (sum.get(key) ?? 0) + value)
    const length = Math.sqrt([...sum.values()].reduce((total, value) => total + value * value, 0)) || 1
    return { grams: Float64Array.from(sum.keys()), values: Float64Array.from(sum.values(), (value) => value / length) }
  })
}

function unitOf(
  { keys, weights }: GramCounts,
  weightOf: ReadonlyMap<number, number>,
): readonly (readonly [number, number])[] {
  const known = keys.flatMap((key, gram) => {
    const weight = weightOf.get(key)
    return weight === undefined ? [] : [[key, (weights[gram] ?? 0) * weight] as const]
  })
  const length = Math.sqrt(known.reduce((sum, [, value]) => sum + value * value, 0)) || 1
  return known.map(([key, value]) => [key, value / length] as const)
}

/** Groups of places in the list, each rising; a message about which nobody else writes is a group of its own. */
export function groupMessages(vectors: readonly MessageVector[]): readonly (readonly number[])[] {
  const groups = vectors.map((vector, at): Group => ({ members: [at], sum: sumOf(vector) }))
  const groupOf = vectors.map((_, at) => at)
  for (const { a, b } of nearPairs(vectors)) {
    const [one, other] = [groupOf[a] as number, groupOf[b] as number]
    if (one === other) continue
    const [into, from] =
      (groups[one] as Group).members.length >= (groups[other] as Group).members.length ? [one, other] : [other, one]
    if (likeness(groups[into] as Group, groups[from] as Group) < TOGETHER) continue
    for (const member of (groups[from] as Group).members) groupOf[member] = into
    merge(groups[into] as Group, groups[from] as Group)
  }
  return groups
    .map(({ members }) => [...members].sort((a, b) => a - b))
    .filter((members) => members.length > 0)
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}

interface Group {
  members: number[]
  /** The sum of its members' vectors. */
  sum: Map<number, number>
}

function sumOf({ grams, values }: MessageVector): Map<number, number> {
  return new Map(Array.from(grams, (gram, at) => [gram, values[at] ?? 0]))
}

/** The mean cosine between members of one and of the other. */
function likeness(large: Group, small: Group): number {
  const [outer, inner] = large.sum.size < small.sum.size ? [large.sum, small.sum] : [small.sum, large.sum]
  let product = 0
  for (const [gram, value] of outer) product += value * (inner.get(gram) ?? 0)
  return product / (large.members.length * small.members.length)
}

function merge(into: Group, from: Group): void {
  for (const [gram, value] of from.sum) into.sum.set(gram, (into.sum.get(gram) ?? 0) + value)
  into.members.push(...from.members)
  from.members = []
  from.sum = new Map()
}

/** Pairs of messages whose cosine is high enough, nearest first. */
function nearPairs(vectors: readonly MessageVector[]): readonly { a: number; b: number; cosine: number }[] {
  const postings = new Map<number, { message: number; value: number }[]>()
  const pairs: { a: number; b: number; cosine: number }[] = []
  const cosines = new Float64Array(vectors.length)
  for (const [b, { grams, values }] of vectors.entries()) {
    const touched: number[] = []
    for (const [at, gram] of grams.entries()) {
      const list = postings.get(gram) ?? []
      if (list.length === 0) postings.set(gram, list)
      const value = values[at] as number
      for (const { message, value: other } of list) {
        if (cosines[message] === 0) touched.push(message)
        ;(cosines[message] as number) += value * other
      }
      list.push({ message: b, value })
    }
    for (const a of touched) {
      if ((cosines[a] as number) >= NEAR) pairs.push({ a, b, cosine: cosines[a] as number })
      cosines[a] = 0
    }
  }
  return pairs.sort((x, y) => y.cosine - x.cosine || x.a - y.a || x.b - y.b)
}
