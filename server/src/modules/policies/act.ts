/** What journeys, the platform's clock and the demonstration may have policies do. */
export { keepPushing, pushAll, pushPolicy } from './push-policies.ts'
export { takeHeldFacts } from './supply-facts.ts'
