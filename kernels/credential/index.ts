/** Licences that prove themselves: SD-JWT VC issued, presented and verified, with their status lists. */
export {
  joseName,
  type PublicJwk,
  SM2_ALG,
  SM2_CRV,
  type SuiteName,
} from './algorithms.ts'
export type { ClaimPath } from './claim-path.ts'
export { CREDENTIAL_TYPE, issueCredential, issueSdJwt, NEVER_CONCEALED, type SdJwtToIssue } from './issue.ts'
export { fromBase64url, type Json, type JsonObject, LIMITS, toBase64url } from './json.ts'
export { type ParsedJws, parseJws, signJws, verifyJws } from './jws.ts'
export type { KeyBinding } from './key-binding.ts'
export { type Choice, type KeyBindingToMake, presentCredential, readSdJwt } from './present.ts'
export { fromQrForm, toQrForm } from './qr-form.ts'
export { type CredentialCode, credentialCodes, isRefused, type Refused } from './refusals.ts'
export { fromJsonSerialization, joinSdJwt, splitSdJwt, toJsonSerialization } from './sd-jwt.ts'
export type { CredentialSigner } from './signer.ts'
export { type Sm2Pair, sm2Pair, sm2Sign } from './sm2.ts'
export {
  decodeStatusList,
  encodeStatusList,
  makeStatusList,
  packStatuses,
  readStatusList,
  STATUS,
  type StatusBits,
  type StatusEntries,
  type StatusList,
  type StatusListToMake,
  type StatusListWanted,
} from './status-list.ts'
export { type Trust, type TrustedIssuer, trustIssuers } from './trust.ts'
export {
  type CredentialOptions,
  type StatusReference,
  statusReference,
  type VerifiedCredential,
  type VerifiedSdJwt,
  type VerifyOptions,
  verifyCredential,
  verifySdJwt,
} from './verify.ts'
export { thumbprint, type VerifyingKey, verifyingKey } from './verifying-key.ts'
