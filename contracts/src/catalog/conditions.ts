/** Conditions of forms: FEEL over the answers, compiled once and remembered. */
import { expressions } from '@steppe/kernels/rules'
import type { Answers } from './form.ts'

const feel = expressions()

/** Whether the condition holds; what is not known does not hold. */
export function holds(condition: string | undefined, answers: Answers): boolean {
  return condition === undefined || feel.evaluate(condition, answers) === true
}

/** Why a condition is not FEEL, with its place; nothing when it is. */
export function conditionFault(condition: string): string | undefined {
  return feel.check(condition)
}
