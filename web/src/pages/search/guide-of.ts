/** Address from which the guide of a basic item is found: who handles it is found by the region of the reader. */
export const guideOf = (basicCode: string, name: string): string =>
  `/find/${basicCode}?name=${encodeURIComponent(name)}`
