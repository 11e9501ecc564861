/** A bad rating opens a case of its own, with its limit, at the department that handled the matter (谁办理、谁负责). */
import type { CaseState, Opening } from '@steppe/kernels/cases'
import { isBad, keepRatings } from '#act/evaluation'
import { followUpId } from '#ask/evaluation'
import type { CasesHouse } from '#cases/house'
import { findVersion } from '#cases/load-definitions'
import type { Subscriber } from '#platform/outbox'

const platform = { kind: 'platform', id: 'platform', name: '平台' } as const
const processKey = 'bad-review'

/** The opening of the case that follows a bad rating; also what the demonstration history uses. */
export async function openingAfterBadRating(house: CasesHouse, rated: CaseState): Promise<Opening> {
  const version = await findVersion(house, processKey, rated.rating!.on)
  if (!version) throw new Error(`no pack has the process ${processKey}`)
  return {
    kind: 'open',
    applicant: rated.applicant,
    term: house.law.badReviewTerm,
    lawTerm: house.law.badReviewTerm,
    case: {
      id: followUpId({ id: rated.id, region: rated.region, on: rated.rating!.on }),
      league: rated.league,
      region: rated.region,
      kind: 'bad-review',
      title: `差评整改：${rated.title}`,
      item: rated.item,
      process: { key: processKey, version },
      department: rated.department,
      channel: 'platform',
      answers: {},
      materials: [],
      saved: { materials: 0, pages: 0, visits: 0 },
      findings: { rated: rated.id, grade: rated.rating!.grade },
    },
  }
}

/** Opens the cases that follow; where one is there already nothing happens. */
async function followBadRatings(house: CasesHouse, cases: readonly string[]): Promise<void> {
  for (const rating of await keepRatings(house, cases)) {
    if (!isBad(house, rating) || (await house.engine.load(followUpId(rating)))) continue
    const rated = await house.engine.load(rating.id)
    if (rated) await house.engine.open(await openingAfterBadRating(house, rated), platform, undefined, ({ id }) => id)
  }
}

/** Hears of ratings. */
export function badRatingSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.follow_bad_rating',
    facts: ['cases.case_rated'],
    handle: (fact) => followBadRatings(house, [fact.subject]),
    handleAll: (facts) =>
      followBadRatings(
        house,
        facts.map(({ subject }) => subject),
      ),
  }
}
