/** The frame of every act's dialog: what it means in law, its questions, what was refused, and the button. */
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SendDialog } from '../../../ui/send-dialog.tsx'
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
  const [asked, setAsked] = useState(false)
  const send = useSendDeed(props.view, props.onDone)
  const means = `means.${props.act.kind}`
  const press = () => {
    setAsked(true)
    if (deed) send.mutate(deed)
  }
  const { stoodOn } = send
  return (
    <SendDialog
      title={props.title}
      press={props.title}
      look={danger ? 'danger' : undefined}
      send={{ isPending: send.isPending, error: stoodOn === undefined ? send.error : undefined }}
      onPress={press}
      onClose={props.onClose}
      broad={broad}
    >
      {i18n.exists(means, { ns: 'workbench-case' }) && <p className="quiet">{t(means)}</p>}
      {children(asked)}
      {stoodOn !== undefined && <News acts={props.acts} since={stoodOn} refused />}
    </SendDialog>
  )
}
