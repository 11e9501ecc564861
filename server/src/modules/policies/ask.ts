/** What other modules may ask policies. Nothing reached from here writes. */
export { findPolicyTitle } from './find-policy-title.ts'
export { readPolicyPacks } from './read-pack.ts'
