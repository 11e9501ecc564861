/** Opens a campaign: which orders, how many, and which lottery of the future will be the seed; the list is sealed at once. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { newKey } from '../../app/api.ts'
import { useSaid, useSession, useSite } from '../../app/site.ts'
import { settingsQuery } from '../../asks/inspections.ts'
import { RegionInput } from '../../regions/region-input.tsx'
import { DateInput, Select, TextInput } from '../../ui/inputs.tsx'
import { SendDialog } from '../../ui/send-dialog.tsx'
import { openCampaign } from './asks.ts'

type Wish = {
  readonly title: string
  readonly region: string
  readonly from: string
  readonly until: string
  readonly size: string
  readonly game: string
  readonly issue: string
  readonly day: string
  readonly time: string
}

const whole = (wish: Wish): boolean =>
  Object.values(wish).every((value) => value.trim() !== '') && Number(wish.size) >= 1 && /^\d\d:\d\d$/.test(wish.time)

function useOpening(wish: Wish, onClose: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [key] = useState(newKey)
  return useMutation({
    mutationFn: () =>
      openCampaign(
        {
          title: wish.title.trim(),
          region: wish.region,
          from: wish.from,
          until: wish.until,
          size: Number(wish.size),
          seed: { game: wish.game, issue: wish.issue.trim(), drawnAt: `${wish.day}T${wish.time}:00+08:00` },
        },
        { idempotencyKey: key },
      ),
    onSuccess: async (campaign) => {
      await client.invalidateQueries({ queryKey: ['appeals', 'campaigns'] })
      onClose()
      await navigate(`/call-backs/${campaign.id}`)
    },
  })
}

export function NewCampaignDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('appeal-campaigns')
  const said = useSaid()
  const site = useSite()
  const session = useSession()
  const settings = useQuery(settingsQuery).data
  const home = session?.grants.find((grant) => grant.region ?? grant.department)
  const [wish, setWish] = useState<Wish>({
    title: '',
    region: home?.region ?? home?.department?.slice(0, 6) ?? '',
    from: '',
    until: site?.today ?? '',
    size: '50',
    game: '',
    issue: '',
    day: '',
    time: '21:30',
  })
  const [asked, setAsked] = useState(false)
  const send = useOpening(wish, onClose)
  const set = (name: keyof Wish) => (value: string) => setWish((before) => ({ ...before, [name]: value }))
  const games = (settings?.lotteries ?? []).map((game) => ({ value: game.id, label: said(game) }))
  const press = () => {
    setAsked(true)
    if (whole(wish)) send.mutate()
  }
  return (
    <SendDialog broad title={t('fresh.title')} press={t('fresh.send')} send={send} onPress={press} onClose={onClose}>
      <p className="quiet">{t('fresh.means')}</p>
      <TextInput label={t('fresh.name')} value={wish.title} onChange={set('title')} maxLength={100} />
      <RegionInput label={t('fresh.region')} value={wish.region} onChange={set('region')} />
      <DateInput label={t('fresh.from')} value={wish.from} onChange={set('from')} />
      <DateInput label={t('fresh.until')} value={wish.until} onChange={set('until')} />
      <TextInput label={t('fresh.size')} width="short" inputMode="numeric" value={wish.size} onChange={set('size')} />
      <Select
        label={t('fresh.game')}
        hint={t('fresh.gameHint')}
        value={wish.game}
        onChange={set('game')}
        options={games}
      />
      <TextInput label={t('fresh.issue')} width="short" value={wish.issue} onChange={set('issue')} maxLength={20} />
      <DateInput label={t('fresh.day')} value={wish.day} onChange={set('day')} />
      <TextInput label={t('fresh.time')} width="short" value={wish.time} onChange={set('time')} maxLength={5} />
      {asked && !whole(wish) && (
        <p className="field-error" role="alert">
          <span>{t('fresh.missing')}</span>
        </p>
      )}
    </SendDialog>
  )
}
