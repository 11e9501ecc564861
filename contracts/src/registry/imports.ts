/** Imports of firms over the wire: how far one is, what went in, what is wrong in which line. */
import { type Static, Type } from 'typebox'
import { Count, Cursor, closed, Id, Instant, Limit, Name, Text2 } from './shapes.ts'

export const ImportQuery = closed({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'File name' })),
})
export const ImportParams = closed({ id: Id })

export const ImportState = Type.Enum(['waiting', 'running', 'done', 'unreadable'])

/** How often a note or error was met; notes are kept line by line up to a hundred of each kind. */
export const Tally = closed({
  level: Type.Enum(['error', 'note']),
  field: Type.Optional(Type.String({ maxLength: 40 })),
  code: Type.String({ maxLength: 60 }),
  count: Count,
  meaning: Text2,
})

export const ImportAnswer = closed({
  id: Id,
  fileName: Name,
  state: ImportState,
  /** Why the file could not be read. */
  why: Type.Optional(Text2),
  /** Lines worked through so far, the heading not counted. */
  lines: Count,
  added: Count,
  changed: Count,
  unchanged: Count,
  wrong: Count,
  /** Columns of the file and what each was read as; nothing for those left aside. */
  columns: Type.Array(
    closed({ heading: Type.String({ maxLength: 200 }), field: Type.Optional(Type.String({ maxLength: 40 })) }),
    { maxItems: 200 },
  ),
  tally: Type.Array(Tally, { maxItems: 200 }),
  createdAt: Instant,
  endedAt: Type.Optional(Instant),
})
export type ImportAnswer = Static<typeof ImportAnswer>

/** One thing found in one line: an error keeps the row out, a note does not. */
export const Finding = closed({
  /** Line in the file; the heading is line 1. */
  line: Type.Integer({ minimum: 1 }),
  level: Type.Enum(['error', 'note']),
  field: Type.Optional(Type.String({ maxLength: 40 })),
  code: Type.String({ maxLength: 60 }),
  /** What stands in the file. */
  found: Type.Optional(Type.String({ maxLength: 300 })),
  meaning: Text2,
})
export type Finding = Static<typeof Finding>
export const FindingsQuery = closed({
  level: Type.Optional(Type.Enum(['error', 'note'])),
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Limit),
})
export const FindingsAnswer = closed({ findings: Type.Array(Finding, { maxItems: 100 }), next: Type.Optional(Cursor) })
export type FindingsAnswer = Static<typeof FindingsAnswer>
export const ReportQuery = closed({ form: Type.Optional(Type.Enum(['csv', 'xlsx'])) })
export const ImportsAnswer = closed({ imports: Type.Array(ImportAnswer, { maxItems: 50 }) })
export type ImportsAnswer = Static<typeof ImportsAnswer>
