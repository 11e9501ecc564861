/** The licence that a paper of its issuer shows, as it stands now: the paper goes on saying what held on the day when it was printed. */
import type { CheckResult } from '@steppe/contracts/seals'
import { type DocumentFinding, openOfd } from '@steppe/kernels/documents'
import { findByIdentifier } from '#ask/credentials'
import type { House } from '#platform/module'
import { findSeal } from './find-seals.ts'

const identifierForm = /1\.2\.156\.3005\.2(?:\.[0-9A-Z]+)+/

/** Nothing for what is no paper of a licence, or was signed by anybody but its issuer alone. */
export async function licenceOfPaper(
  house: House,
  bytes: Buffer,
  { verdict, signatures }: DocumentFinding,
): Promise<CheckResult['licence']> {
  const [signature, ...others] = signatures
  const id = signature?.certificate?.subject.serialNumber
  if (verdict !== 'whole' || !signature?.trusted || !id || others.length > 0) return undefined
  const page = openOfd(bytes)?.['Doc_0/Pages/Page_0/Content.xml']
  const [identifier] = identifierForm.exec(page ? Buffer.from(page).toString() : (signature.reason ?? '')) ?? []
  if (!identifier) return undefined
  const [licence, seal] = await Promise.all([findByIdentifier(house, identifier), findSeal(house, id)])
  return licence && seal?.holder === licence.department ? { identifier, status: licence.status } : undefined
}
