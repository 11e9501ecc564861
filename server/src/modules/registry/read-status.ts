/** The status of a firm as registers write it. Source: 市场主体登记管理条例 arts. 30, 31, 33, 40. */
import type { FirmStatus } from '@steppe/contracts/registry'

const words: readonly (readonly [FirmStatus, RegExp])[] = [
  ['revoked', /吊销|撤销|revoked/],
  ['deregistered', /注销|deregistered|dissolved|cancelled/],
  ['moved', /迁出|moved/],
  ['suspended', /歇业|停业|suspended|dormant/],
  ['active', /存续|在营|在业|开业|正常|迁入|active|registered|确立/],
]

/** 吊销，未注销 is revoked: the first word that fits says it. Nothing when no word is known. */
export function readStatus(text: string): FirmStatus | undefined {
  const tidy = text.normalize('NFKC').toLowerCase()
  if (/deregistered/.test(tidy)) return 'deregistered'
  return words.find(([, pattern]) => pattern.test(tidy))?.[0]
}
