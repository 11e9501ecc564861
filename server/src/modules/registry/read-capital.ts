/** Registered capital as offices write it: `500(万人民币元)`, `1,200.5万美元`, `30万`. */

export interface Capital {
  /** Hundredths of the currency; nothing when the unit is not said, as 500 may be yuan or ten thousands. */
  readonly fen?: number
  /** ISO 4217. */
  readonly currency?: string
}

/** Without a currency it is renminbi (公司法 art. 47; 市场主体登记管理条例 art. 13). */
const currencies: readonly (readonly [RegExp, string])[] = [
  [/^人民币$|^$/, 'CNY'],
  [/^(?:美元|美金)$/, 'USD'],
  [/^(?:港元|港币)$/, 'HKD'],
  [/^欧元$/, 'EUR'],
  [/^日元$/, 'JPY'],
  [/^瑞士法郎$/, 'CHF'],
  [/^英镑$/, 'GBP'],
  [/^韩元$/, 'KRW'],
  [/^(?:俄罗斯卢布|卢布)$/, 'RUB'],
  [/^(?:新台币|台币)$/, 'TWD'],
  [/^(?:新加坡元|新元)$/, 'SGD'],
  [/^(?:加拿大元|加元)$/, 'CAD'],
  [/^(?:澳大利亚元|澳元)$/, 'AUD'],
  [/^蒙古图格里克$/, 'MNT'],
]

const scales: Readonly<Record<string, bigint>> = { '': 1n, 万: 10_000n, 百万: 1_000_000n, 亿: 100_000_000n }

/** The amount in fen, `{}` when the text says no unit, nothing when it cannot be read. */
export function readCapital(text: string): Capital | undefined {
  const tidy = text
    .normalize('NFKC')
    .replace(/[\s()]/g, '')
    .replace(/,/g, '')
  const parts = /^(?<whole>\d{1,15})(?:\.(?<part>\d{1,8}))?(?<scale>万|百万|亿)?(?<unit>\D*)$/u.exec(tidy)?.groups
  if (!parts) return undefined
  const scale = parts.scale ?? ''
  const unit = parts.unit ?? ''
  if (!scale && !unit) return {}
  const currency = currencyOf(unit)
  if (!currency) return undefined
  const fen = amount(parts.whole ?? '0', parts.part ?? '', scales[scale] ?? 1n)
  return fen <= BigInt(Number.MAX_SAFE_INTEGER) ? { fen: Number(fen), currency } : undefined
}

/** `元人民币`, `人民币元`, `人民币` and `元` are all renminbi; `美元` keeps its 元. */
function currencyOf(unit: string): string | undefined {
  const bare = unit.replace(/^元(?=人民币)|(?<=人民币)元$|^元$/u, '')
  return currencies.find(([pattern]) => pattern.test(bare))?.[1]
}

/** Exact: what lies under a fen is cut off. */
function amount(whole: string, part: string, scale: bigint): bigint {
  const digits = BigInt(whole + part.padEnd(8, '0'))
  return (digits * scale * 100n) / 100_000_000n
}
