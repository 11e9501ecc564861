/** Opens a case by its number, typed or scanned. */
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

/** Numbers are copied with blanks and small letters; the house writes them without. */
export const caseNumber = (typed: string): string => typed.replace(/\s+/g, '').toUpperCase()

export function OpenCase() {
  const { t } = useTranslation('workbench')
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const open = (event: FormEvent) => {
    event.preventDefault()
    const id = caseNumber(typed)
    if (id) void navigate(`/work/cases/${encodeURIComponent(id)}`)
  }
  return (
    <form className="open-case" onSubmit={open}>
      <input
        id="open-case"
        className="input"
        aria-label={t('find.label')}
        placeholder={t('find.placeholder')}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
    </form>
  )
}
