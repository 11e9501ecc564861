/** What journeys may have applications do. */
export { type Applied, openingOf, submitApplication } from './submit-application.ts'
