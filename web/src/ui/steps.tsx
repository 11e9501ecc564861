/** Steps in their order: as a list that explains, or as a thin bar over a form. */
import './steps.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export type StepEntry = { readonly key: string; readonly name: ReactNode; readonly more?: ReactNode }

export function Steps({ steps }: { readonly steps: readonly StepEntry[] }) {
  return (
    <ol className="steps">
      {steps.map((step, index) => (
        <li key={step.key} className="step">
          <span className="step-number" aria-hidden="true">
            {index + 1}
          </span>
          <div>
            <div className="step-name">{step.name}</div>
            {step.more && <div className="step-more">{step.more}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}

/** 第 2 步，共 5 步. */
export function StepsBar({ at, of }: { readonly at: number; readonly of: number }) {
  const { t } = useTranslation()
  return (
    <div className="steps-bar no-print">
      <span>{t('stepOf', { at, of })}</span>
      <span className="steps-bar-track" aria-hidden="true">
        {Array.from({ length: of }, (_, index) => (
          <span key={index} className={index < at ? 'done' : ''} />
        ))}
      </span>
    </div>
  )
}
