/** Values that look as a JSON Schema wants them, at the edges of what it allows; and values that nobody would send in good faith. */
import fc from 'fast-check'

export interface Schema {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly pattern?: string
}

/** What breaks careless programs: other types, control signs, half characters, queries, paths, huge numbers, depth. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1e308,
    Number.MAX_SAFE_INTEGER + 2,
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    "' or 1=1 --",
    '../../etc/passwd',
    '%',
    '%00',
    '{{7*7}}',
    '<script>',
    '$(x)',
    '9'.repeat(400),
    '锡'.repeat(3000),
    '2026-02-30',
    '0000-00-00',
    '99999-01-01',
    'NaN',
    'infinity',
    '-infinity',
    [],
    {},
    [[[[[[]]]]]],
    { __proto__: null, constructor: 1, toString: 2 },
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Texts that some fields of ours want. */
const knownTexts = fc.constantFrom(
  '2026-11-23',
  '2026-02-30',
  '150102',
  '150000',
  '000000',
  '150102-20261123-ABCDEFG',
  'demo-wangfang',
  '150102-market-regulation',
  't1',
  'note',
  '企业开办',
  '13800000001',
  '159900199003120202',
  '91150102MAD000027C',
  'eyJ4IjoxfQ',
  'WyIyMDI2LTExLTIzIiwiYSIsImIiXQ',
)

function textLike(schema: Schema): fc.Arbitrary<unknown> {
  const maxLength = Math.min(schema.maxLength ?? 30, 60)
  const minLength = Math.min(schema.minLength ?? 0, maxLength)
  return fc.oneof(
    knownTexts,
    fc.string({ minLength, maxLength }),
    fc.string({ unit: 'binary', minLength, maxLength }),
    fc.constant('长'.repeat(schema.maxLength ?? 500)),
  )
}

function objectLike(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const known = Object.entries(schema.properties ?? {}).map(
    ([name, each]) => [name, likeSchema(each, depth + 1)] as const,
  )
  const requiredKeys = (schema.required ?? []).filter((name) => schema.properties?.[name])
  const whole = fc.record(Object.fromEntries(known), { requiredKeys })
  const spoilt = fc
    .tuple(whole, fc.constantFrom('__proto__', 'extra', 'id', ''), hostile)
    .map(([value, name, odd]) => ({ ...(value as object), [name]: odd }))
  const free = schema.patternProperties ? fc.dictionary(fc.string({ maxLength: 10 }), hostile, { maxKeys: 4 }) : whole
  return fc.oneof({ weight: 6, arbitrary: known.length > 0 ? whole : free }, { weight: 1, arbitrary: spoilt })
}

/** Values in the shape of the schema, most of them valid. */
export function likeSchema(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  if (depth > 6) return hostile
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices?.length) return fc.oneof(...choices.map((each) => likeSchema(each, depth)))
  if (schema.allOf?.[0]) return likeSchema(schema.allOf[0], depth)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'string') return textLike(schema)
  if (type === 'integer' || type === 'number')
    return fc.oneof(
      fc.integer({ min: schema.minimum ?? -5, max: Math.min(schema.maximum ?? 1000, 1 << 30) }),
      fc.constantFrom(1 << 30, 2 ** 31, 2 ** 53, -1, 0.5),
    )
  if (type === 'boolean') return fc.boolean()
  if (type === 'array')
    return fc.array(schema.items ? likeSchema(schema.items, depth + 1) : hostile, {
      minLength: Math.min(schema.minItems ?? 0, 3),
      maxLength: 3,
    })
  if (type === 'object' || schema.properties) return objectLike(schema, depth)
  return hostile
}
