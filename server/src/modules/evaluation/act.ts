/** What journeys and the platform's clock may have evaluation do. */

export { keepPublishing } from './keep-publishing.ts'
export { isBad, keepRatings } from './keep-rating.ts'
export { publishFigures } from './publish-figures.ts'
