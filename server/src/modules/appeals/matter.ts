/** What an order is about, as it was handed in: kept as the answers of its case. */
import type { Channel, Intent, OrderActAnswer, Place, Urgency } from '@steppe/contracts/appeals'
import type { CaseState } from '@steppe/kernels/cases'

export interface Matter {
  readonly type: string
  readonly intent: Intent
  readonly urgency: Urgency
  readonly text: string
  readonly place: Place
  readonly ground?: string
  /** Department it is about, where the person named it. */
  readonly about?: string
  readonly publish?: boolean
  readonly secret?: boolean
  readonly phone?: string
  /** Call it was told in. */
  readonly call?: string
  /** Where it came from: a row of a board, a message, a client. */
  readonly origin?: { readonly what: string; readonly id: string; readonly file?: string }
  /** Entry of the duty catalogue that a client chose. */
  readonly service?: string
  readonly email?: string
  readonly mediaUrl?: string
  readonly addressId?: string
  /** What a client asked besides, by its own names. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>
  /** How satisfied the person was, as the file of a board says it. */
  readonly said?: string
  readonly firm?: string
}

export const orderKind = 'appeal'

/** Whether a case is an order. */
export function isOrder(state: CaseState): boolean {
  return state.kind === orderKind && state.order !== undefined
}

/** What was handed in. */
export function matterOf(state: Pick<CaseState, 'answers'>): Matter {
  return state.answers as unknown as Matter
}

export const channelOf = (state: Pick<CaseState, 'channel'>) => state.channel as Channel

const stageNames = ['dispatch', 'dispute', 'handling', 'meeting', 'confirming', 'calling_back'] as const

/** The stage as the contract names it. */
export function stageOf(
  state: Pick<CaseState, 'stage' | 'order' | 'tasks' | 'closedOn'>,
): (typeof stageNames)[number] | 'ended' | 'merged' {
  if (state.order?.mergedInto) return 'merged'
  const found = stageNames.find((each) => each === state.stage)
  if (found) return found
  if (state.closedOn !== undefined) return 'ended'
  return state.tasks.length === 0 ? 'handling' : 'dispatch'
}

/** How an order stands after an act. */
export function answerOf(state: CaseState): OrderActAnswer {
  return {
    id: state.id,
    seq: state.seq,
    status: state.status,
    stage: stageOf(state),
    ...(state.clock.due ? { due: state.clock.due } : {}),
  }
}

/** The first words of a text as its title: a sentence, or as many of its parts as a title holds. */
export function titleFrom(text: string): string {
  const [line = ''] = text.trim().split(/[\n。！？!?]/, 1)
  const signs = [...(line.trim() || text.trim())]
  if (signs.length <= 40) return signs.join('')
  const whole = signs.slice(0, 40).join('')
  const [parts] = /^.{12,}(?=[，；,;])/u.exec(whole) ?? []
  return parts ?? `${signs.slice(0, 39).join('')}…`
}
