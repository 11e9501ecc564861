/** One box that suggests while one types: a combobox with a list, after the ARIA authoring practices. */
import './search-box.css'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

export type Suggestion = { readonly key: string; readonly label: ReactNode; readonly more?: ReactNode }

type Props = {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onSearch: (text: string) => void
  readonly suggestions: readonly Suggestion[]
  readonly onPick: (suggestion: Suggestion) => void
}

function Options({
  base,
  shown,
  at,
  suggestions,
  onMove,
  onPick,
}: Pick<Props, 'suggestions' | 'onPick'> & {
  readonly base: string
  readonly shown: boolean
  readonly at: number
  readonly onMove: (at: number) => void
}) {
  const { t } = useTranslation()
  return (
    <div id={`${base}-list`} role="listbox" aria-label={t('suggestions')} className="search-list" hidden={!shown}>
      {suggestions.map((suggestion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the input, which moves and picks the options
        <div
          key={suggestion.key}
          id={`${base}-${index}`}
          role="option"
          aria-selected={index === at}
          tabIndex={-1}
          className="search-option"
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => onMove(index)}
          onClick={() => onPick(suggestion)}
        >
          <span>{suggestion.label}</span>
          {suggestion.more && <span className="search-option-more">{suggestion.more}</span>}
        </div>
      ))}
    </div>
  )
}

export function SearchBox({ label, placeholder, value, onChange, onSearch, suggestions, onPick }: Props) {
  const { t } = useTranslation()
  const base = useId()
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const [asked, setAsked] = useState(false)
  const shown = open && suggestions.length > 0
  const pick = (suggestion: Suggestion) => {
    setOpen(false)
    onPick(suggestion)
  }
  const search = () => {
    setOpen(false)
    setAsked(true)
    if (value.trim()) onSearch(value.trim())
    else document.getElementById(base)?.focus()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const count = suggestions.length
    if (event.key === 'ArrowDown' && count) {
      setOpen(true)
      setAt((at + 1) % count)
    } else if (event.key === 'ArrowUp' && count) {
      setAt(at <= 0 ? count - 1 : at - 1)
    } else if (event.key === 'Escape') {
      if (!shown) return
      setOpen(false)
      setAt(-1)
    } else if (event.key === 'Enter') {
      const chosen = shown ? suggestions[at] : undefined
      if (chosen) pick(chosen)
      else search()
    } else return
    event.preventDefault()
  }
  return (
    <search className="search">
      <label className="visually-hidden" htmlFor={base}>
        {label}
      </label>
      <div className="search-row">
        <input
          id={base}
          className="search-input"
          type="search"
          enterKeyHint="search"
          role="combobox"
          autoComplete="off"
          aria-autocomplete="list"
          aria-expanded={shown}
          aria-controls={`${base}-list`}
          aria-activedescendant={shown && at >= 0 ? `${base}-${at}` : undefined}
          placeholder={placeholder}
          value={value}
          onChange={(event) => {
            onChange(event.target.value)
            setOpen(true)
            setAt(-1)
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKey}
        />
        <button type="button" className="search-go" onClick={search}>
          {t('search')}
        </button>
      </div>
      <Options base={base} shown={shown} at={at} suggestions={suggestions} onMove={setAt} onPick={pick} />
      <span className="visually-hidden" aria-live="polite">
        {shown ? t('suggestionCount', { count: suggestions.length }) : ''}
      </span>
      <p className="search-empty" role="status">
        {asked && value.trim() === '' ? t('searchEmpty') : ''}
      </p>
    </search>
  )
}
