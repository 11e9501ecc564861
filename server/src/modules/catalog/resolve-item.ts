/** An implementation item made whole: the basic item's version, what the body says for itself, and where it is handled. Pure. */
import {
  audiences,
  type BasicItem,
  bodyNatures,
  type CodeList,
  caseKinds,
  crossRegionScopes,
  exerciseLevels,
  handlingForms,
  type Item,
  type ItemOverrides,
  type ItemSummary,
  itemTypes,
  reviewKinds,
  systemLevels,
} from '@steppe/contracts/catalog'
import { itemCode } from './item-code.ts'
import type { ItemRow } from './tables.ts'

/** The body that handles the item, and its place. */
export interface Body {
  readonly department: string
  readonly kind: string
  readonly name: string
  readonly creditCode: string
  readonly region: string
  readonly regionName: string
  readonly league: string
}

/** What a service hall says for all who work in it. */
export interface Hall {
  readonly name: string
  readonly address: string
  readonly phone: string
  readonly complaintPhone: string
  readonly hours: { readonly zh: string; readonly en?: string }
}

export type ItemPlace = { readonly body: Body; readonly hall: Hall | undefined; readonly joint: readonly Body[] }

function naming<L extends CodeList>(list: L, code: keyof L & string) {
  const { zh, en } = list[code]!
  return { code, zh, en }
}

const officeHours = {
  zh: '周一至周五 8:30—12:00，14:30—17:30（法定节假日除外）',
  en: 'Monday to Friday 8:30–12:00, 14:30–17:30, except holidays',
}

/** The item of `row` on the version `basic`; `place` says who handles it and where. */
export function resolveItem(row: ItemRow, basic: BasicItem, place: ItemPlace): Item {
  return { ...saidOf(basic, row.overrides ?? {}), ...handledBy(row, basic, place) }
}

const written = new WeakMap<BasicItem, Buffer>()

/** The same as JSON text. Most bodies say nothing of their own: what the basic item says is written once for all of them. */
export function writeItem(row: ItemRow, basic: BasicItem, place: ItemPlace): Buffer {
  if (row.overrides) return Buffer.from(JSON.stringify(resolveItem(row, basic, place)))
  let said = written.get(basic)
  if (!said) {
    said = Buffer.from(`${JSON.stringify(saidOf(basic, {})).slice(0, -1)},`)
    written.set(basic, said)
  }
  const handled = JSON.stringify(handledBy(row, basic, place)).slice(1)
  const text = Buffer.allocUnsafe(said.length + Buffer.byteLength(handled))
  said.copy(text)
  text.write(handled, said.length)
  return text
}

/** What the basic item says wherever it is handled, and over it what the body says for itself. */
function saidOf(basic: BasicItem, own: ItemOverrides) {
  const { department, levels, jointDepartments, popular, code, from, until, bodyNature, ...shared } = basic
  const { bodyNature: _nature, ...ownElements } = own
  const said = { ...shared, ...ownElements }
  return {
    ...said,
    type: naming(itemTypes, basic.type),
    systemLevel: naming(systemLevels, '2'),
    crossRegion: naming(crossRegionScopes, said.crossRegion),
    audience: said.audience.map((one) => naming(audiences, one)),
    forms: said.forms.map((one) => naming(handlingForms, one)),
    caseKind: naming(caseKinds, said.caseKind),
    reviewKind: naming(reviewKinds, said.reviewKind),
  }
}

/** What holds for this body alone. */
function handledBy(row: ItemRow, basic: BasicItem, place: ItemPlace) {
  const own: ItemOverrides = row.overrides ?? {}
  const version = row.from_day > basic.from ? row.from_day : basic.from
  const end = row.until_day && !(basic.until && basic.until < row.until_day) ? row.until_day : basic.until
  return {
    code: row.code,
    basicCode: row.basic_code,
    version: version.replaceAll('-', ''),
    from: version,
    ...(end === undefined ? {} : { until: end }),
    level: naming(exerciseLevels, row.level as keyof typeof exerciseLevels),
    body: {
      name: place.body.name,
      creditCode: place.body.creditCode,
      nature: naming(bodyNatures, own.bodyNature ?? basic.bodyNature ?? '1'),
      department: row.department,
      kind: place.body.kind,
    },
    region: { code: row.region, name: place.body.regionName, league: place.body.league },
    ...bodySays(own, place),
  }
}

/** Elements 23 to 26 and 50 to 54: of the body itself, or of the hall it works in. */
function bodySays(own: ItemOverrides, { body, hall, joint }: ItemPlace) {
  const office = own.handlingOffice ?? { name: `${body.name}行政审批窗口` }
  const name = hall?.name ?? `${body.regionName}政务服务大厅`
  return {
    jointBodies: own.jointBodies ?? joint.map((one) => ({ name: one.name, code: one.creditCode })),
    handlingOffice: office,
    places: own.places ?? [hall ? `${hall.address}（${name}）` : name],
    hours: own.hours ?? hall?.hours ?? officeHours,
    consultation: own.consultation ?? {
      zh: `现场咨询：${name}；电话咨询；网上咨询`,
      en: 'At the hall, by telephone, online',
    },
    consultationPhone: own.consultationPhone ?? hall?.phone ?? '',
    complaintPhone: own.complaintPhone ?? hall?.complaintPhone ?? '',
  }
}

/** One line of a list. */
export function summarise(row: ItemRow, basic: BasicItem, body: Body): ItemSummary {
  const own: ItemOverrides = row.overrides ?? {}
  return {
    code: row.code,
    basicCode: row.basic_code,
    name: own.name ?? basic.name,
    type: naming(itemTypes, basic.type),
    level: naming(exerciseLevels, row.level as keyof typeof exerciseLevels),
    department: { code: row.department, name: body.name, kind: body.kind },
    region: { code: row.region, name: body.regionName },
    audience: [...(own.audience ?? basic.audience)],
    promisedLimit: own.promisedLimit ?? basic.promisedLimit,
    visits: own.visits ?? basic.visits,
    charged: (own.fee ?? basic.fee).charged,
    oneThing: basic.oneThing !== undefined,
  }
}

/** The code under which this body handles the basic item. */
export function codeFor(body: Body, level: string, basicCode: string): string {
  return itemCode(body.creditCode, level, basicCode)
}
