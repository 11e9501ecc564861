/** Oneself, accounts, roles and people over HTTP. */
import {
  AccountAnswer,
  AuditAnswer,
  AuditQuery,
  DemoAccountsAnswer,
  Done,
  GrantAnswer,
  GrantBody,
  GrantParams,
  GrantsAnswer,
  GrantsQuery,
  MaskedPerson,
  MeAnswer,
  PasswordBody,
  PersonParams,
  ProveBody,
  ReadsAnswer,
  ReadsQuery,
  RegisterBody,
  RevealBody,
  RolesAnswer,
  StaffBody,
} from '@steppe/contracts/registry'
import { type AnyRoute, type House, route } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import {
  changePassword,
  endRole,
  giveRole,
  openStaffAccount,
  proveIdentity,
  registerPerson,
  revealPerson,
} from './act.ts'
import { demoAccounts } from './demo-accounts.ts'
import type { Account } from './find-account.ts'
import { findGrants, findMe } from './find-me.ts'
import { getPerson, maskPerson } from './find-person.ts'
import { findPolicy } from './find-policy.ts'
import { auditReads, findReads } from './find-reads.ts'

export const accountRoutes = (house: House): readonly AnyRoute[] => [
  ...own(house),
  ...administered(house),
  ...people(house),
]

function own(house: House): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/registry/me',
      permission: 'signed_in',
      summary: 'Oneself and the roles held today',
      response: MeAnswer,
      handle: ({ actor }) => findMe(house, actor.id),
    }),
    route({
      method: 'GET',
      url: '/api/registry/me/reads',
      permission: 'signed_in',
      summary: 'Who looked at one’s data, when and for what',
      query: ReadsQuery,
      response: ReadsAnswer,
      handle: ({ actor, query }) => findReads(house, actor.id, query.cursor),
    }),
    route({
      method: 'POST',
      url: '/api/registry/me/password',
      permission: 'signed_in',
      summary: 'Change one’s password',
      body: PasswordBody,
      response: Done,
      refusals: ['registry.password_wrong', 'registry.password_weak', 'platform.locked'],
      handle: ({ actor, body }) => changePassword(house, actor, body),
    }),
    route({
      method: 'POST',
      url: '/api/registry/accounts/register',
      permission: 'open',
      summary: 'A person opens an account',
      limit: { what: 'register', most: 30, seconds: 3600 },
      body: RegisterBody,
      response: AccountAnswer,
      status: 201,
      refusals: [
        'registry.id_number_wrong',
        'registry.phone_wrong',
        'registry.password_weak',
        'registry.login_taken',
        'registry.person_has_account',
        'registry.person_on_register',
        'platform.too_many_attempts',
      ],
      handle: async ({ body }) => accountView(await registerPerson(house, body)),
    }),
    route({
      method: 'GET',
      url: '/api/registry/demo-accounts',
      permission: 'open',
      summary: 'The people of the demonstration and the password they share',
      response: DemoAccountsAnswer,
      refusals: ['registry.not_demo'],
      handle: () => demoAccounts(house),
    }),
  ]
}

function administered(house: House): readonly AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/registry/accounts',
      permission: 'registry:account:write',
      summary: 'An administrator opens an account for a member of staff',
      body: StaffBody,
      response: AccountAnswer,
      status: 201,
      refusals: ['registry.password_weak', 'registry.login_taken'],
      handle: async ({ body }) => accountView(await openStaffAccount(house, body)),
    }),
    route({
      method: 'GET',
      url: '/api/registry/grants',
      permission: 'registry:grant:write',
      summary: 'Grants of a department’s staff or of one account that have not ended',
      query: GrantsQuery,
      response: GrantsAnswer,
      refusals: ['registry.account_unknown', 'registry.department_unknown'],
      handle: ({ query }) => findGrants(house, query),
    }),
    route({
      method: 'GET',
      url: '/api/registry/roles',
      permission: 'registry:grant:write',
      summary: 'The roles that can be given, and where each is held',
      response: RolesAnswer,
      handle: async () => {
        const { roles } = await findPolicy(house)
        return { roles: Object.values(roles).map(({ id, name, held }) => ({ role: id, name, held })) }
      },
    }),
    route({
      method: 'POST',
      url: '/api/registry/grants',
      permission: 'registry:grant:write',
      summary: 'Give a role at a department, over a region or for a firm',
      body: GrantBody,
      response: GrantAnswer,
      status: 201,
      refusals: [
        'registry.role_unknown',
        'registry.account_unknown',
        'registry.role_place_wrong',
        'registry.staff_account_needed',
        'registry.outside_your_region',
        'registry.own_grant',
      ],
      handle: ({ actor, body }) => giveRole(house, actor, body),
    }),
    route({
      method: 'POST',
      url: '/api/registry/grants/:id/end',
      permission: 'registry:grant:write',
      summary: 'End a role today; it stays in the book',
      params: GrantParams,
      response: Done,
      refusals: ['registry.grant_unknown', 'registry.outside_your_region'],
      handle: ({ actor, params }) => endRole(house, actor, params.id),
    }),
  ]
}

function people(house: House): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/registry/reads',
      permission: 'registry:read:audit',
      summary: 'What members of staff of your region, or one of them, looked at unmasked, and for what',
      query: AuditQuery,
      response: AuditAnswer,
      refusals: ['registry.account_unknown', 'platform.cursor_unknown'],
      handle: ({ actor, query }) => auditReads(house, actor, query.login, query.cursor),
    }),
    route({
      method: 'POST',
      url: '/api/registry/accounts/at-window',
      permission: 'registry:person:prove',
      summary: 'Open an account for a person whose document was shown',
      body: RegisterBody,
      response: AccountAnswer,
      status: 201,
      refusals: [
        'registry.id_number_wrong',
        'registry.login_taken',
        'registry.person_has_account',
        'registry.name_differs',
      ],
      handle: async ({ actor, body }) => accountView(await registerPerson(house, body, actor)),
    }),
    route({
      method: 'POST',
      url: '/api/registry/accounts/prove',
      permission: 'registry:person:prove',
      summary: 'Note that the document of the person behind an account was shown',
      body: ProveBody,
      response: Done,
      refusals: ['registry.account_unknown', 'registry.document_differs', 'registry.own_grant'],
      handle: ({ actor, body }) => proveIdentity(house, actor, body),
    }),
    route({
      method: 'GET',
      url: '/api/registry/people/:id',
      permission: 'registry:person:read',
      summary: 'A person, masked',
      params: PersonParams,
      response: MaskedPerson,
      refusals: ['registry.person_unknown'],
      handle: async ({ params }) => {
        const person = await getPerson(house, params.id)
        return person ? maskPerson(person) : refuse('registry.person_unknown')
      },
    }),
    route({
      method: 'POST',
      url: '/api/registry/people/:id/reveal',
      permission: 'registry:person:read',
      summary: 'A person unmasked, for a purpose that the person can see',
      params: PersonParams,
      body: RevealBody,
      response: MaskedPerson,
      refusals: ['registry.person_unknown'],
      handle: ({ actor, params, body }) => revealPerson(house, actor, params.id, body.purpose),
    }),
  ]
}

function accountView(account: Account | Refusal) {
  if (isRefusal(account)) return account
  return { id: account.id, login: account.login, name: account.name, kind: account.kind }
}
