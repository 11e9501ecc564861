/** One question at a time: the fact that brings most policies forward, and what is asked with it for one policy. */
import type { MyPolicies } from '@steppe/contracts/policies'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dictionaryQuery, sendFacts } from '../../asks/policies.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { RefusedNotice } from '../../ui/states.tsx'
import { FactInput, type Given } from './fact-input.tsx'
import { findFact } from './fact-words.ts'

/** The firm answers what decides most; the page goes on to the next question. */
export function AskFacts({ mine }: { readonly mine: MyPolicies }) {
  const { t } = useTranslation('policies')
  const [skipped, setSkipped] = useState<readonly string[]>([])
  const next = mine.ask.find(({ id }) => !skipped.includes(id))
  if (!next) return null
  return (
    <Section title={t('ask.title')}>
      <Card>
        <p>{t('ask.lead', { count: next.decides.length })}</p>
        <SupplyFacts
          key={next.id}
          firm={mine.firm.code}
          facts={[next.id]}
          onSkip={() => setSkipped([...skipped, next.id])}
        />
      </Card>
    </Section>
  )
}

/** The questions with one button; afterwards everything is decided anew. */
export function SupplyFacts({
  firm,
  facts,
  onSkip,
}: {
  readonly firm: string
  readonly facts: readonly string[]
  readonly onSkip?: () => void
}) {
  const { t } = useTranslation('policies')
  const client = useQueryClient()
  const dictionary = useQuery(dictionaryQuery).data
  const [given, setGiven] = useState<Readonly<Record<string, Given>>>({})
  const send = useMutation({
    mutationFn: () =>
      sendFacts({
        firm,
        facts: Object.fromEntries(
          Object.entries(given).flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])),
        ),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['policies'] }),
  })
  const none = Object.values(given).every((value) => value === undefined)
  return (
    <form
      className="policy-supply"
      onSubmit={(event) => {
        event.preventDefault()
        if (!none) send.mutate()
      }}
    >
      {facts.map((id) => {
        const fact = findFact(dictionary, id)
        return fact ? (
          <FactInput key={id} fact={fact} onChange={(value) => setGiven({ ...given, [id]: value })} />
        ) : null
      })}
      <p className="quiet">{t('ask.word')}</p>
      <div className="button-row">
        <Button type="submit" waiting={send.isPending} unavailable={none ? t('ask.empty') : undefined}>
          {t('ask.send')}
        </Button>
        {onSkip && (
          <Button look="plain" onClick={onSkip}>
            {t('ask.skip')}
          </Button>
        )}
      </div>
      <RefusedNotice fault={send.error} />
    </form>
  )
}
