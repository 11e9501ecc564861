/** Acts on many cases wait five seconds before they are sent, so that they can be undone; afterwards nothing can. */
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { newKey } from '../../../app/api.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { toldFault } from '../../../ui/refusal-sentence.ts'
import { type BulkAnswer, completeMany, type InboxRow } from '../asks.ts'
import { useShortcuts } from '../shortcuts.ts'
import { useWords } from '../words.ts'
import { rowKey } from './stable-rows.ts'

export const undoSeconds = 5

type Batch = {
  readonly key: string
  readonly rows: readonly InboxRow[]
  readonly outcome: string
  readonly opinion?: string | undefined
}
type Told = { readonly done: number; readonly refused: BulkAnswer['refused']; readonly fault?: unknown }

type Pending = {
  /** Keys of the rows that wait to be sent. */
  readonly waiting: ReadonlySet<string>
  readonly start: (rows: readonly InboxRow[], outcome: string, opinion: string | undefined) => void
}
const nothing: Pending = { waiting: new Set(), start: () => {} }
const Context = createContext<Pending>(nothing)
export const usePendingBulk = (): Pending => useContext(Context)

/** Sends the batch after its five seconds, at once when asked or when the workbench is left. */
function useBatch() {
  const client = useQueryClient()
  const [batch, setBatch] = useState<Batch>()
  const [left, setLeft] = useState(0)
  const [told, setTold] = useState<Told>()
  const [sending, setSending] = useState(false)
  const current = useRef<Batch>(undefined)
  current.current = batch

  const send = useCallback(
    async (one: Batch) => {
      current.current = undefined
      setSending(true)
      const rows = one.rows.map(({ case: id, task, seq }) => ({ case: id, task, after: seq }))
      const answer = await completeMany(rows, one.outcome, one.opinion, { idempotencyKey: one.key }).then(
        ({ done, refused }): Told => ({ done: done.length, refused }),
        (fault: unknown): Told => ({ done: 0, refused: [], fault }),
      )
      setSending(false)
      setBatch(undefined)
      setTold(answer)
      await Promise.all([
        client.invalidateQueries({ queryKey: ['inbox'] }),
        client.invalidateQueries({ queryKey: ['cases'] }),
      ])
    },
    [client],
  )

  useEffect(() => {
    if (!batch || sending) return
    const tick = setInterval(() => setLeft((seconds) => seconds - 1), 1000)
    return () => clearInterval(tick)
  }, [batch, sending])
  useEffect(() => {
    if (batch && !sending && left <= 0) void send(batch)
  }, [batch, sending, left, send])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => current.current && event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => {
      window.removeEventListener('beforeunload', warn)
      if (current.current) void send(current.current)
    }
  }, [send])

  const start = useCallback((rows: readonly InboxRow[], outcome: string, opinion: string | undefined) => {
    setTold(undefined)
    setLeft(undoSeconds)
    setBatch({ key: newKey(), rows, outcome, opinion })
  }, [])
  const undo = () => setBatch(undefined)
  return { batch, left, sending, told, start, undo, now: () => setLeft(0), forget: () => setTold(undefined) }
}

function Refused({ told, onClose }: { readonly told: Told; readonly onClose: () => void }) {
  const { t } = useTranslation('workbench')
  const { t: app } = useTranslation()
  const fault = told.fault ? toldFault(told.fault, app) : undefined
  return (
    <Dialog open title={t('bulk.refusedTitle', { count: told.refused.length })} onClose={onClose}>
      {fault && (
        <p>
          {fault.title} {fault.next}
        </p>
      )}
      {told.done > 0 && <p>{t('bulk.done', { count: told.done })}</p>}
      <ul className="refused">
        {told.refused.map((one) => (
          <li key={one.case}>
            <Link to={`/work/cases/${one.case}`} className="mono" onClick={onClose}>
              {one.case}
            </Link>
            <span>
              {one.title}。{one.next}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

export function PendingBulk({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('workbench')
  const words = useWords()
  const { batch, left, sending, told, start, undo, now, forget } = useBatch()
  useShortcuts(batch && !sending ? { z: undo } : {})
  const value = useMemo<Pending>(() => ({ waiting: new Set(batch?.rows.map(rowKey)), start }), [batch, start])
  const problem = told && (told.refused.length > 0 || told.fault !== undefined)
  return (
    <Context.Provider value={value}>
      {children}
      <div className="sent-bar no-print" role="status">
        {batch && (
          <div className="sent">
            <span>
              {t('bulk.waiting', { count: batch.rows.length, outcome: words.outcome(batch.outcome) })}
              <span aria-hidden="true">
                {' '}
                {sending ? t('bulk.sending') : t('bulk.seconds', { count: Math.max(0, left) })}
              </span>
            </span>
            {!sending && (
              <>
                <Button look="second" small onClick={undo}>
                  {t('bulk.undo')} <kbd>z</kbd>
                </Button>
                <Button look="plain" small onClick={now}>
                  {t('bulk.now')}
                </Button>
              </>
            )}
          </div>
        )}
        {told && !problem && (
          <div className="sent">
            <span>✓ {t('bulk.done', { count: told.done })}</span>
            <Button look="plain" small onClick={forget}>
              {t('dismiss')}
            </Button>
          </div>
        )}
      </div>
      {told && problem && <Refused told={told} onClose={forget} />}
    </Context.Provider>
  )
}
