/** A dialog that sends something: cancel and send at its foot, what was refused below the fields. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { RefusedNotice } from './states.tsx'

type SendDialogProps = {
  readonly title: ReactNode
  /** What the button says. */
  readonly press: string
  /** The sending: while it is under way the button waits, and what refused it is told. */
  readonly send: { readonly isPending: boolean; readonly error: unknown }
  readonly look?: 'danger' | undefined
  /** Why it cannot be sent yet. */
  readonly unavailable?: string | undefined
  readonly onPress: () => void
  readonly onClose: () => void
  readonly broad?: boolean | undefined
  readonly children: ReactNode
}

export function SendDialog({
  title,
  press,
  send,
  look,
  unavailable,
  onPress,
  onClose,
  broad,
  children,
}: SendDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      open
      broad={broad}
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button look="second" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button look={look ?? 'first'} waiting={send.isPending} unavailable={unavailable} onClick={onPress}>
            {press}
          </Button>
        </>
      }
    >
      {children}
      <RefusedNotice fault={send.error} />
    </Dialog>
  )
}
