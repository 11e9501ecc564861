/** Whether what the roles carry includes a permission, `module:thing:verb`; `*` stands for any word. Pure. */
export function carries(permissions: readonly string[], wanted: string): boolean {
  const words = wanted.split(':')
  return permissions.some((pattern) => {
    const parts = pattern.split(':')
    return parts.length === words.length && parts.every((part, at) => part === '*' || part === words[at])
  })
}
