/** What licences of a type say beyond what all say (packs: `credentials/fields.yaml`), and its values from the answers of an application. */
import { formOf } from '#ask/catalog'
import type { House } from '#platform/module'
import type { Pack } from '#platform/packs'

export interface LicenceField {
  readonly id: string
  readonly zh: string
  readonly en: string
  /** Names of answers; the first that was given is taken. */
  readonly answers: readonly string[]
  /** Of a person: not shown to whoever only verifies. */
  readonly personal?: boolean
}

interface FieldsFile {
  readonly fields?: Readonly<Record<string, readonly LicenceField[]>>
  readonly default?: readonly LicenceField[]
}

interface Fields {
  readonly of: (type: string) => readonly LicenceField[]
}

const known = new WeakMap<readonly Pack[], Promise<Fields>>()

async function read(packs: readonly Pack[]): Promise<Fields> {
  let fields: NonNullable<FieldsFile['fields']> = {}
  let others: readonly LicenceField[] = []
  for (const pack of packs) {
    const file = await pack.data<FieldsFile>('credentials/fields.yaml')
    fields = { ...fields, ...file?.fields }
    others = file?.default ?? others
  }
  return { of: (type) => fields[type] ?? others }
}

/** The fields of each type, read once. */
export function licenceFields({ site }: Pick<House, 'site'>): Promise<Fields> {
  let fields = known.get(site.packs)
  if (!fields) {
    fields = read(site.packs)
    known.set(site.packs, fields)
  }
  return fields
}

interface Asked {
  readonly type: string
  readonly choices?: readonly { readonly value: string; readonly label: { readonly zh: string } }[]
}

/** What a licence of the type says, taken from the answers of the application for `item` as its form words them. */
export async function detailsFrom(
  house: Pick<House, 'db' | 'site'> & {
    readonly directory: { readonly regionName: (code: string, language: 'zh') => string }
  },
  type: string,
  item: { readonly code: string },
  answers: Readonly<Record<string, unknown>>,
): Promise<Record<string, string>> {
  const [fields, form] = await Promise.all([licenceFields(house), formOf(house, item.code)])
  const questions = new Map<string, Asked>(form?.questions.map((question) => [question.id, question]) ?? [])
  return Object.fromEntries(
    fields.of(type).flatMap((field) => {
      const name = field.answers.find((each) => answers[each] !== undefined && answers[each] !== '')
      const text = name && wordsOf(answers[name], questions.get(name), (code) => house.directory.regionName(code, 'zh'))
      return text ? [[field.id, text]] : []
    }),
  )
}

/** An answer as a licence prints it. */
export function wordsOf(value: unknown, question: Asked | undefined, regionName: (code: string) => string): string {
  const label = (each: unknown) => question?.choices?.find((choice) => choice.value === each)?.label.zh ?? String(each)
  if (Array.isArray(value)) return value.map(label).join('；')
  if (typeof value === 'number' && question?.type === 'money') return `${(value / 100).toLocaleString('zh-CN')} 元`
  if (typeof value === 'object' && value !== null) {
    const { region, line } = value as { readonly region?: string; readonly line?: string }
    return `${region ? regionName(region) : ''}${line ?? ''}`
  }
  return label(value).trim()
}
