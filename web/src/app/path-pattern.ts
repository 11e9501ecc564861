/** `/guide/:code` as the source of a regular expression whose groups are the parameters; nothing for the page that catches all. */
export function pathPattern(path: string): string | undefined {
  if (path === '*') return undefined
  if (path === '/') return '^/$'
  const below = path.endsWith('/*')
  const source = (below ? path.slice(0, -2) : path).replaceAll('.', '\\.').replace(/:\w+/g, '([^/]+)')
  return below ? `^${source}(?:/.*)?$` : `^${source}/?$`
}
