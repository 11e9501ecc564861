/** What the form of appeals offers: kinds with their limits and where each comes from. */
import { intents, type Lists, urgencies } from '@steppe/contracts/appeals'
import { termText } from '@steppe/kernels/calendar'
import type { CasesHouse } from '#cases/house'
import { modelOf } from './knowledge/ask-model.ts'
import { type AppealLists, appealLists, type OrderKindFile } from './load-lists.ts'

export const intentWords = {
  consult: { zh: '咨询', en: 'Question' },
  help: { zh: '求助', en: 'Request for help' },
  complaint: { zh: '投诉', en: 'Complaint' },
  report: { zh: '举报', en: 'Report of an offence' },
  suggestion: { zh: '建议', en: 'Suggestion' },
  praise: { zh: '表扬', en: 'Praise' },
} as const
const urgencyWords = {
  general: { title: { zh: '一般', en: 'General' }, about: { zh: '按规定期限办理', en: 'In the usual time' } },
  complex: {
    title: { zh: '复杂', en: 'Complex' },
    about: { zh: '涉及多个部门或者需要较长时间', en: 'Several departments or much time' },
  },
  urgent: {
    title: { zh: '紧急', en: 'Urgent' },
    about: { zh: '水电气暖中断等影响基本生活的', en: 'Water, power, gas or heat fail' },
  },
  emergency: {
    title: { zh: '突发', en: 'Emergency' },
    about: { zh: '危及人身安全的，立即转110', en: 'Somebody is in danger: it goes to 110 at once' },
  },
} as const

/** The lists on today's law. */
export async function showLists(house: CasesHouse): Promise<Lists> {
  const lists = await appealLists(house.site.packs)
  const law = house.law.orderLaw
  const model = modelOf()
  return {
    types: [...lists.types.values()].map((type) => showType(house, type)),
    intents: intents.map((id) => ({ id, title: intentWords[id] })),
    urgencies: urgencies.map((id) => ({ id, ...urgencyWords[id] })),
    refusalGrounds: grounds(lists, 'refusals'),
    exclusionGrounds: grounds(lists, 'exclusions'),
    invalidCallBackGrounds: grounds(lists, 'callBacks'),
    reopen: { term: law?.reopen.within ?? '', source: law?.reopen.source ?? '' },
    ...(model ? { model: model.name } : {}),
    returns: { within: law?.returns.within ?? '', most: law?.returns.most ?? 0, source: law?.returns.source ?? '' },
  }
}

function grounds(lists: AppealLists, which: 'refusals' | 'exclusions' | 'callBacks') {
  return [...lists[which].values()]
}

function showType(house: CasesHouse, type: OrderKindFile): Lists['types'][number] {
  const law = house.law.orderLaw
  const on = house.clock.today()
  const limits = law
    ? intents.flatMap((intent) =>
        urgencies.map((urgency) => {
          const rules = law.rulesFor({ type: type.id, intent, urgency, region: house.site.region }, on)
          const stages = law.stages.map(({ stage, title, owner, source }) => ({
            stage: stage as never,
            title,
            owner,
            source,
            ...(rules.limits[stage] ? { limit: rules.limits[stage] } : {}),
          }))
          return { intent, urgency, reply: termText(rules.reply), stages, source: rules.source }
        }),
      )
    : []
  return {
    id: type.id,
    title: type.title,
    about: type.about,
    firms: type.firms ?? false,
    grounds: (type.grounds ?? []).map((ground) => ({ ...ground })),
    supervisedTwice: (type.supervisors ?? []).length > 0,
    jointMeeting: type.process === 'appeal-joint',
    limits,
  }
}
