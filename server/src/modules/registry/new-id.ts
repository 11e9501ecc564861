/** Opaque ids of accounts, people, grants, imports: 120 random bits, nothing in them tells who. */
import { randomBytes } from 'node:crypto'

export function newId(): string {
  return randomBytes(15).toString('base64url')
}
