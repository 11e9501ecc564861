/** What journeys may have seals do. */
export { caseNotice } from './case-notice.ts'
export { type LicenceWish, licencePaper } from './licence-paper.ts'
