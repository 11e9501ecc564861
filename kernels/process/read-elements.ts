/** Small readings of a moddle element, and the two refusals that name one. */
import type { ProcessRefusal } from './definition.ts'
import type { Element } from './read-xml.ts'

export function notExecutable(element: Element, what: string, mend: string): ProcessRefusal {
  return { refused: true, code: 'process.not_executable', what, where: element.id ?? element.$type, mend }
}
export function badAttribute(where: string, what: string, mend: string): ProcessRefusal {
  return { refused: true, code: 'process.bad_attribute', what, where, mend }
}

export const shortType = (element: Element) => element.$type.replace(/^bpmn:/, '')
export const elementName = (element: Element) => shortType(element).replace(/^./, (first) => first.toLowerCase())
/** What is not there is left out, so that a node is the same before and after JSON. */
export function given<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
export const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined)
export const elements = (value: unknown) => (Array.isArray(value) ? (value as readonly Element[]) : [])
export const bodyOf = (value: unknown) => text((value as Element | undefined)?.body)
export const documentationOf = (element: Element) => text(elements(element.documentation)[0]?.text)
/** FEEL, with or without the `=` that some editors write before it. */
export const feelText = (value: unknown) => text(text(value)?.replace(/^=/, ''))
