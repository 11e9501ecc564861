/** What journeys may have applications do. */
export { keepBrokenPromise } from './broken-promises.ts'
export { followPromise } from './promises-to-check.ts'
export { type Applied, openingOf, submitApplication } from './submit-application.ts'
