/** Codes of industries (GB/T 4754-2017): a section's letter and two to four digits; registers write them with the letter or without. */

/** The last division of each section, in their order. */
const lastDivisions: readonly (readonly [division: number, section: string])[] = [
  [5, 'A'],
  [12, 'B'],
  [43, 'C'],
  [46, 'D'],
  [50, 'E'],
  [52, 'F'],
  [60, 'G'],
  [62, 'H'],
  [65, 'I'],
  [69, 'J'],
  [70, 'K'],
  [72, 'L'],
  [75, 'M'],
  [79, 'N'],
  [82, 'O'],
  [83, 'P'],
  [85, 'Q'],
  [90, 'R'],
  [96, 'S'],
  [97, 'T'],
]

/** The letter of the section that a code belongs to; '' for what belongs to none. */
export function industrySection(code: string): string {
  const division = Number(code.slice(0, 2))
  if (code === '' || Number.isNaN(division)) return code.slice(0, 1)
  return lastDivisions.find(([last]) => division <= last)?.[1] ?? ''
}

const divisions = Array.from({ length: 97 }, (_, i) => String(i + 1).padStart(2, '0'))

/** How codes begin that begin so, `F52`, with the letter of their section or without: `F52` and `52`; of `F` also `51` and `52`. */
export function industryBeginnings(beginning: string): string[] {
  const digits = beginning.slice(1)
  if (digits.length >= 2) return [beginning, digits]
  const own = divisions.filter((each) => each.startsWith(digits) && industrySection(each) === beginning[0])
  return [beginning, ...own]
}
