/** `/guide/:code` as the source of a regular expression whose groups are the parameters; nothing for the page that catches all. */
export function pathPattern(path: string): string | undefined {
  if (path === '*') return undefined
  if (path === '/') return '^/$'
  const source = path.replace(/\/\*$/, '(?:/.*)?').replace(/[.]/g, '\\.').replace(/:\w+/g, '([^/]+)')
  return `^${source}/?$`
}
