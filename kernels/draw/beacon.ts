/** Rounds of a drand beacon, checked by their signature. Source: drand specification (beacon, `bls-unchained-g1-rfc9380`, `pedersen-bls-chained`); RFC 9380. */
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'

/** What is known of a network before any round: its key is pinned, not asked for. */
export interface BeaconChain {
  /** Hash that names the chain, hex. */
  readonly hash: string
  readonly scheme: 'bls-unchained-g1-rfc9380' | 'pedersen-bls-unchained' | 'pedersen-bls-chained'
  /** Public key, hex: 96 bytes for signatures in G1, 48 for those in G2. */
  readonly publicKey: string
  /** Instant of round 1, seconds since 1970 UTC. */
  readonly genesis: number
  /** Seconds from round to round. */
  readonly period: number
}

export interface BeaconRound {
  readonly round: number
  /** Hex. */
  readonly signature: string
  /** Of chained networks only: the signature of the round before, hex. */
  readonly previous?: string
}

/** When the round is published, milliseconds since 1970 UTC. */
export function roundTime(chain: Pick<BeaconChain, 'genesis' | 'period'>, round: number): number {
  return (chain.genesis + (round - 1) * chain.period) * 1000
}

/** The first round that is published after an instant (milliseconds). */
export function roundAfter(chain: Pick<BeaconChain, 'genesis' | 'period'>, instant: number): number {
  return Math.max(1, Math.floor((instant / 1000 - chain.genesis) / chain.period) + 2)
}

function messageOf(chain: BeaconChain, { round, previous }: BeaconRound): Uint8Array {
  const counter = new Uint8Array(8)
  new DataView(counter.buffer).setBigUint64(0, BigInt(round))
  return chain.scheme === 'pedersen-bls-chained'
    ? sha256(concatBytes(hexToBytes(previous ?? ''), counter))
    : sha256(counter)
}

/** Whether the signature is the network's own for this round; false for whatever can't be read. */
export function verifyRound(chain: BeaconChain, round: BeaconRound): boolean {
  if (!Number.isSafeInteger(round.round) || round.round < 1) return false
  try {
    const message = messageOf(chain, round)
    const [signature, key] = [hexToBytes(round.signature), hexToBytes(chain.publicKey)]
    if (chain.scheme === 'bls-unchained-g1-rfc9380') {
      const short = bls12_381.shortSignatures
      return short.verify(signature, short.hash(message, 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'), key)
    }
    const long = bls12_381.longSignatures
    return long.verify(signature, long.hash(message, 'BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_'), key)
  } catch {
    return false
  }
}

/** The public randomness of a round: SHA-256 of its signature. */
export function roundRandomness(round: BeaconRound): Uint8Array {
  return sha256(hexToBytes(round.signature))
}
