/** Who acts: a person with a session, the platform itself, or nobody known; with the roles they hold. */

/** A role held somewhere: at a department, for a firm, over the installation. */
export interface Grant {
  readonly role: string
  /** Department code, for staff. */
  readonly department?: string
  /** Region code the department serves, for staff. */
  readonly region?: string
  /** Credit code of the firm, for those who act on its behalf. */
  readonly firm?: string
}

export interface Actor {
  readonly kind: 'anyone' | 'person' | 'staff' | 'platform'
  /** Stable id; `anyone` for those without a session, `platform` for timers and rules. */
  readonly id: string
  readonly name: string
  readonly grants: readonly Grant[]
}

export const anyone: Actor = { kind: 'anyone', id: 'anyone', name: '', grants: [] }
export const platformActor: Actor = { kind: 'platform', id: 'platform', name: '平台', grants: [] }
