/** Progress of everything that takes over a second, on the terminal. */
import type { Progress } from './module.ts'

export interface Reporter {
  /** Runs a step; shows its name, how far it is, and how long it took. */
  readonly step: <T>(name: string, work: (progress: Progress) => Promise<T>) => Promise<T>
}

/** Writes to standard output: a moving line on a terminal, one line a step elsewhere. */
export function reporter(out: NodeJS.WriteStream = process.stdout): Reporter {
  return {
    step: async (name, work) => {
      const begun = performance.now()
      let shown = 0
      const progress: Progress = (done, total, what) => {
        if (!out.isTTY || performance.now() - shown < 100) return
        shown = performance.now()
        const share = Math.floor((done / Math.max(total, 1)) * 20)
        out.write(`\r\u001b[K${name} [${'█'.repeat(share)}${'·'.repeat(20 - share)}] ${done}/${total} ${what}`)
      }
      if (out.isTTY) out.write(`${name} …`)
      const result = await work(progress)
      out.write(`${out.isTTY ? '\r\u001b[K' : ''}✓ ${name} ${((performance.now() - begun) / 1000).toFixed(1)} s\n`)
      return result
    },
  }
}
