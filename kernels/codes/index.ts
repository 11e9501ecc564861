/** Codes of persons, bodies, licences and regions: check, explain, take apart, make, mask. */

export { CREDIT_ALPHABET, creditCheck, idCheck, mod37And36, organisationCheck } from './check-characters.ts'
export { type CreditCodeParts, checkCreditCode, type HolderKind, makeCreditCode } from './credit-code.ts'
export { checkIdNumber, type IdNumberOptions, type IdNumberParts, makeIdNumber } from './id-number.ts'
export { industryBeginnings, industrySection } from './industry-code.ts'
export {
  checkLicenceIdentifier,
  type LicenceIdentifierParts,
  makeLicenceIdentifier,
} from './licence-identifier.ts'
export { maskIdNumber, maskName, maskPhone, maskWithin } from './mask.ts'
export { checkMobile } from './mobile.ts'
export { checkOrganisationCode, makeOrganisationCode } from './organisation-code.ts'
export { checkRegionCode, type RegionCodeParts, type RegionLevel, regionIsWithin } from './region-code.ts'
export type { CodeField, Verdict, Wrong, WrongReason } from './verdict.ts'
