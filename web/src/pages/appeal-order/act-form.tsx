/** The form of one act: its fields, what is missing, one button; Ctrl and Enter send it. */
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { RefusedNotice } from '../../ui/states.tsx'
import type { OrderDeed, OrderView } from '../appeal/asks.ts'
import { useDeed } from '../appeal-track/use-deed.ts'
import { deedOf, type Kind, missingIn, type Values } from './deed-of.ts'
import { fieldsFor } from './fields.tsx'

const firstField = '.suggestion, input, select, textarea, button[type="submit"]'

export function ActForm({
  view,
  kind,
  task,
  focus,
  onDone,
}: {
  readonly view: OrderView
  readonly kind: Kind
  readonly task: string
  /** The form was asked for by a key: one writes at once. */
  readonly focus?: boolean
  readonly onDone: (deed: OrderDeed) => void
}) {
  const { t } = useTranslation('appeal-order')
  const [values, setValues] = useState<Values>({})
  const [asked, setAsked] = useState(false)
  const send = useDeed(view, onDone)
  const lacks = asked ? missingIn(kind, values) : undefined
  const press = () => {
    setAsked(true)
    const made = deedOf(kind, task, values)
    if ('deed' in made && !send.isPending) send.mutate(made.deed)
  }
  const onKey = (event: KeyboardEvent<HTMLFormElement>) => {
    // Out of a field, so that letters choose again; in a dialog the key closes it.
    if (event.key === 'Escape') event.currentTarget.closest<HTMLElement>('.act-panel')?.focus()
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    press()
  }
  const Fields = fieldsFor(kind)
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => {
    if (!focus) return
    // At once, so that the next key is typed here.
    form.current?.querySelector<HTMLElement>(firstField)?.focus()
  }, [focus])
  return (
    <form
      ref={form}
      className="decision"
      aria-label={t(`act.${kind}`)}
      onKeyDown={onKey}
      onSubmit={(event) => {
        event.preventDefault()
        press()
      }}
    >
      {t(`means.${kind}`) && <p className="quiet">{t(`means.${kind}`)}</p>}
      {Fields && (
        <Fields
          view={view}
          values={values}
          set={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
          missing={(name) => (lacks === name ? t(`missing.${name}`) : undefined)}
        />
      )}
      <RefusedNotice fault={send.error} />
      <div className="decision-foot">
        <Button
          type="submit"
          waiting={send.isPending}
          look={kind === 'withdraw' || kind === 'refuse' ? 'danger' : 'first'}
        >
          {t(`act.${kind}`)} <kbd>Ctrl+Enter</kbd>
        </Button>
      </div>
    </form>
  )
}
