/** Conditions of forms: FEEL over the answers, read once and kept. */
import { evaluate } from 'feelin'
import type { Answers } from './form.ts'

/** Whether the condition holds; what is not known does not hold. */
export function holds(condition: string | undefined, answers: Answers): boolean {
  if (condition === undefined) return true
  const result: unknown = evaluate(condition, { ...answers })
  return (result as { value?: unknown })?.value === true || result === true
}
