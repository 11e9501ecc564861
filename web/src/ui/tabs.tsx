/** Several views of one thing, one at a time; arrows move between them. */
import './tabs.css'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'

export type TabEntry = { readonly key: string; readonly label: ReactNode; readonly count?: number | undefined }

export function Tabs({
  tabs,
  current,
  onChange,
  label,
  children,
}: {
  readonly tabs: readonly TabEntry[]
  readonly current: string
  readonly onChange: (key: string) => void
  readonly label: string
  readonly children: ReactNode
}) {
  const base = useId()
  const list = useRef<HTMLDivElement>(null)
  const labels = tabs.map((tab) => `${tab.label} ${tab.count}`).join()
  // On a phone not all fit: the one that is open stands in view, also when a count came in beside it.
  useEffect(() => {
    const tab = document.getElementById(`${base}-${current}`)
    if (tab && list.current) list.current.scrollLeft = tab.offsetLeft - (list.current.clientWidth - tab.offsetWidth) / 2
  }, [base, current, labels])
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.key === current)
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const to =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? tabs.length - 1
          : step
            ? (at + step + tabs.length) % tabs.length
            : -1
    const next = tabs[to]
    if (!next) return
    event.preventDefault()
    onChange(next.key)
    document.getElementById(`${base}-${next.key}`)?.focus()
  }
  return (
    <div>
      <div ref={list} role="tablist" aria-label={label} className="tabs-list" onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            id={`${base}-${tab.key}`}
            type="button"
            role="tab"
            className="tab"
            aria-selected={tab.key === current}
            aria-controls={`${base}-panel`}
            tabIndex={tab.key === current ? 0 : -1}
            onClick={() => onChange(tab.key)}
          >
            {tab.label}
            {tab.count !== undefined && <span className="tab-count">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div id={`${base}-panel`} role="tabpanel" aria-labelledby={`${base}-${current}`} className="tab-panel">
        {children}
      </div>
    </div>
  )
}
