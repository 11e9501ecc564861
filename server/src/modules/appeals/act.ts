/** What journeys may have appeals do. */
export { keepClaim } from './arrears/keep-claim.ts'
export { supervisorsFor } from './dispatch-deed.ts'
export { keepOrders } from './keep-orders.ts'
export { keepLearning, learnDepartments } from './learn-departments.ts'
export { keepTakingMail } from './mail/watch-folder.ts'
export { openingOf as orderOpeningOf } from './open-order.ts'
export { raiseAlarm, triesAlarm } from './raise-alarm.ts'
export { type LinkedOrder, takeLinkedOrder } from './take-linked-order.ts'
