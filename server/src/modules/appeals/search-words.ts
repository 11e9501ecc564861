/** Words of an order's text for looking it up: pairs of neighbouring Chinese characters, whole words of other scripts. */
import { quoteToken, runsOf } from '@steppe/kernels/text'

const mostWords = 600

function tokensOf(text: string): readonly string[] {
  const found = new Set<string>()
  for (const run of runsOf(text)) {
    const signs = [...run.text]
    if (run.script !== 'han') found.add(run.text.slice(0, 60))
    else if (signs.length === 1) found.add(run.text)
    else for (let at = 1; at < signs.length; at++) found.add(`${signs[at - 1]}${signs[at]}`)
    if (found.size > mostWords) break
  }
  return [...found]
}

/** The text form of a tsvector. */
export function vectorOf(text: string): string {
  return tokensOf(text).map(quoteToken).join(' ')
}

/** All words of what is looked for; nothing when there is none. */
export function queryOf(text: string): string | undefined {
  const tokens = tokensOf(text)
  return tokens.length === 0 ? undefined : tokens.map(quoteToken).join(' & ')
}
