/** Computes a published figure anew beside the page, by the house's own kernel. */
import { type FigureLine, replayFigure } from '@steppe/kernels/figures'

export interface Told {
  readonly ok: boolean
  readonly lines: readonly FigureLine[]
  readonly rows: number
}

self.onmessage = ({ data }: MessageEvent<unknown>) => {
  const { ok, lines, file } = replayFigure(data)
  self.postMessage({ ok, lines, rows: file?.rows.length ?? 0 } satisfies Told)
}
