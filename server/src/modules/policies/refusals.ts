/** What policies refuses, in words. */
import type { RefusalTexts } from '#platform/refusals'

export const policiesRefusals: RefusalTexts = {}
