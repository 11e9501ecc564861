/** How policies and firms are named in requests. */
import { Type } from 'typebox'

export const PolicyId = Type.String({ pattern: '^[a-z][a-z0-9-]{0,79}$' })
export const FirmCode = Type.String({ pattern: '^[0-9A-Z]{18}$' })
