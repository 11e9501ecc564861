/** What a place shows when it has nothing, when something went wrong, and when something must be said. */
import './states.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { RefusalError } from '../app/api.ts'
import { Button, ButtonRow, LinkButton } from './button.tsx'
import { toldFault } from './refusal-sentence.ts'

/** Nothing here yet, and what to do now. */
export function Empty({
  title,
  children,
  action,
  boxed = true,
}: {
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly boxed?: boolean
}) {
  return (
    <div className={boxed ? 'state boxed' : 'state'}>
      <p className="state-title">{title}</p>
      {children && <div className="quiet">{children}</div>}
      {action}
    </div>
  )
}

/** What happened, what is safe, what to do. A page that needs a session leads to sign-in and back. */
export function ErrorState({
  fault,
  onRetry,
  boxed = true,
}: {
  readonly fault: unknown
  readonly onRetry?: () => void
  readonly boxed?: boolean
}) {
  const { t } = useTranslation()
  const { pathname, search } = useLocation()
  const told = toldFault(fault, t)
  const status = fault instanceof RefusalError ? fault.refusal.status : 0
  return (
    <div className={boxed ? 'state boxed' : 'state'} role="alert">
      <p className="state-title">{told.title}</p>
      {told.detail && <p>{told.detail}</p>}
      <p>{told.next}</p>
      <ButtonRow>
        {status === 401 && (
          <LinkButton to={`/sign-in?back=${encodeURIComponent(pathname + search)}`}>{t('signIn')}</LinkButton>
        )}
        {onRetry && status !== 401 && status !== 403 && status !== 404 && (
          <Button onClick={onRetry}>{t('retry')}</Button>
        )}
        <Link to="/">{t('toHome')}</Link>
      </ButtonRow>
      {told.code && <p className="state-code">{t('fault.code', { code: told.code })}</p>}
    </div>
  )
}

const marks = { info: 'i', good: '✓', warn: '!', bad: '!' } as const

/** A sentence that must be seen. `live` is read out when it appears. */
export function Notice({
  kind = 'info',
  title,
  children,
  live,
}: {
  readonly kind?: keyof typeof marks
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly live?: boolean
}) {
  return (
    <div className={`notice ${kind}`} role={live ? (kind === 'bad' ? 'alert' : 'status') : undefined}>
      <span className="notice-mark" aria-hidden="true">
        {marks[kind]}
      </span>
      <div className="notice-body">
        {title && <p className="notice-title">{title}</p>}
        {children && <div>{children}</div>}
      </div>
    </div>
  )
}

/** An act that was refused: the server's sentence and next step, beside the button that was pressed. */
export function RefusedNotice({ fault }: { readonly fault: unknown }) {
  const { t } = useTranslation()
  if (!fault) return null
  const told = toldFault(fault, t)
  return (
    <Notice kind="bad" title={told.title} live>
      {told.detail && <p>{told.detail}</p>}
      <p>{told.next}</p>
    </Notice>
  )
}
