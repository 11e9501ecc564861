/** What other modules may ask evaluation. Nothing reached from here writes. */
export { followUpId } from './follow-up.ts'
export { summariseRatings } from './summarise-ratings.ts'
