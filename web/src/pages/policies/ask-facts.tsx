/** One question at a time: the fact that brings most policies forward, and what is asked with it for one policy. */
import type { MyPolicies } from '@steppe/contracts/policies'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Fragment, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { dictionaryQuery, sendFacts } from '../../asks/policies.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RefusedNotice } from '../../ui/states.tsx'
import { FactInput, type Given } from './fact-input.tsx'
import { findFact } from './fact-words.ts'

/** The firm answers what decides most; the page goes on to the next question. */
export function AskFacts({ mine }: { readonly mine: MyPolicies }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const [skipped, setSkipped] = useState<readonly string[]>([])
  const open = mine.ask.filter(({ id }) => !skipped.includes(id))
  const [next] = open
  const question = useRef<HTMLDivElement>(null)
  // The skipped question takes the focus along: it goes to the next one, or to the way back.
  useEffect(() => {
    if (skipped.length > 0) question.current?.querySelector<HTMLElement>('input, select, button')?.focus()
  }, [skipped])
  if (mine.ask.length === 0) return null
  const titles = mine.policies.filter(({ id }) => next?.decides.includes(id)).slice(0, 3)
  return (
    <Section title={t('ask.title')}>
      <Card>
        <div ref={question} className="policy-question">
          {next ? (
            <>
              <p className="quiet">
                {t('ask.place', { number: mine.ask.length - open.length + 1, count: mine.ask.length })}
              </p>
              <p>
                {t('ask.lead', { count: next.decides.length })}{' '}
                {titles.map(({ id, title }, index) => (
                  <Fragment key={id}>
                    {index > 0 && t('and')}
                    <Link to={`/policies/${id}?firm=${mine.firm.code}`}>
                      <Said text={said(title)} />
                    </Link>
                  </Fragment>
                ))}
              </p>
              <SupplyFacts
                key={next.id}
                firm={mine.firm.code}
                facts={[next.id]}
                onSkip={() => setSkipped([...skipped, next.id])}
              />
            </>
          ) : (
            <>
              <p role="status">{t('ask.allSkipped')}</p>
              <Button look="second" small onClick={() => setSkipped([])}>
                {t('ask.again')}
              </Button>
            </>
          )}
        </div>
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
