/** The services that an Open311 client offers: the entries of the duty catalogue, and one for what is none of them. */
import { intents } from '@steppe/contracts/appeals'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { dutiesInForce, type StoredDuty } from '../find-duties.ts'
import { intentWords } from '../show-lists.ts'

/** The service for whatever the catalogue does not name. */
export const otherService = 'other'
const otherName = { zh: '其他诉求', en: 'Something else' }

export interface Service {
  readonly service_code: string
  readonly service_name: string
  readonly description: string
  readonly metadata: true
  readonly type: 'realtime'
  readonly keywords: string
  readonly group: string
}

export async function listServices(house: CasesHouse, language: 'zh' | 'en'): Promise<Service[]> {
  const [duties, places] = await Promise.all([dutiesInForce(house), getPlaces(house)])
  const groupOf = (duty: StoredDuty) => places.kind(duty.lead)?.[language === 'en' ? 'shortEn' : 'shortZh'] ?? duty.lead
  const shown = duties.map(
    (duty): Service => ({
      service_code: duty.id,
      service_name: duty.matter,
      description: duty.source,
      metadata: true,
      type: 'realtime',
      keywords: duty.words.join(','),
      group: groupOf(duty),
    }),
  )
  const other = {
    service_code: otherService,
    service_name: otherName[language],
    description: '',
    keywords: '',
    group: otherName[language],
  }
  return [...shown, { ...other, metadata: true, type: 'realtime' }]
}

/** What a client may ask besides: what the person wants. */
export function definitionOf(code: string, language: 'zh' | 'en') {
  return {
    service_code: code,
    attributes: [
      {
        variable: true,
        code: 'intent',
        datatype: 'singlevaluelist',
        required: false,
        datatype_description: null,
        order: 1,
        description: language === 'en' ? 'What you want' : '诉求类型',
        values: intents.map((key) => ({ key, name: intentWords[key][language] })),
      },
    ],
  }
}
