/** What journeys may have appeals do. */
export { keepClaim } from './arrears/keep-claim.ts'
