/** The application: how much, how long, for what, and the consent that names what goes to the bank. */
import type { ProductMatch } from '@steppe/contracts/policies'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { applyForLoan } from '../../asks/finance.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, TextInput } from '../../ui/inputs.tsx'
import { Facts, Section } from '../../ui/page.tsx'
import { RefusedNotice } from '../../ui/states.tsx'
import { FactValue } from './fact-value.tsx'
import { sumText } from './money.ts'

type Written = { readonly amount: string; readonly months: string; readonly purpose: string; readonly consent: boolean }

/** 万元 as written, in yuan. */
const yuanOf = ({ amount }: Written) => Math.round(Number(amount.replaceAll(/[,，\s]/g, '')) * 10_000)

/** What is wrong with each answer, in a sentence that says how to mend it. */
function useWrong(written: Written, { product, limit }: ProductMatch) {
  const { t } = useTranslation('finance')
  const most = limit ?? 0
  const yuan = yuanOf(written)
  const months = Number(written.months)
  const { from, to } = product.months
  return {
    amount: yuan >= 1000 && yuan <= most ? undefined : t('wrong.amount', { limit: sumText(most, t) }),
    months: Number.isInteger(months) && months >= from && months <= to ? undefined : t('wrong.months', { from, to }),
    purpose: written.purpose.trim().length >= 2 ? undefined : t('wrong.purpose'),
    consent: written.consent ? undefined : t('wrong.consent'),
  }
}

/** Sends what was written, once, and goes on to the application. */
function useSend(match: ProductMatch, firm: string, written: Written) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const [key] = useState(() => crypto.randomUUID())
  const wish = {
    firm,
    product: match.product.id,
    amount: yuanOf(written),
    months: Number(written.months),
    purpose: written.purpose.trim(),
    consent: true,
  } as const
  return useMutation({
    mutationFn: () => applyForLoan(wish, { idempotencyKey: key }),
    onSuccess: async (receipt) => {
      await client.invalidateQueries({ queryKey: ['finance'] })
      await navigate(`/finance/loans/${receipt.case}`)
    },
  })
}

/** What goes to the bank, and who says so. */
function Goes({ match }: { readonly match: ProductMatch }) {
  const { t } = useTranslation('finance')
  const said = useSaid()
  return (
    <>
      <h3>{t('goes', { bank: said(match.product.bank.name) })}</h3>
      <Facts
        facts={match.used.map((fact) => ({
          key: fact.id,
          name: said(fact.title),
          value: (
            <>
              <FactValue fact={fact} value={fact.value} /> <span className="quiet">{t(`from.${fact.from}`)}</span>
            </>
          ),
        }))}
      />
    </>
  )
}

export function ApplyForm({ match, firm }: { readonly match: ProductMatch; readonly firm: string }) {
  const { t } = useTranslation('finance')
  const said = useSaid()
  const [written, setWritten] = useState<Written>({ amount: '', months: '', purpose: '', consent: false })
  const [tried, setTried] = useState(false)
  const wrong = useWrong(written, match)
  const send = useSend(match, firm, written)
  const field = (name: 'amount' | 'months' | 'purpose') => ({
    value: written[name],
    onChange: (value: string) => setWritten({ ...written, [name]: value }),
    error: tried ? wrong[name] : undefined,
  })
  return (
    <Section title={t('apply')}>
      <form
        className="finance-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (Object.values(wrong).every((each) => each === undefined)) send.mutate()
        }}
      >
        <TextInput
          label={t('amount')}
          hint={t('amountHint', { limit: sumText(match.limit ?? 0, t) })}
          {...field('amount')}
          unit={t('tenThousand')}
          width="short"
          inputMode="decimal"
        />
        <TextInput
          label={t('term')}
          hint={t('termHint', match.product.months)}
          {...field('months')}
          unit={t('month')}
          width="short"
          inputMode="numeric"
        />
        <TextInput label={t('purpose')} hint={t('purposeHint')} {...field('purpose')} maxLength={200} />
        <Goes match={match} />
        <Checkbox
          label={t('consent', { bank: said(match.product.bank.name) })}
          checked={written.consent}
          onChange={(consent) => setWritten({ ...written, consent })}
          error={tried ? wrong.consent : undefined}
        />
        {send.isError && <RefusedNotice fault={send.error} />}
        <div className="button-row">
          <Button type="submit" waiting={send.isPending}>
            {t('send')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
