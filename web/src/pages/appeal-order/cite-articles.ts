/** Words of articles taken into an answer, with the documents they stand on. Pure. */
import type { DraftAnswer } from '@steppe/contracts/appeals'

export type Written = { readonly text: string; readonly basis: readonly string[] }

/** A draft without the numbers of its citations; what it cites becomes the basis. */
export function draftWords({ text, cites }: Pick<DraftAnswer, 'text' | 'cites'>): Written {
  return { text: text.replaceAll(/\s*\[\d{1,2}\]/g, '').trim(), basis: cites.map(({ source }) => source) }
}

const mostText = 4000
const mostBasis = 500

/** Behind what is written already; a document is named once. */
export function writtenWith(before: { readonly text: string; readonly basis: string }, { text, basis }: Written) {
  const named = before.basis.split('；').map((one) => one.trim())
  const all = [...new Set([...named, ...basis])].filter(Boolean)
  return {
    text: [before.text.trim(), text].filter(Boolean).join('\n').slice(0, mostText),
    basis: all.join('；').slice(0, mostBasis),
  }
}
