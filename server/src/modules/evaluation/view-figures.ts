/** Published figures for readers: the newest of each, one with its past and its leagues, and the file that a stranger recomputes. */
import type { FigureList, FigureQuery, FigureView } from '@steppe/contracts/evaluation'
import type { Day } from '@steppe/kernels/calendar'
import { type Definition, type FigureFile, type FigureValue, figureFormat, type Row } from '@steppe/kernels/figures'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { findLeaf, logVerifierKey, proveEarly } from '#ledger/ask'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { loadFigures } from './load-figures.ts'
import { regionsOf, subjectOf } from './publish-figures.ts'

interface Published {
  readonly league: string
  readonly day: Day
  readonly figure: string
  readonly definition: Definition
  readonly code: string
  readonly input_size: number
  readonly root: Buffer
  readonly value: FigureValue
  readonly published_at: Date
}

const columns = 'f.league, f.day, f.figure, f.definition, f.code, f.input_size, f.root, f.value, f.published_at'
const pastDays = 30

/** The newest of each figure for a region; a figure that never was published yet stands with its definition alone. */
export async function listFigures(house: CasesHouse, region = house.site.region): Promise<FigureList> {
  const definitions = await loadFigures(house.site.packs)
  const rows = await house.db.ask<Published>(
    `select n.* from unnest($2::text[]) as wanted(figure) cross join lateral (
       select ${columns} from evaluation.figures f where f.league = $1 and f.figure = wanted.figure order by f.day desc limit 1
     ) n`,
    [region, definitions.map(({ id }) => id)],
  )
  const byId = new Map(rows.map((row) => [row.figure, row]))
  return {
    region,
    figures: definitions.map((definition) => {
      const row = byId.get(definition.id)
      return { definition: row?.definition ?? definition, ...(row ? { day: row.day, value: row.value } : {}) }
    }),
  }
}

/** The figure of the region and day asked for, else the newest of the whole installation. */
export async function viewFigure(house: CasesHouse, id: string, query: FigureQuery): Promise<FigureView | Refusal> {
  const current = (await loadFigures(house.site.packs)).find((each) => each.id === id)
  if (!current) return refuse('evaluation.figure_unknown', { id })
  const region = query.region ?? house.site.region
  const past = await house.db.ask<Published>(
    `select ${columns} from evaluation.figures f where f.league = $1 and f.figure = $2 and f.day <= $3 order by f.day desc limit $4`,
    [region, id, query.day ?? '9999-12-31', pastDays],
  )
  const row = past[0]
  if (query.day !== undefined && row?.day !== query.day) return refuse('evaluation.figure_not_published')
  const places = await getPlaces(house)
  const nameOf = (code: string) => ({
    zh: places.region(code)?.name ?? code,
    en: house.directory.regionName(code, 'en'),
  })
  return {
    definition: row?.definition ?? current,
    region,
    regionName: nameOf(region),
    ...(row ? { published: publishedOf(row) } : {}),
    names: Object.fromEntries((row?.value.groups ?? []).map(({ group }) => [group, groupName(house, group, nameOf)])),
    earlier: past.slice(1).map(({ day, value }) => ({ day, value })),
    regions: row ? await inRegions(house, id, row.day, nameOf) : [],
  }
}

type Named = { readonly zh: string; readonly en: string }

/** A group is a department, or else a region. */
export function groupName(house: CasesHouse, group: string, nameOf: (code: string) => Named): Named {
  const zh = house.directory.departmentName(group, 'zh')
  return zh === group ? nameOf(group) : { zh, en: house.directory.departmentName(group, 'en') }
}

function publishedOf({ day, code, input_size, root, value, published_at }: Published) {
  return { day, code, rows: input_size, root: root.toString('hex'), value, at: published_at.toISOString() }
}

/** The same figure and day of the whole installation and each league. */
async function inRegions(
  house: CasesHouse,
  id: string,
  day: Day,
  nameOf: (code: string) => { readonly zh: string; readonly en: string },
): Promise<FigureView['regions']> {
  const regions = await regionsOf(house)
  const rows = await house.db.ask<Pick<Published, 'league' | 'value'>>(
    'select f.league, f.value from evaluation.figures f where f.league = any($1) and f.day = $2 and f.figure = $3 order by f.league',
    [regions, day, id],
  )
  return rows.map(({ league, value }) => ({ region: league, name: nameOf(league), value }))
}

interface Stored extends Published {
  readonly input: readonly Row[]
  readonly salt: Buffer
  readonly commitment: Buffer
}

/** The file `steppe-figure/1`, with the proof from the log as soon as it is sealed there. */
export async function makeFigureFile(house: CasesHouse, id: string, query: FigureQuery): Promise<FigureFile | Refusal> {
  const view = await viewFigure(house, id, query)
  if (isRefusal(view)) return view
  if (!view.published) return refuse('evaluation.figure_not_published')
  const { day } = view.published
  const [row] = await house.db.ask<Stored>(
    `select ${columns}, f.input, f.salt, f.commitment from evaluation.figures f where f.league = $1 and f.day = $2 and f.figure = $3`,
    [view.region, day, id],
  )
  const { definition, code, input, root, value, salt, commitment } = row!
  const leaf = await findLeaf(house, subjectOf(id, view.region, day), 1)
  const proven = leaf === undefined ? undefined : await proveEarly(house, leaf)
  const verifierKeys = [await logVerifierKey(house), ...house.log.witnesses.map((witness) => witness.vkey)]
  return {
    format: figureFormat,
    figure: id,
    region: view.region,
    day,
    definition,
    code,
    rows: input,
    root: root.toString('hex'),
    value,
    sealing: {
      salt: salt.toString('hex'),
      commitment: commitment.toString('hex'),
      ...(proven ? { ...proven, verifierKeys } : {}),
    },
  }
}
