/** Who may do what: (actor, permission, subject) -> allowed | the reason why not. Roles and what they carry are data of a pack. */

/** A role held somewhere: at a department, in a region, or for a firm. */
export interface Grant {
  readonly role: string
  readonly department?: string
  readonly region?: string
  readonly firm?: string
}

export interface Role {
  readonly id: string
  /** `module:thing:verb`; `*` stands for any word. */
  readonly permissions: readonly string[]
  /** Roles whose work this one may do too. */
  readonly covers?: readonly string[]
  /** Whether the role reaches from its region down to every region within it. */
  readonly reaches?: 'department' | 'region'
}

export interface Policy {
  readonly roles: Readonly<Record<string, Role>>
}

/** What a permission is asked for. */
export interface Subject {
  readonly department?: string
  readonly region?: string
  readonly firm?: string
}

export type Verdict =
  | { readonly allowed: true; readonly by: Grant }
  | { readonly allowed: false; readonly why: 'no_role' | 'other_department' | 'other_region' | 'other_firm' }

function matches(pattern: string, permission: string): boolean {
  if (!pattern.includes('*')) return pattern === permission
  const wanted = permission.split(':')
  const words = pattern.split(':')
  return words.length === wanted.length && words.every((word, index) => word === '*' || word === wanted[index])
}

/** Whether any of the grants carries the permission, wherever it is held. */
export function holds(policy: Policy, grants: readonly Grant[], permission: string): boolean {
  return grants.some(
    (grant) => policy.roles[grant.role]?.permissions.some((pattern) => matches(pattern, permission)) ?? false,
  )
}

/** A region lies within another when its code continues the other's non-zero part (GB/T 2260). */
export function within(region: string, outer: string): boolean {
  const stem = outer.slice(0, 6).replace(/(00)+$/, '')
  return region.startsWith(outer.length > 6 ? outer : stem)
}

/** Whether the grants carry the permission over this subject. */
export function may(policy: Policy, grants: readonly Grant[], permission: string, subject: Subject): Verdict {
  const carrying = grants.filter((grant) =>
    policy.roles[grant.role]?.permissions.some((pattern) => matches(pattern, permission)),
  )
  if (carrying.length === 0) return { allowed: false, why: 'no_role' }
  let why: 'other_department' | 'other_region' | 'other_firm' = 'other_department'
  for (const grant of carrying) {
    const miss = missing(policy, grant, subject)
    if (!miss) return { allowed: true, by: grant }
    why = miss
  }
  return { allowed: false, why }
}

function missing(
  policy: Policy,
  grant: Grant,
  subject: Subject,
): 'other_department' | 'other_region' | 'other_firm' | undefined {
  if (subject.firm && grant.firm) return subject.firm === grant.firm ? undefined : 'other_firm'
  if (policy.roles[grant.role]?.reaches === 'region') {
    return subject.region && grant.region && !within(subject.region, grant.region) ? 'other_region' : undefined
  }
  return subject.department && grant.department !== subject.department ? 'other_department' : undefined
}

/** Whether the person works as `role` (or a role that covers it) at `department`. */
export function worksAs(policy: Policy, grants: readonly Grant[], role: string, department: string): boolean {
  return grants.some(
    (grant) =>
      grant.department === department &&
      (grant.role === role || (policy.roles[grant.role]?.covers?.includes(role) ?? false)),
  )
}
