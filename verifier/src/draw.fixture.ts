/** A small draw whose list no log has: for trying the built program. */
import {
  committedValue,
  drawSeed,
  listRoot,
  readSeed,
  runDraw,
  type SeedRule,
  type Transcript,
} from '@steppe/kernels/draw'
import { commit } from '@steppe/kernels/ledger'
import { plainList } from '../../kernels/draw/test-lists.ts'

const drawnAt = '2026-11-26T13:15:00.000Z'
const rule: SeedRule = { kind: 'lottery', game: '双色球', issue: '2026137', drawnAt, parts: [2] }
const numbers = [['4', '17']]

export function unsealedDraw(): Transcript {
  const list = plainList(30, 6)
  const root = listRoot(list)
  const entries = ['a', 'b'].map((by) => ({ by, numbers }))
  const value = { kind: 'lottery', entries: [entries[0]!, entries[1]!] } as const
  const read = readSeed(rule, value)
  if (!read.ok) throw new Error('the numbers do not fit the game')
  const salt = Buffer.alloc(16, 5)
  const commitment = commit(salt, committedValue({ draw: 'd', root, rule })).toString('hex')
  return {
    format: 'steppe-draw/1',
    draw: 'd',
    title: '抽查',
    list,
    root,
    rule,
    committed: { at: '2026-11-26T01:00:00.000Z', sealing: { salt: salt.toString('hex'), commitment } },
    seed: { at: '2026-11-26T14:00:00.000Z', value },
    dropOuts: [],
    result: runDraw(list, drawSeed(root, read.text)),
  }
}
