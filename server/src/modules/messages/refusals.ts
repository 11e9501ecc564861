/** What messages refuses: nothing of its own; what the house refuses holds. */
import type { RefusalTexts } from '#platform/refusals'

export const messagesRefusals: RefusalTexts = {}
