/** A schema for an answer whose parts are described by a type: the description says where. */
import { type TUnsafe, Type } from 'typebox'

export function shaped<T>(description: string, required: readonly string[] = []): TUnsafe<T> {
  return Type.Unsafe<T>({ type: 'object', description, ...(required.length > 0 ? { required: [...required] } : {}) })
}

export type Words = { readonly zh: string; readonly en: string }
