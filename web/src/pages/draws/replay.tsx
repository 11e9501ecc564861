/** 重演: the reader's own browser computes the draw anew from the transcript; the file and the command for doing it elsewhere. */
import type { ReplayLine } from '@steppe/kernels/draw'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { transcriptPath } from '../../asks/inspections.ts'
import { logQuery } from '../../asks/ledger.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { Verifier } from '../../ui/verifier.tsx'
import { useReplay } from './use-replay.ts'

export function Replay({ id, names }: { readonly id: string; readonly names: Readonly<Record<string, string>> }) {
  const { t } = useTranslation('draws')
  const { state, start } = useReplay(id)
  const vkey = useQuery({ ...logQuery, refetchInterval: false }).data?.vkey
  const busy = state.phase === 'fetching' || state.phase === 'running'
  return (
    <Section title={t('replay.title')}>
      <Card>
        <p>{t('replay.about')}</p>
        <div className="button-row no-print">
          <Button waiting={busy} onClick={start}>
            {t(state.phase === 'done' ? 'replay.again' : 'replay.start')}
          </Button>
          <a href={transcriptPath(id)} download={`${id}.json`}>
            {t('replay.download')}
          </a>
        </div>
        {state.lines.length > 0 && (
          <ol className="replay-lines" aria-label={t('replay.steps')}>
            {state.lines.map((line) => (
              <Line key={line.step} line={line} names={names} />
            ))}
          </ol>
        )}
        {busy && (
          <p role="status" className="quiet">
            {t('replay.running')}
          </p>
        )}
        {state.phase === 'failed' && <RefusedNotice fault={state.fault} />}
        {state.phase === 'done' && (
          <Notice kind={state.ok ? 'good' : 'bad'} live title={t(state.ok ? 'replay.holds' : 'replay.fails')}>
            {t(state.ok ? 'replay.holdsMore' : 'replay.failsMore')}
          </Notice>
        )}
        <p className="quiet">{t('replay.elsewhere')}</p>
        <Verifier file={`${id}.json`} {...(vkey ? { vkey } : {})} />
      </Card>
    </Section>
  )
}

function Line({ line, names }: { readonly line: ReplayLine; readonly names: Readonly<Record<string, string>> }) {
  const { t } = useTranslation('draws')
  const facts = { ...line.facts, at: names[String(line.facts.at)] ?? line.facts.at ?? '' }
  return (
    <li className={line.ok ? 'holds' : 'fails'}>
      <span className="replay-mark" aria-hidden="true">
        {line.ok ? '✓' : '✕'}
      </span>
      <span>
        <strong>{t(`replay.${line.step}.name`)}</strong>{' '}
        <span className="replay-fact">{t(`replay.${line.step}.${line.ok ? 'holds' : 'fails'}`, facts)}</span>
      </span>
    </li>
  )
}
