/** What journeys, the platform's clock and the demonstration may have policies do. */

export { publishDraft, saveDraft } from './edit-drafts.ts'
export { followLoan, keepTellingBanks } from './finance/send-to-bank.ts'
export { keepPushing, pushAll, pushPolicy } from './push-policies.ts'
export { takeHeldFacts } from './supply-facts.ts'
