/** The frame of every act's dialog: what it means in law, its questions, what was refused, and the button. */
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { RefusedNotice } from '../../../ui/states.tsx'
import type { ActAnswer, ActView, AllowedAct, CaseView, Deed } from '../asks.ts'
import { News } from '../case/news.tsx'
import { useSendDeed } from '../case/send-deed.ts'

export type ActProps = {
  readonly view: CaseView
  readonly act: AllowedAct
  readonly acts: readonly ActView[]
  readonly title: string
  readonly onClose: () => void
  readonly onDone: (answer: ActAnswer, deed: Deed) => void
}

/** `deed` is what would be sent, or undefined while something is missing; the questions show their errors once asked. */
export function ActFrame({
  deed,
  children,
  danger,
  broad,
  ...props
}: ActProps & {
  readonly deed: Deed | undefined
  readonly danger?: boolean
  readonly broad?: boolean
  readonly children: (asked: boolean) => ReactNode
}) {
  const { t, i18n } = useTranslation('workbench-case')
  const { t: app } = useTranslation()
  const [asked, setAsked] = useState(false)
  const send = useSendDeed(props.view, props.onDone)
  const means = `means.${props.act.kind}`
  const press = () => {
    setAsked(true)
    if (deed) send.mutate(deed)
  }
  const foot = (
    <>
      <Button look="second" onClick={props.onClose}>
        {app('cancel')}
      </Button>
      <Button look={danger ? 'danger' : 'first'} waiting={send.isPending} onClick={press}>
        {props.title}
      </Button>
    </>
  )
  return (
    <Dialog open title={props.title} onClose={props.onClose} foot={foot} {...(broad ? { broad } : {})}>
      {i18n.exists(means, { ns: 'workbench-case' }) && <p className="quiet">{t(means)}</p>}
      {children(asked)}
      {send.stoodOn !== undefined ? (
        <News acts={props.acts} since={send.stoodOn} refused />
      ) : (
        send.isError && <RefusedNotice fault={send.error} />
      )}
    </Dialog>
  )
}
