/**
 * External functions (DMN 1.5, 10.3.2.13.3). A pure kernel loads no foreign classes; of Java's own it knows the static
 * methods that decision models use: `Math`, `valueOf` and `parse…` of the number classes, `String.valueOf` and `format`.
 * Anything else answers null.
 */
import { compareNumbers, integerOf, readNumber, settle } from './numbers.ts'
import { entryOf } from './properties.ts'
import { warn } from './scope.ts'
import { ANY, type FeelType } from './types.ts'
import { Dec, FeelFunction, isContext, isNum, type Num, type Run, textOf, type Value } from './values.ts'

type Method = (values: readonly Value[]) => Value

/** A function value for an external binding `{java: {class, method signature}}`. */
export function externalFunction(
  _run: Run,
  names: readonly string[],
  types: readonly FeelType[],
  binding: Value,
): FeelFunction {
  const method = methodOf(binding)
  return new FeelFunction('external', names, types, ANY, (run, values) => {
    const result = method === null ? null : method(values.map(flatSingle))
    return result ?? warn(run, 'This external function is not known here, or does not take these values')
  })
}

function flatSingle(value: Value): Value {
  return Array.isArray(value) && value.length === 1 ? (value[0] as Value) : value
}

function methodOf(binding: Value): Method | null {
  const java = isContext(binding) ? entryOf(binding, 'java') : undefined
  if (java === undefined || !isContext(java)) return null
  const name = entryOf(java, 'class')
  const signature = /^\s*(\w+)\s*\(([^)]*)\)\s*$/.exec(String(entryOf(java, 'method signature') ?? ''))
  const type = /^java\.lang\.(\w+)$/.exec(String(name ?? ''))
  if (signature === null || type === null) return null
  const parameters = (signature[2] ?? '')
    .split(',')
    .map((parameter) => parameter.trim())
    .filter((parameter) => parameter !== '')
  return findMethod(type[1] as string, signature[1] as string, parameters)
}

const INTEGER_RANGES: { readonly [type: string]: readonly [number, number] } = {
  byte: [-128, 127],
  short: [-32768, 32767],
  int: [-2147483648, 2147483647],
  long: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
}
const BOXES: { readonly [name: string]: string } = {
  Byte: 'byte',
  Short: 'short',
  Integer: 'int',
  Long: 'long',
  Float: 'float',
  Double: 'double',
}

/** A value as Java would take it for a parameter of that type; undefined when it does not. */
function asParameter(value: Value | undefined, type: string): Value | undefined {
  const range = INTEGER_RANGES[type]
  if (range !== undefined) {
    const whole = isNum(value) ? integerOf(settle(new Dec(value).trunc())) : null
    return whole !== null && whole >= range[0] && whole <= range[1] ? whole : undefined
  }
  if (type === 'double' || type === 'float') return isNum(value) ? value : undefined
  if (type === 'boolean') return typeof value === 'boolean' ? value : undefined
  if (type === 'char') return typeof value === 'string' && value.length === 1 ? value : undefined
  if (type === 'java.lang.String') return typeof value === 'string' ? value : undefined
  return type === 'java.lang.Object' ? value : undefined
}

function typed(types: readonly string[], apply: (values: readonly Value[]) => Value): Method {
  return (values) => {
    if (values.length !== types.length) return null
    const fitted = types.map((type, index) => asParameter(values[index], type))
    return fitted.includes(undefined) ? null : apply(fitted as Value[])
  }
}

function findMethod(owner: string, method: string, parameters: readonly string[]): Method | null {
  if (owner === 'Math') return mathMethod(method, parameters)
  if (owner === 'String') return stringMethod(method, parameters)
  const box = BOXES[owner]
  if (box === undefined || parameters.length !== 1) return null
  if (method !== 'valueOf' && method !== `parse${owner === 'Integer' ? 'Int' : owner}`) return null
  if (parameters[0] === box) return typed(parameters, ([value]) => value ?? null)
  if (parameters[0] !== 'java.lang.String') return null
  return typed(parameters, ([text]) => {
    const number = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text as string)
      ? readNumber((text as string).replace(/^\+/, ''))
      : null
    return asParameter(number, box) ?? null
  })
}

const UNARY: { readonly [name: string]: (value: number) => number } = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  exp: Math.exp,
  log: Math.log,
  log10: Math.log10,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  ceil: Math.ceil,
  floor: Math.floor,
  signum: Math.sign,
  toDegrees: (value) => (value * 180) / Math.PI,
  toRadians: (value) => (value * Math.PI) / 180,
}
const BINARY: { readonly [name: string]: (a: number, b: number) => number } = {
  pow: Math.pow,
  atan2: Math.atan2,
  hypot: Math.hypot,
}
const NUMERIC = new Set(['int', 'long', 'float', 'double'])

function mathMethod(method: string, parameters: readonly string[]): Method | null {
  if (parameters.some((parameter) => parameter !== parameters[0])) return null
  const [type = ''] = parameters
  if (parameters.length === 1 && method === 'abs' && NUMERIC.has(type)) {
    return typed(parameters, ([value]) => settle(new Dec(value as Num).abs()))
  }
  if (parameters.length === 2 && (method === 'max' || method === 'min') && NUMERIC.has(type)) {
    return typed(parameters, ([a, b]) =>
      compareNumbers(a as Num, b as Num) > 0 === (method === 'max') ? (a as Num) : (b as Num),
    )
  }
  if (type === 'float' || type === 'double') {
    if (parameters.length === 1 && method === 'round') return typed(parameters, ([value]) => Math.round(Number(value)))
  }
  if (type !== 'double') return null
  const unary = parameters.length === 1 && Object.hasOwn(UNARY, method) ? UNARY[method] : undefined
  if (unary !== undefined) return typed(parameters, ([value]) => finite(unary(Number(value))))
  const binary = parameters.length === 2 && Object.hasOwn(BINARY, method) ? BINARY[method] : undefined
  return binary === undefined ? null : typed(parameters, ([a, b]) => finite(binary(Number(a), Number(b))))
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function stringMethod(method: string, parameters: readonly string[]): Method | null {
  if (method === 'valueOf' && parameters.length === 1) return typed(parameters, ([value]) => textOf(value ?? null))
  const variable = parameters[1] === '[Ljava.lang.Object;' || parameters[1] === 'java.lang.Object...'
  if (method !== 'format' || parameters[0] !== 'java.lang.String' || !variable) return null
  return ([pattern, ...values]) => (typeof pattern === 'string' ? format(pattern, values.flat(1) as Value[]) : null)
}

/** Java's format for `%s %d %f %n %%` with width, `-`, `0`, `,` and precision; null for other conversions. */
function format(pattern: string, values: readonly Value[]): string | null {
  let next = 0
  let valid = true
  const text = pattern.replace(
    /%(?:(\d+)\$)?([-0,+]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g,
    (_whole, place, flags, width, precision, kind) => {
      if (kind === '%') return '%'
      if (kind === 'n') return '\n'
      const index = place === undefined ? next++ : Number(place) - 1
      const part = index < values.length ? formatPart(values[index] as Value, kind, precision, flags) : null
      if (part === null) valid = false
      return pad(part ?? '', flags, Number(width ?? 0))
    },
  )
  return valid ? text : null
}

function formatPart(value: Value, kind: string, precision: string | undefined, flags: string): string | null {
  if (kind === 's') return textOf(value).slice(0, precision === undefined ? undefined : Number(precision))
  if (!isNum(value) || (kind !== 'd' && kind !== 'f')) return null
  const places = kind === 'd' ? 0 : Number(precision ?? 6)
  if (kind === 'd' && integerOf(value) === null) return null
  const text = new Dec(value).toFixed(places)
  return flags.includes(',') ? text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',') : text
}

function pad(text: string, flags: string, width: number): string {
  if (flags.includes('-')) return text.padEnd(width)
  return flags.includes('0') ? text.padStart(width, '0') : text.padStart(width)
}
