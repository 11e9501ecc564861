/** Answers of Open311 GeoReport v2: the same values as JSON or XML, errors in the form of the specification. */
import { type Answer, answer } from '#platform/module'

export type Format = 'json' | 'xml'

export type Value = string | number | boolean | null | undefined | Value[] | { readonly [name: string]: Value }

/** How lists are written in XML: the element of the list, and that of each member. */
const members: Readonly<Record<string, string>> = {
  services: 'service',
  service_requests: 'request',
  service_requests_updates: 'request_update',
  attributes: 'attribute',
  values: 'value',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
}

const mediaTypes = { json: 'application/json; charset=utf-8', xml: 'text/xml; charset=utf-8' } as const

/** Characters that XML 1.0 does not allow, even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones.
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

function escapeText(text: string): string {
  return text.replace(notXml, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function element(name: string, value: Value): string {
  if (value === null || value === undefined) return `<${name}/>`
  if (Array.isArray(value)) {
    const member = members[name] ?? 'item'
    return `<${name}>${value.map((each) => element(member, each)).join('')}</${name}>`
  }
  if (typeof value === 'object') {
    const inside = Object.entries(value).flatMap(([key, each]) => (each === undefined ? [] : [element(key, each)]))
    return `<${name}>${inside.join('')}</${name}>`
  }
  return `<${name}>${escapeText(String(value))}</${name}>`
}

/** A whole document. */
export function xmlOf(root: string, value: Value): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`
}

/** The value under its root in XML, bare in JSON. */
export function say(format: Format, root: string, value: Value, status = 200): Answer {
  const body = format === 'xml' ? xmlOf(root, value) : JSON.stringify(value)
  // A page of anybody may read it in the browser of its reader.
  return answer(status, body, { 'content-type': mediaTypes[format], 'access-control-allow-origin': '*' })
}

/** Errors as the specification writes them: code and description, in a list. */
export function sayError(format: Format, status: number, ...descriptions: readonly string[]): Answer {
  return say(
    format,
    'errors',
    descriptions.map((description) => ({ code: status, description })),
    status,
  )
}
