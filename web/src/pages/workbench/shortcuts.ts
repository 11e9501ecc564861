/** One key, one act, while nothing is being typed and no question stands open. Single keys can be turned off (WCAG 2.1.4). */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { keep, recall } from './kept.ts'

let on = recall('keys', true)
const listeners = new Set<() => void>()
export const keysOn = (): boolean => on
export function turnKeys(now: boolean): void {
  on = now
  keep('keys', now)
  for (const listener of listeners) listener()
}
export function useKeysOn(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, keysOn)
}

/** Whether a key pressed here is part of typing or of working a control. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)) return true
  return target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit)$/.test(target.type)
}

export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>

export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return
      const act = latest.current[event.key]
      if (!act) return
      event.preventDefault()
      act(event)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
