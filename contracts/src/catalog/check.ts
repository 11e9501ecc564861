/** What a check of a form is: given a value, it says nothing or what is wrong. */
import type { FieldError } from './form.ts'

/** What a check finds: nothing, or an error without its field. */
export type Finding = Omit<FieldError, 'field'> | undefined

export interface CheckContext {
  /** Label of the question in both languages. */
  readonly zh: string
  readonly en: string
  /** Civil day of the checking, `2026-10-01`; without it checks against today are left out. */
  readonly today?: string | undefined
}

export type Check = (value: unknown, context: CheckContext) => Finding
