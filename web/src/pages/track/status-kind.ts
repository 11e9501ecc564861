/** The shape in which a case's status is shown. */
import type { StatusKind } from '../../ui/tag.tsx'

const kinds: Readonly<Record<string, StatusKind>> = {
  received: 'waiting',
  correcting: 'asked',
  accepted: 'running',
  decided: 'running',
  closed: 'done',
  refused: 'refused',
  withdrawn: 'paused',
  lapsed: 'refused',
  revoked: 'refused',
}

export const statusKind = (status: string): StatusKind => kinds[status] ?? 'running'
