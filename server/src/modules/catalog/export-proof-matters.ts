/** A region's 证明事项清单 as a file with the headings of the import: whoever has it can count again, and take it in again unchanged. */
import { Readable } from 'node:stream'
import { type ProofMatter, proofRoutes } from '@steppe/contracts/catalog'
import type { House } from '#platform/module'
import { isRefusal } from '#platform/refusals'
import { csvHeading, csvLine } from '#platform/write-sheet'
import { findProofMatters } from './find-proof-matters.ts'

const headings = ['证明事项名称', '索要单位', '开具单位', '设定依据', '处理方式', '办理指南', '行政区划', '列入日期']

/** CSV as a stream, page by page through an index. */
export function exportProofMatters(house: Pick<House, 'db' | 'site'>, region: string): Readable {
  return Readable.from(pieces(house, region))
}

async function* pieces(house: Pick<House, 'db' | 'site'>, region: string): AsyncGenerator<string> {
  yield csvHeading(headings)
  let cursor: string | undefined
  do {
    const page = await findProofMatters(house, { region, ...(cursor ? { cursor } : {}) })
    if (isRefusal(page)) return
    yield page.matters.map(lineOf).join('')
    cursor = page.next
  } while (cursor)
}

function lineOf(matter: ProofMatter): string {
  const { name, demandedBy, issuedBy = '', basis = '', guide = '', route, region, from } = matter
  return csvLine([name, demandedBy, issuedBy, basis, proofRoutes[route].zh, guide, region, from])
}
