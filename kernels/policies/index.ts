/** Policies as data: read, checked, decided for one firm in three values, combined with others, explained, their examples played. */

export {
  type Book,
  behind,
  decisionTableOf,
  deriveFacts,
  fitFact,
  type KnownFacts,
  knowFacts,
  momentOf,
  openBook,
  readsOf,
  tableReads,
  tablesInCircles,
} from './book.ts'
export { checkAsWritten } from './check-as-written.ts'
export { checkOwnTables } from './check-own-tables.ts'
export { checkExpressions, checkPolicy, checkTables } from './check-policy.ts'
export {
  type Combined,
  combinePolicies,
  type Entitlement,
  exclusionBetween,
  type Standing,
} from './combine-policies.ts'
export {
  type CompiledPolicy,
  compilePolicy,
  type Decision,
  decidePolicy,
  inForce,
  reckonAmount,
  type ThreeValued,
} from './decide-policy.ts'
export {
  type Choice,
  type Dictionary,
  type FactDefinition,
  type FactTable,
  type FactType,
  factTypes,
  type RegisterField,
  registerFields,
} from './dictionary.ts'
export { type Change, diffPolicies, diffText, type Paragraph, type PolicyDiff } from './diff-policies.ts'
export { type ExplainedCondition, explainPolicy, modelOf, type PolicyExplanation } from './explain-policy.ts'
export { committedPolicy, type PolicyFile, policyFormat, readPolicyFile } from './file/index.ts'
export { bookFor, factsBehind } from './own-tables.ts'
export { type PlayedExample, type PlayedTableExample, playExamples, playTableExamples } from './play-examples.ts'
export {
  type Benefit,
  type BenefitKind,
  benefitKinds,
  type Duty,
  type ExampleKind,
  type Exclusion,
  type Level,
  levels,
  type Policy,
  type PolicyCondition,
  type PolicyDocument,
  type PolicyExample,
  type UnsurePart,
} from './policy.ts'
export type { PolicyProblem } from './problem.ts'
export { readFactDefinitions, readFactTable } from './read-dictionary.ts'
export { isProblems, readPolicy } from './read-policy.ts'
export type { Words } from './words.ts'
