/** Puts right what was paid: too little is corrected, too much is taken back; each opens a case with a hearing. */
import type { RoundView } from '@steppe/contracts/policies'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { sendAfter } from '../../asks/policies.ts'
import { Button } from '../../ui/button.tsx'
import { Radios, Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'

export function ReviewForm({ round }: { readonly round: RoundView }) {
  const { t } = useTranslation('policy-desk')
  const client = useQueryClient()
  const [body, setBody] = useState({ firm: '', kind: 'claw_back', amount: '', reason: '' })
  const set = (part: Partial<typeof body>) => setBody({ ...body, ...part })
  const amount = Number(body.amount)
  const open = useMutation({
    mutationFn: () =>
      sendAfter(round.id, {
        firm: body.firm,
        kind: body.kind === 'correct' ? 'correct' : 'claw_back',
        amount,
        reason: body.reason,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['policies', 'round', round.id] }),
  })
  const ready = body.firm !== '' && amount > 0 && body.reason.trim().length >= 4
  return (
    <Section title={t('review.title')}>
      <Card>
        <p>{t('review.lead')}</p>
        <Radios
          label={t('review.kind')}
          inline
          value={body.kind}
          onChange={(kind) => set({ kind })}
          options={['claw_back', 'correct'].map((value) => ({ value, label: t(`review.${value}`) }))}
        />
        <Select
          label={t('round.firm')}
          value={body.firm}
          onChange={(firm) => set({ firm })}
          width="full"
          options={round.awards
            .filter(({ state }) => state === 'paid')
            .map(({ firm, name }) => ({ value: firm, label: name }))}
        />
        <TextInput
          label={t('review.amount')}
          value={body.amount}
          onChange={(text) => set({ amount: text })}
          inputMode="decimal"
          width="short"
          unit={t('yuan')}
        />
        <TextArea
          label={t('review.reason')}
          value={body.reason}
          onChange={(reason) => set({ reason })}
          rows={3}
          maxLength={500}
        />
        <div className="button-row">
          <Button
            look="second"
            waiting={open.isPending}
            unavailable={ready ? undefined : t('review.first')}
            onClick={() => open.mutate()}
          >
            {t('review.send')}
          </Button>
        </div>
        <RefusedNotice fault={open.error} />
        {open.data && (
          <Notice kind="good" title={t('review.sent')} live>
            <Link to={`/work/cases/${open.data.case}`}>{open.data.case}</Link>
          </Notice>
        )}
      </Card>
    </Section>
  )
}
