/** Those who gain, or those who lose: how many, how much in all, and the firms whose sum changes most. */

const listed = 20

type Change = { readonly row: number; readonly is: number; readonly was: number }

export class ChangeTally {
  count = 0
  amount = 0
  private kept: Change[] = []
  private least = -1

  add(row: number, is: number, was: number): void {
    this.count++
    this.amount += is - was
    if (this.kept.length >= listed * 20) this.cut()
    if (sizeOf({ is, was }) > this.least) this.kept.push({ row, is, was })
  }

  private cut(): void {
    this.kept = this.most() as Change[]
    this.least = sizeOf(this.kept.at(-1) ?? { is: 0, was: 0 })
  }

  /** The greatest changes first, of equals the first row. */
  most(): readonly Change[] {
    return this.kept.toSorted((a, b) => sizeOf(b) - sizeOf(a) || a.row - b.row).slice(0, listed)
  }
}

function sizeOf({ is, was }: Pick<Change, 'is' | 'was'>): number {
  return Math.abs(is - was)
}

export function toFen(yuan: number): number {
  return Math.round(yuan * 100) / 100
}
