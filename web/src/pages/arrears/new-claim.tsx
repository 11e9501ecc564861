/** A claim for money owed: for which firm, against whom, over what, with papers; what is owed is shown before it is sent. */
import type { NewClaim, Owed } from '@steppe/contracts/arrears'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { newKey, upload } from '../../app/api.ts'
import { useSaid, useSession } from '../../app/site.ts'
import { compute, lodge, myFirmsQuery, officesQuery, rulesQuery } from '../../asks/arrears.ts'
import { RegionInput } from '../../regions/region-input.tsx'
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx'
import { FileUpload } from '../../ui/file-upload.tsx'
import { Checkbox, Radios, Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { BackLink, PageHead, Section } from '../../ui/page.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState, RefusedNotice } from '../../ui/states.tsx'
import { DebtFields } from './debt-fields.tsx'
import { type DebtForm, debtFrom, emptyDebt, missingOf } from './debt-form.ts'
import { OwedCard } from './owed.tsx'

type Evidence = NonNullable<NewClaim['evidence']>[number]
type Kept = Evidence['file']

interface Wish {
  readonly firm: string
  readonly region: string
  readonly department: string
  readonly code: string
  readonly name: string
  readonly title: string
  readonly number: string
  readonly subject: string
  readonly about: string
  readonly papers: readonly Evidence[]
  readonly smallFirm: boolean
  readonly notInCourt: boolean
  readonly debt: DebtForm
}

const emptyWish: Wish = {
  firm: '',
  region: '',
  department: '',
  code: '',
  name: '',
  title: '',
  number: '',
  subject: '',
  about: '',
  papers: [],
  smallFirm: false,
  notInCourt: false,
  debt: emptyDebt,
}

function missingIn(wish: Wish): string | undefined {
  const { debt } = wish
  if (!wish.firm) return 'firm'
  if (!debt.debtor) return 'debtor'
  if (debt.debtor === 'authority' && !wish.department) return 'department'
  if (debt.debtor === 'large_firm' && !/^[0-9A-HJ-NP-RT-Y]{18}$/.test(wish.code)) return 'code'
  if (!wish.title.trim()) return 'title'
  const missing = missingOf(debt)
  if (missing) return missing
  if (!wish.smallFirm) return 'smallFirm'
  return wish.notInCourt ? undefined : 'notInCourt'
}

function claimFrom(wish: Wish): NewClaim {
  const { debt } = wish
  const kind = debt.debtor as NewClaim['debtor']['kind']
  const firm = {
    code: wish.code,
    ...(wish.name.trim() ? { name: wish.name.trim() } : {}),
    ...(wish.region ? { region: wish.region } : {}),
  }
  return {
    firm: wish.firm,
    debtor: kind === 'authority' ? { kind, department: wish.department } : { kind, ...firm },
    contract: { title: wish.title.trim(), ...(wish.number.trim() ? { number: wish.number.trim() } : {}) },
    ...(wish.subject ? { subject: wish.subject } : {}),
    debt: debtFrom(debt),
    ...(wish.papers.length > 0 ? { evidence: [...wish.papers] } : {}),
    ...(wish.about.trim() ? { about: wish.about.trim() } : {}),
    smallFirm: true,
    notInCourt: true,
  }
}

export function NewClaimForm() {
  const { t } = useTranslation('arrears')
  const session = useSession()
  const firms = useQuery({ ...myFirmsQuery, enabled: session !== undefined && session.kind !== 'anyone' })
  const head = (
    <PageHead title={t('new.title')} lead={t('new.lead')} above={<BackLink to="/arrears">{t('title')}</BackLink>} />
  )
  if (session?.kind === 'anyone')
    return (
      <>
        {head}
        <Empty
          title={t('new.signIn')}
          action={<LinkButton to="/sign-in?back=%2Farrears%2Fnew">{t('app:signIn')}</LinkButton>}
        >
          {t('new.signInHint')}
        </Empty>
      </>
    )
  if (firms.isError) return <ErrorState fault={firms.error} onRetry={() => void firms.refetch()} />
  if (!firms.data) return <PageSkeleton />
  const options = firms.data.firms.map(({ firm }) => ({ value: firm.code, label: firm.name }))
  return (
    <>
      {head}
      {options.length === 0 ? (
        <Empty
          title={t('new.noFirm')}
          action={<LinkButton to="/arrears/calculator">{t('calculator.title')}</LinkButton>}
        >
          {t('new.noFirmHint')}
        </Empty>
      ) : (
        <Form firms={options} />
      )}
    </>
  )
}

type FirmOption = { readonly value: string; readonly label: string }

function Form({ firms }: { readonly firms: readonly FirmOption[] }) {
  const { t } = useTranslation('arrears')
  const navigate = useNavigate()
  const client = useQueryClient()
  const key = useRef(newKey())
  const [wish, setWish] = useState<Wish>({ ...emptyWish, firm: firms.length === 1 ? firms[0]!.value : '' })
  const [owed, setOwed] = useState<Owed>()
  const look = useMutation({ mutationFn: () => compute({ debt: debtFrom(wish.debt) }), onSuccess: setOwed })
  const send = useMutation({
    mutationFn: () => lodge(claimFrom(wish), key.current),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['arrears'] })
      await navigate(`/arrears/claims/${id}`)
    },
  })
  const change = (part: Partial<Wish>) => {
    setWish((before) => ({ ...before, ...part }))
    setOwed(undefined)
    look.reset()
    send.reset()
    key.current = newKey()
  }
  const missing = missingIn(wish)
  return (
    <div className="arrears-form">
      <Parties wish={wish} change={change} firms={firms} />
      <Section title={t('new.debt')}>
        <TextInput
          label={t('new.contract')}
          value={wish.title}
          onChange={(title) => change({ title })}
          maxLength={200}
        />
        <TextInput
          label={t('new.number')}
          optional
          value={wish.number}
          onChange={(number) => change({ number })}
          maxLength={100}
          width="medium"
        />
        <Subject wish={wish} change={change} />
        <DebtFields form={wish.debt} change={(part) => change({ debt: { ...wish.debt, ...part } })} fixedKind />
      </Section>
      <Papers wish={wish} change={change} />
      {owed && (
        <Section title={t('new.check')}>
          <OwedCard owed={owed} />
        </Section>
      )}
      <RefusedNotice fault={look.error ?? send.error} />
      <ButtonRow>
        {owed ? (
          <Button waiting={send.isPending} onClick={() => send.mutate()}>
            {t('new.send')}
          </Button>
        ) : (
          <Button
            waiting={look.isPending}
            unavailable={missing && t(`missing.${missing}`)}
            onClick={() => look.mutate()}
          >
            {t('new.compute')}
          </Button>
        )}
      </ButtonRow>
      {missing && <p className="quiet">{t(`missing.${missing}`)}</p>}
    </div>
  )
}

type PartProps = { readonly wish: Wish; readonly change: (part: Partial<Wish>) => void }

function Parties({ wish, change, firms }: PartProps & { readonly firms: readonly FirmOption[] }) {
  const { t } = useTranslation('arrears')
  const { debt } = wish
  const offices = useQuery(officesQuery(debt.debtor === 'authority' ? wish.region : ''))
  return (
    <Section title={t('new.parties')}>
      <Select
        label={t('new.firm')}
        value={wish.firm}
        onChange={(firm) => change({ firm })}
        options={firms}
        width="full"
      />
      <Radios
        label={t('debt.debtor')}
        value={debt.debtor}
        onChange={(debtor) => change({ debt: { ...debt, debtor: debtor as DebtForm['debtor'] }, department: '' })}
        options={(['authority', 'large_firm'] as const).map((value) => ({
          value,
          label: t(`kinds.${value}`),
          hint: t(`kindHints.${value}`),
        }))}
      />
      {debt.debtor === 'large_firm' && (
        <>
          <TextInput
            label={t('new.code')}
            hint={t('new.codeHint')}
            value={wish.code}
            onChange={(code) => change({ code: code.trim().toUpperCase() })}
            width="code"
            maxLength={18}
            spellCheck={false}
          />
          <TextInput
            label={t('new.name')}
            hint={t('new.nameHint')}
            optional
            value={wish.name}
            onChange={(name) => change({ name })}
            maxLength={200}
          />
        </>
      )}
      {debt.debtor && (
        <RegionInput
          label={t(`new.regionOf.${debt.debtor}`)}
          {...(debt.debtor === 'large_firm' ? { optional: true } : {})}
          value={wish.region}
          onChange={(region) => change({ region, department: '' })}
        />
      )}
      {debt.debtor === 'authority' && wish.region && (
        <Select
          label={t('new.department')}
          value={wish.department}
          onChange={(department) => change({ department })}
          width="full"
          options={(offices.data?.departments ?? []).map((each) => ({ value: each.code, label: each.name }))}
        />
      )}
    </Section>
  )
}

/** What it is for, in words of the law. */
function Subject({ wish, change }: PartProps) {
  const { t } = useTranslation('arrears')
  const said = useSaid()
  const { data } = useQuery(rulesQuery)
  if (!data) return null
  return (
    <Select
      label={t('new.subject')}
      optional
      value={wish.subject}
      onChange={(subject) => change({ subject })}
      options={data.subjects.map(({ id, title }) => ({ value: id, label: said(title) }))}
    />
  )
}

/** For each file, what it proves; a contract unless said. */
function Proofs({ wish, change }: PartProps) {
  const { t } = useTranslation('arrears')
  const said = useSaid()
  const { data } = useQuery(rulesQuery)
  if (!data) return null
  const options = data.evidence.map(({ id, title }) => ({ value: id, label: said(title) }))
  return wish.papers.map(({ what, file }) => (
    <Select
      key={file.id}
      label={t('new.proves', { name: file.name })}
      value={what}
      onChange={(chosen) =>
        change({ papers: wish.papers.map((each) => (each.file.id === file.id ? { ...each, what: chosen } : each)) })
      }
      options={options}
    />
  ))
}

function Papers({ wish, change }: PartProps) {
  const { t } = useTranslation('arrears')
  return (
    <Section title={t('new.papers')}>
      <FileUpload
        label={t('new.files')}
        hint={t('new.filesHint')}
        optional
        multiple
        files={wish.papers.map(({ file }) => file)}
        send={async (file, onProgress, signal) => {
          const kept = await upload<Kept>('/api/files', file, { query: { name: file.name }, onProgress, signal })
          const { id, name, sha256, size } = kept
          change({ papers: [...wish.papers, { what: 'contract', file: { id, name, sha256, size } }] })
        }}
        onRemove={({ id }) => change({ papers: wish.papers.filter(({ file }) => file.id !== id) })}
      />
      <Proofs wish={wish} change={change} />
      <TextArea
        label={t('new.about')}
        hint={t('new.aboutHint')}
        optional
        value={wish.about}
        onChange={(about) => change({ about })}
        maxLength={2000}
      />
      <Checkbox label={t('new.smallFirm')} checked={wish.smallFirm} onChange={(smallFirm) => change({ smallFirm })} />
      <Checkbox
        label={t('new.notInCourt')}
        checked={wish.notInCourt}
        onChange={(notInCourt) => change({ notInCourt })}
      />
    </Section>
  )
}
