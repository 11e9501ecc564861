/** A published version of a policy as a file, `steppe-policy/1`, with what proves since when it stands as it is. */
import { isOneOf, isRecord, isSealing, isText, isThing, type Sealing } from '../../ledger/shapes.ts'
import type { Policy } from '../policy.ts'

export const policyFormat = 'steppe-policy/1'

export interface PolicyFile {
  readonly format: typeof policyFormat
  /** The day from which everybody sees it. */
  readonly publishedOn: string
  readonly policy: Policy
  readonly sealing: Sealing
}

/** What is sealed when a version is published. */
export function committedPolicy({ policy, publishedOn }: Pick<PolicyFile, 'policy' | 'publishedOn'>): unknown {
  const { id, version } = policy
  return { kind: 'policy', id, version, publishedOn, policy }
}

const isFile = isThing({ format: isOneOf(policyFormat), publishedOn: isText, policy: isRecord, sealing: isSealing })

/**
 * The file, or undefined where it is not whole. Of the policy only its name is looked at: the seal is about the whole, and the
 * conditions of later versions of the format must not keep an older program from checking it.
 */
export function readPolicyFile(value: unknown): PolicyFile | undefined {
  if (!isFile(value)) return undefined
  const file = value as PolicyFile
  const { id, version, title, document } = file.policy
  const named = isText(id) && Number.isSafeInteger(version) && isRecord(title)
  return named && isRecord(document) && isText(document.number) && file.sealing.salt.length >= 32 ? file : undefined
}
