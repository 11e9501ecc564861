/** A question that must be answered before going on. The browser's own dialog keeps the focus inside and gives it back. */
import './dialog.css'
import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** After a press at the foot: what is missing or was refused comes into view, and the first faulty field takes the focus. */
function useShown(ref: RefObject<HTMLDialogElement | null>) {
  const [presses, setPresses] = useState(0)
  const answered = useRef(0)
  // After every render: a refusal comes later than the press.
  useEffect(() => {
    const alert = ref.current?.querySelector('.dialog-body [role="alert"]')
    if (!alert || answered.current === presses) return
    answered.current = presses
    alert.closest('.field')?.querySelector<HTMLElement>('input, select, textarea')?.focus()
    alert.scrollIntoView({ block: 'nearest' })
  })
  return () => setPresses((before) => before + 1)
}

export function Dialog({
  open,
  title,
  onClose,
  children,
  foot,
  broad,
}: {
  readonly open: boolean
  readonly title: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
  readonly foot?: ReactNode
  readonly broad?: boolean | undefined
}) {
  const ref = useRef<HTMLDialogElement>(null)
  const name = useId()
  const { t } = useTranslation()
  const showMissing = useShown(ref)
  useEffect(() => {
    const dialog = ref.current
    if (open && dialog && !dialog.open) {
      dialog.showModal()
      // Whoever opened it by a key writes at once; without a field the browser's own choice stands.
      dialog.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea)')?.focus()
    }
    if (!open && dialog?.open) dialog.close()
  }, [open])
  // Taken away while it is open it would leave the focus nowhere.
  useLayoutEffect(() => {
    const dialog = ref.current
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      className={broad ? 'dialog broad' : 'dialog'}
      aria-labelledby={name}
      onClick={(event) => {
        if ((event.target as Element).closest('.dialog-foot')) showMissing()
      }}
      onKeyDown={(event) => {
        // As in a form: Ctrl and Enter press the button that answers the question.
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return
        const buttons = ref.current?.querySelectorAll<HTMLButtonElement>('.dialog-foot button')
        if (buttons?.length) [...buttons].at(-1)!.click()
      }}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {open && (
        <>
          <div className="dialog-head">
            <h2 id={name}>{title}</h2>
            <button type="button" className="icon-button" onClick={onClose} aria-label={t('close')}>
              ×
            </button>
          </div>
          <div className="dialog-body">{children}</div>
          {foot && <div className="dialog-foot">{foot}</div>}
        </>
      )}
    </dialog>
  )
}
