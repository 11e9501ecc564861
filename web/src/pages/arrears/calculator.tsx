/** The calculator for everybody: term, rate and interest of a debt to a small firm. Nothing is kept. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../app/site.ts'
import { compute } from '../../asks/arrears.ts'
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx'
import { DateInput } from '../../ui/inputs.tsx'
import { BackLink, PageHead, Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { DebtFields } from './debt-fields.tsx'
import { type DebtForm, debtFrom, emptyDebt, missingOf } from './debt-form.ts'
import { OwedCard } from './owed.tsx'

export function Calculator() {
  const { t } = useTranslation('arrears')
  const today = useSite()?.today ?? ''
  const [form, setForm] = useState<DebtForm>(emptyDebt)
  const [asOf, setAsOf] = useState('')
  const sum = useMutation({
    mutationFn: () => compute({ debt: debtFrom(form), asOf: asOf || today }),
  })
  const change = (part: Partial<DebtForm>) => {
    setForm((before) => ({ ...before, ...part }))
    sum.reset()
  }
  const missing = missingOf(form)
  return (
    <>
      <PageHead
        title={t('calculator.title')}
        lead={t('calculator.lead')}
        above={<BackLink to="/arrears">{t('title')}</BackLink>}
      />
      <div className="arrears-beside">
        <div className="arrears-form no-print">
          <DebtFields form={form} change={change} />
          <DateInput
            label={t('calculator.asOf')}
            hint={t('calculator.asOfHint')}
            optional
            value={asOf}
            onChange={(day) => {
              setAsOf(day)
              sum.reset()
            }}
          />
          <RefusedNotice fault={sum.error} />
          <div>
            <Button
              waiting={sum.isPending}
              unavailable={missing && t(`missing.${missing}`)}
              onClick={() => sum.mutate()}
            >
              {t('calculator.compute')}
            </Button>
          </div>
        </div>
        <div className="arrears-result" aria-live="polite">
          {sum.data ? (
            <Section title={t('calculator.result')}>
              <OwedCard owed={sum.data} />
              <ButtonRow>
                <Button look="second" onClick={() => window.print()}>
                  {t('calculator.print')}
                </Button>
                <LinkButton look="plain" to="/arrears/new">
                  {t('claimNow')}
                </LinkButton>
              </ButtonRow>
            </Section>
          ) : (
            <Notice title={t('calculator.ruleTitle')}>
              <ul className="plain-list">
                {(['authority', 'largeFirm', 'interest', 'day'] as const).map((rule) => (
                  <li key={rule}>{t(`calculator.rules.${rule}`)}</li>
                ))}
              </ul>
            </Notice>
          )}
        </div>
      </div>
    </>
  )
}
