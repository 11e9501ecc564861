/** What to tell the person when something did not work: the server's own sentence, or ours when the line is down. */
import type { TFunction } from 'i18next'
import { OfflineError, RefusalError } from '../app/api.ts'

type Say = TFunction

export type ToldFault = {
  readonly title: string
  readonly detail?: string
  readonly next: string
  readonly code?: string
}

/** A page's file could not be fetched: the line is down, or a new release has replaced it. */
export const isMissingFile = (fault: unknown): boolean =>
  fault instanceof Error &&
  /dynamically imported module|module script|preload css|importing a module/i.test(fault.message)

export function toldFault(fault: unknown, t: Say): ToldFault {
  if (fault instanceof RefusalError) {
    const { status, title, detail, next, code } = fault.refusal
    const kind =
      status === 401
        ? 'signIn'
        : status === 403
          ? 'forbidden'
          : status === 404
            ? 'missing'
            : status === 429
              ? 'tooMany'
              : status >= 500
                ? 'server'
                : 'refused'
    return {
      title: title && status < 500 ? title : t(`fault.${kind}.title`),
      ...(detail ? { detail } : {}),
      next: next ?? t(`fault.${kind}.next`),
      code,
    }
  }
  if (fault instanceof OfflineError || isMissingFile(fault))
    return { title: t('fault.offline.title'), next: t('fault.offline.next') }
  return { title: t('fault.ours.title'), next: t('fault.ours.next') }
}

/** In one line, for a notice or a field. */
export function refusalSentence(fault: unknown, t: Say): string {
  const { title, detail, next } = toldFault(fault, t)
  const stop = /\p{Script=Han}/u.test(title) ? '。' : '. '
  const parts = [title, ...(detail ? [detail] : []), next]
  return parts
    .map((part) => part.replace(/[。.]$/, '') + stop)
    .join('')
    .trim()
}
