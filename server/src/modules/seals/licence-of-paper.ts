/** The licence that a paper of its issuer shows, as it stands now: the paper goes on saying what held on the day when it was printed. */
import type { CheckResult } from '@steppe/contracts/seals'
import { type DocumentFinding, openOfd } from '@steppe/kernels/documents'
import { findByIdentifier, licenceTypes } from '#ask/credentials'
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
  const text = page ? Buffer.from(page).toString() : (signature.reason ?? '')
  const [identifier] = identifierForm.exec(text) ?? []
  if (!identifier) return (await isEarlierPaper(house, text)) ? { status: 'not_named' } : undefined
  const [licence, seal] = await Promise.all([findByIdentifier(house, identifier), findSeal(house, id)])
  return licence && seal?.holder === licence.department ? { identifier, status: licence.status } : undefined
}

/** Papers once said type and number of their licence, not its identifier: a PDF as the reason of its signature, an OFD on its page. */
async function isEarlierPaper(house: House, text: string): Promise<boolean> {
  const types = [...(await licenceTypes(house)).values()]
  return text.includes('扫码核验') || types.some(({ name }) => text.startsWith(`${name.zh} `))
}
