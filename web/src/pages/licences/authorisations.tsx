/** Departments that ask to see a licence: what they would see, for what, one's answer, and taking back a yes. Source: 个人信息保护法 arts. 15, 29. */
import type { Authorisation } from '@steppe/contracts/credentials'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useJoined, useSaid } from '../../app/site.ts'
import { answerAuthorisation, authorisationsQuery } from '../../asks/credentials.ts'
import { Button, ButtonRow } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Card, Facts } from '../../ui/page.tsx'
import { RefusedNotice } from '../../ui/states.tsx'

function Question({ asked }: { readonly asked: Authorisation }) {
  const { t } = useTranslation('licences')
  const agreed = asked.answer === 'given'
  const said = useSaid()
  const joined = useJoined()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: (answer: 'given' | 'refused') => answerAuthorisation(asked.id, answer),
    onSettled: () => client.invalidateQueries({ queryKey: authorisationsQuery.queryKey }),
  })
  return (
    <Card>
      <h2>
        {t(agreed ? 'asks.agreedTitle' : 'asks.title', { department: asked.department, licence: said(asked.name) })}
      </h2>
      <Facts
        facts={[
          { key: 'for', name: t('asks.for'), value: joined([asked.item, asked.case]) },
          { key: 'cause', name: t('call.cause'), value: asked.cause },
          { key: 'law', name: t('call.law'), value: asked.legalBasis },
          { key: 'fields', name: t('asks.fields'), value: joined(asked.fields.map(said)) },
          { key: 'until', name: t('asks.until'), value: <DayText day={asked.until} /> },
        ]}
      />
      <p className="quiet">{t(agreed ? 'asks.agreed' : 'asks.hint')}</p>
      <ButtonRow>
        {!agreed && (
          <Button waiting={send.isPending && send.variables === 'given'} onClick={() => send.mutate('given')}>
            {t('asks.give')}
          </Button>
        )}
        <Button
          look="second"
          waiting={send.isPending && send.variables === 'refused'}
          onClick={() => send.mutate('refused')}
        >
          {t(agreed ? 'asks.withdraw' : 'asks.refuse')}
        </Button>
      </ButtonRow>
      <RefusedNotice fault={send.error} />
    </Card>
  )
}

/** What waits for an answer, and what was agreed to and can be taken back. */
export function Authorisations() {
  const query = useQuery(authorisationsQuery)
  const open = (query.data?.authorisations ?? []).filter((one) => one.answer !== 'refused')
  return open.map((asked) => <Question key={asked.id} asked={asked} />)
}
