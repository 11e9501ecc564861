/** External functions (DMN 1.5, 10.3.2.13.3). A pure kernel runs no foreign code: such a function answers null. */
import { warn } from './scope.ts'
import type { FeelType } from './types.ts'
import { ANY } from './types.ts'
import { FeelFunction, type Run, type Value } from './values.ts'

/** A function value for an external binding; calling it is null with a warning. */
export function externalFunction(
  _run: Run,
  names: readonly string[],
  types: readonly FeelType[],
  _binding: Value,
): FeelFunction {
  return new FeelFunction('external', names, types, ANY, (run) => warn(run, 'External functions are not run here'))
}
