/** What journeys and the platform's clock may have evaluation do. */

export { keepPublishing } from './keep-publishing.ts'
export { keepRating } from './keep-rating.ts'
export { publishFigures } from './publish-figures.ts'
