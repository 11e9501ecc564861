/** The registry's tables. */
export const tables = [
  'registry.regions',
  'registry.kinds',
  'registry.departments',
  'registry.roles',
  'registry.loaded',
  'registry.stamp',
  'registry.people',
  'registry.person_reads',
  'registry.accounts',
  'registry.grants',
  'registry.firms',
  'registry.imports',
  'registry.import_findings',
  'registry.import_codes',
] as const
