/** Which materials this applicant must bring: what is held, checked, or follows from what is held is not asked. Source: 国务院令第716号 art. 10. */
import type { NeededMaterial } from '@steppe/contracts/applications'
import { type Answers, holds, type Item, type Material } from '@steppe/contracts/catalog'
import type { Proofs } from '#ask/catalog'

/** A licence or fact already held: where from, in words, and what it says. */
export interface HeldPaper {
  readonly zh: string
  readonly en: string
  readonly details?: Readonly<Record<string, unknown>>
}

/** Held papers by the type of licence. */
export type Held = ReadonlyMap<string, HeldPaper>

export interface Saved {
  readonly materials: number
  readonly pages: number
  readonly visits: number
  /** Working days nobody waits for papers that would have had to be fetched; papers are fetched side by side. */
  readonly days: number
}

export interface Need {
  readonly item: Pick<Item, 'materials' | 'tolerant'>
  /** Answers so far; without them every material that may apply is listed. */
  readonly answers: Answers | undefined
  readonly held: Held
  readonly proofs: Pick<Proofs, 'provers' | 'factsOf'>
  /** Whether the applicant chose to promise in writing. */
  readonly promise: boolean
  readonly language: 'zh' | 'en'
}

/** Each material of the item that applies under these answers, and whether it is asked. */
export function neededMaterials(need: Need): NeededMaterial[] {
  const { item, answers } = need
  const applying = item.materials.filter((material) => answers === undefined || holds(material.when, answers))
  const proved = factsProved(applying, need)
  return applying.map((material) => needed(material, need, proved))
}

/** Facts by what proves them: valid licences whose condition holds, and the checks that the item makes anyway. */
function factsProved(applying: readonly Material[], { held, proofs, answers }: Need): ReadonlyMap<string, HeldPaper> {
  const proved = new Map<string, HeldPaper>()
  for (const material of applying)
    if (material.proof.mode === 'department_check')
      for (const fact of proofs.factsOf(material.id)) proved.set(fact, checkedAnyway(material))
  for (const { credential, proves, when } of proofs.provers) {
    const paper = held.get(credential)
    if (!paper || !holds(when, { licence: paper.details ?? {}, answers: answers ?? {} } as Answers)) continue
    for (const fact of proves) proved.set(fact, paper)
  }
  return proved
}

function checkedAnyway({ name }: Material): HeldPaper {
  return { zh: `由部门核验“${name.zh}”时一并核实`, en: `checked together with ${name.en ?? name.zh}` }
}

function needed(material: Material, need: Need, proved: ReadonlyMap<string, HeldPaper>): NeededMaterial {
  const { language, item } = need
  const heldAs = whereHeld(material, need) ?? whatProves(material, need, proved)
  return {
    id: material.id,
    name: material.name[language] ?? material.name.zh,
    needed: heldAs === undefined,
    required: material.necessity === 'required',
    mayFollow: material.necessity === 'later' || (item.tolerant && material.missable),
    proof: material.proof.mode,
    ...(heldAs ? { heldAs } : {}),
    ...(material.howToGet ? { hint: material.howToGet[language] ?? material.howToGet.zh } : {}),
  }
}

/** Why a material is not asked. */
const spared = {
  cancelled: { zh: '已取消，无需提交', en: 'no longer asked' },
  department_check: { zh: '由部门核验，无需提交', en: 'checked between departments' },
  promise: { zh: '以承诺代替', en: 'your promise stands for it' },
} as const
export const sparedPhrases = Object.values(spared)

function whereHeld({ proof }: Material, { held, promise, language }: Need): string | undefined {
  switch (proof.mode) {
    case 'cancelled':
      return spared.cancelled[language]
    case 'department_check':
      return spared.department_check[language]
    case 'credential':
      return held.get(proof.credential ?? '')?.[language]
    case 'promise':
      return promise ? spared.promise[language] : undefined
    default:
      return undefined
  }
}

/** A material is implied when every fact it is asked for is proved already. */
function whatProves({ id }: Material, need: Need, proved: ReadonlyMap<string, HeldPaper>): string | undefined {
  const facts = need.proofs.factsOf(id)
  if (facts.length === 0 || !facts.every((fact) => proved.has(fact))) return undefined
  const papers = [...new Set(facts.map((fact) => proved.get(fact)![need.language]))]
  return papers.join(need.language === 'zh' ? '；' : '; ')
}

/** What the applicant was spared: materials, their pages, days of waiting for papers, and a visit where applying online saved one. */
export function countSaved(
  item: Pick<Item, 'materials' | 'visits'>,
  needs: readonly NeededMaterial[],
  online: boolean,
  proofs: Pick<Proofs, 'daysToFetch'>,
): Saved {
  const spared = new Set(needs.filter((each) => !each.needed).map((each) => each.id))
  const papers = item.materials.filter((material) => spared.has(material.id))
  return {
    materials: spared.size,
    pages: papers.reduce((sum, material) => sum + Math.max(1, material.originals + material.copies), 0),
    visits: online ? Math.max(0, 1 - item.visits) : 0,
    // Who holds a licence has fetched it already; only what would have been fetched for this case is counted.
    days: Math.max(0, ...papers.filter(isFetched).map((material) => proofs.daysToFetch(material.id))),
  }
}

function isFetched({ proof }: Material): boolean {
  return proof.mode !== 'credential' && proof.mode !== 'upload'
}
