/** Names of firms cut into pairs of characters, so that a part of a name finds it through an index. */

/** Pairs in the name of nearly every firm (公司法 art. 7; 企业名称登记管理规定 art. 6); they would find everything. */
const common = new Set(['有限', '限公', '公司', '责任', '任公', '股份', '份有', '限责', '分公'])

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** The different pairs of neighbouring characters, without those of the legal form. */
export function gramsOf(name: string): string[] {
  const characters = [...plain(name)]
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`)
  return [...new Set(pairs)].filter((pair) => !common.has(pair))
}

/** Pairs to search by: those of place names are left out, as a third of all names begin with them. */
export function searchGrams(words: string, placeNames: readonly string[]): string[] {
  const ofPlaces = new Set(placeNames.flatMap(gramsOf))
  return gramsOf(words).filter((gram) => !ofPlaces.has(gram))
}
