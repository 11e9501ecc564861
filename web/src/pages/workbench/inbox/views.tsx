/** Filters that a person keeps under a name, as tabs over the inbox. */
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextInput } from '../../../ui/inputs.tsx'
import { dropView, savedViews, saveView } from './saved-views.ts'

export function Views({ search, onPick }: { readonly search: string; readonly onPick: (search: string) => void }) {
  const { t } = useTranslation('workbench')
  const { t: app } = useTranslation()
  const [views, setViews] = useState(savedViews)
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const current = views.find((view) => view.search === search)
  const save = (event?: FormEvent) => {
    event?.preventDefault()
    if (!name.trim()) return
    setViews(saveView(views, { name: name.trim(), search }))
    setNaming(false)
    setName('')
  }
  if (views.length === 0 && search === '') return null
  return (
    <div className="views no-print">
      {views.length > 0 && <span className="quiet">{t('views.label')}</span>}
      {views.map((view) => (
        <button
          key={view.name}
          type="button"
          className="view"
          aria-pressed={view.search === search}
          onClick={() => onPick(view.search)}
        >
          {view.name}
        </button>
      ))}
      {current ? (
        <Button look="plain" small onClick={() => setViews(dropView(views, current.name))}>
          {t('views.drop', { name: current.name })}
        </Button>
      ) : (
        search !== '' && (
          <Button look="plain" small onClick={() => setNaming(true)}>
            {t('views.save')}
          </Button>
        )
      )}
      <Dialog
        open={naming}
        title={t('views.save')}
        onClose={() => setNaming(false)}
        foot={
          <>
            <Button look="second" onClick={() => setNaming(false)}>
              {app('cancel')}
            </Button>
            <Button onClick={() => save()}>{t('views.keep')}</Button>
          </>
        }
      >
        <form onSubmit={save}>
          <TextInput label={t('views.name')} hint={t('views.hint')} value={name} onChange={setName} maxLength={20} />
        </form>
      </Dialog>
    </div>
  )
}
