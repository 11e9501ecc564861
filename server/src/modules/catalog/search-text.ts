/** What the search knows of an item: name and keywords as tokens, and the marks by which results are filtered. Pure. */
import { createHash } from 'node:crypto'
import type { BasicItem, ItemOverrides } from '@steppe/contracts/catalog'
import { type Segmenter, tokensForIndex, tsvectorText } from '@steppe/kernels/text'

import { listsOf } from './item-lists.ts'

/** A row of catalog.search_texts to be. */
export interface SearchText {
  readonly digest: string
  /** `*` for a text that holds in every place, else the one region. */
  readonly home: string
  readonly basicCode: string
  readonly name: string
  /** One a line. */
  readonly keywords: string
  readonly popular: number
  readonly tokens: string
  readonly nameTokens: readonly string[]
  readonly keywordTokens: readonly string[]
}

/** Marks that filter: home, themes, audience, department kind, published lists. They intersect with the words in one index. */
export const marks = {
  home: (region: string) => `r${region}`,
  theme: (id: string) => `t${id}`,
  audience: (who: 'person' | 'firm') => `a${who}`,
  department: (kind: string) => `d${kind}`,
  list: (list: string) => `l${list}`,
}

/** The text of a basic item, or of a body's own reading of it in the one region `home`. */
export function searchTextOf(basic: BasicItem, segmenter: Segmenter, own: ItemOverrides = {}, home = '*'): SearchText {
  const name = own.name ?? basic.name
  // Keywords are Chinese; in English the name stands for them, and what one gets in the end.
  const english = [name.en, basic.result?.name.en].filter((each) => each !== undefined)
  const said = [...(own.keywords ?? basic.keywords), ...english].join('\n')
  const nameTokens = tokensForIndex(name.zh, segmenter)
  const keywordTokens = tokensForIndex(said, segmenter)
  const filters = filterMarks(basic, own, home).map((token) => ({ token, weight: 'D' as const }))
  const vector = [...new Map([...filters, ...keywordTokens, ...nameTokens].map((one) => [one.token, one])).values()]
  const text = {
    home,
    basicCode: basic.code,
    name: name.zh,
    keywords: said,
    // A joint item does in one go what its parts do singly: it is shown before them.
    popular: (basic.popular ?? 0) + (basic.oneThing ? 50 : 0),
    tokens: tsvectorText(vector),
    nameTokens: nameTokens.map(({ token }) => token),
    keywordTokens: keywordTokens.map(({ token }) => token),
  }
  return { digest: createHash('sha256').update(JSON.stringify(text)).digest('hex'), ...text }
}

function filterMarks(basic: BasicItem, own: ItemOverrides, home: string): string[] {
  const themes = own.themes ?? basic.themes
  const audience = own.audience ?? basic.audience
  return [
    marks.home(home),
    ...[...themes.firm, ...themes.person, ...(themes.local ?? [])].map(marks.theme),
    ...(audience.includes('1') ? [marks.audience('person')] : []),
    ...(audience.some((one) => one !== '1') ? [marks.audience('firm')] : []),
    marks.department(basic.department),
    ...listsOf(basic, own).map(marks.list),
  ]
}
