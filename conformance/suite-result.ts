/** What a suite of other people's cases tells of its run. */
/** A failure that is expected is counted apart and does not appear in `failures`. */
export interface SuiteResult {
  readonly suite: string
  readonly passed: number
  readonly failed: number
  readonly expectedFailures: number
  readonly failures: readonly { readonly case: string; readonly reason: string }[]
}
