/** The left side of a case: papers and checks, the process as drawn, the result. On paper all of it but the drawing. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayText } from '../../../ui/day.tsx'
import { Said } from '../../../ui/said.tsx'
import { Notice } from '../../../ui/states.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import type { ActView, CaseView } from '../asks.ts'
import { Answers } from './answers.tsx'
import { Checks } from './checks.tsx'
import { Drawing } from './drawing.tsx'
import { Materials } from './materials.tsx'

function Result({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('workbench-case')
  const { outcome, promise } = view
  if (!outcome && view.results.length === 0 && !promise && !view.reasons) return null
  return (
    <section className="panel">
      <h2>{t('result.title')}</h2>
      {(outcome || view.reasons) && (
        <Notice
          kind={outcome === 'approved' ? 'good' : 'bad'}
          title={outcome ? t(`result.${outcome}`) : t('result.reasons')}
        >
          {view.reasons && (
            <p>
              <Said text={view.reasons} />
            </p>
          )}
        </Notice>
      )}
      {view.results.map((result) => (
        <p key={result.number}>
          <strong>{result.name}</strong> <span className="mono">{result.number}</span> ·{' '}
          <DayText day={result.issuedOn} />
        </p>
      ))}
      {outcome && (
        <p className="no-print">
          <a href={`/api/seals/cases/${view.id}/decision`} download>
            {t('result.notice')} PDF
          </a>
        </p>
      )}
      {promise && (
        <Notice kind={promise.kept === false ? 'bad' : 'info'} title={t('promise.title')}>
          <p>{promise.text}</p>
          {promise.kept !== undefined && <p>{t(promise.kept ? 'promise.kept' : 'promise.broken')}</p>}
          {promise.kept === undefined && promise.checkBy && (
            <p>
              {t('promise.checkBy')} <DayText day={promise.checkBy} />
            </p>
          )}
          {promise.rectifyBy && (
            <p>
              {t('promise.rectifyBy')} <DayText day={promise.rectifyBy} />
            </p>
          )}
        </Notice>
      )}
    </section>
  )
}

function Papers({ view, acts }: { readonly view: CaseView; readonly acts: readonly ActView[] }) {
  const { t } = useTranslation('workbench-case')
  return (
    <>
      <section className="panel">
        <h2>
          {t('materials')} <span className="quiet">{view.materials.length}</span>
        </h2>
        <Materials view={view} />
      </section>
      <section className="panel">
        <h2>{t('checksTitle')}</h2>
        <Checks acts={acts} />
      </section>
      <section className="panel">
        <h2>{t('answers')}</h2>
        <Answers view={view} />
      </section>
    </>
  )
}

const tabs = ['papers', 'drawing'] as const

export function CaseLeft({ view, acts }: { readonly view: CaseView; readonly acts: readonly ActView[] }) {
  const { t } = useTranslation('workbench-case')
  const [tab, setTab] = useState<string>('papers')
  return (
    <div className="case-left">
      <Result view={view} />
      <Tabs
        label={t('tabs')}
        current={tab}
        onChange={setTab}
        tabs={tabs.map((key) => ({ key, label: t(`tab.${key}`) }))}
      >
        <div className="case-papers">
          {tab === 'papers' ? <Papers view={view} acts={acts} /> : <Drawing view={view} />}
        </div>
      </Tabs>
    </div>
  )
}
