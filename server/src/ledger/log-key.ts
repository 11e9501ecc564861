/** The key of the log: it signs checkpoints under the name of the log's origin (c2sp.org/signed-note, Ed25519). */
import {
  type Checkpoint,
  ed25519Note,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  makeVerifierKey,
  signNote,
  type VerifierKey,
} from '@steppe/kernels/ledger'
import type { House } from '#platform/module'

type KeyHouse = Pick<House, 'keys' | 'log'>

const signerOf = (house: KeyHouse) => house.keys.signer('log', 'EdDSA')

/** The log's verifier key. */
export async function logKey(house: KeyHouse): Promise<VerifierKey> {
  const { publicJwk } = await signerOf(house)
  return makeVerifierKey(house.log.origin, ed25519Note, Buffer.from(String(publicJwk.x), 'base64url'))
}

/** The same as it is given to whoever checks. */
export async function logVerifierKey(house: KeyHouse): Promise<string> {
  return formatVerifierKey(await logKey(house))
}

/** A checkpoint as a note that the log signed. The key itself stays behind the house's signer. */
export async function signCheckpoint(house: KeyHouse, checkpoint: Checkpoint): Promise<string> {
  const text = formatCheckpoint(checkpoint)
  const { sign } = await signerOf(house)
  return formatNote({ text, signatures: [await signNote(text, await logKey(house), sign)] })
}
