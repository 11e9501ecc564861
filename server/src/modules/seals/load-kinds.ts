/** Kinds of seals and templates of documents: data of the packs. */
import type { SealAlgorithm, SealKind, Template } from '@steppe/contracts/seals'
import type { Pack } from '#platform/packs'

/** A kind as the pack has it: sizes in millimetres. */
export interface KindData extends SealKind {
  readonly shape: 'round' | 'oval' | 'square' | 'signature'
  readonly width: number
  readonly height: number
  readonly star?: boolean
  /** What stands below the middle. */
  readonly words?: string
  /** Whether the credit code is shown. */
  readonly code?: boolean
}

export interface TemplateData extends Template {
  readonly paragraphs: readonly string[]
}

export interface SealData {
  readonly kinds: ReadonlyMap<string, KindData>
  readonly templates: ReadonlyMap<string, TemplateData>
  /** What is signed with unless the signer chooses. */
  readonly algorithm: SealAlgorithm
  /** Years a seal is valid. */
  readonly years: number
}

const known = new WeakMap<readonly Pack[], Promise<SealData>>()

async function read(packs: readonly Pack[]): Promise<SealData> {
  const kinds = new Map<string, KindData>()
  const templates = new Map<string, TemplateData>()
  let algorithm: SealAlgorithm = 'ES256'
  let years = 5
  for (const pack of packs) {
    const file = await pack.data<{ kinds: KindData[]; algorithm?: SealAlgorithm; validity?: string }>(
      'seals/kinds.json',
    )
    for (const kind of file?.kinds ?? []) kinds.set(kind.id, kind)
    algorithm = file?.algorithm ?? algorithm
    years = Number(/^P(\d+)Y$/.exec(file?.validity ?? '')?.[1] ?? years)
    for (const each of (await pack.data<{ templates: TemplateData[] }>('seals/templates.json'))?.templates ?? [])
      templates.set(each.id, each)
  }
  return { kinds, templates, algorithm, years }
}

/** The last pack that names a kind, a template or the usual algorithm decides. */
export function loadKinds(packs: readonly Pack[]): Promise<SealData> {
  let found = known.get(packs)
  if (!found) {
    found = read(packs)
    known.set(packs, found)
  }
  return found
}
