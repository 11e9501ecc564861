/** 考核明细: the orders behind a department's place in a monthly ranking, what counts against it, until when it may object, and where it stands after what was granted. */
import type { Counted, CountedQuery } from '@steppe/contracts/evaluation'
import { addDays, type Day } from '@steppe/kernels/calendar'
import { firstDay, type Ranked } from '@steppe/kernels/figures'
import { findScoredOrders, looksInto } from '#ask/appeals'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { computeBeside } from './compute-figure.ts'
import { findSources } from './gather-rows.ts'
import { loadFigures } from './load-figures.ts'
import type { Source } from './rows-of-sources.ts'
import { viewFigure } from './view-figures.ts'

/** So many lines are listed, those that count against it first. */
const mostLines = 500

/** The last day of the month in which a day lies. */
export function monthEnd(day: Day): Day {
  const [year, month] = day.split('-').map(Number)
  const next = month === 12 ? `${year! + 1}-01` : `${year}-${String(month! + 1).padStart(2, '0')}`
  return addDays(`${next}-01` as Day, -1)
}

/** Refuses `evaluation.figure_unknown`, `evaluation.figure_ranks_nothing`, `appeals.out_of_reach`. */
export async function listCounted(
  house: CasesHouse,
  actor: Actor,
  id: string,
  query: CountedQuery,
): Promise<Counted | Refusal> {
  const definition = (await loadFigures(house.site.packs)).find((each) => each.id === id)
  if (!definition) return refuse('evaluation.figure_unknown', { id })
  if (definition.fold.kind !== 'ranking' || definition.fold.groups !== 'department')
    return refuse('evaluation.figure_ranks_nothing')
  const { department } = query
  const found = (await getPlaces(house)).department(department)
  if (!found || !(await looksInto(house, actor, department))) return refuse('appeals.out_of_reach')
  const day = monthEnd((query.day ?? house.clock.today()) as Day)
  const league = (await getPlaces(house)).league(found.region)
  const region = query.region ?? league
  const sources = await findSources(house, definition, day, region === house.site.region ? undefined : region)
  const own = sources.filter(({ fields }) => fields.department === department)
  const [orders, published, now] = await Promise.all([
    findScoredOrders(
      house,
      league,
      department,
      own.map((each) => each.id),
    ),
    viewFigure(house, id, { region, day }),
    computeBeside({ definition, day, sources, secret: Buffer.alloc(32) }),
  ])
  const groups = 'published' in published ? published.published?.value.groups : undefined
  const lines = own.map((source) => ({ ...lineOf(source), ...orders.get(source.id) })).sort(worstFirst)
  return {
    department,
    departmentName: {
      zh: house.directory.departmentName(department, 'zh'),
      en: house.directory.departmentName(department, 'en'),
    },
    from: firstDay(definition, day) as Day,
    until: day,
    ...standingOf('published', groups, department),
    ...standingOf('now', now.ok ? now.value.groups : undefined, department),
    counted: lines.filter(({ counts }) => counts).length,
    of: lines.length,
    rows: lines.slice(0, mostLines),
  }
}

function lineOf({ id, fields }: Source) {
  const { calledOn, contacted, solved, satisfaction, invalid, excluded } = fields
  return {
    order: id,
    title: '',
    calledOn: calledOn as Day,
    contacted: contacted === true,
    ...(typeof solved === 'boolean' ? { solved } : {}),
    ...(typeof satisfaction === 'string' ? { satisfaction } : {}),
    ...(typeof invalid === 'string' ? { invalid } : {}),
    ...(typeof excluded === 'string' ? { excluded } : {}),
    counts: !invalid && !excluded,
  }
}

type Line = ReturnType<typeof lineOf>

/** What takes most from the score stands first; what does not count last. */
function worstFirst(a: Line, b: Line): number {
  const weight = ({ counts, contacted, solved, satisfaction }: Line) =>
    counts ? Number(!contacted) * 4 + Number(!solved) * 2 + Number(satisfaction === 'dissatisfied') : -1
  return weight(b) - weight(a) || (a.calledOn < b.calledOn ? 1 : -1) || (a.order < b.order ? -1 : 1)
}

function standingOf(name: 'published' | 'now', groups: readonly Ranked[] | undefined, department: string) {
  const found = groups?.find(({ group }) => group === department)
  if (!found) return {}
  const { counted, score, adjusted, place } = found
  return { [name]: { counted, score, adjusted, ...(place === undefined ? {} : { place }) } }
}
