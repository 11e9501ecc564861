/** What journeys may have credentials do. */
export { changeStatus, expireDue, type StatusChange } from './change-status.ts'
export { type Issue, issueCredential, issueCredentials } from './issue-credential.ts'
export { expireLicences, keepExpiring } from './keep-expiring.ts'
export { type Renewal, renewCredential } from './renew-credential.ts'
export { type LicenceActor, platform as licencePlatform } from './write-licences.ts'
