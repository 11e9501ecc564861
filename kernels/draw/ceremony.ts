/**
 * A seed from several parties: each commits to a value of its own, all commitments are sealed, then all reveal. Whoever sees the others'
 * values could still gain by keeping silent; so a value that is not revealed is replaced by a round of a public beacon named beforehand
 * and published after the last hour for revealing, which nobody could know when deciding to keep silent.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalText } from '../ledger/canonical.ts'

export interface Opening {
  /** 16 bytes or more, hex. */
  readonly salt: string
  readonly value: string
}

export interface PartyShare {
  readonly party: string
  /** Hex, `partyCommitment`. */
  readonly commitment: string
  readonly opened?: Opening
}

/** What a party publishes first. */
export function partyCommitment(party: string, { salt, value }: Opening): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalText(['steppe/draw/party/v1', party, salt, value]))))
}

/** Whether the party revealed what it had committed to. */
export function hasRevealed(share: PartyShare): boolean {
  const { opened } = share
  return (
    opened !== undefined &&
    /^[0-9a-f]{32,}$/.test(opened.salt) &&
    partyCommitment(share.party, opened) === share.commitment
  )
}

/** Parties that committed and did not reveal, or revealed something else. */
export function silentParties(shares: readonly PartyShare[]): readonly string[] {
  return shares.filter((share) => !hasRevealed(share)).map((share) => share.party)
}
