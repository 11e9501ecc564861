/** Words in both languages of the house. */
export type Words = { readonly zh: string; readonly en: string }

/** Whether something is words in both languages, neither empty. */
export function isWords(value: unknown): value is Words {
  const { zh, en } = (value ?? {}) as Partial<Words>
  return typeof zh === 'string' && typeof en === 'string' && zh.trim() !== '' && en.trim() !== ''
}
