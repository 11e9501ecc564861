/** A published figure as an installation gives it, its sealing beside one other leaf of a log: for tests, which then tamper with it. */
import {
  committedFigure,
  computeFigure,
  type Definition,
  type FigureFile,
  figureFormat,
  figuresCode,
  inputRoot,
  type Row,
} from '@steppe/kernels/figures'
import {
  commit,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  leafHash,
  nodeHash,
  signNote,
  toBase64,
} from '@steppe/kernels/ledger'
import { testSigner } from '../../kernels/ledger/test-signers.ts'

const log = testSigner('log.example/figures')
export const figureLogKey = formatVerifierKey(log.key)
const day = '2026-11-25'

export const onTime: Definition = {
  id: 'on-time',
  version: 1,
  from: '2026-01-01',
  name: { zh: '按时办结', en: 'On time' },
  meaning: { zh: '按时办结的比例。', en: 'The share closed in time.' },
  unit: 'share',
  source: '行政许可法第四十二条',
  by: 'closedOn',
  span: 30,
  counts: [],
  exclusions: [
    { id: 'ended-early', where: { field: 'inTime', known: false }, reason: { zh: '没有办结', en: 'It never closed' } },
  ],
  fold: { kind: 'share', of: { field: 'inTime', isOneOf: [true] } },
}

export const someRows: readonly Row[] = Array.from({ length: 40 }, (_, at) => ({
  id: at.toString(16).padStart(32, '0'),
  closedOn: `2026-11-${10 + (at % 16)}`,
  ...(at % 9 === 0 ? {} : { inTime: at % 7 > 0 }),
}))

/** The figure over these rows, sealed as it is: also one that lies. */
export async function sealedFigure(rows = someRows, change: Partial<FigureFile> = {}): Promise<FigureFile> {
  const computed = computeFigure(onTime, rows, day)
  if (!computed.ok) throw new Error(computed.code)
  const told = {
    figure: onTime.id,
    region: '150000',
    day,
    definition: onTime,
    code: figuresCode,
    root: inputRoot(rows),
    value: computed.value,
    ...change,
  }
  const salt = Buffer.alloc(16, 5)
  const commitment = commit(salt, committedFigure(told))
  const other = leafHash(Buffer.alloc(32, 1))
  const text = formatCheckpoint({ origin: log.key.name, size: 2, root: nodeHash(other, leafHash(commitment)) })
  return {
    rows,
    ...told,
    format: figureFormat,
    sealing: {
      salt: salt.toString('hex'),
      commitment: commitment.toString('hex'),
      index: 1,
      proof: [toBase64(other)],
      checkpoint: formatNote({ text, signatures: [await signNote(text, log.key, log.sign)] }),
      verifierKeys: [figureLogKey],
    },
  }
}
