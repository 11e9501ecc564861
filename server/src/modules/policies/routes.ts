/** HTTP of policies for everybody and for firms: parse, act, answer. */
import * as P from '@steppe/contracts/policies'
import type { CasesHouse } from '#cases/house'
import { type AnyRoute, route } from '#platform/module'
import { claimPolicy } from './claim-policy.ts'
import { findMine, findReasons } from './find-mine.ts'
import { diffVersions, listPolicies, viewPolicy } from './find-policies.ts'
import { proveVersion } from './prove-version.ts'
import { awardRoutes } from './routes-awards.ts'
import { staffRoutes } from './routes-staff.ts'
import { dictionaryOf } from './shelf.ts'
import { supplyFacts } from './supply-facts.ts'
import { wish } from './wishes.ts'

/** All routes of the module. */
export function policiesRoutes(house: CasesHouse): AnyRoute[] {
  return [...publicRoutes(house), ...firmRoutes(house), ...awardRoutes(house), ...staffRoutes(house)]
}

function publicRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/policies',
      permission: 'open',
      summary: 'Policies, those in force first; searched by words of title, document, benefit and conditions',
      query: P.PolicyQuery,
      response: P.PolicyList,
      refusals: ['platform.cursor_unknown'],
      handle: ({ query }) => listPolicies(house, query),
    }),
    route({
      method: 'GET',
      url: '/api/policies/dictionary',
      permission: 'open',
      summary: 'The facts that policies ask for, where the administration holds each, and the tables that derive facts',
      response: P.Dictionary,
      handle: () => dictionaryOf(house),
    }),
    route({
      method: 'GET',
      url: '/api/policies/:id',
      permission: 'open',
      summary: 'A policy with its document, conditions, benefit, versions and who answers for it',
      params: P.PolicyParams,
      query: P.VersionQuery,
      response: P.PolicyView,
      refusals: ['policies.policy_unknown', 'policies.version_unknown'],
      handle: ({ params, query }) => viewPolicy(house, params.id, query.version),
    }),
    route({
      method: 'GET',
      url: '/api/policies/:id/file',
      permission: 'open',
      summary: 'The file steppe-policy/1: a version, or what ended it, its seal, and the proof from the log',
      params: P.PolicyParams,
      query: P.VersionFileQuery,
      response: P.PolicyFile,
      refusals: ['policies.policy_unknown', 'policies.version_unknown', 'policies.version_not_sealed'],
      handle: ({ params, query }) => proveVersion(house, params.id, query.version, query.of),
    }),
    route({
      method: 'GET',
      url: '/api/policies/:id/diff',
      permission: 'open',
      summary: 'What changed from one version to another: conditions, benefit, days, paragraphs',
      params: P.PolicyParams,
      query: P.DiffQuery,
      response: P.Diff,
      refusals: ['policies.policy_unknown', 'policies.version_unknown'],
      handle: ({ params, query }) => diffVersions(house, params.id, query.from, query.to),
    }),
  ]
}

function firmRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/policies/mine',
      permission: 'signed_in',
      summary: 'What your firm can have, how much, what is not known yet, and what to ask first',
      query: P.MineQuery,
      response: P.MyPolicies,
      refusals: ['policies.no_firm', 'policies.not_your_firm'],
      handle: ({ actor, query }) => findMine(house, actor, query.firm),
    }),
    route({
      method: 'GET',
      url: '/api/policies/mine/:id',
      permission: 'signed_in',
      summary: 'Why: each condition with its value, the facts and their sources, the cheapest facts that would decide',
      params: P.PolicyParams,
      query: P.FirmQuery,
      response: P.MyReasons,
      refusals: ['policies.not_your_firm', 'policies.not_in_force', 'registry.firm_unknown'],
      handle: ({ actor, params, query }) => findReasons(house, actor, params.id, query.firm),
    }),
    route({
      method: 'PUT',
      url: '/api/policies/facts',
      permission: 'signed_in',
      summary: 'What the firm says of itself; null takes a word back',
      body: P.SupplyBody,
      response: P.FirmFacts,
      refusals: ['policies.not_your_firm', 'policies.fact_unknown', 'policies.fact_wrong', 'registry.firm_unknown'],
      handle: ({ actor, body }) => supplyFacts(house, actor, body),
    }),
    route({
      method: 'PUT',
      url: '/api/policies/wishes',
      permission: 'signed_in',
      summary: 'Whether you are told of policies that fit your firm',
      body: P.WishBody,
      response: P.WishAnswer,
      refusals: ['policies.not_your_firm'],
      handle: ({ actor, body }) => wish(house, actor, body),
    }),
    route({
      method: 'POST',
      url: '/api/policies/claims',
      permission: 'signed_in',
      summary: 'Claim a policy for your firm: a case, filled in with what is known',
      body: P.ClaimBody,
      response: P.Claimed,
      refusals: [
        'policies.not_your_firm',
        'policies.not_in_force',
        'policies.not_eligible',
        'policies.not_known_yet',
        'policies.displaced',
        'policies.account_needed',
        'policies.claimed_already',
        'policies.rival_claimed',
        'policies.free_of_application',
        'policies.no_department',
        'registry.firm_unknown',
      ],
      handle: ({ actor, body }) => claimPolicy(house, actor, body),
    }),
  ]
}
