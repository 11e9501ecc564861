/** Taking an application in for somebody: who they are, how they consented, and, for another region, which window receives it. */
import { Said } from '../../ui/said.tsx'
import './window.css'
import type { Draft } from '@steppe/contracts/applications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation, useNavigate, useParams } from 'react-router'
import { newKey, post } from '../../app/api.ts'
import { useSaid, useSession } from '../../app/site.ts'
import { draftQuery, draftsQuery } from '../../asks/applications.ts'
import { itemQuery } from '../../asks/catalog.ts'
import { Button } from '../../ui/button.tsx'
import { Radios, Select, TextInput } from '../../ui/inputs.tsx'
import { BackLink, PageBody, PageHead } from '../../ui/page.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { FindItem } from './find-item.tsx'

const ways = ['signed', 'phoned', 'written'] as const

interface Window {
  readonly code: string
  readonly name: string
  readonly region: string
}

/** The windows at which the person works. */
function useWindows(): readonly Window[] {
  const session = useSession()
  return (session?.grants ?? []).flatMap((grant) =>
    grant.role === 'clerk' && grant.department && grant.region
      ? [{ code: grant.department, name: grant.departmentName ?? grant.department, region: grant.region }]
      : [],
  )
}

interface Wish {
  readonly account: string
  readonly way: string
  readonly receiving: string
}

function useTakeIn(item: string) {
  const { t } = useTranslation('window')
  const navigate = useNavigate()
  const client = useQueryClient()
  const windows = useWindows()
  const [key, setKey] = useState(newKey)
  return useMutation({
    mutationFn: ({ account, way, receiving }: Wish) => {
      const onBehalfOf = { account: account.trim(), consent: t(`way.${way}`) }
      const channel = windows.length > 0 ? 'window' : 'assistant'
      const body = { item, channel, onBehalfOf, ...(receiving ? { receiving } : {}) }
      return post<Draft>('/api/applications/drafts', body, { idempotencyKey: key })
    },
    onSuccess: (draft) => {
      client.setQueryData(draftQuery(draft.id).queryKey, draft)
      void client.invalidateQueries({ queryKey: draftsQuery.queryKey })
      void navigate(`/apply/${draft.id}`, { replace: true })
    },
    onError: () => setKey(newKey()),
  })
}

function Questions({ item, foreign }: { readonly item: string; readonly foreign: boolean }) {
  const { t } = useTranslation('window')
  const windows = useWindows()
  const [account, setAccount] = useState('')
  const [way, setWay] = useState('')
  const [receiving, setReceiving] = useState(foreign && windows[0] ? windows[0].code : '')
  const [asked, setAsked] = useState(false)
  const { mutate, isPending, isError, error } = useTakeIn(item)
  const ready = account.trim() !== '' && way !== '' && (!foreign || receiving !== '')
  return (
    <form
      className="window-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (ready) mutate({ account, way, receiving: foreign ? receiving : '' })
      }}
    >
      {isError && <ErrorState fault={error} />}
      {foreign && <Notice>{t('foreign')}</Notice>}
      <TextInput
        label={t('account')}
        hint={t('accountHint')}
        value={account}
        onChange={setAccount}
        autoComplete="off"
        error={asked && account.trim() === '' ? t('accountMissing') : undefined}
      />
      <Radios
        label={t('consent')}
        hint={t('consentHint')}
        value={way}
        onChange={setWay}
        error={asked && way === '' ? t('consentMissing') : undefined}
        options={ways.map((each) => ({ value: each, label: t(`way.${each}`) }))}
      />
      {foreign && (
        <Select
          label={t('receiving')}
          value={receiving}
          onChange={setReceiving}
          width="full"
          options={windows.map((each) => ({ value: each.code, label: each.name }))}
          error={asked && receiving === '' ? t('receivingMissing') : undefined}
        />
      )}
      <div className="button-row">
        <Button type="submit" waiting={isPending}>
          {t('start')}
        </Button>
      </div>
    </form>
  )
}

export function Page() {
  const { item } = useParams()
  return item ? <TakeIn item={item} /> : <FindItem />
}

function TakeIn({ item }: { readonly item: string }) {
  const { t } = useTranslation('window')
  const said = useSaid()
  const session = useSession()
  const { pathname } = useLocation()
  const windows = useWindows()
  const detail = useQuery(itemQuery(item))
  if (session?.kind === 'anyone') return <Navigate to={`/sign-in?back=${encodeURIComponent(pathname)}`} replace />
  if (session?.kind === 'person') return <Navigate to={`/apply/new/${item}`} replace />
  const leagueOf = (code: string) => code.slice(0, 4)
  const place = detail.data?.region.code ?? ''
  const foreign =
    windows.length > 0 && place !== '' && windows.every((each) => leagueOf(each.region) !== leagueOf(place))
  return (
    <PageBody narrow>
      <BackLink to={`/guide/${item}`}>{t('toGuide')}</BackLink>
      {detail.isPending && <PageSkeleton />}
      {detail.isError && <ErrorState fault={detail.error} onRetry={() => void detail.refetch()} />}
      {detail.data && session && (
        <>
          <PageHead title={t('title', { item: said(detail.data.name) })} lead={<Said text={detail.data.body.name} />} />
          <Questions item={item} foreign={foreign} />
        </>
      )}
    </PageBody>
  )
}
