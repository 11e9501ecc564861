/** Which fields of a licence an item may see, and whether the holder must agree (packs: `credentials/sharing.yaml`). Data minimisation: 个人信息保护法 art. 6. */
import { materialsOf, partsOfItemCode } from '#ask/catalog'
import type { House } from '#platform/module'
import type { Pack } from '#platform/packs'
import type { LicenceRow } from './licence.ts'
import { type LicenceField, licenceFields } from './licence-fields.ts'

interface TypeSharing {
  readonly authorisation?: 'holder'
  readonly fields?: readonly string[]
  /** By basic code of the item. */
  readonly items?: Readonly<Record<string, readonly string[]>>
}

interface SharingFile {
  readonly default?: { readonly fields: readonly string[] }
  readonly types?: Readonly<Record<string, TypeSharing>>
}

interface Sharing {
  readonly others: readonly string[]
  readonly types: Readonly<Record<string, TypeSharing>>
}

const known = new WeakMap<readonly Pack[], Promise<Sharing>>()

async function read(packs: readonly Pack[]): Promise<Sharing> {
  let sharing: Sharing = { others: [], types: {} }
  for (const pack of packs) {
    const file = await pack.data<SharingFile>('credentials/sharing.yaml')
    sharing = { others: file?.default?.fields ?? sharing.others, types: { ...sharing.types, ...file?.types } }
  }
  return sharing
}

/** Read once. */
export function sharingLaw({ site }: Pick<House, 'site'>): Promise<Sharing> {
  let law = known.get(site.packs)
  if (!law) {
    law = read(site.packs)
    known.set(site.packs, law)
  }
  return law
}

export interface Allowed {
  readonly fields: readonly string[]
  readonly needsHolder: boolean
}

/** What the item may see of licences of the type; nothing when it may not call them at all. */
export async function allowedTo(
  house: Pick<House, 'db' | 'site'>,
  item: string,
  type: string,
): Promise<Allowed | undefined> {
  const { others, types } = await sharingLaw(house)
  const own = types[type]
  const named = own?.items?.[basicCodeOf(item)]
  const asked = named ?? ((await asksFor(house, item, type)) ? (own?.fields ?? others) : undefined)
  return asked && { fields: asked, needsHolder: own?.authorisation === 'holder' }
}

/** The twelve digits that name the item in the basic catalogue, within an implementation code of 31 or 33. */
export function basicCodeOf(item: string): string {
  return partsOfItemCode(item)?.basicCode ?? item
}

async function asksFor(house: Pick<House, 'db' | 'site'>, item: string, type: string): Promise<boolean> {
  const materials = await materialsOf(house, item)
  return materials.some(({ proof }) => proof.mode === 'credential' && proof.credential === type)
}

/** Words of the fields that every licence has. */
const common: readonly Pick<LicenceField, 'id' | 'zh' | 'en'>[] = [
  { id: 'number', zh: '证照编号', en: 'Number' },
  { id: 'identifier', zh: '证照标识', en: 'Identifier' },
  { id: 'holderName', zh: '持证主体', en: 'Holder' },
  { id: 'holderCode', zh: '持证主体代码', en: 'Code of the holder' },
  { id: 'issuer', zh: '颁发机构', en: 'Issued by' },
  { id: 'issuedOn', zh: '颁发日期', en: 'Issued on' },
  { id: 'expiresOn', zh: '有效期至', en: 'Valid until' },
  { id: 'status', zh: '状态', en: 'State' },
]

/** The fields by their words, in their order. */
export async function wordsOfFields(house: Pick<House, 'site'>, type: string, ids: readonly string[]) {
  const all = [...common, ...(await licenceFields(house)).of(type)]
  return ids.flatMap((id) => {
    const field = all.find((each) => each.id === id)
    return field ? [{ id, zh: field.zh, en: field.en }] : []
  })
}

/** What these fields say of the licence; a field the licence does not have is left out. */
export async function valuesOf(
  house: Pick<House, 'site'>,
  licence: LicenceRow,
  ids: readonly string[],
  issuer: string,
): Promise<{ readonly id: string; readonly zh: string; readonly en: string; readonly value: string }[]> {
  const own: Readonly<Record<string, unknown>> = {
    number: licence.number,
    identifier: licence.identifier,
    holderName: licence.holderName,
    holderCode: licence.holderCode,
    issuer,
    issuedOn: licence.issuedOn,
    expiresOn: licence.expiresOn,
    status: licence.status,
  }
  return (await wordsOfFields(house, licence.type, ids)).flatMap((field) => {
    const value = own[field.id] ?? licence.details[field.id]
    return value === undefined || value === null ? [] : [{ ...field, value: String(value) }]
  })
}
