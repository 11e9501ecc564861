/** The transparency log: canonical bytes and salted commitments of acts. */
export { canonicalText } from './canonical.ts'
export { commit, opens } from './commitment.ts'
