/** The law of cases: acts, the state they add up to, what may follow what. */
export type { Act, ActActor, Deed, DeedKind, Opening, Progress } from './acts.ts'
export { applyAct, foldCase, openCase } from './apply-act.ts'
export { namesOf } from './ask-applicant.ts'
export { openPause } from './clock.ts'
export type { CaseContext, CaseEffect, CaseLaw, CaseRefusal, Outcome } from './context.ts'
export { wakeAt } from './hear-world.ts'
export {
  type OrderDeed,
  type OrderRules,
  type OrderState,
  type Supervised,
  type SupervisionLevel,
  stepDeeds,
} from './order.ts'
export { limitOf } from './order-clock.ts'
export { rederiveCase } from './rederive-case.ts'
export { factsOf } from './run-process.ts'
export {
  type Applicant,
  type CaseMaterial,
  type CaseState,
  type Clock,
  ended,
  type Result,
  type Status,
  type Task,
} from './state.ts'
