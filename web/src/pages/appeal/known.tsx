/** Answers that are known already, for the words so far. */
export function Known({ words }: { readonly words: string }) {
  return words ? null : null
}
