/** What the catalogue answers over the wire: found items, suggestions, themes, events, service points, checks, imports. */
import { type Static, Type } from 'typebox'
import { audiences, exerciseLevels, itemTypes, proofModes, publishedLists } from './code-lists.ts'
import { Limit } from './item.ts'
import { BasicCode, closed, codeOf, DayText, ItemCode, named, Phone, RegionCode, Word, Words } from './schema-parts.ts'

export const SearchQuery = closed({
  q: Type.Optional(Type.String({ maxLength: 100 })),
  region: Type.Optional(RegionCode),
  audience: Type.Optional(Type.Enum(['person', 'firm'])),
  theme: Type.Optional(Word),
  level: Type.Optional(codeOf(exerciseLevels)),
  department: Type.Optional(Word),
  list: Type.Optional(codeOf(publishedLists)),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
})
export type SearchQuery = Static<typeof SearchQuery>

/** One line of a list of items: what a person needs to choose. */
export const ItemSummary = closed({
  code: ItemCode,
  basicCode: BasicCode,
  name: Words,
  type: named(itemTypes),
  level: named(exerciseLevels),
  department: closed({ code: Type.String({ maxLength: 60 }), name: Type.String({ maxLength: 200 }), kind: Word }),
  region: closed({ code: RegionCode, name: Type.String({ maxLength: 200 }) }),
  audience: Type.Array(codeOf(audiences), { maxItems: 6 }),
  promisedLimit: Limit,
  visits: Type.Integer({ minimum: 0 }),
  charged: Type.Boolean(),
  oneThing: Type.Boolean(),
})
export type ItemSummary = Static<typeof ItemSummary>

export const SearchAnswer = closed({
  items: Type.Array(ItemSummary, { maxItems: 50 }),
  next: Type.Optional(Type.String({ maxLength: 200 })),
  /** What was searched for instead, when the typed words were found nowhere: “营业执召” → “营业执照”. */
  understood: Type.Optional(Type.String({ maxLength: 200 })),
  /** No item says even half of what was typed: these are only the nearest. */
  distant: Type.Optional(Type.Boolean()),
})
export type SearchAnswer = Static<typeof SearchAnswer>

export const SuggestQuery = closed({
  q: Type.String({ minLength: 1, maxLength: 60 }),
  region: Type.Optional(RegionCode),
})
export const Suggestion = closed({
  text: Type.String({ maxLength: 200 }),
  basicCode: BasicCode,
  oneThing: Type.Boolean(),
})
export const SuggestAnswer = closed({ suggestions: Type.Array(Suggestion, { maxItems: 10 }) })
export type SuggestAnswer = Static<typeof SuggestAnswer>

export const Theme = closed({
  id: Word,
  kind: Type.Enum(['person', 'firm', 'local']),
  title: Words,
  items: Type.Integer({ minimum: 0 }),
})
export const ThemesAnswer = closed({ themes: Type.Array(Theme, { maxItems: 500 }) })
export type ThemesAnswer = Static<typeof ThemesAnswer>

/** An event of life or business (人生事件、企业全生命周期): the joint items and single items that go with it. */
export const Event = closed({
  id: Word,
  kind: Type.Enum(['life', 'business']),
  title: Words,
  about: Words,
  items: Type.Array(closed({ basicCode: BasicCode, name: Words, oneThing: Type.Boolean() }), { maxItems: 60 }),
})
export const EventsAnswer = closed({ events: Type.Array(Event, { maxItems: 200 }) })
export type EventsAnswer = Static<typeof EventsAnswer>

export const MeasuresQuery = closed({ region: Type.Optional(RegionCode), department: Type.Optional(Word) })
export type MeasuresQuery = Static<typeof MeasuresQuery>

/** What anyone can count again from the catalogue of the day. */
export const MeasuresAnswer = closed({
  region: RegionCode,
  day: DayText,
  items: Type.Integer({ minimum: 0 }),
  lists: Type.Array(closed({ list: codeOf(publishedLists), items: Type.Integer({ minimum: 0 }) }), { maxItems: 20 }),
  materials: Type.Array(closed({ mode: codeOf(proofModes), materials: Type.Integer({ minimum: 0 }) }), {
    maxItems: 10,
  }),
  /** 时限压缩率, a fraction. */
  shorter: Type.Union([Type.Number(), Type.Null()]),
})
export type MeasuresAnswer = Static<typeof MeasuresAnswer>

export const ServicePointQuery = closed({
  item: Type.Optional(Type.String({ pattern: '^([0-9]{12}|[0-9A-Z]{31}|[0-9A-Z]{33})$', maxLength: 33 })),
  near: Type.Optional(Type.String({ pattern: '^-?[0-9]{1,3}(\\.[0-9]+)?,-?[0-9]{1,2}(\\.[0-9]+)?$', maxLength: 40 })),
  region: Type.Optional(RegionCode),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
})
export type ServicePointQuery = Static<typeof ServicePointQuery>

export const pointKinds = ['hall', 'branch', 'convenience', 'station', 'terminal'] as const

const ClockTime = Type.String({ pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$', maxLength: 5 })

/** Hours of a service point: on working days of the calendar or on every day; `24:00` is the end of the day. */
export const Opening = closed({ on: Type.Enum(['working', 'every']), from: ClockTime, to: ClockTime })
export type Opening = Static<typeof Opening>

/** Open until, or shut and when it opens again, by the calendar of its region. */
export const OpenNow = closed({
  now: Type.Boolean(),
  until: Type.Optional(ClockTime),
  next: Type.Optional(closed({ day: DayText, from: ClockTime })),
})
export type OpenNow = Static<typeof OpenNow>

/** A place where items are handled: 政务服务大厅, 分厅, 便民服务点, 医保驿站, 自助终端. */
export const ServicePoint = closed({
  id: Type.String({ maxLength: 60 }),
  kind: Type.Enum([...pointKinds]),
  name: Words,
  region: closed({ code: RegionCode, name: Type.String({ maxLength: 200 }) }),
  address: Type.String({ maxLength: 300 }),
  hours: Words,
  /** The same hours for reckoning; without them nobody is told whether it is open. */
  opens: Type.Optional(Type.Array(Opening, { maxItems: 14 })),
  open: Type.Optional(OpenNow),
  phone: Phone,
  longitude: Type.Number(),
  latitude: Type.Number(),
  /** Department kinds whose items are handled; `*` is all. */
  scope: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 100 }),
  /** Basic codes handled, where the point does only some items of its kinds. */
  items: Type.Array(BasicCode, { maxItems: 500 }),
  invented: Type.Boolean(),
  metres: Type.Optional(Type.Integer({ minimum: 0 })),
})
export type ServicePoint = Static<typeof ServicePoint>
export const ServicePointsAnswer = closed({ points: Type.Array(ServicePoint, { maxItems: 50 }) })
export type ServicePointsAnswer = Static<typeof ServicePointsAnswer>

/** What an auditor would object to, and how to mend it. */
export const ConsistencyError = closed({
  code: Type.String({ maxLength: 60 }),
  field: Type.String({ maxLength: 120 }),
  zh: Type.String({ maxLength: 500 }),
  en: Type.String({ maxLength: 500 }),
})
export type ConsistencyError = Static<typeof ConsistencyError>
export const CheckAnswer = closed({
  consistent: Type.Boolean(),
  errors: Type.Array(ConsistencyError, { maxItems: 500 }),
})

export const RowReport = closed({
  /** Line in the file; the heading is line 1. */
  line: Type.Integer({ minimum: 1 }),
  code: Type.Optional(Type.String({ maxLength: 100 })),
  outcome: Type.Enum(['added', 'changed', 'unchanged', 'wrong']),
  zh: Type.Optional(Type.String({ maxLength: 500 })),
  en: Type.Optional(Type.String({ maxLength: 500 })),
})
export type RowReport = Static<typeof RowReport>

export const ImportAnswer = closed({
  taken: Type.Boolean(),
  added: Type.Integer({ minimum: 0 }),
  changed: Type.Integer({ minimum: 0 }),
  unchanged: Type.Integer({ minimum: 0 }),
  wrong: Type.Integer({ minimum: 0 }),
  /** Columns of the file and the element each was read as; nothing for those left aside. */
  columns: Type.Array(
    closed({ heading: Type.String({ maxLength: 200 }), element: Type.Optional(Type.String({ maxLength: 60 })) }),
    { maxItems: 200 },
  ),
  /** Every row that is wrong, and the first hundred others. */
  rows: Type.Array(RowReport, { maxItems: 20000 }),
})
export type ImportAnswer = Static<typeof ImportAnswer>
