/** Rules: FEEL and DMN 1.5, compiled once, evaluated in two values or three, explained and checked. */

export type { CellProblem } from './check-cells.ts'
export { checkCells } from './check-cells.ts'
export type { FactKind } from './check-kinds.ts'
export { checkModel } from './check-model.ts'
export type { CheckOptions, RuleProblem, RuleToCheck } from './check-rules.ts'
export { checkRules } from './check-rules.ts'
export type { ModelProblem } from './compile-boxed.ts'
export type { DecideOptions, Verdict } from './decide.ts'
export { decide } from './decide.ts'
export type {
  Boxed,
  DecisionModel,
  DecisionTable,
  HitPolicy,
  ItemDefinition,
  ModelElement,
  RulesRefusal,
} from './decision-model.ts'
export type { DecisionResult, TraceStep } from './evaluate-decision.ts'
export { evaluateDecision } from './evaluate-decision.ts'
export type { Clause, Explanation, Source } from './explain-decision.ts'
export type { Expressions } from './expressions.ts'
export { expressions } from './expressions.ts'
export type { Compiled, FeelAnswer, FeelBudget, FeelOptions } from './feel.ts'
export { answerFeel, compileFeel, evaluateFeel, isFeelRefusal } from './feel.ts'
export { parseDmn } from './parse-dmn.ts'
export type {
  Audience,
  AudienceWriter,
  FirmVerdicts,
  Population,
  PopulationOptions,
  PopulationRefusal,
  PopulationRule,
  VerdictCounts,
} from './population.ts'
export { audienceOf, audienceWriter, compilePopulation, countVerdicts, firmProgram } from './population.ts'
export type { Column, FirmBase, GivenFact } from './population-base.ts'
export { columnOf, daysOf, factsOfFirm } from './population-base.ts'
export type { DerivedFacts } from './population-tables.ts'
export type { FeelRefusal } from './syntax.ts'
export { parseTemporal } from './temporal.ts'
export type { FeelType } from './types.ts'
export type { Words } from './value-kinds.ts'
export type { Context, Num, Stop, Value } from './values.ts'
export {
  DaysDuration,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelRange,
  FeelTime,
  MonthsDuration,
  plainValue,
  textOf,
  Unknown,
} from './values.ts'
