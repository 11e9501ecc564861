/** The elements of an item as lines to read, in the order of GB/T 39046-2020 table 4. Pure. */
import type { Item, Material } from '@steppe/contracts/catalog'
import { lengthText } from '../../ui/day-text.ts'

type Language = 'zh' | 'en'
export type Shown = { readonly key: string; readonly number: string; readonly lines: readonly string[] }
type Said = string | number | boolean | undefined | null | { readonly zh: string; readonly en?: string | undefined }

const pickText = (text: { readonly zh: string; readonly en?: string | undefined }, language: Language): string =>
  (language === 'en' && text.en) || text.zh

/** In zh 是/否, in en yes/no; what is not said is nothing. */
function line(said: Said, language: Language): string {
  if (said === undefined || said === null) return ''
  if (typeof said === 'boolean') return language === 'zh' ? (said ? '是' : '否') : said ? 'Yes' : 'No'
  if (typeof said === 'object') return pickText(said, language)
  return String(said)
}

const limit = ({ length, unit, note }: Item['statutoryLimit'], language: Language): string[] => {
  const time =
    length === 0 ? (language === 'zh' ? '即办' : 'at once') : lengthText(length, unit === 'hour' ? 'h' : unit, language)
  return note ? [time, pickText(note, language)] : [time]
}

const basis = ({ document, docNo, article }: Item['legalBasis'][number]) =>
  `《${document}》${docNo ? `（${docNo}）` : ''}${article ?? ''}`

const code = (one: { readonly code: string; readonly zh: string; readonly en: string }, language: Language) =>
  `${one.code} ${line(one, language)}`

type Reader = (item: Item, language: Language) => Said | readonly Said[]

/** Number in the standard, key of the words, and where the element stands. */
const table: readonly (readonly [number: string, key: string, read: Reader])[] = [
  ['1', 'name', (item) => item.name],
  ['2', 'basicCode', (item) => item.basicCode],
  ['3', 'code', (item) => item.code],
  ['4, 5', 'type', (item, language) => code(item.type, language)],
  ['6', 'legalBasis', (item) => item.legalBasis.map(basis)],
  ['7, 8', 'level', (item, language) => code(item.level, language)],
  ['9', 'authorityDivision', (item) => item.authorityDivision],
  ['10', 'exercised', (item) => item.exercised],
  ['11', 'body', (item) => item.body.name],
  ['12', 'bodyCode', (item) => item.body.creditCode],
  ['13, 14', 'bodyNature', (item, language) => code(item.body.nature, language)],
  ['15–17', 'statutoryLimit', (item, language) => limit(item.statutoryLimit, language)],
  ['18–20', 'promisedLimit', (item, language) => limit(item.promisedLimit, language)],
  ['21', 'conditions', (item) => item.conditions],
  ['22', 'steps', (item) => item.steps.map((step) => step.name)],
  ['23, 24', 'jointBodies', (item) => item.jointBodies.map((one) => `${one.name} ${one.code ?? ''}`.trim())],
  [
    '25, 26',
    'handlingOffice',
    (item) => item.handlingOffice && `${item.handlingOffice.name} ${item.handlingOffice.code ?? ''}`.trim(),
  ],
  ['27', 'intermediaries', (item) => item.intermediaries],
  ['28', 'quantityLimit', (item) => item.quantityLimit],
  ['29', 'resultName', (item) => item.result?.name],
  ['30', 'resultSample', (item) => item.result?.sample],
  ['31', 'charged', (item) => item.fee.charged],
  ['32', 'feeBasis', (item) => item.fee.basis],
  ['33', 'crossRegion', (item, language) => code(item.crossRegion, language)],
  ['34, 35', 'audience', (item, language) => item.audience.map((one) => code(one, language))],
  ['36–38', 'themes', (item) => [...item.themes.firm, ...item.themes.person, ...(item.themes.local ?? [])]],
  ['39, 40', 'forms', (item, language) => item.forms.map((one) => code(one, language))],
  ['41', 'specialProcedures', (item) => item.specialProcedures.map((one) => one.name)],
  ['42, 43', 'region', (item) => `${item.region.code} ${item.region.name}`],
  ['44', 'bookable', (item) => item.bookable],
  ['45', 'onlinePayment', (item) => item.onlinePayment],
  ['46', 'postal', (item) => item.postal.materials || item.postal.result],
  ['47', 'online', (item) => item.online],
  ['48', 'onlineAddress', (item) => item.onlineAddress],
  ['49', 'systemLevel', (item, language) => code(item.systemLevel, language)],
  ['50', 'places', (item) => item.places],
  ['51', 'hours', (item) => item.hours],
  ['52', 'consultation', (item) => item.consultation],
  ['53', 'consultationPhone', (item) => item.consultationPhone],
  ['54', 'complaintPhone', (item) => item.complaintPhone],
  ['55', 'faq', (item) => item.faq.map((one) => one.question)],
  ['', 'caseKind', (item, language) => code(item.caseKind, language)],
  ['', 'reviewKind', (item) => item.reviewKind],
  ['', 'visits', (item) => item.visits],
  ['', 'visitReason', (item) => item.visitReason],
  ['', 'onlineDepth', (item) => item.onlineDepth],
  ['', 'promiseAllowed', (item) => item.promiseAllowed],
  ['', 'tolerant', (item) => item.tolerant],
  ['', 'terminal', (item) => item.terminal],
  ['', 'appointments', (item) => item.appointments],
  ['', 'rights', (item) => item.rights ?? []],
  ['', 'duties', (item) => item.duties ?? []],
  ['', 'renews', (item) => item.renews],
  ['', 'version', (item) => item.version],
]

const linesOf = (said: Said | readonly Said[], language: Language): readonly string[] => {
  const all = Array.isArray(said) ? (said as readonly Said[]) : [said as Said]
  return [...new Set(all.map((one) => line(one, language)).filter((text) => text !== ''))]
}

export function elementsOf(item: Item, language: Language): readonly Shown[] {
  return table.map(([number, key, read]) => ({ key, number, lines: linesOf(read(item, language), language) }))
}

type MaterialReader = (material: Material) => Said
const materialTable: readonly (readonly [string, string, MaterialReader])[] = [
  ['56', 'materialName', (one) => one.name],
  ['57', 'issuer', (one) => one.issuer],
  ['58', 'issuedWithin', (one) => one.issuedWithin],
  ['59', 'howToGet', (one) => one.howToGet],
  ['60', 'whereToGet', (one) => one.whereToGet],
  ['61', 'use', (one) => one.use],
  ['62', 'originals', (one) => one.originals],
  ['63', 'copies', (one) => one.copies],
  ['64', 'necessity', (one) => one.necessity === 'required'],
]

export function materialElementsOf(material: Material, language: Language): readonly Shown[] {
  return materialTable.map(([number, key, read]) => ({ key, number, lines: linesOf(read(material), language) }))
}

/** Numbers of the standard that are shown, 1 to 64: for the test that none is left out. */
export function numbersShown(): readonly number[] {
  return [...table, ...materialTable].flatMap(([number]) => {
    const [from, to] = number.split('–').map(Number)
    if (to) return Array.from({ length: to - from! + 1 }, (_, at) => from! + at)
    return number === '' ? [] : number.split(', ').map(Number)
  })
}
