/** Which logs are trusted, and which witnesses must have seen a checkpoint. Source: c2sp.org/tlog-policy. */
import { ed25519Cosignature, ed25519Note, parseVerifierKey, type VerifierKey } from './verifier-key.ts'

interface Group {
  readonly needed: number
  readonly members: readonly string[]
}

export interface WitnessPolicy {
  readonly logs: readonly { readonly key: VerifierKey; readonly url?: string }[]
  readonly witnesses: ReadonlyMap<string, { readonly key: VerifierKey; readonly url?: string }>
  readonly groups: ReadonlyMap<string, Group>
  /** The witness or group that must have seen a checkpoint; undefined for `none`. */
  readonly quorum: string | undefined
}

/** Why a policy can't be read: the number of its line, from 1; 0 for the file as a whole. */
export interface PolicyFault {
  readonly line: number
  readonly why: string
}

/** Types that may sign checkpoints as a log or a witness; those not verified here can be named, but never count as having signed. */
const logTypes = [ed25519Note, 2, 5, 6]
const witnessTypes = [ed25519Cosignature, 6]

class Reader {
  readonly logs: { key: VerifierKey; url?: string }[] = []
  readonly witnesses = new Map<string, { key: VerifierKey; url?: string }>()
  readonly groups = new Map<string, Group>()
  readonly members = new Set<string>()
  quorum: string | undefined
  hasQuorum = false

  /** Takes one line in; gives what is wrong with it. */
  read(words: readonly string[]): string | undefined {
    const [keyword, ...rest] = words
    if (keyword === 'log') return this.readLog(rest)
    if (keyword === 'witness') return this.readWitness(rest)
    if (keyword === 'group') return this.readGroup(rest)
    if (keyword === 'quorum') return this.readQuorum(rest)
    return 'unknown keyword'
  }

  readLog([vkey = '', url, ...more]: readonly string[]): string | undefined {
    const key = keyOf(vkey, logTypes)
    if (!key || more.length > 0) return 'a log line is: log <vkey> [<url>]'
    if (this.logs.some((log) => sameKey(log.key, key))) return 'this log key is there already'
    this.logs.push({ key, ...(url ? { url } : {}) })
    return undefined
  }

  readWitness([name = '', vkey = '', url, ...more]: readonly string[]): string | undefined {
    const key = keyOf(vkey, witnessTypes)
    if (!key || more.length > 0) return 'a witness line is: witness <name> <vkey> [<url>]'
    if ([...this.witnesses.values()].some((witness) => sameKey(witness.key, key)))
      return 'this witness key is there already'
    if (this.isTaken(name)) return 'this name is taken'
    this.witnesses.set(name, { key, ...(url ? { url } : {}) })
    return undefined
  }

  readGroup([name = '', count = '', ...members]: readonly string[]): string | undefined {
    const needed =
      count === 'any' ? 1 : count === 'all' ? members.length : /^[1-9]\d{0,5}$/.test(count) ? Number(count) : 0
    if (members.length === 0 || needed < 1 || needed > members.length)
      return 'a group line is: group <name> all|any|<k> <name>…, with k from 1 to the number of members'
    if (this.isTaken(name)) return 'this name is taken'
    for (const member of members) {
      if (member === 'none' || !this.isTaken(member)) return 'a member is not defined on a line before'
      if (this.members.has(member)) return 'a member is in a group already'
      this.members.add(member)
    }
    this.groups.set(name, { needed, members })
    return undefined
  }

  readQuorum([name = '', ...more]: readonly string[]): string | undefined {
    if (this.hasQuorum) return 'a policy has one quorum line'
    if (more.length > 0 || !this.isTaken(name)) return 'the quorum is not defined on a line before'
    this.hasQuorum = true
    this.quorum = name === 'none' ? undefined : name
    return undefined
  }

  isTaken(name: string): boolean {
    return name === 'none' || this.witnesses.has(name) || this.groups.has(name)
  }
}

/** Keys are UTF-8, everything else of a policy is opaque octets. */
function keyOf(octets: string, types: readonly number[]): VerifierKey | null {
  const key = parseVerifierKey(Buffer.from(octets, 'latin1').toString('utf8'))
  return key && types.includes(key.type) ? key : null
}

const sameKey = (one: VerifierKey, other: VerifierKey) => Buffer.compare(one.publicKey, other.publicKey) === 0

/** Reads a policy file: lines of words, comments after `#`. Names are kept as octets (latin-1). */
export function parsePolicy(bytes: Uint8Array): WitnessPolicy | PolicyFault {
  if (bytes.length > 1_000_000) return { line: 0, why: 'a policy is at most a megabyte' }
  const reader = new Reader()
  const lines = Buffer.from(bytes).toString('latin1').split('\n')
  for (const [at, line] of lines.entries()) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a policy must not hold
    if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) return { line: at + 1, why: 'a control character' }
    const words = line.split(/[ \t]+/).filter((word) => word !== '')
    if (words.length === 0 || words[0]!.startsWith('#')) continue
    const why = reader.read(words)
    if (why) return { line: at + 1, why }
  }
  if (!reader.hasQuorum) return { line: 0, why: 'no quorum line' }
  const { logs, witnesses, groups, quorum } = reader
  return { logs, witnesses, groups, quorum }
}

/** Whether these witnesses, whose cosignatures were verified, suffice. */
export function meetsQuorum(policy: WitnessPolicy, signed: readonly VerifierKey[]): boolean {
  // Members are defined before their group and belong to one group only, so this ends and visits each once.
  const hasSeen = (name: string): boolean => {
    const witness = policy.witnesses.get(name)
    if (witness) return signed.some((key) => key.type === witness.key.type && sameKey(key, witness.key))
    const group = policy.groups.get(name)
    return group !== undefined && group.members.filter(hasSeen).length >= group.needed
  }
  return policy.quorum === undefined || hasSeen(policy.quorum)
}
