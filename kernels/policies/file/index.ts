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

const isDay = (value: unknown): boolean => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
const isFile = isThing({ format: isOneOf(policyFormat), publishedOn: isDay, policy: isRecord, sealing: isSealing })
const isWords = isThing({ zh: isText, en: isText })

/**
 * The file, or undefined where it is not whole. Of the policy only its name is looked at: the seal is about the whole, and the
 * conditions of later versions of the format must not keep an older program from checking it.
 */
export function readPolicyFile(value: unknown): PolicyFile | undefined {
  if (!isFile(value)) return undefined
  const file = value as PolicyFile
  const { id, version, title, document } = file.policy
  const named = isText(id) && Number.isSafeInteger(version) && isWords(title)
  return named && isRecord(document) && isText(document.number) && file.sealing.salt.length >= 32 ? file : undefined
}
