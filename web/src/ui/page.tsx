/** The frame of a page: its title (also that of the window), a lead, sections, facts and lists of links. */
import './page.css'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigationType } from 'react-router'
import { Said, Titled } from './said.tsx'

export function PageBody({ narrow, children }: { readonly narrow?: boolean; readonly children: ReactNode }) {
  return <div className={narrow ? 'page narrow' : 'page'}>{children}</div>
}

let firstPage = true

/** Moves the focus to the title after a change of page, so that a screen reader starts there; never on the first load. */
export function PageHead({
  title,
  lead,
  above,
  hidden,
  written,
}: {
  readonly title: string
  /** Somebody wrote the title: it keeps its language. */
  readonly written?: boolean
  readonly lead?: ReactNode
  readonly above?: ReactNode
  /** The title is there for those who listen, not to be seen. */
  readonly hidden?: boolean
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  const kind = useNavigationType()
  const { t } = useTranslation()
  const site = t('siteFallback')
  useEffect(() => {
    document.title = title ? `${written ? t('written', { text: title }) : title} · ${site}` : site
  }, [title, written, site, t])
  useEffect(() => {
    if (!firstPage && kind !== 'POP') {
      window.scrollTo(0, 0)
      heading.current?.focus({ preventScroll: true })
    }
    firstPage = false
  }, [])
  return (
    <div className="page-head">
      {above}
      <h1 ref={heading} tabIndex={-1} className={hidden ? 'visually-hidden' : undefined}>
        {written ? <Said text={title} /> : <Titled text={title} />}
      </h1>
      {lead && <div className="page-lead">{lead}</div>}
    </div>
  )
}

export function BackLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Link to={to} className="back-link no-print">
      <span aria-hidden="true">‹</span>
      {children}
    </Link>
  )
}

export function Section({
  title,
  act,
  children,
}: {
  readonly title: ReactNode
  readonly act?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className="section">
      <div className="section-head">
        <h2>{title}</h2>
        {act}
      </div>
      {children}
    </section>
  )
}

export function Card({ children }: { readonly children: ReactNode }) {
  return <div className="card">{children}</div>
}

export type Fact = {
  readonly key: string
  readonly name: ReactNode
  readonly value: ReactNode
  readonly act?: ReactNode
}

/** Names and values; with `act`, a link at the end of each row. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const withAct = facts.some((fact) => fact.act)
  return (
    <dl className={withAct ? 'facts with-act' : 'facts'}>
      {facts.map((fact) => (
        <div key={fact.key}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
          {fact.act && <dd>{fact.act}</dd>}
        </div>
      ))}
    </dl>
  )
}

export type ListEntry = {
  readonly key: string
  readonly to: string
  readonly title: ReactNode
  readonly more?: ReactNode
  readonly end?: ReactNode
}

/** A link that is a whole row to touch; it stands in an item of a `list`. */
export function ListLink({ to, title, more, end }: Omit<ListEntry, 'key'>) {
  return (
    <Link to={to} className="list-link">
      <span>
        <span className="list-title">{title}</span>
        {more && <span className="list-more">{more}</span>}
      </span>
      {end ?? (
        <span className="list-arrow" aria-hidden="true">
          ›
        </span>
      )}
    </Link>
  )
}

/** Links one below the other. */
export function LinkList({ entries }: { readonly entries: readonly ListEntry[] }) {
  return (
    <ul className="list">
      {entries.map(({ key, ...entry }) => (
        <li key={key}>
          <ListLink {...entry} />
        </li>
      ))}
    </ul>
  )
}
