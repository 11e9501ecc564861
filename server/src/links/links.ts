/** Other installations we exchange cases with: who they are, for which regions, and how each other's events are signed. */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'

export interface Peer {
  readonly name: string
  /** Base URL of its public API. */
  readonly url: string
  readonly publicKey: KeyObject
  /** Region codes (leagues or counties) whose matters it handles. */
  readonly regions: readonly string[]
}

export interface Links {
  readonly name: string
  readonly privateKey: KeyObject
  readonly peers: readonly Peer[]
}

interface LinksFile {
  readonly name: string
  readonly privateKey: string
  readonly peers: readonly {
    readonly name: string
    readonly url: string
    readonly publicKey: string
    readonly regions: readonly string[]
  }[]
}

/** Reads the file that an installation names with STEPPE_LINKS; keys are Ed25519 in PEM. */
export async function readLinks(path: string): Promise<Links> {
  return linksFrom(JSON.parse(await readFile(path, 'utf8')) as LinksFile)
}

/** Links from their plain form. */
export function linksFrom(file: LinksFile): Links {
  return {
    name: file.name,
    privateKey: createPrivateKey(file.privateKey),
    peers: file.peers.map((peer) => ({ ...peer, publicKey: createPublicKey(peer.publicKey) })),
  }
}

/** The peer that handles a region's matters; nothing when it is ours. */
export function peerFor(links: Links | undefined, region: string): Peer | undefined {
  return links?.peers.find((peer) => peer.regions.some((each) => region.startsWith(each.replace(/(00)+$/, ''))))
}

/** A CloudEvent 1.0 in its structured JSON form. */
export interface LinkEvent<T = unknown> {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  readonly subject: string
  readonly time: string
  readonly datacontenttype: 'application/json'
  readonly data: T
}

/** Ed25519 over the bytes of the body, base64. */
export function signBody(links: Links, body: string): string {
  return sign(null, Buffer.from(body), links.privateKey).toString('base64')
}

/** The peer whose signature the body carries; nothing when none of ours signed it. */
export function signerOf(links: Links, body: Buffer, signature: string): Peer | undefined {
  const bytes = Buffer.from(signature, 'base64')
  return bytes.length === 64 ? links.peers.find((peer) => verify(null, body, peer.publicKey, bytes)) : undefined
}

/** The event in the bytes; nothing when they are no CloudEvent 1.0 in structured JSON. */
export function parseEvent(bytes: Buffer): LinkEvent | undefined {
  try {
    const event = JSON.parse(bytes.toString('utf8')) as Partial<LinkEvent>
    const whole =
      event.specversion === '1.0' &&
      typeof event.id === 'string' &&
      typeof event.type === 'string' &&
      typeof event.time === 'string'
    return whole && typeof event.data === 'object' && event.data !== null ? (event as LinkEvent) : undefined
  } catch {
    return undefined
  }
}

const oldest = 24 * 3600_000

/** Whether an event was signed less than a day from now. */
export function isFresh(event: Pick<LinkEvent, 'time'>, now: number): boolean {
  return Math.abs(now - Date.parse(event.time)) < oldest
}
