/** What other modules may ask policies. Nothing reached from here writes. */
export { readPolicyPacks } from './read-pack.ts'
