/** Writes a pack's short item out whole: defaults, common materials by name, `20 wd` as a limit. Pure. */
import { type BasicItem, BasicItem as BasicItemSchema, type Limit } from '@steppe/contracts/catalog'
import { Compile } from 'typebox/compile'

type Loose = Readonly<Record<string, unknown>>

/** What a pack says once for all its items. */
export interface PackDefaults {
  readonly all: Loose
  /** Materials by id, written short. */
  readonly materials: Readonly<Record<string, Loose>>
}

const schema = Compile(BasicItemSchema)

/** The basic item written out; throws with the place of the fault, for a pack that is wrong stops the loading. */
export function writeOutItem(short: Loose, defaults: PackDefaults, place: string): BasicItem {
  const said = { ...defaults.all, ...short } as Record<string, unknown>
  const limit = readLimit(said.promisedLimit, place)
  const whole = {
    caseKind: limit.length === 0 ? '1' : '2',
    reviewKind: limit.length === 0 ? 'immediate' : 'staged',
    ...said,
    statutoryLimit: readLimit(said.statutoryLimit, place),
    promisedLimit: limit,
    conditions: texts(said.conditions),
    steps: list(said.steps).map((step) => stepOf(step as Loose, place)),
    specialProcedures: list(said.specialProcedures).map((one) => stepOf(one as Loose, place)),
    materials: list(said.materials).map((one) => materialOf(one, defaults.materials, place)),
    ...(said.result === undefined ? {} : { result: resultOf(said) }),
  }
  const [fault] = schema.Errors(whole)
  if (fault) throw new Error(`${place}${fault.instancePath}: ${fault.message} ${JSON.stringify(fault.params)}`)
  return whole as unknown as BasicItem
}

/** `20 wd`, `1 month`, or the limit itself. */
function readLimit(said: unknown, place: string): Limit {
  if (typeof said === 'object' && said !== null) return said as Limit
  const parts = /^(\d+) (wd|d|month|hour)$/.exec(String(said))
  if (!parts) throw new Error(`${place}: “${String(said)}” is no limit; write 20 wd, 15 d, 2 month or 3 hour`)
  return { length: Number(parts[1]), unit: parts[2] as Limit['unit'] }
}

function list(said: unknown): readonly unknown[] {
  return Array.isArray(said) ? said : []
}

function texts(said: unknown): readonly unknown[] {
  return list(said).map((one) => (typeof one === 'string' ? { zh: one } : one))
}

function stepOf(step: Loose, place: string): Loose {
  return step.limit === undefined ? step : { ...step, limit: readLimit(step.limit, place) }
}

/** A sample is drawn for every result, unless the pack has one of its own. */
function resultOf(said: Loose): Loose {
  return { sample: `/api/catalog/samples/${String(said.code)}`, ...(said.result as Loose) }
}

const plainMaterial = {
  originals: 1,
  copies: 0,
  necessity: 'required',
  kind: 'other',
  form: 'either',
  source: 'applicant',
  missable: false,
  proof: { mode: 'upload' },
}

/** `id-card`, `{use: id-card, …}` over the common one, or a material of the item's own under the id it `use`s. */
function materialOf(said: unknown, common: PackDefaults['materials'], place: string): Loose {
  const { use, ...own } = typeof said === 'string' ? { use: said } : (said as Loose & { use?: string })
  const id = String(use)
  const shared = common[id]
  if (!shared && own.name === undefined)
    throw new Error(`${place}: no common material is called “${id}”; give it a name`)
  return { id, ...plainMaterial, ...shared, ...own }
}
