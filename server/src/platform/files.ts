/** Files people hand in: checked by their first bytes, kept with their digest, given back to those who may see the case. */
import { createHash, randomBytes } from 'node:crypto'
import type { StoredFile } from '@steppe/contracts/platform'
import type { Clock } from './clock.ts'
import { type Answer, answer } from './module.ts'
import type { Ask } from './postgres.ts'
import { type Refusal, refuse } from './refusals.ts'
import { personal } from './vault.ts'

export const largestFile = 20 * 1024 * 1024

/** Kinds of files that are accepted, told by their first bytes, never by their name. */
const kinds: readonly {
  readonly mediaType: string
  readonly starts: readonly number[]
  readonly names: readonly string[]
}[] = [
  { mediaType: 'application/pdf', starts: [0x25, 0x50, 0x44, 0x46], names: ['pdf'] },
  { mediaType: 'image/jpeg', starts: [0xff, 0xd8, 0xff], names: ['jpg', 'jpeg'] },
  { mediaType: 'image/png', starts: [0x89, 0x50, 0x4e, 0x47], names: ['png'] },
  { mediaType: 'application/zip', starts: [0x50, 0x4b, 0x03, 0x04], names: ['docx', 'xlsx', 'ofd', 'zip'] },
  { mediaType: 'application/msword', starts: [0xd0, 0xcf, 0x11, 0xe0], names: ['doc', 'xls'] },
]

/** Media types in which a file is given back. */
export const fileTypes = kinds.map(({ mediaType }) => mediaType)

function kindOf(content: Buffer, name: string) {
  const ending = name.toLowerCase().split('.').at(-1) ?? ''
  return kinds.find(
    (kind) => kind.names.includes(ending) && kind.starts.every((byte, index) => content[index] === byte),
  )
}

/** Keeps a file of `owner`; refuses what is empty, too large, or not what its name says. */
export async function keepFile(
  ask: Ask,
  clock: Clock,
  owner: string,
  name: string,
  content: Buffer,
): Promise<StoredFile | Refusal> {
  if (content.length > largestFile) return refuse('platform.too_large', { limit: '20 MB' })
  const kind = kindOf(content, name)
  if (!kind) return refuse('platform.file_kind', { what: name.slice(-40) })
  const file = {
    id: randomBytes(15).toString('base64url'),
    name: name.slice(-200),
    mediaType: kind.mediaType,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }
  await ask(
    'insert into platform.files (id, owner, name, media_type, size, sha256, content, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [file.id, owner, file.name, file.mediaType, file.size, file.sha256, personal(content), new Date(clock.now())],
  )
  return file
}

export interface FileContent extends StoredFile {
  readonly owner: string
  readonly content: Buffer
}

/** The first of the files that none of the owners uploaded, or not as it is said to be; nothing when all are there. */
export async function findStrange<T extends { readonly id: string; readonly sha256: string }>(
  ask: Ask,
  owners: readonly string[],
  files: readonly T[],
): Promise<T | undefined> {
  if (files.length === 0) return undefined
  const rows = await ask<{ id: string; sha256: string }>(
    'select f.id, f.sha256 from platform.files f where f.id = any($1) and f.owner = any($2)',
    [files.map(({ id }) => id), owners],
  )
  const known = new Map(rows.map(({ id, sha256 }) => [id, sha256]))
  return files.find(({ id, sha256 }) => known.get(id) !== sha256)
}

export async function findFile(ask: Ask, id: string): Promise<FileContent | undefined> {
  const rows = await ask<FileContent>(
    'select f.id, f.owner, f.name, f.media_type as "mediaType", f.size, f.sha256, f.content from platform.files f where f.id = $1',
    [id],
  )
  return rows[0]
}

/** A file as an answer, for whoever was found to be allowed to open it; `owner`: only what this account uploaded. Refuses `platform.file_unknown`. */
export async function giveFile(ask: Ask, id: string, owner?: string): Promise<Answer | Refusal> {
  const file = await findFile(ask, id)
  if (!file || (owner !== undefined && file.owner !== owner)) return refuse('platform.file_unknown')
  return answer(200, file.content, {
    'content-type': file.mediaType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-security-policy': 'sandbox',
  })
}
