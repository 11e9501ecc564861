/** Which materials this applicant must bring: what the administration holds or can check is not asked again. Source: 国务院令第716号 art. 10. */
import type { NeededMaterial } from '@steppe/contracts/applications'
import { type Answers, holds, type Item, type Material } from '@steppe/contracts/catalog'

/** Credentials and facts already held: type -> where from, in words. */
export type Held = ReadonlyMap<string, { readonly zh: string; readonly en: string }>

export interface Saved {
  readonly materials: number
  readonly pages: number
  readonly visits: number
}

/** Each material of the item that applies under these answers, and whether it is asked. */
export function neededMaterials(
  item: Pick<Item, 'materials' | 'tolerant'>,
  answers: Answers | undefined,
  held: Held,
  promise: boolean,
  language: 'zh' | 'en',
): NeededMaterial[] {
  return item.materials
    .filter((material) => answers === undefined || applies(material, answers))
    .map((material) => needed(material, item.tolerant, held, promise, language))
}

/** An optional material is asked only in its situation. */
function applies(material: Material, answers: Answers): boolean {
  return material.when === undefined || holds(material.when, answers)
}

function needed(
  material: Material,
  tolerant: boolean,
  held: Held,
  promise: boolean,
  language: 'zh' | 'en',
): NeededMaterial {
  const heldAs = whereHeld(material, held, promise, language)
  return {
    id: material.id,
    name: material.name[language] ?? material.name.zh,
    needed: heldAs === undefined,
    required: material.necessity === 'required',
    mayFollow: material.necessity === 'later' || (tolerant && material.missable),
    proof: material.proof.mode,
    ...(heldAs ? { heldAs } : {}),
    ...(material.howToGet ? { hint: material.howToGet[language] ?? material.howToGet.zh } : {}),
  }
}

function whereHeld(material: Material, held: Held, promise: boolean, language: 'zh' | 'en'): string | undefined {
  const { proof } = material
  switch (proof.mode) {
    case 'cancelled':
      return language === 'zh' ? '已取消，无需提交' : 'no longer asked'
    case 'department_check':
      return language === 'zh' ? '由部门核验，无需提交' : 'checked between departments'
    case 'credential':
      return held.get(proof.credential ?? '')?.[language]
    case 'promise':
      return promise ? (language === 'zh' ? '以承诺代替' : 'your promise stands for it') : undefined
    default:
      return undefined
  }
}

/** What the applicant was spared: materials, their pages, and a visit where one was saved by applying online. */
export function countSaved(
  item: Pick<Item, 'materials' | 'visits'>,
  needs: readonly NeededMaterial[],
  online: boolean,
): Saved {
  const spared = new Set(needs.filter((each) => !each.needed).map((each) => each.id))
  const pages = item.materials
    .filter((material) => spared.has(material.id))
    .reduce((sum, material) => sum + Math.max(1, material.originals + material.copies), 0)
  return { materials: spared.size, pages, visits: online ? Math.max(0, 1 - item.visits) : 0 }
}
