/** What other modules may ask credentials. Nothing reached from here writes. */
export { findHeldCredentials, type HeldCredential, type Holder } from './find-held-credentials.ts'
export { findByIdentifier, findLicence as findCredential, findOfCase, findOfHolders } from './find-licences.ts'
export type { LicenceRow } from './licence.ts'
export { detailsFrom, type LicenceField, licenceFields } from './licence-fields.ts'
export { licenceLaw } from './licence-law.ts'
export { changesFrom, type State, statusCodes, statusValue } from './licence-states.ts'
export { type LicenceTypes, licenceTypes } from './licence-types.ts'
