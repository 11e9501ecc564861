/** What of the module stands in the transparency log, held against what holders and verifiers are shown of it. SQL over a row `a`. */
import type { SealedRows } from '#platform/module'
import { licenceIdForm } from './make-licence.ts'

/** A call as it was committed to, made of the columns from which holders and auditors read it. */
const call = `jsonb_build_object('id', a.id, 'league', a.league, 'at', (extract(epoch from a.at) * 1000)::bigint, 'account', a.account,
  'actorName', a.actor_name, 'department', a.department, 'item', a.item, 'case', a.case_id, 'type', a.type, 'licence', a.licence, 'holder', a.holder,
  'cause', a.cause, 'legalBasis', a.legal_basis, 'outcome', a.outcome, 'fields', to_jsonb(a.fields))`

/** A licence stands as its last act left it, says what it said when it was issued, and is looked for in the lists where it was put then (acts before that was sealed do not say where). */
const licenceAgrees = `exists (select 1 from credentials.licences l where l.league = a.league and l.id = a.licence
  and (l.seq > a.seq or (l.seq = a.seq and l.status = a.act ->> 'to'))
  and (a.act -> 'issued' is null or jsonb_strip_nulls((a.act -> 'issued') - 'status') = jsonb_strip_nulls(jsonb_build_object('id', l.id, 'type', l.type,
    'number', l.number, 'identifier', l.identifier, 'holderKind', l.holder_kind, 'holder', l.holder, 'holderName', l.holder_name,
    'holderCode', l.holder_code, 'department', l.department, 'region', l.region, 'issuedOn', l.issued_on, 'expiresOn', l.expires_on,
    'case', l.case_id, 'item', l.item, 'replaces', l.replaces, 'details', l.details)
    || case when a.act -> 'issued' ? 'statusList' then jsonb_build_object('statusList', l.status_list, 'statusIndex', l.status_index) else '{}' end)))`

/** What a holder said to a question, and that they took it back. */
const answers = `(select a.league, a.id, s.n, s.act, s.salt, a.answer, s.n = 1 and a.withdrawal_act is not null as overtaken
  from credentials.authorisations a, lateral (values (1, a.answer_act, a.salt), (2, a.withdrawal_act, a.withdrawal_salt)) as s(n, act, salt)
  where s.act is not null)`

export const sealedRows: readonly SealedRows[] = [
  {
    table: 'credentials.acts',
    of: licenceIdForm,
    subject: 'licence',
    number: 'seq',
    value: 'a.act',
    agrees: licenceAgrees,
  },
  { table: 'credentials.calls', of: /^\d{6}-C[0-9A-Z]+$/, subject: 'id', value: call },
  {
    table: answers,
    of: /^\d{6}-A[0-9A-Z]+$/,
    subject: 'id',
    number: 'n',
    value: 'a.act',
    agrees: "a.overtaken or a.answer = a.act ->> 'answer'",
  },
]
