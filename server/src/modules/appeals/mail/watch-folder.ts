/** A folder into which a mail server drops messages (`*.eml`): each is taken, then moved to `taken`; nothing is deleted. */
import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { CasesHouse } from '#cases/house'
import { keepLooking } from '#platform/keep-looking'
import { takeMail } from './take-mail.ts'

/** A file larger than this is not read at all; it is moved to `too-large`, to be looked at by a person. */
const largestFile = 60 * 1024 * 1024

/** Takes what lies there now; gives how many. */
export async function takeFolder(house: CasesHouse, folder: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort()
  for (const name of names) {
    const path = join(folder, name)
    const heavy = (await stat(path)).size > largestFile
    if (!heavy) await takeMail(house, await readFile(path))
    const where = join(folder, heavy ? 'too-large' : 'taken')
    await mkdir(where, { recursive: true })
    await rename(path, join(where, name))
  }
  return names.length
}

/** Looks every `every` ms where STEPPE_MAIL_FOLDER names a folder. Gives the way to stop. */
export function keepTakingMail(
  house: CasesHouse,
  folder = process.env.STEPPE_MAIL_FOLDER,
  every = 5000,
): () => Promise<void> {
  if (!folder) return async () => {}
  return keepLooking(() => takeFolder(house, folder), every, 'mail was not taken')
}
