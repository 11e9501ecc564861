/** The token in a file or in what a camera read: an SD-JWT alone, or an address that ends with one. Pure. */

const token = /[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{40,}(~[A-Za-z0-9_.-]*)*/

/** The token, or nothing where the text holds none. */
export function readToken(text: string): string | undefined {
  return text.length > 65_536 ? undefined : token.exec(text)?.[0]
}
