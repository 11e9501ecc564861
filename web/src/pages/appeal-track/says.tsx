/** What the person who handed it in may say: whether it was solved, that it was not, that it takes too long, that it is over. */
import type { OrderView } from '@steppe/contracts/appeals'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Radios, TextArea } from '../../ui/inputs.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { SendDialog } from '../../ui/send-dialog.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import type { AllowedOrderAct } from '../appeal/asks.ts'
import { useDeed } from './use-deed.ts'

type On = { readonly view: OrderView; readonly allowed: readonly AllowedOrderAct[] }

/** 回访 answered online: solved or not, how satisfied. */
function CallBackForm({ view, task }: { readonly view: OrderView; readonly task: string }) {
  const { t } = useTranslation('appeal-track')
  const { t: words } = useTranslation('appeal')
  const [solved, setSolved] = useState('')
  const [satisfaction, setSatisfaction] = useState('')
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const send = useDeed(view)
  const why = solved === 'no' && note.trim() === ''
  const press = () => {
    setAsked(true)
    if (!solved || !satisfaction || why) return
    send.mutate({
      kind: 'call_back',
      task,
      contacted: true,
      solved: solved === 'yes',
      satisfaction: satisfaction as 'satisfied',
      ...(note.trim() ? { note: note.trim() } : {}),
    })
  }
  return (
    <Section title={t('callBack.title')}>
      <Card>
        <Radios
          label={t('callBack.solved')}
          inline
          value={solved}
          onChange={setSolved}
          error={asked && !solved ? t('callBack.choose') : undefined}
          options={[
            { value: 'yes', label: t('callBack.yes') },
            { value: 'no', label: t('callBack.no') },
          ]}
        />
        <Radios
          label={t('callBack.satisfaction')}
          inline
          value={satisfaction}
          onChange={setSatisfaction}
          error={asked && !satisfaction ? t('callBack.choose') : undefined}
          options={(['satisfied', 'basically', 'dissatisfied'] as const).map((one) => ({
            value: one,
            label: words(`satisfaction.${one}`),
          }))}
        />
        <TextArea
          label={t(solved === 'no' ? 'callBack.why' : 'callBack.note')}
          optional={solved !== 'no'}
          rows={3}
          maxLength={2000}
          value={note}
          onChange={setNote}
          error={asked && why ? t('callBack.whyMissing') : undefined}
        />
        {solved === 'no' && <p className="quiet">{t('callBack.redo')}</p>}
        <RefusedNotice fault={send.error} />
        <div>
          <Button waiting={send.isPending} onClick={press}>
            {t('callBack.send')}
          </Button>
        </div>
      </Card>
    </Section>
  )
}

const kinds = { reopen: 'reason', urge: 'text', withdraw: 'reason' } as const
type Kind = keyof typeof kinds

function SayDialog({
  view,
  kind,
  onClose,
}: {
  readonly view: OrderView
  readonly kind: Kind
  readonly onClose: () => void
}) {
  const { t } = useTranslation('appeal-track')
  const [text, setText] = useState('')
  const [asked, setAsked] = useState(false)
  const send = useDeed(view, onClose)
  const needed = kind !== 'urge'
  const missing = needed && text.trim() === ''
  const press = () => {
    setAsked(true)
    if (missing) return
    const said = text.trim()
    if (kind === 'urge') send.mutate(said ? { kind, text: said } : { kind })
    else send.mutate({ kind, reason: said })
  }
  return (
    <SendDialog
      title={t(`${kind}.title`)}
      press={t(`${kind}.send`)}
      look={kind === 'withdraw' ? 'danger' : undefined}
      send={send}
      onPress={press}
      onClose={onClose}
    >
      <p>{t(`${kind}.means`)}</p>
      <TextArea
        label={t(`${kind}.label`)}
        optional={!needed}
        rows={4}
        maxLength={kind === 'urge' ? 500 : 2000}
        value={text}
        onChange={setText}
        error={asked && missing ? t('sayMissing') : undefined}
      />
    </SendDialog>
  )
}

/** Why it cannot be opened again, in the server's words. */
function NoReopen({ act }: { readonly act: AllowedOrderAct }) {
  const { t } = useTranslation('appeal-track')
  const { language } = usePreferences()
  const why = language === 'en' ? act.why?.en : act.why
  if (!why) return null
  return (
    <Notice title={t('reopen.not')}>
      <p>{why.title}</p>
      <p>{why.next}</p>
    </Notice>
  )
}

export function Says({ view, allowed }: On) {
  const { t } = useTranslation('appeal-track')
  const [open, setOpen] = useState<Kind>()
  const may = (kind: string) => allowed.find((act) => act.kind === kind && act.allowed)
  const callBack = may('call_back')
  const reopen = allowed.find((act) => act.kind === 'reopen')
  const ended = view.stage === 'ended'
  const buttons = (Object.keys(kinds) as Kind[]).filter((kind) => may(kind))
  return (
    <>
      {callBack?.task && <CallBackForm key={callBack.task} view={view} task={callBack.task} />}
      {ended && reopen && !reopen.allowed && <NoReopen act={reopen} />}
      {buttons.length > 0 && (
        <div className="follow-says">
          {buttons.includes('reopen') && view.reopen && (
            <p>
              {t('reopen.until')} <DayText day={view.reopen.until} />
            </p>
          )}
          <div className="button-row">
            {buttons.map((kind) => (
              <Button
                key={kind}
                look={kind === 'withdraw' ? 'plain' : kind === 'reopen' ? 'first' : 'second'}
                onClick={() => setOpen(kind)}
              >
                {t(`${kind}.button`)}
              </Button>
            ))}
          </div>
        </div>
      )}
      {open && <SayDialog view={view} kind={open} onClose={() => setOpen(undefined)} />}
    </>
  )
}
