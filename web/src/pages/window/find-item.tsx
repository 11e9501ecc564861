/** Finds the item that somebody at the window wants: where it is handled, and its name in their own words. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate } from 'react-router'
import { useErrandRegion, useSaid, useSession } from '../../app/site.ts'
import { searchQuery } from '../../asks/catalog.ts'
import { RegionInput } from '../../regions/region-input.tsx'
import { Button } from '../../ui/button.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { ListLink, PageBody, PageHead } from '../../ui/page.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'

function Found({ q, region }: { readonly q: string; readonly region: string }) {
  const { t } = useTranslation('window')
  const said = useSaid()
  const found = useInfiniteQuery({ ...searchQuery({ q, region }), enabled: q !== '' && region !== '' })
  if (q === '') return null
  if (found.isError) return <ErrorState fault={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <RowsSkeleton rows={4} />
  const items = found.data.pages[0]?.items ?? []
  if (items.length === 0) return <Empty title={t('nothing', { q })} />
  return (
    <ul className="list">
      {items.map((item) => (
        <li key={item.code}>
          <ListLink to={`/window/${item.code}`} title={said(item.name)} more={<span>{item.department.name}</span>} />
        </li>
      ))}
    </ul>
  )
}

export function FindItem() {
  const { t } = useTranslation('window')
  const session = useSession()
  const own = session?.grants.find((grant) => grant.region)?.region
  const { region: kept } = useErrandRegion()
  const [chosen, setChosen] = useState<string>()
  const region = chosen ?? (kept || own || '')
  const [text, setText] = useState('')
  const [q, setQ] = useState('')
  const [asked, setAsked] = useState(false)
  if (session?.kind === 'anyone') return <Navigate to="/sign-in?back=%2Fwindow" replace />
  if (session?.kind === 'person') return <Navigate to="/windows" replace />
  return (
    <PageBody narrow>
      <PageHead title={t('findTitle')} lead={t('findLead')} />
      <form
        className="window-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          setQ(text.trim())
        }}
      >
        <RegionInput label={t('where')} hint={t('whereHint')} value={region} onChange={setChosen} />
        <TextInput
          label={t('what')}
          hint={t('whatHint')}
          value={text}
          onChange={setText}
          error={asked && text.trim() === '' ? t('whatMissing') : undefined}
        />
        <div className="button-row">
          <Button type="submit">{t('find')}</Button>
        </div>
      </form>
      <Found q={q} region={region} />
    </PageBody>
  )
}
