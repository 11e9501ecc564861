/** The reader's own browser computes the figure anew from the file; the file and the command for doing it elsewhere. */
import type { FigureLine } from '@steppe/kernels/figures'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../app/api.ts'
import { logQuery } from '../../asks/ledger.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { Verifier } from '../../ui/verifier.tsx'
import { figureFilePath } from './ask-figures.ts'
import type { Told } from './recompute-worker.ts'

type State = {
  readonly phase: 'idle' | 'busy' | 'done' | 'failed'
  readonly told?: Told
  readonly fault?: unknown
}

/** Fetches the file and has it computed beside the page, so that the page stays alive. */
function useRecompute(path: string): { readonly state: State; readonly start: () => void } {
  const [state, setState] = useState<State>({ phase: 'idle' })
  const worker = useRef<Worker>(undefined)
  useEffect(() => () => worker.current?.terminate(), [])
  const start = () => {
    worker.current?.terminate()
    setState({ phase: 'busy' })
    const fail = (fault: unknown) => setState({ phase: 'failed', fault })
    get<unknown>(path).then((file) => {
      const own = new Worker(new URL('./recompute-worker.ts', import.meta.url), { type: 'module' })
      worker.current = own
      own.onmessage = ({ data }: MessageEvent<Told>) => setState({ phase: 'done', told: data })
      own.onerror = (event) => fail(event.error ?? new Error(event.message))
      own.postMessage(file)
    }, fail)
  }
  return { state, start }
}

export function Recompute(figure: {
  readonly id: string
  readonly region: string
  readonly day: string
  readonly root: string
}) {
  const { t } = useTranslation('figures')
  const { id, region, day, root } = figure
  const path = figureFilePath(id, region, day)
  const name = `${id}-${region}-${day}.json`
  const { state, start } = useRecompute(path)
  const { told } = state
  const vkey = useQuery({ ...logQuery, refetchInterval: false }).data?.vkey
  return (
    <Section title={t('recompute.title')}>
      <Card>
        <p>{t('recompute.about')}</p>
        <p className="quiet">{t('recompute.rootOf')}</p>
        <p className="hash">{root}</p>
        <div className="button-row no-print">
          <Button waiting={state.phase === 'busy'} onClick={start}>
            {t(told ? 'recompute.again' : 'recompute.start')}
          </Button>
          <a href={path} download={name}>
            {t('recompute.download')}
          </a>
        </div>
        {state.phase === 'failed' && <RefusedNotice fault={state.fault} />}
        {told && <Answer told={told} />}
        <p className="quiet">{t('recompute.elsewhere')}</p>
        <Verifier file={name} {...(vkey ? { vkey } : {})} />
      </Card>
    </Section>
  )
}

function Answer({ told }: { readonly told: Told }) {
  const { t } = useTranslation('figures')
  return (
    <>
      <ol className="steps-done" aria-label={t('recompute.steps')}>
        {told.lines.map((line: FigureLine) => (
          <li key={line.step} className={line.ok ? 'holds' : 'fails'}>
            <span aria-hidden="true">{line.ok ? '✓' : '✕'}</span>
            <span>{t(`recompute.${line.step}.${line.ok ? 'holds' : 'fails'}`, { rows: told.rows })}</span>
          </li>
        ))}
      </ol>
      <Notice kind={told.ok ? 'good' : 'bad'} live title={t(told.ok ? 'recompute.holds' : 'recompute.fails')}>
        {t(told.ok ? 'recompute.holdsMore' : 'recompute.failsMore')}
      </Notice>
    </>
  )
}
