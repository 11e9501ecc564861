/** Where banks are reached: who administers connects them; what a bank was not told yet is counted. */
import type { Banks } from '@steppe/contracts/policies'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { banksQuery, connectBank } from '../../asks/finance.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextInput } from '../../ui/inputs.tsx'
import { Section } from '../../ui/page.tsx'
import { SendDialog } from '../../ui/send-dialog.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { Tag } from '../../ui/tag.tsx'

type Bank = Banks['banks'][number]

function Connect({ bank, onDone }: { readonly bank: Bank; readonly onDone: () => void }) {
  const { t } = useTranslation('finance-totals')
  const said = useSaid()
  const client = useQueryClient()
  const [url, setUrl] = useState(bank.url ?? '')
  const [publicKey, setPublicKey] = useState('')
  const send = useMutation({
    mutationFn: () => connectBank(bank.id, { url: url.trim(), publicKey: publicKey.trim() }),
    onSuccess: (banks) => {
      client.setQueryData(banksQuery.queryKey, banks)
      onDone()
    },
  })
  return (
    <SendDialog
      title={t('connectTitle', { bank: said(bank.name) })}
      press={t('connect')}
      unavailable={url.trim() === '' || publicKey.trim() === '' ? t('bothNeeded') : undefined}
      send={send}
      onPress={() => send.mutate()}
      onClose={onDone}
    >
      <TextInput label={t('url')} hint={t('urlHint')} value={url} onChange={setUrl} type="url" />
      <TextArea label={t('key')} hint={t('keyHint')} value={publicKey} onChange={setPublicKey} rows={4} />
    </SendDialog>
  )
}

export function BankLines() {
  const { t } = useTranslation('finance-totals')
  const said = useSaid()
  const found = useQuery(banksQuery)
  const [chosen, setChosen] = useState<Bank | undefined>()
  if (found.isError) return <ErrorState fault={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <RowsSkeleton rows={2} />
  return (
    <Section title={t('connections')}>
      <p className="quiet">{t('connectionsLead')}</p>
      <Table
        caption={t('connections')}
        stack
        rows={found.data.banks}
        rowKey={({ id }) => id}
        columns={[
          { key: 'bank', head: t('bank'), cell: ({ name }) => said(name) },
          {
            key: 'state',
            head: t('state'),
            cell: ({ connected }) => (
              <Tag tone={connected ? 'good' : 'warn'}>{t(connected ? 'connected' : 'notConnected')}</Tag>
            ),
          },
          { key: 'url', head: t('url'), cell: ({ url }) => <span className="mono">{url ?? '—'}</span> },
          { key: 'waiting', head: t('waiting'), end: true, cell: ({ waiting }) => String(waiting) },
          {
            key: 'act',
            head: <span className="visually-hidden">{t('connect')}</span>,
            label: '',
            end: true,
            cell: (bank) => (
              <Button small look="second" onClick={() => setChosen(bank)}>
                {t(bank.connected ? 'change' : 'connect')}
              </Button>
            ),
          },
        ]}
      />
      {chosen && <Connect bank={chosen} onDone={() => setChosen(undefined)} />}
    </Section>
  )
}
