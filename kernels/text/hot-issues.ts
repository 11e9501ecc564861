/** What many people write about at the same time: groups of messages about one matter, hottest first. */

import { readableText } from './gram-features.ts'
import { groupMessages, type MessageVector, messageVectors, type TitledText } from './group-messages.ts'
import type { Segmenter } from './normalise.ts'
import { pairCounts, sharedPhrases, soundsLikePlace } from './shared-phrases.ts'

export interface HeardMessage {
  readonly id: string
  readonly text: string
  /** What stands above the text, where it has a title of its own. */
  readonly title?: string | undefined
  /** The day, or the instant, on which it came: `2026-10-01…`. */
  readonly on: string
  /** Who wrote; messages without one count as from different people. */
  readonly reporter?: string | undefined
  /** Where it is about. */
  readonly place?: string | undefined
  /** How many others agreed with it. */
  readonly likes?: number | undefined
}

export interface HotIssueOptions {
  /** Hottest so many; default 10. */
  readonly limit?: number
  /** An issue has at least so many messages; default 2. */
  readonly leastMessages?: number
  /** Days over which density is counted; default 30. */
  readonly days?: number
  /** With it, places and themes begin and end where words do. */
  readonly segmenter?: Pick<Segmenter, 'cut'>
}

export interface HotIssue {
  /** From 1. */
  readonly rank: number
  readonly heat: number
  /** Ids in the order of time. */
  readonly messages: readonly string[]
  readonly reporters: number
  readonly likes: number
  /** Days of the first and the last message. */
  readonly first: string
  readonly last: string
  /** The densest stretch of `days`: its first day and how many messages fell into it. */
  readonly peak: { readonly from: string; readonly messages: number }
  readonly place: string | undefined
  /** What it is about, most telling first. */
  readonly words: readonly string[]
  /** The message that stands for the others. */
  readonly central: string
}

/** What a further message of the same person adds. */
const REPEAT = 0.1
const WORDS = 5
const OPENING = 24
const DAY = 86_400_000

/**
 * Heat = (people + 0.1 × further messages of the same people + √likes) × (1 + share of messages in the densest stretch) / 2.
 * The same messages in the same order give the same issues.
 */
export function hotIssues(messages: readonly HeardMessage[], options: HotIssueOptions = {}): readonly HotIssue[] {
  const { limit = 10, leastMessages = 2, days = 30 } = options
  const read = messages.map(readMessage)
  const texts = read.map(({ title, text }) => title + text)
  const vectors = messageVectors(read)
  const warm = groupMessages(vectors)
    .filter((group) => group.length >= leastMessages)
    .map((group) => ({
      group,
      measure: measureHeat(
        group.map((at) => messages[at] as HeardMessage),
        days,
      ),
    }))
    .sort((a, b) => b.measure.heat - a.measure.heat || (a.group[0] ?? 0) - (b.group[0] ?? 0))
    .slice(0, limit)
  const everywhere = pairCounts(texts)
  return warm.map(({ group, measure }, at) => {
    const phrases = sharedPhrases(
      group.map((member) => texts[member] ?? ''),
      everywhere,
      { texts: texts.length, limit: 8, segmenter: options.segmenter },
    )
    const words = phrases.map((phrase) => phrase.words)
    return {
      rank: at + 1,
      ...measure,
      place:
        commonPlace(group.map((member) => messages[member]?.place)) ??
        words.find((phrase) => phrase.length > 2 && soundsLikePlace(phrase)),
      words: words.slice(0, WORDS),
      central: messages[centralOf(group, vectors)]?.id ?? '',
    }
  })
}

/** The beginning of a text stands for a title where there is none. */
function readMessage({ title, text }: HeardMessage): TitledText {
  const readable = readableText(text)
  return title === undefined
    ? { title: readable.slice(0, OPENING), text: readable.slice(OPENING) }
    : { title: readableText(title), text: readable }
}

type Measure = Pick<HotIssue, 'heat' | 'messages' | 'reporters' | 'likes' | 'first' | 'last' | 'peak'>

function measureHeat(group: readonly HeardMessage[], days: number): Measure {
  const inTime = group
    .map((message, at) => ({ message, day: dayOf(message.on), at }))
    .sort((a, b) => a.day - b.day || a.at - b.at)
  const reporters = new Set(inTime.map(({ message, at }) => message.reporter ?? `#${at}`)).size
  const likes = group.reduce((sum, message) => sum + Math.max(0, message.likes ?? 0), 0)
  const peak = densest(
    inTime.map(({ day }) => day),
    days,
  )
  const voices = reporters + REPEAT * (group.length - reporters) + Math.sqrt(likes)
  return {
    heat: (voices * (1 + peak.messages / group.length)) / 2,
    messages: inTime.map(({ message }) => message.id),
    reporters,
    likes,
    first: written(inTime[0]?.day ?? 0),
    last: written(inTime.at(-1)?.day ?? 0),
    peak: { from: written(peak.from), messages: peak.messages },
  }
}

/** The stretch of so many days that holds most; the earliest of equals. */
function densest(days: readonly number[], length: number): { from: number; messages: number } {
  let best = { from: days[0] ?? 0, messages: 0 }
  for (let [start, end] = [0, 0]; start < days.length; start++) {
    while (end < days.length && (days[end] ?? 0) < (days[start] ?? 0) + length) end++
    if (end - start > best.messages) best = { from: days[start] ?? 0, messages: end - start }
  }
  return best
}

/** Days since 1970; a message without a readable day counts as of 1970. */
function dayOf(on: string): number {
  const [, year, month, day] = /^(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})/.exec(on) ?? []
  return year === undefined ? 0 : Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY
}

function written(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** The place that at least half of those name which name one. */
function commonPlace(places: readonly (string | undefined)[]): string | undefined {
  const named = places.filter((place) => place !== undefined && place !== '')
  const counts = new Map<string, number>()
  for (const place of named) if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + 1)
  const [first] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return first !== undefined && first[1] * 2 >= named.length ? first[0] : undefined
}

/** The message nearest to the middle of its group; the earliest of equals. */
function centralOf(group: readonly number[], vectors: readonly MessageVector[]): number {
  const sum = new Map<number, number>()
  const each = (at: number, take: (gram: number, value: number) => void): void => {
    const { grams, values } = vectors[at] as MessageVector
    for (const [place, gram] of grams.entries()) take(gram, values[place] ?? 0)
  }
  for (const at of group) each(at, (gram, value) => sum.set(gram, (sum.get(gram) ?? 0) + value))
  const nearness = group.map((at) => {
    let product = 0
    each(at, (gram, value) => {
      product += value * (sum.get(gram) ?? 0)
    })
    return product
  })
  return group[nearness.indexOf(Math.max(...nearness))] ?? 0
}
