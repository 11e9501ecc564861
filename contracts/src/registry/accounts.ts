/** People, their accounts and the roles they hold, over the wire. Names, numbers and phones of others are masked. */
import { type Static, Type } from 'typebox'
import { CreditCode, Cursor, closed, DayText, DepartmentCode, Id, Instant, Name, RegionCode, Text2 } from './shapes.ts'

export const IdKind = Type.Enum(['resident', 'passport', 'permanent_resident', 'mainland_travel'])
export const RoleWord = Type.String({ pattern: '^[a-z][a-z_-]{1,40}$', maxLength: 41 })

/** A person as others see them: name, number and phone masked. */
export const MaskedPerson = closed({
  id: Id,
  name: Name,
  idKind: IdKind,
  idNumber: Type.String({ maxLength: 40 }),
  phone: Type.Optional(Type.String({ maxLength: 40 })),
})
export type MaskedPerson = Static<typeof MaskedPerson>

/** A person unmasked: for themselves, or for staff who gave a purpose. */
export const Person = MaskedPerson
export type Person = Static<typeof Person>

export const PersonParams = closed({ id: Id })
export const RevealBody = closed({
  purpose: Type.String({ minLength: 4, maxLength: 200, description: '办件编号 and why' }),
})

export const HeldRole = closed({
  id: Id,
  role: RoleWord,
  roleName: Text2,
  department: Type.Optional(DepartmentCode),
  departmentName: Type.Optional(Name),
  region: Type.Optional(RegionCode),
  regionName: Type.Optional(Name),
  firm: Type.Optional(CreditCode),
  firmName: Type.Optional(Name),
  from: DayText,
  until: Type.Optional(DayText),
})
export type HeldRole = Static<typeof HeldRole>

/** Oneself: the account, the person behind it unmasked, the roles held today. */
export const MeAnswer = closed({
  id: Id,
  login: Type.String({ maxLength: 64 }),
  kind: Type.Enum(['person', 'staff']),
  name: Name,
  /** Whether somebody has seen the person's document; needed to claim a firm. */
  proved: Type.Boolean(),
  person: Type.Optional(Person),
  roles: Type.Array(HeldRole, { maxItems: 500 }),
})
export type MeAnswer = Static<typeof MeAnswer>

/** Who looked at one's data, when and for what (个人信息保护法 art. 45). */
export const ReadsQuery = closed({ cursor: Type.Optional(Cursor) })
export const ReadsAnswer = closed({
  reads: Type.Array(
    closed({ at: Instant, by: Name, department: Type.Optional(Name), purpose: Type.String({ maxLength: 200 }) }),
    { maxItems: 100 },
  ),
  next: Type.Optional(Cursor),
})
export type ReadsAnswer = Static<typeof ReadsAnswer>

/** What was looked at, for the auditor, of one member of staff or of all; the people are masked. */
export const AuditQuery = closed({
  login: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  cursor: Type.Optional(Cursor),
})
export const AuditAnswer = closed({
  reads: Type.Array(
    closed({
      at: Instant,
      by: Name,
      login: Type.String(),
      person: Name,
      department: Type.Optional(Name),
      purpose: Type.String({ maxLength: 200 }),
    }),
    { maxItems: 100 },
  ),
  next: Type.Optional(Cursor),
})
export type AuditAnswer = Static<typeof AuditAnswer>

export const Password = Type.String({ minLength: 10, maxLength: 200 })
export const Login = Type.String({ pattern: '^[0-9A-Za-z][0-9A-Za-z._@-]{2,63}$', maxLength: 64 })
const Phone = Type.String({ minLength: 5, maxLength: 30 })
const IdNumber = Type.String({ minLength: 4, maxLength: 40 })

/** A person opens an account of their own. */
export const RegisterBody = closed({
  login: Login,
  password: Password,
  name: Name,
  idKind: Type.Optional(IdKind),
  idNumber: IdNumber,
  phone: Phone,
})
export type RegisterBody = Static<typeof RegisterBody>

/** What stands on the document that was shown at a window. */
export const ProveBody = closed({ login: Login, name: Name, idNumber: IdNumber })
export type ProveBody = Static<typeof ProveBody>

/** An administrator opens an account for a member of staff. */
export const StaffBody = closed({ login: Login, password: Password, name: Name })
export type StaffBody = Static<typeof StaffBody>
export const AccountAnswer = closed({ id: Id, login: Login, name: Name, kind: Type.Enum(['person', 'staff']) })
export type AccountAnswer = Static<typeof AccountAnswer>

export const PasswordBody = closed({ old: Type.String({ minLength: 1, maxLength: 200 }), new: Password })
export type PasswordBody = Static<typeof PasswordBody>

/** A role given: at a department, over a region, or for a firm. `from` is today unless said. */
export const GrantBody = closed({
  account: Type.Optional(Id),
  login: Type.Optional(Login),
  role: RoleWord,
  department: Type.Optional(DepartmentCode),
  region: Type.Optional(RegionCode),
  firm: Type.Optional(CreditCode),
  from: Type.Optional(DayText),
  until: Type.Optional(DayText),
})
export type GrantBody = Static<typeof GrantBody>
/** Whose grants: of a department's staff, or of one account. */
export const GrantsQuery = closed({
  department: Type.Optional(DepartmentCode),
  login: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
})
export const GrantsAnswer = closed({
  grants: Type.Array(
    closed({ ...HeldRole.properties, account: Id, login: Type.String({ maxLength: 64 }), name: Name }),
    { maxItems: 500 },
  ),
})
export type GrantsAnswer = Static<typeof GrantsAnswer>
/** GET /api/registry/roles: what can be given, and where each is held. */
export const RolesAnswer = closed({
  roles: Type.Array(closed({ role: RoleWord, name: Text2, held: Type.Enum(['department', 'region', 'firm']) }), {
    maxItems: 200,
  }),
})
export type RolesAnswer = Static<typeof RolesAnswer>
export const GrantAnswer = closed({ id: Id })
export type GrantAnswer = Static<typeof GrantAnswer>
export const GrantParams = closed({ id: Id })
export const Done = closed({ done: Type.Boolean() })
export type Done = Static<typeof Done>

/** The people of the demonstration, for the sign-in page. */
export const DemoAccount = closed({
  login: Login,
  name: Name,
  kind: Type.Enum(['person', 'staff']),
  about: Text2,
  roles: Type.Array(Text2, { maxItems: 20 }),
})
export type DemoAccount = Static<typeof DemoAccount>
export const DemoAccountsAnswer = closed({
  password: Type.String({ maxLength: 60 }),
  accounts: Type.Array(DemoAccount, { maxItems: 100 }),
})
export type DemoAccountsAnswer = Static<typeof DemoAccountsAnswer>
