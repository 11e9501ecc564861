/** The small shapes that the registry's schemas are made of. */
import { type TObject, type TProperties, Type } from 'typebox'

/** A closed object: a misspelt field is refused, not ignored. */
export function closed<P extends TProperties>(properties: P): TObject<P> {
  return Type.Object(properties, { additionalProperties: false })
}

/** GB/T 2260 with six digits, or the nine digits of the township level. */
export const RegionCode = Type.String({ pattern: '^[0-9]{6}([0-9]{3})?$', maxLength: 9 })
/** `<six digits of the region>-<kind>`. */
export const DepartmentCode = Type.String({ pattern: '^[0-9]{6}-[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 })
export const Kind = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 50 })
/** 统一社会信用代码, GB 32100-2015; the alphabet leaves out I, O, S, V, Z. */
export const CreditCode = Type.String({ pattern: '^[0-9A-HJ-NP-RTUW-Y]{18}$', maxLength: 18 })
export const DayText = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', maxLength: 10 })
export const Instant = Type.String({ format: 'date-time', maxLength: 30 })
export const Id = Type.String({ pattern: '^[0-9A-Za-z_-]{1,60}$', maxLength: 60 })
export const Name = Type.String({ minLength: 1, maxLength: 200 })
export const Cursor = Type.String({ pattern: '^[0-9A-Za-z_-]*$', maxLength: 400 })
export const Limit = Type.Integer({ minimum: 1, maximum: 100 })
export const Count = Type.Integer({ minimum: 0 })
export const Text2 = closed({ zh: Type.String({ maxLength: 500 }), en: Type.String({ maxLength: 1000 }) })
