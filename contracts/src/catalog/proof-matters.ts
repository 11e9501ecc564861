/** 证明事项: what somebody may be asked to have certified, and what stands for the certificate. 优化营商环境条例 art. 44. */
import { type Static, Type } from 'typebox'
import { RowReport } from './answers.ts'
import type { CodeList } from './code-lists.ts'
import { closed, codeOf, DayText, RegionCode } from './schema-parts.ts'

/** What became of a certificate: no longer asked, a written promise, or the department looks for itself. */
export const proofRoutes = {
  cancelled: { zh: '直接取消', en: 'No longer asked' },
  promise: { zh: '告知承诺', en: 'A written promise' },
  department_check: { zh: '部门核验', en: 'Checked between departments' },
} as const satisfies CodeList
export type ProofRoute = keyof typeof proofRoutes

export const ProofMatter = closed({
  id: Type.String({ maxLength: 40 }),
  region: RegionCode,
  name: Type.String({ maxLength: 200 }),
  /** 索要单位. */
  demandedBy: Type.String({ maxLength: 200 }),
  /** 开具单位. */
  issuedBy: Type.Optional(Type.String({ maxLength: 200 })),
  /** 设定依据. */
  basis: Type.Optional(Type.String({ maxLength: 1000 })),
  /** 办理指南. */
  guide: Type.Optional(Type.String({ maxLength: 1000 })),
  route: codeOf(proofRoutes),
  from: DayText,
})
export type ProofMatter = Static<typeof ProofMatter>

export const ProofMattersQuery = closed({
  region: Type.Optional(RegionCode),
  route: Type.Optional(codeOf(proofRoutes)),
  q: Type.Optional(Type.String({ maxLength: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 300 })),
})
export type ProofMattersQuery = Static<typeof ProofMattersQuery>

export const ProofMattersAnswer = closed({
  matters: Type.Array(ProofMatter, { maxItems: 50 }),
  next: Type.Optional(Type.String({ maxLength: 300 })),
})
export type ProofMattersAnswer = Static<typeof ProofMattersAnswer>

/** A fold over the lists in force in the region and below it. */
export const ProofCounts = closed({
  region: RegionCode,
  day: DayText,
  total: Type.Integer({ minimum: 0 }),
  routes: Type.Array(closed({ route: codeOf(proofRoutes), matters: Type.Integer({ minimum: 0 }) }), { maxItems: 3 }),
})
export type ProofCounts = Static<typeof ProofCounts>

/** `left`: matters that stood on the region's list before and are not in the file; their day ends today. */
export const ProofImportAnswer = closed({
  taken: Type.Boolean(),
  added: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  left: Type.Integer(),
  wrong: Type.Integer(),
  rows: Type.Array(RowReport, { maxItems: 20_000 }),
})
export type ProofImportAnswer = Static<typeof ProofImportAnswer>
