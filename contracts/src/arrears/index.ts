/** What crosses the wire for 拖欠账款: what is owed, a claim, what its parties and the offices do, and what the public sees. */
export * from './claim.ts'
export * from './debt.ts'
export * from './deeds.ts'
export * from './totals.ts'
