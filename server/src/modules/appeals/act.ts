/** What journeys may have appeals do. */
export { keepClaim } from './arrears/keep-claim.ts'
export { keepOrders } from './keep-orders.ts'
export { raiseAlarm, triesAlarm } from './raise-alarm.ts'
