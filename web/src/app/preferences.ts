/** What the reader chose about the look: theme, text size, language. Kept in this browser only. */
import { useSyncExternalStore } from 'react'

export type Theme = 'auto' | 'light' | 'dark'
export type TextSize = 'normal' | 'large'
export type Language = 'zh' | 'en'
export type Preferences = {
  readonly theme: Theme
  readonly text: TextSize
  readonly language: Language
  /** Code of the region in which one does one's errands; empty until chosen. */
  readonly region: string
}

declare global {
  interface Window {
    __steppe?: { language: Language; early: Record<string, Promise<Response>> }
  }
}

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(`steppe.${key}`)
  } catch {
    return null
  }
}
const write = (key: string, value: string): void => {
  try {
    localStorage.setItem(`steppe.${key}`, value)
  } catch {
    // A browser that keeps nothing still works for this visit.
  }
}

let current: Preferences = {
  theme: (read('theme') as Theme | null) ?? 'auto',
  text: read('text') === 'large' ? 'large' : 'normal',
  region: read('region') ?? '',
  language: window.__steppe?.language ?? (read('language') as Language | null) ?? 'zh',
}
const listeners = new Set<() => void>()

const systemDark = window.matchMedia('(prefers-color-scheme: dark)')

function show(): void {
  const root = document.documentElement
  root.dataset.theme = current.theme === 'auto' ? (systemDark.matches ? 'dark' : 'light') : current.theme
  root.dataset.text = current.text
  root.lang = current.language === 'en' ? 'en' : 'zh-CN'
}

systemDark.addEventListener?.('change', show)

export const preferences = (): Preferences => current

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  for (const [key, value] of Object.entries(change)) write(key, value)
  show()
  for (const listener of listeners) listener()
}

export function usePreferences(): Preferences {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, preferences)
}
