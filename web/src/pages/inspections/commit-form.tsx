/** 封存名单: the source of the seed is announced with it; from here on nothing of the list can change. */
import type { SeedChoice } from '@steppe/contracts/inspections'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { sendCommit, settingsQuery } from '../../asks/inspections.ts'
import { Button } from '../../ui/button.tsx'
import { DateInput, Radios, Select, TextInput } from '../../ui/inputs.tsx'
import { RefusedNotice } from '../../ui/states.tsx'
import type { DrawStep } from './draw-step.ts'

type Kind = 'lottery' | 'beacon'

export function CommitForm({ draw, onDone }: DrawStep) {
  const { t } = useTranslation('inspections')
  const said = useSaid()
  const settings = useQuery(settingsQuery).data
  const [kind, setKind] = useState<Kind>('lottery')
  const [game, setGame] = useState('')
  const [issue, setIssue] = useState('')
  const [day, setDay] = useState('')
  const [time, setTime] = useState('21:30')
  const [minutes, setMinutes] = useState('10')
  const seed = choiceOf({ kind, game, issue, day, time, minutes, beacon: settings?.beacons[0]?.id })
  const send = useMutation({
    mutationFn: (choice: SeedChoice) => sendCommit(draw.id, { root: draw.root, seed: choice }),
    onSuccess: onDone,
  })
  return (
    <form className="act-form" onSubmit={(event) => event.preventDefault()}>
      <p className="quiet">{t('commitHint')}</p>
      <Radios
        label={t('seedKind')}
        value={kind}
        onChange={(next) => setKind(next as Kind)}
        options={[
          { value: 'lottery', label: t('seedLottery'), hint: t('seedLotteryHint') },
          { value: 'beacon', label: t('seedBeacon'), hint: t('seedBeaconHint') },
        ]}
      />
      {kind === 'lottery' ? (
        <>
          <Select
            label={t('game')}
            value={game}
            onChange={setGame}
            width="full"
            options={(settings?.lotteries ?? []).map((each) => ({ value: each.id, label: said(each) }))}
          />
          <TextInput label={t('issue')} width="medium" inputMode="numeric" value={issue} onChange={setIssue} />
          <DateInput label={t('drawDay')} value={day} onChange={setDay} />
          <TextInput label={t('drawTime')} hint={t('drawTimeHint')} width="short" value={time} onChange={setTime} />
        </>
      ) : (
        <TextInput
          label={t('beaconMinutes')}
          hint={said(settings?.beacons[0])}
          width="short"
          unit={t('minutes')}
          inputMode="numeric"
          value={minutes}
          onChange={setMinutes}
        />
      )}
      {send.isError && <RefusedNotice fault={send.error} />}
      <Button
        waiting={send.isPending}
        unavailable={seed ? undefined : t('incomplete')}
        onClick={() => seed && send.mutate(seed)}
      >
        {t('deed.commit')}
      </Button>
    </form>
  )
}

function choiceOf(typed: {
  readonly kind: Kind
  readonly game: string
  readonly issue: string
  readonly day: string
  readonly time: string
  readonly minutes: string
  readonly beacon: string | undefined
}): SeedChoice | undefined {
  if (typed.kind === 'beacon') {
    const minutes = Number(typed.minutes)
    if (!typed.beacon || !Number.isFinite(minutes) || minutes <= 0) return undefined
    return { kind: 'beacon', beacon: typed.beacon, after: new Date(Date.now() + minutes * 60_000).toISOString() }
  }
  const at = /^\d{1,2}:\d{2}$/.test(typed.time)
    ? Date.parse(`${typed.day}T${typed.time.padStart(5, '0')}:00+08:00`)
    : Number.NaN
  if (!typed.game || !typed.issue.trim() || !Number.isFinite(at)) return undefined
  return { kind: 'lottery', game: typed.game, issue: typed.issue.trim(), drawnAt: new Date(at).toISOString() }
}
