/** What stands around every page: name, language, text size, who is signed in, and the foot. */
import './shell.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink, useLocation, useNavigate } from 'react-router'
import { Said } from '../ui/said.tsx'
import { speak } from './api.ts'
import { pageAt } from './pages.tsx'
import { prefer, type Theme, usePreferences } from './preferences.ts'
import { queryClient } from './query-client.ts'
import { useSaid, useSession, useSignOut, useSite } from './site.ts'
import { addressOf, staffPages, workBegins } from './staff-pages.ts'
import { changeLanguage } from './texts.ts'

/** The look that the page at this address asks for. */
function useLook(): 'citizen' | 'office' {
  return pageAt(useLocation().pathname)?.look ?? 'citizen'
}

function Brand() {
  const site = useSite()
  const said = useSaid()
  const { t } = useTranslation()
  return (
    <Link to="/" className="site-name">
      <svg className="site-mark" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="currentColor" />
        <path
          d="M6 20c4-6 7-6 10-2s6 3 10-4M6 26h20"
          fill="none"
          stroke="var(--surface)"
          strokeWidth="2.5"
          strokeLinecap="round"
        />
      </svg>
      <span>{site ? said(site.name) : t('siteFallback')}</span>
    </Link>
  )
}

function LanguageSwitch() {
  const { language } = usePreferences()
  const other = language === 'zh' ? 'en' : 'zh'
  const change = async () => {
    speak(other)
    await changeLanguage(other)
    // What is not shown now would be shown in the old language for a moment before it is asked for again.
    queryClient.removeQueries({ type: 'inactive' })
    await queryClient.invalidateQueries()
  }
  return (
    <button type="button" className="shell-button" lang={other === 'en' ? 'en' : 'zh-CN'} onClick={() => void change()}>
      {other === 'en' ? 'English' : '中文'}
    </button>
  )
}

function TextSizeSwitch() {
  const { text } = usePreferences()
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className="shell-button"
      aria-pressed={text === 'large'}
      onClick={() => prefer({ text: text === 'large' ? 'normal' : 'large' })}
    >
      {text === 'large' ? t('shell.normalText') : t('shell.largeText')}
    </button>
  )
}

function ThemeSwitch() {
  const { theme } = usePreferences()
  const { t } = useTranslation()
  const themes: readonly Theme[] = ['auto', 'light', 'dark']
  return (
    <fieldset className="theme-switch">
      <legend>{t('shell.theme')}</legend>
      {themes.map((one) => (
        <label key={one} className={one === theme ? 'chosen' : ''}>
          <input
            type="radio"
            name="theme"
            className="visually-hidden"
            checked={one === theme}
            onChange={() => prefer({ theme: one })}
          />
          {t(`shell.${one}`)}
        </label>
      ))}
    </fieldset>
  )
}

function Identity() {
  const session = useSession()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const { t } = useTranslation()
  const { pathname, search } = useLocation()
  if (!session) return <span className="shell-wait" aria-hidden="true" />
  if (session.kind === 'anyone') {
    const back = pathname === '/' || pathname === '/sign-in' ? '' : `?back=${encodeURIComponent(pathname + search)}`
    return (
      <Link to={`/sign-in${back}`} className="shell-button strong">
        {t('signIn')}
      </Link>
    )
  }
  const begins = workBegins(session)
  const leave = async () => {
    await signOut.mutateAsync().catch(() => undefined)
    await navigate('/')
  }
  return (
    <>
      {session.kind === 'staff' && begins !== '/' && (
        <NavLink to={begins} className="shell-button">
          {t(begins === '/window' ? 'shell.takeIn' : 'shell.workbench')}
        </NavLink>
      )}
      <NavLink to="/mine" className="shell-button">
        {session.kind === 'staff' ? (
          <span className="shell-name">
            <Said text={session.name} />
          </span>
        ) : (
          t('shell.mine')
        )}
      </NavLink>
      <button type="button" className="shell-button wide-only" onClick={() => void leave()}>
        {t('signOut')}
      </button>
    </>
  )
}

function Head() {
  const { t } = useTranslation()
  return (
    <header className="shell-head no-print">
      <div className="shell-bar">
        <Brand />
        <nav className="shell-nav" aria-label={t('shell.nav')}>
          <TextSizeSwitch />
          <LanguageSwitch />
          <Identity />
        </nav>
      </div>
    </header>
  )
}

function Foot() {
  const { t } = useTranslation()
  const site = useSite()
  return (
    <footer className="shell-foot no-print">
      <div className="shell-bar">
        <div className="foot-lines">
          <p>
            {t('shell.help')} <a href="tel:12345">12345</a>
          </p>
          {site?.demo && <p className="quiet">{t('shell.demo')}</p>}
        </div>
        <ThemeSwitch />
      </div>
    </footer>
  )
}

/** Where else staff work; on their own pages only, and not for who has a single one. */
function StaffMenu() {
  const { t } = useTranslation()
  const session = useSession()
  const here = pageAt(useLocation().pathname)
  const open = staffPages(session)
  if (open.length < 2 || (!here?.work && here?.look !== 'office')) return null
  return (
    <nav className="staff-menu no-print" aria-label={t('shell.work')}>
      <ul>
        {open.map((page) => (
          <li key={page.name}>
            <Link to={addressOf(page)} aria-current={here?.name === page.name ? 'page' : undefined}>
              {t(`work.${page.name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export function Shell({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const look = useLook()
  return (
    <div className={`shell ${look}`}>
      <a href="#main" className="skip-link">
        {t('shell.skip')}
      </a>
      <Head />
      <StaffMenu />
      <main id="main" className={look === 'office' ? 'shell-main dense' : 'shell-main'} tabIndex={-1}>
        {children}
      </main>
      {look === 'citizen' && <Foot />}
    </div>
  )
}
