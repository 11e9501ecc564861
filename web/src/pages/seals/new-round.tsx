/** Sending a document round: an uploaded PDF or one written from a template, its parties, their order and the last day. */
import type { NewRound, SealOffer } from '@steppe/contracts/seals'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { upload } from '../../app/api.ts'
import { useSaid, useSite } from '../../app/site.ts'
import { offerQuery, sendRound } from '../../asks/seals.ts'
import { Button } from '../../ui/button.tsx'
import { FileUpload, type KeptFile } from '../../ui/file-upload.tsx'
import { DateInput, Radios, Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { BackLink, Card, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, RefusedNotice } from '../../ui/states.tsx'

type Party = {
  readonly key: number
  readonly login: string
  readonly name: string
  readonly firm: string
  readonly seal: string
}
type Kept = { readonly id: string; readonly name: string; readonly size: number }

const emptyParty = (key: number): Party => ({ key, login: '', name: '', firm: '', seal: '' })

function PartyFields({
  party,
  n,
  offer,
  onChange,
  onRemove,
}: {
  readonly party: Party
  readonly n: number
  readonly offer: SealOffer
  readonly onChange: (part: Partial<Party>) => void
  readonly onRemove: (() => void) | undefined
}) {
  const { t } = useTranslation('seals')
  const said = useSaid()
  const kinds = offer.kinds.filter((kind) => kind.holder === 'firm')
  return (
    <Card>
      <fieldset className="seal-party">
        <legend>{t('partyN', { n })}</legend>
        <TextInput
          label={t('name')}
          value={party.name}
          onChange={(name) => onChange({ name })}
          width="medium"
          autoComplete="off"
        />
        <TextInput
          label={t('login')}
          hint={t('loginHint')}
          value={party.login}
          onChange={(login) => onChange({ login })}
          width="medium"
          autoComplete="off"
          spellCheck={false}
        />
        <TextInput
          label={t('firm')}
          hint={t('firmHint')}
          optional
          value={party.firm}
          onChange={(firm) => onChange({ firm: firm.trim().toUpperCase() })}
          width="code"
          maxLength={18}
        />
        {party.firm && (
          <Select
            label={t('sealWanted')}
            value={party.seal || 'official'}
            onChange={(seal) => onChange({ seal })}
            options={kinds.map((kind) => ({ value: kind.id, label: said(kind.name) }))}
          />
        )}
        {onRemove && (
          <div>
            <Button look="plain" small onClick={onRemove}>
              {t('removeParty')}
            </Button>
          </div>
        )}
      </fieldset>
    </Card>
  )
}

function Fields({
  offer,
  template,
  values,
  onChange,
}: {
  readonly offer: SealOffer
  readonly template: string
  readonly values: Readonly<Record<string, string>>
  readonly onChange: (id: string, value: string) => void
}) {
  const said = useSaid()
  const fields = offer.templates.find((each) => each.id === template)?.fields ?? []
  return fields.map((field) =>
    field.long ? (
      <TextArea
        key={field.id}
        label={said(field.name)}
        value={values[field.id] ?? ''}
        onChange={(value) => onChange(field.id, value)}
        maxLength={2000}
      />
    ) : (
      <TextInput
        key={field.id}
        label={said(field.name)}
        value={values[field.id] ?? ''}
        onChange={(value) => onChange(field.id, value)}
        maxLength={400}
      />
    ),
  )
}

function monthLater(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 30)
  return date.toISOString().slice(0, 10)
}

interface Wish {
  readonly source: string
  readonly file: Kept | undefined
  readonly title: string
  readonly values: Readonly<Record<string, string>>
  readonly parties: readonly Party[]
  readonly order: NewRound['order']
  readonly expiresOn: string
}

/** What is sent; which document it is follows from its source. */
function roundOf(wish: Wish): NewRound {
  const { source, file, values, parties } = wish
  return {
    title: wish.title.trim(),
    ...(source === 'upload' ? { upload: file?.id ?? '' } : { template: { id: source, fields: { ...values } } }),
    order: wish.order,
    expiresOn: wish.expiresOn,
    parties: parties.map(({ login, name, firm, seal }) => ({
      login: login.trim(),
      name: name.trim(),
      ...(firm ? { firm, seal: seal || 'official' } : {}),
    })),
  }
}

const unnamed = (party: Party): boolean =>
  !party.login.trim() || !party.name.trim() || (party.firm !== '' && party.firm.length !== 18)

/** The text that says what is missing yet. */
function missingIn(wish: Wish): 'titleNeeded' | 'fileNeeded' | 'partyNeeded' | undefined {
  if (wish.title.trim().length < 2) return 'titleNeeded'
  if (wish.source === 'upload' && !wish.file) return 'fileNeeded'
  return wish.parties.some(unnamed) ? 'partyNeeded' : undefined
}

type Part = { readonly wish: Wish; readonly change: (part: Partial<Wish>) => void; readonly offer: SealOffer }

function DocumentPart({ wish, change, offer }: Part) {
  const { t } = useTranslation('seals')
  const said = useSaid()
  const templates = offer.templates.map((each) => ({ value: each.id, label: t('write', { name: said(each.name) }) }))
  const kept: readonly KeptFile[] = wish.file ? [wish.file] : []
  return (
    <>
      <Radios
        label={t('source')}
        value={wish.source}
        onChange={(source) => change({ source })}
        options={[{ value: 'upload', label: t('uploadOwn'), hint: t('uploadOwnHint') }, ...templates]}
      />
      <TextInput label={t('docTitle')} value={wish.title} onChange={(title) => change({ title })} maxLength={100} />
      {wish.source === 'upload' ? (
        <FileUpload
          label={t('file')}
          hint={t('fileHint')}
          accept="application/pdf,.pdf"
          files={kept}
          send={async (file, onProgress, signal) =>
            change({ file: await upload<Kept>('/api/files', file, { query: { name: file.name }, onProgress, signal }) })
          }
          onRemove={() => change({ file: undefined })}
        />
      ) : (
        <Fields
          offer={offer}
          template={wish.source}
          values={wish.values}
          onChange={(id, value) => change({ values: { ...wish.values, [id]: value } })}
        />
      )}
    </>
  )
}

function PartiesPart({ wish, change, offer }: Part) {
  const { t } = useTranslation('seals')
  const { parties } = wish
  const without = (key: number) => change({ parties: parties.filter((one) => one.key !== key) })
  const set = (key: number, part: Partial<Party>) =>
    change({ parties: parties.map((one) => (one.key === key ? { ...one, ...part } : one)) })
  return (
    <>
      <Section title={t('parties')}>
        {parties.map((party, i) => (
          <PartyFields
            key={party.key}
            party={party}
            n={i + 1}
            offer={offer}
            onChange={(part) => set(party.key, part)}
            onRemove={parties.length > 1 ? () => without(party.key) : undefined}
          />
        ))}
        <div>
          <Button
            look="second"
            small
            unavailable={parties.length >= 20 ? t('partiesFull') : undefined}
            onClick={() =>
              change({ parties: [...parties, emptyParty(Math.max(...parties.map((one) => one.key)) + 1)] })
            }
          >
            {t('addParty')}
          </Button>
        </div>
      </Section>
      {parties.length > 1 && (
        <Radios
          label={t('order')}
          value={wish.order}
          onChange={(order) => change({ order: order as NewRound['order'] })}
          options={[
            { value: 'in_order', label: t('inOrder'), hint: t('inOrderHint') },
            { value: 'at_once', label: t('atOnce'), hint: t('atOnceHint') },
          ]}
        />
      )}
      <DateInput label={t('lastDay')} value={wish.expiresOn} onChange={(expiresOn) => change({ expiresOn })} />
    </>
  )
}

function Form({ offer, today }: { readonly offer: SealOffer; readonly today: string }) {
  const { t } = useTranslation('seals')
  const navigate = useNavigate()
  const client = useQueryClient()
  const [wish, setWish] = useState<Wish>({
    source: 'upload',
    file: undefined,
    title: '',
    values: {},
    parties: [emptyParty(1)],
    order: 'in_order',
    expiresOn: monthLater(today),
  })
  const change = (part: Partial<Wish>) => setWish((before) => ({ ...before, ...part }))
  const send = useMutation({
    mutationFn: () => sendRound(roundOf(wish)),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['seals'] })
      await navigate(`/seals/${id}`)
    },
  })
  const missing = missingIn(wish)
  return (
    <>
      <DocumentPart wish={wish} change={change} offer={offer} />
      <PartiesPart wish={wish} change={change} offer={offer} />
      <RefusedNotice fault={send.error} />
      <div>
        <Button waiting={send.isPending} unavailable={missing && t(missing)} onClick={() => send.mutate()}>
          {t('sendNow')}
        </Button>
      </div>
    </>
  )
}

export function NewRoundForm() {
  const { t } = useTranslation('seals')
  const offer = useQuery(offerQuery)
  const today = useSite()?.today
  return (
    <PageBody narrow>
      {offer.isError ? (
        <ErrorState fault={offer.error} onRetry={() => void offer.refetch()} />
      ) : offer.data && today ? (
        <>
          <PageHead title={t('send')} above={<BackLink to="/seals">{t('title')}</BackLink>} lead={t('sendLead')} />
          <Form offer={offer.data} today={today} />
        </>
      ) : (
        <PageSkeleton />
      )}
    </PageBody>
  )
}
