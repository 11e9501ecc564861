/** What other modules may ask appeals. Nothing reached from here writes. */

export { showSample as showCampaignSample } from './campaigns.ts'
export { findEmergencies } from './find-emergencies.ts'
export { cameByMail, findMailSender } from './find-mail-sender.ts'
export { findReporters, type Reporter } from './find-reporters.ts'
export { looksInto } from './list-orders.ts'
export { appealLists } from './load-lists.ts'
export { orderKind } from './matter.ts'
export { findScoredOrders, type ScoredOrder } from './object-until.ts'
export { type CallBackRow, findCallBacks } from './rates/find-call-backs.ts'
