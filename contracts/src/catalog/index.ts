/** Contracts of the catalogue: items, materials, forms, their check, and what the routes answer. */
export * from './answers.ts'
export { askedQuestions, checkAnswer, checkForm, type FormCheckOptions } from './check-form.ts'
export * from './code-lists.ts'
export { conditionFault, holds } from './conditions.ts'
export * from './form.ts'
export * from './item.ts'
export * from './material.ts'
export * from './own-items.ts'
export * from './proof-matters.ts'
export {
  BasicCode,
  CreditCodeText,
  closed,
  codeOf,
  DayText,
  ItemCode,
  named,
  RegionCode,
  Word,
  Words,
} from './schema-parts.ts'
