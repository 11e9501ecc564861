/** BPMN 2.0: parse, serialise, prove sound, step. */
export { checkExpressions } from './check-expressions.ts'
export type {
  Flow,
  MultiInstance,
  NodeKind,
  ProcessDefinition,
  ProcessNode,
  ProcessRefusal,
  ProcessWarning,
  SigningPolicy,
  Trigger,
} from './definition.ts'
export type {
  Effect,
  Expressions,
  Marking,
  OpenCall,
  OpenTask,
  OpenTimer,
  ProcessEvent,
  Signer,
  Step,
  StepRefusal,
  Token,
} from './marking.ts'
export { parseProcess } from './parse-process.ts'
export { type Position, positions } from './positions.ts'
export { type Proof, type ProofBudget, proveSound } from './prove-sound.ts'
export { roundTrip, serializeProcess } from './read-xml.ts'
export { type StartOptions, start, step } from './step.ts'
export { STEPPE_NAMESPACE, steppeDescriptor } from './vocabulary.ts'
