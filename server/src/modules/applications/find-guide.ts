/** The guide of an item for this caller: who may, what you must bring, how long it takes and really took. */
import type { Guide } from '@steppe/contracts/applications'
import type { Item, Limit } from '@steppe/contracts/catalog'
import { addDays, type Term } from '@steppe/kernels/calendar'
import { findItem, getProofs, partsOf } from '#ask/catalog'
import { personOfAccount } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { findHeld } from './find-held.ts'
import { findTook } from './find-took.ts'
import { type Held, neededMaterials } from './needed-materials.ts'

/** A limit as a term of the calendar; hours end with the working day on which they run out. */
export function termOf(limit: Limit): Term {
  return limit.unit === 'hour'
    ? { length: Math.ceil(limit.length / 24), unit: 'wd' }
    : { length: limit.length, unit: limit.unit }
}

/** The item for the caller; refuses `applications.item_unknown`. */
export async function findGuide(
  house: CasesHouse,
  actor: Actor,
  code: string,
  firm: string | undefined,
  language: 'zh' | 'en',
): Promise<Guide | Refusal> {
  const item = await findItem(house, code, house.clock.today())
  if (!item) return refuse('applications.item_unknown')
  const [held, took, parts, proofs] = await Promise.all([
    heldBy(house, actor, firm),
    findTook(house.db.ask, house.calendars.of(item.region.code), code, addDays(house.clock.today(), -90)),
    partsOf(house, code),
    getProofs(house),
  ])
  const materials = neededMaterials({ item, answers: undefined, held, proofs, promise: false, language })
  const say = (text: { readonly zh: string; readonly en?: string }) =>
    language === 'en' ? (text.en ?? text.zh) : text.zh
  return {
    item: item.code,
    name: say(item.name),
    department: item.body.department,
    departmentName: language === 'en' ? house.directory.departmentName(item.body.department, 'en') : item.body.name,
    audience: item.audience.map(say),
    conditions: item.conditions.map(say),
    materials,
    held: materials.filter((each) => !each.needed).length,
    lawTerm: termOf(item.statutoryLimit),
    promisedTerm: termOf(item.promisedLimit),
    ...(took ? { took } : {}),
    ...(item.fee.charged
      ? {
          fee: {
            basis: item.fee.basis ?? '',
            text: item.fee.items.map((each) => `${say(each.name)}：${say(each.standard)}`).join('；'),
          },
        }
      : {}),
    steps: item.steps.map((step) => ({ name: say(step.name), ...(step.note ? { text: say(step.note) } : {}) })),
    legalBasis: item.legalBasis.map(legalText),
    visits: item.visits,
    promiseAllowed: item.promiseAllowed,
    faq: item.faq.map((each) => ({ question: say(each.question), answer: say(each.answer) })),
    form: item.form,
    parts: parts.map((part) => ({ id: part.item, name: say(part.name) })),
  }
}

function legalText(basis: Item['legalBasis'][number]): string {
  return `《${basis.document}》${basis.docNo ? `（${basis.docNo}）` : ''}${basis.article ?? ''}`
}

/** What is held about the caller; nothing is known of those who have not signed in. */
async function heldBy(house: CasesHouse, actor: Actor, firm: string | undefined): Promise<Held> {
  if (actor.kind === 'anyone') return new Map()
  const own = firm ? actor.grants.find((grant) => grant.firm === firm) : undefined
  const person = await personOfAccount(house, actor.id)
  return findHeld(house, {
    kind: own ? 'firm' : 'person',
    id: own ? firm! : (person?.id ?? actor.id),
    account: actor.id,
  })
}
