/** What the server keeps of an appeal that is being written, so that it can be gone on with elsewhere. Pure. */
import type { DraftContent, AppealDraft as KeptDraft } from '@steppe/contracts/appeals'
import { type AppealDraft, emptyDraft } from './draft.ts'

const said = (name: string, value: string) => (value.trim() === '' ? {} : { [name]: value })

/** Only what was written so far. */
export function contentOf(draft: AppealDraft): DraftContent {
  const { region, address, lat, long } = draft
  return {
    type: draft.type,
    ...(draft.intent === '' ? {} : { intent: draft.intent }),
    urgency: draft.urgency,
    ...said('text', draft.text),
    place: {
      ...said('region', region),
      ...said('address', address),
      ...(lat !== undefined && long !== undefined ? { lat, long } : {}),
    },
    ...said('ground', draft.ground),
    ...said('about', draft.about),
    ...said('firm', draft.firm),
    ...said('phone', draft.phone),
    ...said('joins', draft.joins),
    ...(draft.files.length > 0
      ? { files: draft.files.map(({ id, name, sha256, size }) => ({ id, name, sha256, size })) }
      : {}),
    publish: draft.publish,
    secret: draft.secret,
  }
}

/** As it was written, wherever that was. */
export function draftFrom({ id, version, savedAt, content }: KeptDraft): AppealDraft {
  const { place = {}, files = [], title: _title, ...rest } = content
  return { ...emptyDraft, ...rest, ...place, files, draftId: id, version, savedAt } as AppealDraft
}
