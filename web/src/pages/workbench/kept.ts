/** Small things this browser keeps for the person at the desk: views, the list last looked at, choices. */
const prefix = 'steppe.work.'

export function recall<T>(name: string, fallback: T, store: 'local' | 'session' = 'local'): T {
  try {
    const text = (store === 'local' ? localStorage : sessionStorage).getItem(prefix + name)
    return text === null ? fallback : (JSON.parse(text) as T)
  } catch {
    return fallback
  }
}

export function keep(name: string, value: unknown, store: 'local' | 'session' = 'local'): void {
  try {
    const where = store === 'local' ? localStorage : sessionStorage
    where.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // A browser that keeps nothing still works for this visit.
  }
}
