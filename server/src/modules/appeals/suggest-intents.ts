/** 诉求类型: whether somebody asks, seeks help, complains, reports or suggests, by the words that say so and by what was learnt from closed orders. */
import { type Intent, intents, type Suggestions } from '@steppe/contracts/appeals'
import { classify } from '@steppe/kernels/text'
import type { CasesHouse } from '#cases/house'
import { learntModel, trusted } from './learn-departments.ts'
import { appealLists } from './load-lists.ts'

type Suggested = Suggestions['intents'][number]

const most = 2
/** Less than this is not worth a line. */
const least = 0.15
/** Signs of doubt that stand against the words found. */
const doubt = 2

export async function suggestIntents(house: CasesHouse, text: string): Promise<Suggested[]> {
  const [{ intentWords }, model] = await Promise.all([appealLists(house.site.packs), learntModel(house, 'intents')])
  const said = byWords(intentWords, text)
  const learnt = new Map<Intent, Suggested>()
  if (model) {
    const { label, ranking, because } = classify(model, text)
    for (const { label: intent, confidence: sure } of ranking) {
      const confidence = sure * trusted(model.learntFrom.perLabel[model.labels.indexOf(intent)] ?? 0)
      const words = intent === label ? because.map(({ words, weight }) => ({ words, weight })) : []
      learnt.set(intent as Intent, { intent: intent as Intent, confidence, from: 'learnt', because: words })
    }
  }
  return intents
    .flatMap((intent) => both(said.get(intent), learnt.get(intent)))
    .filter(({ confidence }) => confidence >= least)
    .sort((a, b) => b.confidence - a.confidence || intents.indexOf(a.intent) - intents.indexOf(b.intent))
    .slice(0, most)
    .map((each) => ({ ...each, confidence: Math.round(each.confidence * 100) / 100 }))
}

/** What both say is surer than what either says. */
function both(said: Suggested | undefined, learnt: Suggested | undefined): Suggested[] {
  if (!said || !learnt) return [said ?? learnt].flatMap((one) => (one ? [one] : []))
  const confidence = 1 - (1 - said.confidence) * (1 - learnt.confidence)
  return [{ ...said, confidence, from: 'both', because: [...said.because, ...learnt.because] }]
}

/** Words that say what somebody wants; a longer word says more. */
export function byWords(lists: ReadonlyMap<Intent, readonly string[]>, text: string): ReadonlyMap<Intent, Suggested> {
  const hits = [...lists].map(([intent, words]) => {
    const because = words
      .filter((word) => text.includes(word))
      .map((word) => ({ words: word, weight: [...word].length }))
    return { intent, because, score: because.reduce((sum, { weight }) => sum + weight, 0) }
  })
  const total = hits.reduce((sum, { score }) => sum + score, doubt)
  return new Map(
    hits
      .filter(({ score }) => score > 0)
      .map(({ intent, because, score }) => [intent, { intent, confidence: score / total, from: 'words', because }]),
  )
}
