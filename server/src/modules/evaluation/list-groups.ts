/** A published ranking as a sheet, for whoever works on with it. */
import type { FigureQuery, FigureView } from '@steppe/contracts/evaluation'
import type { Ranked } from '@steppe/kernels/figures'
import type { CasesHouse } from '#cases/house'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { csvHeading, csvLine } from '#platform/write-sheet'
import { viewFigure } from './view-figures.ts'

const rateHeadings = (name: string) => [`${name}（%）`, `${name}95%区间`]
const withInterval = (value: number, [low, high]: readonly [number, number]) => [
  percent(value),
  `${percent(low)}–${percent(high)}`,
]
const percent = (share: number) => (share * 100).toFixed(2)
/** The rates of a ranking. */
export const partNames: Readonly<Record<string, string>> = {
  response: '响应率',
  solution: '解决率',
  satisfaction: '满意率',
}

/** The ranking of a figure with its view; refuses figures that rank nothing. */
export async function findRanking(
  house: CasesHouse,
  id: string,
  query: FigureQuery,
): Promise<{ readonly view: FigureView; readonly groups: readonly Ranked[] } | Refusal> {
  const view = await viewFigure(house, id, query)
  if (isRefusal(view)) return view
  const groups = view.published?.value.groups
  return groups ? { view, groups } : refuse('evaluation.figure_ranks_nothing')
}

/** Headings and lines; the place is empty where there are too few call-backs. */
export function linesOf({ view, groups }: { readonly view: FigureView; readonly groups: readonly Ranked[] }) {
  const parts = groups[0]?.parts.flatMap(({ id }) => rateHeadings(partNames[id] ?? id)) ?? []
  const headings = ['名次', '可能的名次', '单位', '有效回访', ...parts, '综合分', ...rateHeadings('标准化分')]
  const lines = groups.map((each) => [
    each.place === undefined ? '' : String(each.place),
    each.range ? `${each.range[0]}–${each.range[1]}` : '',
    view.names[each.group]?.zh ?? each.group,
    String(each.counted),
    ...each.parts.flatMap(({ value, interval }) => withInterval(value, interval)),
    percent(each.score),
    ...withInterval(each.adjusted, each.interval),
  ])
  return { headings, lines }
}

export async function listGroups(house: CasesHouse, id: string, query: FigureQuery): Promise<string | Refusal> {
  const found = await findRanking(house, id, query)
  if (isRefusal(found)) return found
  const { headings, lines } = linesOf(found)
  return csvHeading(headings) + lines.map(csvLine).join('')
}
