/** Replays a draw beside the page, so that the page stays alive: the house's own kernel, told step by step. */
import { type ReplayLine, replayDraw } from '@steppe/kernels/draw'

export type Told = { readonly line: ReplayLine } | { readonly done: { readonly ok: boolean; readonly seed?: string } }

self.onmessage = (event: MessageEvent<unknown>) => {
  const tell = (told: Told) => self.postMessage(told)
  const { ok, seed } = replayDraw(event.data, (line) => tell({ line }))
  tell({ done: { ok, ...(seed ? { seed } : {}) } })
}
