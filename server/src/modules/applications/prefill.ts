/** Fills in what the house already knows, and says where from. */
import type { Answers, Form, Item } from '@steppe/contracts/catalog'
import type { Applicant } from '@steppe/kernels/cases'
import { type FirmRow, findFirm, type Person, personOfAccount } from '#ask/registry'
import type { House } from '#platform/module'

interface Known {
  readonly person: Person | undefined
  readonly firm: FirmRow | undefined
  readonly item: Item
}

const sources: Readonly<Record<string, (known: Known) => unknown>> = {
  'person.name': ({ person }) => person?.name,
  'person.idNumber': ({ person }) => person?.idNumber,
  'person.phone': ({ person }) => person?.phone,
  'firm.name': ({ firm }) => firm?.name,
  'firm.creditCode': ({ firm }) => firm?.code,
  'firm.region': ({ firm }) => firm?.region,
  'firm.address': ({ firm }) => (firm?.address ? { region: firm.region, line: firm.address } : undefined),
  'firm.legalRepresentative': ({ firm }) => firm?.representativeName,
  'firm.industry': ({ firm }) => firm?.industry,
  'firm.capital': ({ firm }) => firm?.capitalFen,
  'item.region': ({ item }) => item.region.code,
  'item.name': ({ item }) => item.name.zh,
}

const words: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  person: { zh: '取自您的实名信息', en: 'from your verified identity' },
  firm: { zh: '取自企业登记信息', en: 'from the firm’s registration' },
  item: { zh: '取自您选择的事项', en: 'from the item you chose' },
}

/** Answers known beforehand and, by field, the source in words. */
export async function prefill(
  house: Pick<House, 'db' | 'site'>,
  form: Form,
  applicant: Applicant,
  item: Item,
  language: 'zh' | 'en',
) {
  const known: Known = {
    item,
    person: await personOfAccount(house, applicant.account),
    firm: applicant.kind === 'firm' ? await findFirm(house, applicant.id) : undefined,
  }
  const answers: Record<string, unknown> = {}
  const from: Record<string, string> = {}
  for (const question of form.questions) {
    const value = question.prefill ? sources[question.prefill]?.(known) : undefined
    if (value === undefined || value === null || value === '') continue
    answers[question.id] = value
    from[question.id] = words[question.prefill!.split('.')[0]!]?.[language] ?? ''
  }
  return { answers: answers as Answers, sources: from }
}

/** Sources kept in the language in which the draft was begun, in the language in which it is read. */
export function sourcesIn(kept: Readonly<Record<string, string>>, language: 'zh' | 'en'): Record<string, string> {
  const said = (text: string) =>
    Object.values(words).find(({ zh, en }) => text === zh || text === en)?.[language] ?? text
  return Object.fromEntries(Object.entries(kept).map(([field, text]) => [field, said(text)]))
}
