/** A made-up staff: one person for each role at each department, the same at every load. */
import { createHash } from 'node:crypto'
import type { Department } from './gather-places.ts'
import type { AccountRow, GrantRow } from './write-accounts.ts'

export interface StaffRecipe {
  readonly from: string
  readonly roles: readonly string[]
  readonly surnames: readonly string[]
  readonly givenNames: readonly string[]
  /** Names that are not made of a surname and a given name, as Mongolian names are. */
  readonly wholeNames: readonly string[]
}

/** Accounts `g-<department>-<role>` that sign in as `<department>.<role>`, each with its one grant. */
export function makeUpStaff(
  departments: readonly Pick<Department, 'code' | 'region'>[],
  recipe: StaffRecipe,
): { readonly accounts: AccountRow[]; readonly grants: GrantRow[] } {
  const posts = departments.flatMap((department) =>
    recipe.roles.map((role) => ({ department, role, id: `g-${department.code}-${role}` })),
  )
  return {
    accounts: posts.map(({ department, role, id }) => ({
      id,
      login: `${department.code}.${role}`,
      kind: 'staff',
      name: nameFor(id, recipe),
      person: null,
      origin: 'generated',
    })),
    grants: posts.map(({ department, role, id }) => ({
      id,
      account: id,
      role,
      department: department.code,
      region: department.region,
      firm: null,
      from_day: recipe.from,
    })),
  }
}

/** One in five has a whole name; which, the digest of the id says. */
function nameFor(id: string, recipe: StaffRecipe): string {
  const digest = createHash('sha256').update(id).digest()
  const pick = (list: readonly string[], at: number) => list[digest.readUInt32BE(at) % list.length] ?? ''
  return (digest[0] ?? 0) < 51 ? pick(recipe.wholeNames, 4) : pick(recipe.surnames, 8) + pick(recipe.givenNames, 12)
}
