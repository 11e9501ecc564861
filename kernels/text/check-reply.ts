/** 答复质量: what a reply to a citizen has and lacks, with the words that show it, and how likely people would say that it explains. */

import { resemblance, shinglesOf } from './near-duplicates.ts'
import { type ReplySigns, signsOf } from './reply-signs.ts'

export type FindingId = 'answers' | 'handled' | 'substance' | 'basis' | 'day' | 'measures' | 'contact' | 'own_words'

export interface ReplyFinding {
  readonly id: FindingId
  readonly ok: boolean
  readonly title: { readonly zh: string; readonly en: string }
  /** The words that show it: of the reply, or for `own_words` of the known reply. May be empty where something is lacking. */
  readonly words: readonly string[]
}

export interface ReplyAssessment {
  /** 0–1: the share of people's marks “it explains” among replies like this one. */
  readonly score: number
  readonly findings: readonly ReplyFinding[]
}

export interface ReplyToCheck {
  readonly question: string
  readonly reply: string
  /** Replies that were sent before: the same words again are named, and words all of them have weigh less. */
  readonly knownReplies?: readonly string[]
}

/**
 * Logistic regression, Newton's method, ridge 1, learnt from 2,816 public replies marked by people (2,522 “explains”).
 * `npm run bench -- text` learns them again and compares.
 */
export const replyWeights: readonly number[] = [-7.066, 2.003, 0.363, 0.639, -0.965, -0.611]

/** Set by hand, not learnt: the marked replies all belong to their questions, and nobody marked re-use. */
const nothingShared = -2
const usedBefore = -2

/** So alike are the same words. */
const sameWords = 0.8
/** A reply takes the question up with one stretch of words so long, or with so many rare pairs of signs. */
const leastWord = 3
const leastShared = 8
const leastMatter = 12
const openingCharacters = 40

/** Logarithms of what is said, of the matter, of what is shared with the question; whether it is passed on or sent elsewhere. */
export function replyFeatures({ said, matter, shared, passedOn, sentOn }: ReplySigns): readonly number[] {
  return [
    Math.log1p(said),
    Math.log1p(matter),
    Math.log1p(shared),
    passedOn.length > 0 ? 1 : 0,
    Math.min(2, sentOn.length),
  ]
}

/** Deterministic; the agent sees the findings and decides. */
export function checkReply({ question, reply, knownReplies = [] }: ReplyToCheck): ReplyAssessment {
  const signs = signsOf(question, reply, knownReplies)
  const used = sameReply(reply, knownReplies)
  const answers = signs.shared >= leastShared || signs.sharedWords.some((word) => [...word].length >= leastWord)
  const [bias = 0, ...weights] = replyWeights
  const learnt = replyFeatures(signs).reduce((sum, value, at) => sum + value * (weights[at] ?? 0), bias)
  const odds = learnt + (answers ? 0 : nothingShared) + (used === undefined ? 0 : usedBefore)
  return { score: 1 / (1 + Math.exp(-odds)), findings: findingsOf(signs, answers, used) }
}

function findingsOf(signs: ReplySigns, answers: boolean, used: string | undefined): readonly ReplyFinding[] {
  const form = [...signs.received, ...signs.passedOn]
  const elsewhere = [...form, ...signs.sentOn]
  const enough = signs.matter >= leastMatter
  const finding = (id: FindingId, ok: boolean, zh: string, en: string, words: readonly string[]): ReplyFinding => ({
    id,
    ok,
    title: { zh, en },
    words,
  })
  const has = (id: FindingId, zh: string, en: string, words: readonly string[]): ReplyFinding =>
    finding(id, words.length > 0, zh, en, words)
  return [
    finding('answers', answers, '回应了诉求中的事项', 'It speaks of what was asked', signs.sharedWords),
    finding(
      'handled',
      enough || elsewhere.length === 0,
      '不只是收悉、转办或者请另行咨询',
      'It does more than confirm receipt, pass on or send elsewhere',
      enough ? [] : elsewhere,
    ),
    finding(
      'substance',
      enough || (elsewhere.length > 0 && signs.polite.length === 0),
      '有实质内容，不只是客套',
      'It has substance, not only courtesy',
      enough ? [] : signs.polite,
    ),
    has('basis', '写明了依据', 'It gives a basis', signs.basis),
    has('day', '写明了结果或者时间', 'It names a result or a day', signs.days),
    has('measures', '说明了原因或者措施', 'It explains causes or measures', signs.measures),
    has('contact', '留有联系方式', 'It says whom to contact', signs.contacts),
    finding(
      'own_words',
      used === undefined,
      '不是套用以前的答复',
      'It is no text that was used before',
      used === undefined ? [] : [[...used].slice(0, openingCharacters).join('')],
    ),
  ]
}

function sameReply(reply: string, known: readonly string[]): string | undefined {
  const own = shinglesOf(reply)
  if (own.size === 0) return undefined
  return known.find((each) => resemblance(own, shinglesOf(each)) >= sameWords)
}
