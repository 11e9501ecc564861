/** The letter that chooses each act of an order. Only acts that never stand side by side share one. Pure. */
import type { Kind } from './deed-of.ts'

export const actKeys: Readonly<Record<Kind | 'merge' | 'exclude' | 'object', string>> = {
  sign_in: 't',
  dispatch: 'a',
  answer: 'w',
  refuse: 'x',
  dispute: 'd',
  decide: 'd',
  meet: 'j',
  reply: 'r',
  send_back: 'b',
  confirm: 'c',
  call_back: 'c',
  extend: 'e',
  split: 's',
  supervise: 'v',
  urge: 'g',
  reopen: 'o',
  withdraw: 'z',
  note: 'i',
  merge: 'm',
  exclude: 'l',
  object: 'k',
}

/** The keys of the page itself. */
export const pageKeys = ['n', 'p', 'u', '?'] as const
