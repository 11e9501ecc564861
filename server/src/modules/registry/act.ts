/** What changes the registry: for itself and for journeys. */
export { authoriseHandler, claimFirm, endHandler } from './act-for-firm.ts'
export { changePassword } from './change-password.ts'
export { endRole, giveRole } from './give-role.ts'
export { openImport, resumeImports, runImport } from './import-firms.ts'
export { openStaffAccount } from './open-staff-account.ts'
export { registerPerson } from './register-person.ts'
export { revealPerson } from './reveal-person.ts'
export { verifyPassword } from './verify-password.ts'
