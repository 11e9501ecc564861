/** 我的证照: what the person holds, and what the firms hold that they act for. */
import type { LicenceLine, MyLicences } from '@steppe/contracts/credentials'
import { holdersBehind } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { describeAll } from './find-held-credentials.ts'
import { findOfHolders } from './find-licences.ts'
import type { LicenceRow } from './licence.ts'

/** Person id and credit codes of those the actor may show licences of. */
export function holdersOfActor(house: CasesHouse, actor: Actor): Promise<string[]> {
  return holdersBehind(house, actor.id)
}

export async function listMine(house: CasesHouse, actor: Actor, language: 'zh' | 'en'): Promise<MyLicences> {
  return { licences: await linesOf(house, await findOfHolders(house, await holdersOfActor(house, actor)), language) }
}

export async function linesOf(
  house: CasesHouse,
  rows: readonly LicenceRow[],
  language: 'zh' | 'en',
): Promise<LicenceLine[]> {
  const held = await describeAll(house, rows)
  return held.map(({ details: _details, ...line }, i) => ({
    ...line,
    issuerName: house.directory.departmentName(line.issuer, language),
    holderName: rows[i]!.holderName,
    ...(rows[i]!.case ? { case: rows[i]!.case } : {}),
  }))
}
