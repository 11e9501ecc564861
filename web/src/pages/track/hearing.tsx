/** 听证: asks for a hearing before the decision, or says that none is wanted. Source: 行政许可法 art. 47. */
import type { CaseView } from '@steppe/contracts/cases'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { useSendAct } from './send.ts'

export function Hearing({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('track')
  const [reason, setReason] = useState('')
  const send = useSendAct(view)
  const answer = (wanted: boolean) =>
    send.mutate({ kind: 'answer_hearing', wanted, ...(reason.trim() ? { reason: reason.trim() } : {}) })
  const waits = (wanted: boolean) =>
    send.isPending && send.variables.kind === 'answer_hearing' && send.variables.wanted === wanted
  if (!view.hearing) return null
  return (
    <Section title={t('hearing.title')}>
      <Card>
        <Notice
          kind="warn"
          title={
            <>
              {t('hearing.by')} <DayText day={view.hearing.askBy} />
            </>
          }
        >
          <p>{t('hearing.means')}</p>
        </Notice>
        <TextArea label={t('hearing.reason')} value={reason} onChange={setReason} rows={3} maxLength={2000} optional />
        {send.isError && <RefusedNotice fault={send.error} />}
        <div className="button-row">
          <Button waiting={waits(true)} onClick={() => answer(true)}>
            {t('hearing.ask')}
          </Button>
          <Button look="second" waiting={waits(false)} onClick={() => answer(false)}>
            {t('hearing.waive')}
          </Button>
        </div>
      </Card>
    </Section>
  )
}
