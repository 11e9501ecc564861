/** 三率月度通报: the rankings of a month as one official document, with how sure each rate is and what was left out. */
import type { FigureQuery, FigureView } from '@steppe/contracts/evaluation'
import { type Day, dayInZone } from '@steppe/kernels/calendar'
import type { Ranked } from '@steppe/kernels/figures'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Pack } from '#platform/packs'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { partNames } from '../list-groups.ts'
import { loadFigures } from '../load-figures.ts'
import { viewFigure } from '../view-figures.ts'
import { type OfficialPart, writeOfficial } from './official-format.ts'

/** How the offices that publish write it: `evaluation/bulletin.yaml`; the last pack that has one decides. */
interface BulletinForm {
  /** Kind of the department in charge of the hotline; that of the region issues the bulletin. */
  readonly issuedBy: string
  /** With {issuer}. */
  readonly mark: string
  /** With {sign}, {year} and {month}. */
  readonly number: string
  /** 发文机关代字 by region. */
  readonly signs: Readonly<Record<string, string>>
  /** 主送机关 by the level of the region, with {region}. */
  readonly to: Readonly<Record<string, string>>
  /** 印发机关, with {issuer}. */
  readonly printedBy: string
  readonly source: string
}

/** What a region's bulletin is headed and signed with. */
interface Issued {
  readonly issuer: string
  readonly mark: string
  readonly number: string
  readonly to: string
  readonly printedBy: string
}

/** Nothing where the form, the office or its sign is not in the packs. */
async function issuedFor(house: CasesHouse, region: string, year: number, month: number): Promise<Issued | undefined> {
  const [form, places] = await Promise.all([formOf(house.site.packs), getPlaces(house)])
  const place = places.region(region)
  const issuer = form && places.departmentOf(form.issuedBy, region)?.name
  const sign = form?.signs[region]
  const to = form?.to[place?.level ?? '']
  if (!form || !place || !issuer || !sign || !to) return undefined
  return {
    issuer,
    mark: form.mark.replace('{issuer}', issuer),
    number: form.number.replace('{sign}', sign).replace('{year}', String(year)).replace('{month}', String(month)),
    to: to.replace('{region}', place.name),
    printedBy: form.printedBy.replace('{issuer}', issuer),
  }
}

type Shown = FigureView & { readonly published: NonNullable<FigureView['published']> }

/**
 * The bulletin of the month whose last day is `day`, the newest unless said. Refuses `evaluation.figure_not_published` where no ranking
 * stands for the region and day, `evaluation.bulletin_has_no_form` where no pack says who issues it in the region.
 */
export async function writeBulletin(house: CasesHouse, query: FigureQuery): Promise<Buffer | Refusal> {
  const shown = await rankingsOf(house, query)
  if (isRefusal(shown)) return shown
  const [first] = shown as readonly [Shown, ...Shown[]]
  const { day, at } = first.published
  const [year, month] = day.split('-').map(Number) as [number, number]
  const span = `${year}年${month}月`
  const issued = await issuedFor(house, first.region, year, month)
  if (!issued) return refuse('evaluation.bulletin_has_no_form')
  return writeOfficial({
    ...issued,
    title: titleOf(`关于${first.regionName.zh}${span}`, '“三率”情况的通报'),
    parts: numbered([
      opening(first, span),
      ...shown.flatMap(rankingPart),
      ...leftOut(first),
      ...howComputed(shown),
      ...howToCheck(shown),
    ]),
    on: dateText(dayInZone(Date.parse(at), house.site.zone)),
  })
}

/** A line takes 20 signs of 二号. */
const titleOf = (about: string, what: string) => (about.length + what.length > 20 ? `${about}\n${what}` : about + what)

async function formOf(packs: readonly Pack[]): Promise<BulletinForm | undefined> {
  let form: BulletinForm | undefined
  for (const pack of packs) form = (await pack.data<BulletinForm>('evaluation/bulletin.yaml')) ?? form
  return form
}

/** All rankings that were published for the day, that of leagues first. */
async function rankingsOf(house: CasesHouse, query: FigureQuery): Promise<readonly Shown[] | Refusal> {
  const rankings = (await loadFigures(house.site.packs)).filter(({ fold }) => fold.kind === 'ranking')
  const ofLeagues = rankings.filter(({ fold }) => fold.kind === 'ranking' && fold.groups === 'league')
  const wanted = new Set([...ofLeagues, ...rankings])
  const views: Shown[] = []
  for (const { id } of wanted) {
    const view = await viewFigure(house, id, { ...query, ...(views[0] ? { day: views[0].published.day } : {}) })
    if (isRefusal(view) || !view.published?.value.groups) continue
    views.push(view as Shown)
  }
  return views.length > 0 ? views : refuse('evaluation.figure_not_published')
}

const percent = (share: number) => (share * 100).toFixed(1)
const between = ([low, high]: readonly [number, number]) => `(${percent(low)}–${percent(high)})`
const dateText = (day: Day) =>
  day
    .split('-')
    .map(Number)
    .reduce((text, part, at) => `${text}${part}${'年月日'[at]}`, '')

/** Headings and tables take their numbers in the order in which they stand. */
function numbered(parts: readonly OfficialPart[]): readonly OfficialPart[] {
  let [headings, tables] = [0, 0]
  return parts.map((part) => {
    if (part.kind === 'heading') return { ...part, text: `${'一二三四五六七八九十'[headings++]}、${part.text}` }
    return part.kind === 'caption' ? { ...part, text: `表${++tables} ${part.text}` } : part
  })
}

function opening({ published, regionName }: Shown, span: string): OfficialPart {
  const { counted, excluded, groups = [] } = published.value
  const out = excluded.reduce((sum, each) => sum + each.count, 0)
  const overall = Object.entries(partNames).flatMap(([id, name]) => {
    const reached = groups.map((each) => (each.parts.find((part) => part.id === id)?.value ?? 0) * each.counted)
    return counted > 0 ? [`${name}${percent(reached.reduce((sum, each) => sum + each, 0) / counted)}%`] : []
  })
  const together = overall.length > 0 ? `，${overall.join('、')}` : ''
  return {
    kind: 'text',
    text: `${span}，${regionName.zh}政务服务便民热线计入统计的有效回访${counted}件${together}；未计入${out}件。现将响应率、解决率、满意率（以下简称“三率”）情况通报如下。表中括号内为95%置信区间；件数较少的单位只列数据，不排名。`,
  }
}

function rankingPart(view: Shown): readonly OfficialPart[] {
  const groups = view.published.value.groups ?? []
  const title = view.definition.name.zh
  const heading = { kind: 'heading', text: title } as const
  if (groups.length === 0) return [heading, { kind: 'text', text: '当月没有有效回访。' }]
  const listed = listedOf(groups)
  const rest = groups.length - listed.length
  const where = '不排名，数据见公开页面“公布的指标”。'
  if (listed.length === 0) return [heading, { kind: 'text', text: `${rest}个单位当月有效回访件数均较少，${where}` }]
  return [
    heading,
    { kind: 'caption', text: `${title}（%）` },
    tableOf(view, listed),
    ...(rest > 0 ? [{ kind: 'text', text: `另有${rest}个单位当月有效回访件数较少，${where}` } as const] : []),
  ]
}

/** So many lines of units without a place are still read; of more, only those that have one. */
const mostWithoutPlace = 20

function listedOf(groups: readonly Ranked[]): readonly Ranked[] {
  const placed = groups.filter(({ place }) => place !== undefined)
  return groups.length - placed.length > mostWithoutPlace ? placed : groups
}

function tableOf(view: FigureView, groups: readonly Ranked[]): OfficialPart {
  return {
    kind: 'table',
    headings: ['名次', '单位', '有效回访', '响应率', '解决率', '满意率', '标准化分'],
    widths: [21, 30, 17, 22, 22, 22, 22],
    rows: groups.map((each) => [
      placeOf(each),
      view.names[each.group]?.zh ?? each.group,
      String(each.counted),
      ...each.parts.map(({ value, interval }) => [percent(value), between(interval)]),
      [percent(each.adjusted), between(each.interval)],
    ]),
  }
}

function placeOf({ place, range }: Ranked): readonly string[] {
  if (place === undefined) return ['不排名', '（件数少）']
  return range && range[0] !== range[1] ? [String(place), `(可能${range[0]}–${range[1]})`] : [String(place)]
}

/** 未计入: each ground with how many. */
function leftOut({ definition, published }: Shown): readonly OfficialPart[] {
  const counts = new Map(published.value.excluded.map(({ id, count }) => [id, count]))
  return [
    { kind: 'heading', text: '未计入统计的情况' },
    { kind: 'caption', text: '未计入统计的回访' },
    {
      kind: 'table',
      headings: ['未计入的理由', '件数'],
      widths: [130, 26],
      rows: definition.exclusions.map(({ id, reason }) => [reason.zh, String(counts.get(id) ?? 0)]),
    },
  ]
}

/** Once for all rankings that say the same. */
function howComputed(shown: readonly Shown[]): readonly OfficialPart[] {
  const meanings = new Set(shown.map(({ definition }) => definition.meaning.zh))
  const sources = new Set(shown.map(({ definition }) => definition.source))
  return [
    { kind: 'heading', text: '计算方法' },
    ...[...meanings].map((text) => ({ kind: 'text', text }) as const),
    { kind: 'text', text: `${[...sources].join('；')}。` },
  ]
}

/** What a reader needs to recompute it; the sum of the rows is the same as on the public page. */
function howToCheck(shown: readonly Shown[]): readonly OfficialPart[] {
  return [
    { kind: 'heading', text: '核验' },
    {
      kind: 'text',
      text: '本通报所列数据与公开页面“公布的指标”一致，任何人可以下载逐件数据（不含工单编号和姓名）重新计算，核对下列校验值。',
    },
    { kind: 'caption', text: '数据校验值' },
    {
      kind: 'table',
      headings: ['数据', '定义', '校验值'],
      widths: [42, 14, 100],
      rows: shown.map(({ definition, published }) => [
        definition.name.zh,
        `第${definition.version}版`,
        // A word of 64 signs is broken nowhere by some readers.
        published.root.match(/.{1,32}/g) ?? [],
      ]),
    },
    { kind: 'text', text: '特此通报。' },
  ]
}
