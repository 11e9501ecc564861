/** Built-in functions on contexts (DMN 1.5, table 80). */
import { type Builtin, type Draft, form, putEntry, withEntry } from './builtin-forms.ts'
import { entryOf } from './properties.ts'
import { type Context, isContext, type Value } from './values.ts'

export const contextBuiltins: readonly Builtin[] = [
  {
    name: 'get value',
    forms: [
      form('m: context, key: string', ([context, key]: [Context, string]) => entryOf(context, key) ?? null),
      form('context: context, keys: list', ([context, keys]: [Context, readonly Value[]]) => valueAt(context, keys)),
    ],
  },
  {
    name: 'get entries',
    forms: [
      form('m: context', ([context]: [Context]) => Object.entries(context).map(([key, value]) => ({ key, value }))),
    ],
  },
  { name: 'context', forms: [form('entries: list', ([entries]: [readonly Value[]]) => contextFrom(entries))] },
  {
    name: 'context put',
    forms: [
      form('context: context, key: string, value: any', ([context, key, value]: [Context, string, Value]) =>
        withEntry(context, key, value),
      ),
      form('context: context, keys: list, value: any', ([context, keys, value]: [Context, readonly Value[], Value]) =>
        putAt(context, keys, value),
      ),
    ],
  },
  { name: 'context merge', forms: [form('contexts: list', ([contexts]: [readonly Value[]]) => merge(contexts))] },
]

function valueAt(context: Context, keys: readonly Value[]): Value {
  let at: Value = context
  for (const key of keys) {
    if (typeof key !== 'string' || !isContext(at)) return null
    at = entryOf(at, key) ?? null
  }
  return keys.length === 0 ? null : at
}

function contextFrom(entries: readonly Value[]): Value {
  const draft: Draft = {}
  for (const entry of entries) {
    if (!isContext(entry) || typeof entry.key !== 'string' || !Object.hasOwn(entry, 'value')) return null
    if (Object.hasOwn(draft, entry.key)) return null
    putEntry(draft, entry.key, entry.value as Value)
  }
  return draft
}

function putAt(context: Context, keys: readonly Value[], value: Value): Value {
  const [key, ...rest] = keys
  if (typeof key !== 'string') return null
  if (rest.length === 0) return withEntry(context, key, value)
  const inner = entryOf(context, key) ?? {}
  const put = isContext(inner) ? putAt(inner, rest, value) : null
  return put === null ? null : withEntry(context, key, put)
}

function merge(contexts: readonly Value[]): Value {
  const draft: Draft = {}
  for (const context of contexts) {
    if (!isContext(context)) return null
    for (const [name, value] of Object.entries(context)) putEntry(draft, name, value)
  }
  return draft
}
