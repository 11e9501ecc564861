/** Reads what packs hold for the catalogue and writes it out whole; a pack that is wrong stops the loading with the place. */
import type { BasicItem, Form } from '@steppe/contracts/catalog'
import { conditionFault, Form as FormSchema } from '@steppe/contracts/catalog'
import { Compile } from 'typebox/compile'
import type { Pack } from '#platform/packs'
import { checkItem } from './check-item.ts'
import { type PackDefaults, writeOutItem } from './write-out-item.ts'

type Loose = Readonly<Record<string, unknown>>

/** Defaults and common materials of all packs; a later pack's word wins. */
export async function readDefaults(packs: readonly Pack[]): Promise<PackDefaults> {
  let all: Loose = {}
  let materials: Record<string, Loose> = {}
  for (const pack of packs) {
    all = { ...all, ...(await pack.data<{ all: Loose }>('catalog/defaults.yaml'))?.all }
    materials = {
      ...materials,
      ...(await pack.data<{ materials: Record<string, Loose> }>('catalog/materials.yaml'))?.materials,
    }
  }
  return { all, materials }
}

/** The basic items of one pack. */
export async function readItems(pack: Pack, defaults: PackDefaults): Promise<readonly BasicItem[]> {
  const items: BasicItem[] = []
  for (const file of await pack.list('catalog/items')) {
    if (!/\.(yaml|json)$/.test(file)) continue
    const short = await pack.data<Loose | Loose[]>(`catalog/items/${file}`)
    const versions = Array.isArray(short) ? short : [short ?? {}]
    for (const version of versions)
      items.push(readItem(version as Loose, defaults, `${pack.card.name}/catalog/items/${file}`))
  }
  return items
}

function readItem(short: Loose, defaults: PackDefaults, place: string): BasicItem {
  const item = writeOutItem(short, defaults, place)
  const [wrong] = checkItem(item)
  if (wrong) throw new Error(`${place} ${wrong.field}: ${wrong.en}`)
  return item
}

const formSchema = Compile(FormSchema)

/** The forms of one pack. */
export async function readForms(pack: Pack): Promise<readonly Form[]> {
  const forms: Form[] = []
  for (const file of await pack.list('catalog/forms')) {
    if (!file.endsWith('.json')) continue
    const form = await pack.data<Form>(`catalog/forms/${file}`)
    const fault = formFault(form)
    if (fault !== undefined) throw new Error(`${pack.card.name}/catalog/forms/${file}${fault}`)
    forms.push(form!)
  }
  return forms
}

function formFault(form: unknown): string | undefined {
  const [fault] = formSchema.Errors(form)
  if (fault) return `${fault.instancePath}: ${fault.message}`
  const { questions, sections } = form as Form
  const ids = questions.map((question) => question.id)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice !== undefined) return `: the question ${twice} is asked twice`
  for (const question of questions) {
    if (!sections.some((section) => section.id === question.section))
      return `: ${question.id} is in no section of the form`
    const wrong = question.when === undefined ? undefined : conditionFault(question.when)
    if (wrong !== undefined) return `: the condition of ${question.id} is no FEEL: ${wrong}`
    if (['choice', 'multi'].includes(question.type) && !question.choices?.length)
      return `: ${question.id} has no choices`
    if (question.type === 'people-list' && !question.fields?.length)
      return `: ${question.id} asks nothing of its people`
  }
  return undefined
}
