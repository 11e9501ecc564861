/** What a witness remembers, on disk: for each log the latest checkpoint that it cosigned. Written and synced before anything is answered. */
import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCheckpoint, parseNote, type Seen } from '@steppe/kernels/ledger'

export interface SeenStore {
  readonly find: (origin: string) => Promise<Seen | undefined>
  /** The note with the log's and our signatures, as it was answered. */
  readonly note: (originHash: string) => Promise<string | undefined>
  /** On disk when it resolves. */
  readonly keep: (origin: string, note: string) => Promise<void>
}

/** SHA-256 of the origin, hex: the name of its file, and its part of the monitoring address. */
export function originHash(origin: string): string {
  return createHash('sha256').update(origin).digest('hex')
}

/** A store in a folder, one file a log. A file that can't be read is a fault: a witness that forgot must not sign. */
export async function seenInFolder(folder: string): Promise<SeenStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const note = async (hash: string) =>
    readFile(join(folder, `${hash}.checkpoint`), 'utf8').catch((fault: NodeJS.ErrnoException) => {
      if (fault.code === 'ENOENT') return undefined
      throw fault
    })
  return {
    note,
    find: async (origin) => {
      const kept = await note(originHash(origin))
      if (kept === undefined) return undefined
      const checkpoint = parseCheckpoint(parseNote(kept)?.text ?? '')
      if (checkpoint?.origin !== origin) throw new Error(`what was kept of ${origin} can't be read`)
      return checkpoint
    },
    keep: (origin, kept) => writeSafely(folder, `${originHash(origin)}.checkpoint`, kept),
  }
}

/** The old file or the new one is there whenever the machine stops, never half of one. */
async function writeSafely(folder: string, name: string, text: string): Promise<void> {
  const fresh = join(folder, `${name}.new`)
  const file = await open(fresh, 'w', 0o600)
  await file.writeFile(text)
  await file.sync()
  await file.close()
  await rename(fresh, join(folder, name))
  const parent = await open(folder)
  await parent.sync()
  await parent.close()
}
