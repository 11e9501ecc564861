/** A sample of an item's result, drawn: what the paper is called, who issues it, and SAMPLE across it. */
import type { BasicItem } from '@steppe/contracts/catalog'

function xmlText(text: string): string {
  return text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** An SVG of the result, or nothing when the item has none. */
export function drawSample({ result, name }: BasicItem): string | undefined {
  if (!result) return undefined
  const validity = result.validity ? `有效期：${result.validity.zh}` : '有效期：以证照记载为准'
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 420" role="img" aria-label="${xmlText(result.name.zh)}样本">
<rect x="8" y="8" width="584" height="404" fill="#fffdf6" stroke="#a8342a" stroke-width="3"/>
<text x="300" y="90" text-anchor="middle" font-size="34" fill="#a8342a">${xmlText(result.name.zh)}</text>
<text x="60" y="160" font-size="18">编号：××××××××</text>
<text x="60" y="200" font-size="18">名称：××××××</text>
<text x="60" y="240" font-size="18">事项：${xmlText(name.zh.slice(0, 26))}</text>
<text x="60" y="280" font-size="18">${xmlText(validity)}</text>
<text x="540" y="360" text-anchor="end" font-size="18">发证机关（印章）　　年　月　日</text>
<text x="300" y="250" text-anchor="middle" font-size="110" fill="#a8342a" opacity="0.12" transform="rotate(-24 300 230)">样本 SAMPLE</text>
</svg>`
}
