/** How sure a share can be. Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927). */

/** Quantile of the normal distribution for 95 %. */
const z = 1.959963984540054

/** The interval of 95 % around `hits` of `total` (at least 1), within 0 and 1; rounded to six digits, outwards. */
export function wilsonInterval(hits: number, total: number): readonly [low: number, high: number] {
  const share = hits / total
  const spread = (z * z) / total
  const middle = (share + spread / 2) / (1 + spread)
  const half = (z * Math.sqrt((share * (1 - share) + spread / 4) / total)) / (1 + spread)
  const low = Math.floor((middle - half) * 1e6) / 1e6
  const high = Math.ceil((middle + half) * 1e6) / 1e6
  return [Math.max(0, Math.min(low, share)), Math.min(1, Math.max(high, share))]
}
