/** Materials that could be abolished: everything they are asked for is proved by licences that applicants hold already. Source: 优化营商环境条例 art. 44. */
import type { Proposal } from '@steppe/contracts/applications'
import type { BasicItem, Material } from '@steppe/contracts/catalog'
import { getCatalogue, getProofs, type Proofs, versionOn } from '#ask/catalog'
import { findOfHolders, type LicenceTypes, licenceTypes } from '#ask/credentials'
import type { House } from '#platform/module'

/** So many of the latest cases are looked at, whatever their number. */
const sampled = 5000
/** Holders are asked for in groups, so that one question stays small. */
const group = 200

interface Handed {
  readonly basicCode: string
  readonly material: string
  readonly applicants: readonly string[]
}

interface Candidate {
  readonly item: BasicItem
  readonly material: Material
  readonly credentials: Proposal['credentials']
  readonly facts: Proposal['facts']
}

/** The materials whose facts licences prove, those first that most applicants could have been spared. */
export async function proposeAbolitions(house: Pick<House, 'db' | 'site' | 'clock'>): Promise<Proposal[]> {
  const [{ basics }, proofs, types, handed] = await Promise.all([
    getCatalogue(house),
    getProofs(house),
    licenceTypes(house),
    sampleHanded(house),
  ])
  const today = house.clock.today()
  const items = [...basics.values()].flatMap((versions) => versionOn(versions, today) ?? [])
  const candidates = items.flatMap((item) =>
    item.materials.flatMap((material) => candidateOf(item, material, proofs, types)),
  )
  const proposals = await Promise.all(candidates.map((each) => withEvidence(house, each, handed)))
  return proposals.sort(
    (a, b) => b.couldBeSpared - a.couldBeSpared || b.handedIn - a.handedIn || a.item.localeCompare(b.item),
  )
}

/** A material that somebody still brings or promises, although licences prove all it is asked for. */
function candidateOf(item: BasicItem, material: Material, proofs: Proofs, types: LicenceTypes): Candidate[] {
  if (material.proof.mode !== 'upload' && material.proof.mode !== 'promise') return []
  const facts = proofs.factsOf(material.id)
  // What the item itself gives is held only afterwards: it can't have proved what was asked for before.
  const provers = proofs.provers.filter(
    ({ credential, proves }) => credential !== item.result?.credential && proves.some((fact) => facts.includes(fact)),
  )
  const proved = new Set(provers.flatMap(({ proves }) => proves))
  if (facts.length === 0 || !facts.every((fact) => proved.has(fact))) return []
  return [
    {
      item,
      material,
      credentials: provers.map(({ credential, source, when }) => ({
        type: credential,
        name: types.get(credential)?.name ?? { zh: credential },
        source,
        ...(when ? { when } : {}),
      })),
      facts: facts.map((fact) => proofs.factNames.get(fact)!),
    },
  ]
}

/** Who handed in which material of which item, in the latest cases. */
async function sampleHanded(house: Pick<House, 'db'>): Promise<readonly Handed[]> {
  return house.db.ask<Handed>(
    `select right(c.item, 12) as "basicCode", m.value ->> 'id' as material, array_agg(distinct c.applicant) as applicants
     from (select c.item, c.given -> 'applicant' ->> 'id' as applicant, c.given -> 'materials' as materials
           from cases.cases c where c.kind = 'application' order by c.opened_on desc limit $1) c
     cross join lateral json_array_elements(c.materials) m(value)
     where m.value -> 'file' is not null group by 1, 2`,
    [sampled],
  )
}

async function withEvidence(
  house: Pick<House, 'db' | 'site' | 'clock'>,
  { item, material, credentials, facts }: Candidate,
  handed: readonly Handed[],
): Promise<Proposal> {
  const applicants =
    handed.find((each) => each.basicCode === item.code && each.material === material.id)?.applicants ?? []
  const able = new Set<string>()
  for (let at = 0; at < applicants.length; at += group)
    for (const { type } of credentials)
      for (const licence of await findOfHolders(house, applicants.slice(at, at + group), type))
        if (licence.status === 'valid') able.add(licence.holder)
  return {
    item: item.code,
    itemName: item.name,
    material: material.id,
    materialName: material.name,
    now: material.proof.mode,
    facts,
    credentials,
    handedIn: applicants.length,
    couldBeSpared: able.size,
  }
}
