/** Compiles the calling of functions, with values by position or by name. */
import { type Builtin, type Form, fitValue } from './builtin-forms.ts'
import { builtinNamed } from './builtins.ts'
import { type Code, spend, step, warn } from './scope.ts'
import { firstUnknown, overOptions } from './unknown-values.ts'
import { FeelFunction, type Run, Unknown, type Value } from './values.ts'

/** A code for a call of a function that is only known at run time. */
export function compileCall(of: Code, values: readonly Code[], names: readonly string[] | null): Code {
  return (run, frame) => {
    const target = of(run, frame)
    if (target instanceof Unknown) return target
    if (!(target instanceof FeelFunction)) return warn(run, 'What is called here is not a function')
    const given = values.map((value) => value(run, frame))
    return callFunction(run, target, given, names)
  }
}

/** Calls a function; wrong numbers of values or unknown names give null. */
export function callFunction(
  run: Run,
  target: FeelFunction,
  given: readonly Value[],
  names: readonly string[] | null,
): Value {
  step(run)
  if (target instanceof BuiltinFunction) return callBuiltin(run, target.builtin, given, names)
  if (names === null) {
    if (given.length === target.parameters.length) return target.invoke(run, given)
    return warn(run, `‘${target.name}’ takes ${target.parameters.length} values`)
  }
  const ordered = byName(target.parameters, target.parameters.length, given, names)
  return ordered === null ? warn(run, `‘${target.name}’ has no such parameters`) : target.invoke(run, ordered)
}

/** The values in the order of the parameters; null when a name is strange or one that is needed is missing. */
function byName(
  parameters: readonly string[],
  needed: number,
  given: readonly Value[],
  names: readonly string[],
): ((Value | undefined)[] & Value[]) | null {
  if (names.some((name) => !parameters.includes(name)) || new Set(names).size < names.length) return null
  if (parameters.slice(0, needed).some((parameter) => !names.includes(parameter))) return null
  const last = Math.max(...names.map((name) => parameters.indexOf(name)))
  return parameters.slice(0, last + 1).map((parameter) => given[names.indexOf(parameter)] ?? null)
}

/** A built-in function as a value that can be passed on. */
export class BuiltinFunction extends FeelFunction {
  readonly builtin: Builtin
  constructor(builtin: Builtin) {
    const parameters = builtin.forms[0]?.parameters.map((parameter) => parameter.name) ?? []
    super(builtin.name, parameters, [], { kind: 'simple', name: 'Any' }, (run, values) =>
      callBuiltin(run, builtin, values, null),
    )
    this.builtin = builtin
  }
}

/** A code for a call of a built-in function that is known while compiling. */
export function compileBuiltinCall(builtin: Builtin, values: readonly Code[], names: readonly string[] | null): Code {
  const [first] = values
  if (values.length === 1 && first !== undefined) {
    return (run, frame) => callBuiltin(run, builtin, [first(run, frame)], names)
  }
  return (run, frame) => {
    const given: Value[] = []
    for (const value of values) given.push(value(run, frame))
    return callBuiltin(run, builtin, given, names)
  }
}

/** Calls the first form of a built-in whose parameters take the values. */
export function callBuiltin(
  run: Run,
  builtin: Builtin,
  given: readonly Value[],
  names: readonly string[] | null,
): Value {
  if (firstUnknown(given) !== null) return overOptions(given, (known) => callBuiltin(run, builtin, known, names))
  for (const form of builtin.forms) {
    const values = names === null ? fitForm(form, given) : fitNames(form, given, names)
    if (values !== null) {
      const made = form.apply(run, values)
      spend(run, made)
      return made
    }
  }
  return warn(run, `‘${builtin.name}’ cannot take these values`)
}

function fitNames(form: Form, given: readonly Value[], names: readonly string[]): Value[] | null {
  const ordered = byName(
    form.parameters.map((parameter) => parameter.name),
    form.needed,
    given,
    names,
  )
  return ordered && fitForm(form, ordered)
}

function fitForm(form: Form, given: readonly Value[]): Value[] | null {
  if (given.length < form.needed || (given.length > form.parameters.length && !form.repeats)) return null
  const values: Value[] = []
  for (let index = 0; index < given.length; index++) {
    const parameter = form.parameters[Math.min(index, form.parameters.length - 1)]
    const value = parameter && fitGiven(given[index] as Value, parameter)
    if (value === undefined) return null
    values.push(value)
  }
  return values
}

function fitGiven(value: Value, parameter: Form['parameters'][number]): Value | undefined {
  return value === null && parameter.nullable ? null : fitValue(value, parameter.kind)
}

const asValues = new Map<string, BuiltinFunction>()

/** A built-in function as a value, by name. */
export function builtinValue(name: string): BuiltinFunction | undefined {
  const builtin = builtinNamed(name)
  if (builtin === undefined) return undefined
  const known = asValues.get(name) ?? new BuiltinFunction(builtin)
  asValues.set(name, known)
  return known
}
