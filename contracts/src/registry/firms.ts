/** Firms over the wire: 统一社会信用代码, seat, status; the legal representative's name is public, the number never. */
import { type Static, Type } from 'typebox'
import { CreditCode, Cursor, closed, DayText, Instant, Limit, Name, RegionCode } from './shapes.ts'

/** 存续, 停业（歇业）, 吊销, 注销, 迁出. */
export const FirmStatus = Type.Enum(['active', 'suspended', 'revoked', 'deregistered', 'moved'])
export type FirmStatus = Static<typeof FirmStatus>

/** What anyone may know of a firm (企业信息公示暂行条例 arts. 6, 7). */
export const Firm = closed({
  code: CreditCode,
  name: Name,
  /** What the first two characters of the code say: enterprise, individual-business, farmers-cooperative, … */
  kind: Type.String({ maxLength: 40 }),
  /** 主体类型 as registered. */
  type: Type.Optional(Name),
  representative: Type.Optional(Name),
  region: RegionCode,
  regionName: Name,
  /** 国民经济行业分类 GB/T 4754. */
  industry: Type.Optional(Type.String({ maxLength: 8 })),
  established: Type.Optional(DayText),
  status: FirmStatus,
  /** As registered, with its unit. */
  capital: Type.Optional(Type.String({ maxLength: 60 })),
  /** Fen of `currency`, where the text could be read. */
  capitalFen: Type.Optional(Type.Integer({ minimum: 0 })),
  currency: Type.Optional(Type.String({ maxLength: 3 })),
  address: Type.Optional(Type.String({ maxLength: 500 })),
  scope: Type.Optional(Type.String({ maxLength: 4000 })),
  updatedAt: Instant,
})
export type Firm = Static<typeof Firm>

export const FirmParams = closed({ code: CreditCode })
export const FirmQuery = closed({
  q: Type.Optional(
    Type.String({ minLength: 2, maxLength: 60, description: 'Code or its beginning, or words of the name' }),
  ),
  region: Type.Optional(RegionCode),
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Limit),
})
export type FirmQuery = Static<typeof FirmQuery>
export const FirmSummary = closed({
  code: CreditCode,
  name: Name,
  region: RegionCode,
  regionName: Name,
  status: FirmStatus,
})
export type FirmSummary = Static<typeof FirmSummary>
export const FirmsAnswer = closed({ firms: Type.Array(FirmSummary, { maxItems: 100 }), next: Type.Optional(Cursor) })
export type FirmsAnswer = Static<typeof FirmsAnswer>

/** The firms one may act for, and as what. */
export const MyFirmsAnswer = closed({
  firms: Type.Array(closed({ firm: Firm, role: Type.String({ maxLength: 41 }), roleName: Name }), { maxItems: 500 }),
})
export type MyFirmsAnswer = Static<typeof MyFirmsAnswer>

/** The representative on the register claims the firm, proved by the same name and ID number. */
export const ClaimBody = closed({ code: CreditCode })
/** The representative lets another account act for the firm. */
export const AuthoriseBody = closed({
  login: Type.String({ minLength: 3, maxLength: 64 }),
  name: Name,
  until: Type.Optional(DayText),
})
export type AuthoriseBody = Static<typeof AuthoriseBody>
export const ExportQuery = closed({ region: RegionCode, form: Type.Optional(Type.Enum(['csv', 'xlsx'])) })
