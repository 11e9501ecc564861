/** Where to return after signing in: an address of this portal only, so that a link cannot lead elsewhere. */
export function safeBack(back: string | null): string | undefined {
  if (!back?.startsWith('/') || back.startsWith('//') || back.includes('\\') || back.startsWith('/sign-in'))
    return undefined
  return back
}
