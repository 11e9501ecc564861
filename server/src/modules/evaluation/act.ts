/** What journeys may have evaluation do. */
export { keepRating } from './keep-rating.ts'
