/** Counts a joint signature (会签): decided as soon as no further signature can change it. */
import type { SigningPolicy } from './definition.ts'
import type { Signer } from './marking.ts'

/**
 * The outcome once the policy is decided, nothing before. `all`: one refusal refuses; `majority`: more than half of
 * those asked must agree; `any`: one agreement suffices. `outcomes`, when given: the agreed and the refused word.
 */
export function signatureResult(
  policy: SigningPolicy,
  signers: readonly Signer[],
  outcomes?: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  const joint = signers.filter((each) => each.group === 'joint')
  const agreeing = joint.filter((each) => each.agree === true).length
  const refusing = joint.filter((each) => each.agree === false).length
  const wanted = wantedAgreements(policy, joint.length)
  const agreed = agreeing >= wanted
  if (!agreed && joint.length - refusing >= wanted) return undefined
  const word = outcomes ? { outcome: outcomes[agreed ? 0 : 1] } : {}
  return { agreed, agreeing, refusing, ...word }
}

function wantedAgreements(policy: SigningPolicy, signers: number): number {
  if (policy === 'all') return signers
  return policy === 'any' ? 1 : Math.floor(signers / 2) + 1
}
