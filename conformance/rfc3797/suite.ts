/** Reference runs of RFC 3797: names, seeds and results, as `<run>.names`, `<run>.seeds`, `<run>.results`. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { keyOf, type Pick, type Source, selectByRfc3797 } from '@steppe/kernels/draw'
import type { SuiteResult } from '../suite-result.ts'

export const folder = 'rfc3797'

/** Reads `<dataDir>/rfc3797`. One case is one pick of a run. */
export async function run(dataDir: string): Promise<SuiteResult> {
  const place = join(dataDir, folder)
  const found = existsSync(place) ? await readdir(place, { recursive: true }) : []
  const runs = found.filter((name) => name.endsWith('.results')).sort()
  const failures: { case: string; reason: string }[] = []
  let cases = 0
  for (const file of runs) {
    const stem = file.slice(0, -'.results'.length)
    const read = (ending: string) => readFile(join(place, `${stem}.${ending}`), 'utf8')
    const wanted = readResults(await read('results'))
    cases += Math.max(1, wanted.length)
    if (wanted.length === 0) failures.push({ case: stem, reason: 'no pick could be read from the results' })
    const missing = ['names', 'seeds'].filter((ending) => !existsSync(join(place, `${stem}.${ending}`)))
    if (missing.length > 0)
      failures.push(...wanted.map(({ index }) => ({ case: `${stem} ${index}`, reason: `no ${missing}` })))
    else failures.push(...compareRun(stem, wanted, readNames(await read('names')), readSeeds(await read('seeds'))))
  }
  return { suite: 'rfc3797', passed: cases - failures.length, failed: failures.length, expectedFailures: 0, failures }
}

interface WantedPick extends Pick {
  /** Empty where the run gives no name. */
  readonly name: string
}

function compareRun(stem: string, wanted: readonly WantedPick[], names: readonly string[], sources: readonly Source[]) {
  const picks = selectByRfc3797(names.length, Math.max(0, ...wanted.map((each) => each.index)), keyOf(sources))
  return wanted.flatMap((each) => {
    const pick = picks?.[each.index - 1]
    const name = pick && names[pick.position - 1]
    const same = pick && pick.digest === each.digest && pick.divisor === each.divisor && pick.position === each.position
    return same && (each.name === '' || each.name === name)
      ? []
      : [
          {
            case: `${stem} ${each.index}`,
            reason: `wanted ${JSON.stringify(each)}, got ${JSON.stringify({ ...pick, name })}`,
          },
        ]
  })
}

/** Every line is a name; empty lines are none. */
function readNames(text: string): string[] {
  return linesOf(text).filter((line) => line !== '')
}

function linesOf(text: string): string[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r?\n|\r/)
    .map((line) => line.trim())
}

/** A source a line; `#` begins a remark. Numbers stand apart by blanks, `float` before those with a point; anything else is text. */
export function readSeeds(text: string): Source[] {
  return linesOf(text)
    .filter((line) => !line.startsWith('#') && line !== '')
    .map((line) => {
      const words = line.split(/\s+/)
      const numbers = words[0] === 'float' ? words.slice(1) : words
      return numbers.length > 0 && numbers.every((word) => /^\d+(\.\d*)?$/.test(word)) ? numbers : line
    })
}

/** `index  digest  divisor -> position <- name`; lines of any other shape are headings. */
function readResults(text: string): WantedPick[] {
  return linesOf(text).flatMap((line) => {
    const match = /^\s*(\d+)\s+([0-9A-Fa-f]{32})\s+(\d+)\s+->\s*(\d+)\s*<-(.*)$/.exec(line)
    if (!match) return []
    const [, index, digest, divisor, position, name] = match
    return [
      {
        index: Number(index),
        digest: digest!.toUpperCase(),
        divisor: Number(divisor),
        position: Number(position),
        name: name!.trim(),
      },
    ]
  })
}
