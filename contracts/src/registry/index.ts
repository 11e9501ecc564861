/** What crosses the wire for the registry: places, departments, firms, people, accounts, roles, imports. */
export * from './accounts.ts'
export * from './firms.ts'
export * from './imports.ts'
export * from './places.ts'
