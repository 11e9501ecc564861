/** Who signs: the key itself stays with whoever holds it (a file, an HSM, a device). */
import type { PublicJwk, SuiteName } from './algorithms.ts'

export interface CredentialSigner {
  readonly algorithm: SuiteName
  /** Thumbprint of the public key, written as `kid`. */
  readonly id: string
  readonly publicJwk: PublicJwk
  /** 64 bytes over `data`; for ES256 and SM2 r then s. */
  readonly sign: (data: Uint8Array) => Promise<Uint8Array>
}
