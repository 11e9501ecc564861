/** To whom an order might go, with reasons and confidence; and orders that say nearly the same. */
import type { Suggestions, SuggestRequest } from '@steppe/contracts/appeals'
import type { CaseState } from '@steppe/kernels/cases'
import { bandKeys, type Classifier, classify, resemblance, shinglesOf, signatureOf } from '@steppe/kernels/text'
import { getPlaces } from '#ask/registry'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { dutiesInForce, type StoredDuty } from './find-duties.ts'
import { learntModel, trusted } from './learn-departments.ts'
import { matterOf } from './matter.ts'
import { orderColumns, type StoredOrder } from './order-rows.ts'
import { suggestIntents } from './suggest-intents.ts'

type Department = Suggestions['departments'][number]

const most = 3
/** From so much on two texts are shown as perhaps the same. */
const nearFrom = 0.5
/** Less than this is not worth a line. */
const leastConfidence = 0.1

/** What suggestions are made from: an order that stands, or the words somebody is writing. */
export type Asked = Pick<CaseState, 'id' | 'league' | 'region' | 'title' | 'answers'>

/** For words that are still being written; nothing is kept. */
export function suggestForWords(
  house: CasesHouse,
  { text, region }: SuggestRequest,
  language: 'zh' | 'en',
): Promise<Suggestions> {
  return suggestFor(house, { id: '', league: leagueOf(region), region, title: '', answers: { text } }, language)
}

export async function suggestFor(house: CasesHouse, state: Asked, language: 'zh' | 'en'): Promise<Suggestions> {
  const [named, model, intents, nearDuplicates] = await Promise.all([
    byCatalogue(house, state, language),
    learntModel(house, 'departments'),
    suggestIntents(house, `${state.title} ${matterOf(state).text}`),
    findNearDuplicates(house, state, language),
  ])
  const learnt = model ? await byLearning(house, state, model, language) : []
  return {
    departments: together(named, learnt).slice(0, most),
    intents,
    nearDuplicates,
    learntFrom: model?.learntFrom.rows ?? 0,
  }
}

/** What was learnt from closed orders, with the words that decided; the fewer orders it was learnt from, the less it counts. */
async function byLearning(
  house: CasesHouse,
  state: Asked,
  model: Classifier,
  language: 'zh' | 'en',
): Promise<Department[]> {
  const places = await getPlaces(house)
  const said = classify(model, `${state.title} ${matterOf(state).text}`)
  // A single character that happened to stand in some orders says nothing of whose matter it is.
  if (!said.because.some(({ words }) => [...words].length > 1)) return []
  return said.ranking.slice(0, most).flatMap(({ label, confidence: sure }): Department[] => {
    const department = places.departmentOf(label, state.region)
    const confidence = sure * trusted(model.learntFrom.perLabel[model.labels.indexOf(label)] ?? 0)
    if (!department || confidence < leastConfidence) return []
    return [
      {
        department: department.code,
        name: language === 'en' ? department.english : department.name,
        confidence: Math.round(confidence * 100) / 100,
        from: 'learnt',
        because: label === said.label ? said.because.map(({ words, weight }) => ({ words, weight })) : [],
      },
    ]
  })
}

/** Both ways of knowing: who is named by both is surer than by either. */
export function together(named: readonly Department[], learnt: readonly Department[]): Department[] {
  const both = named.map((one) => {
    const other = learnt.find((each) => each.department === one.department)
    if (!other) return one
    const confidence = 1 - (1 - one.confidence) * (1 - other.confidence)
    return {
      ...one,
      from: 'both' as const,
      confidence: Math.round(confidence * 100) / 100,
      because: [...one.because, ...other.because],
    }
  })
  // What only follows in the ranking has no words that decided: it is no suggestion by itself.
  const rest = learnt.filter(
    ({ department, because }) => because.length > 0 && !named.some((one) => one.department === department),
  )
  return [...both, ...rest].sort((a, b) => b.confidence - a.confidence || (a.department < b.department ? -1 : 1))
}

interface Hit {
  readonly duty: StoredDuty
  readonly words: readonly { readonly words: string; readonly weight: number }[]
  readonly score: number
}

/** What a client chose from the list of services says as much as a word of so many characters. */
const chosenWeight = 6

/** Entries whose words stand in the text, or that were chosen; a longer word says more, what a conference decided says twice as much. */
export function hitsOf(duties: readonly StoredDuty[], text: string, chosen?: string): Hit[] {
  return duties
    .map((duty) => {
      const words = duty.words
        .filter((word) => text.includes(word))
        .map((word) => ({ words: word, weight: [...word].length * (duty.decided_in ? 2 : 1) }))
      if (duty.id === chosen) words.unshift({ words: duty.matter, weight: chosenWeight })
      return { duty, words, score: words.reduce((sum, { weight }) => sum + weight, 0) }
    })
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score || (a.duty.id < b.duty.id ? -1 : 1))
}

async function byCatalogue(house: CasesHouse, state: Asked, language: 'zh' | 'en'): Promise<Department[]> {
  const { text, service } = matterOf(state)
  const [duties, places] = await Promise.all([dutiesInForce(house), getPlaces(house)])
  const hits = hitsOf(duties, `${state.title} ${text}`, service)
  const total = hits.reduce((sum, hit) => sum + hit.score, 0)
  const found = new Map<string, Department>()
  for (const { duty, words, score } of hits) {
    const department = places.departmentOf(duty.lead, state.region)
    if (!department || found.has(department.code)) continue
    found.set(department.code, {
      department: department.code,
      name: language === 'en' ? department.english : department.name,
      // One of several entries is never certain: three more signs of doubt stand against the words found.
      confidence: Math.round((score / (total + 3)) * 100) / 100,
      from: 'catalogue',
      because: [...words],
      entry: { id: duty.id, matter: duty.matter, source: duty.source },
    })
  }
  return [...found.values()]
}

/** Open orders of the league that share a band of the signature, compared exactly. */
export async function findNearDuplicates(
  house: CasesHouse,
  state: Asked,
  language: 'zh' | 'en',
): Promise<Suggestions['nearDuplicates']> {
  const { text } = matterOf(state)
  const rows = await house.db.ask<StoredOrder & { text: string }>(
    `select ${orderColumns}, c.given #>> '{answers,text}' as text
     from appeals.orders o join cases.cases c on c.league = o.league and c.id = o.id
     where o.bands && $1::text[] and o.closed_on is null and o.league = $2 and o.id <> $3 and o.part_of is null limit 50`,
    [bandKeys(signatureOf(text)), state.league, state.id],
  )
  const own = shinglesOf(text)
  return rows
    .map((row) => ({ row, near: resemblance(own, shinglesOf(row.text)) }))
    .filter(({ near }) => near >= nearFrom)
    .sort((a, b) => b.near - a.near || a.row.opened_at.getTime() - b.row.opened_at.getTime())
    .slice(0, 10)
    .map(({ row, near }) => ({
      id: row.id,
      title: row.title,
      resemblance: Math.round(near * 100) / 100,
      openedOn: row.opened_on,
      stage: row.stage,
      departmentName: house.directory.departmentName(row.department, language),
    }))
}
