/** Routes of documents sent round: opening, looking, signing, refusing, taking back, and checking any document. */
import * as S from '@steppe/contracts/seals'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { largestFile } from '#platform/files'
import { media, papers } from '#platform/media'
import { type Answer, type AnyRoute, answer, route } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { checkDocument } from './check-document.ts'
import { refuseRound, withdrawRound } from './end-round.ts'
import { versionOf } from './find-rounds.ts'
import { openRound } from './open-round.ts'
import { signRound } from './sign-round.ts'
import { roundFor, roundsOf, roundsToSign, viewRound } from './view-round.ts'

const closed = { additionalProperties: false }
const done = Type.Object({ done: Type.Boolean() })
const roundParams = Type.Object({ round: S.RoundId }, closed)
/** Bytes of a detached signature: a chain of certificates fits many times over. */
const largestSignature = 64 * 1024
const turnRefusals = [
  'seals.round_unknown',
  'seals.not_asked',
  'seals.not_your_turn',
  'seals.signed_already',
  'seals.round_ended',
  'seals.round_expired',
  'seals.moved_on',
]

/** A file for saving: shown by nothing that runs, named by its title. */
export function fileAnswer(content: Buffer, mediaType: string, name: string): Answer {
  return answer(200, content, {
    'content-type': mediaType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'content-security-policy': 'sandbox',
  })
}

async function fileOf(house: CasesHouse, actor: Actor, id: string, form: 'pdf' | 'ofd'): Promise<Answer | Refusal> {
  const found = await roundFor(house, actor, id)
  if (isRefusal(found)) return found
  const { content, ofd } = await versionOf(house, found.row)
  if (form === 'pdf') return fileAnswer(content, 'application/pdf', `${found.row.title}.pdf`)
  return ofd ? fileAnswer(ofd, 'application/ofd', `${found.row.title}.ofd`) : refuse('seals.pdf_only')
}

function readingRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/seals/rounds',
      permission: 'signed_in',
      summary: 'Documents that wait for your signature (to_sign), or that you sent or signed (own)',
      query: Type.Object(
        { view: Type.Enum(['to_sign', 'own']), after: Type.Optional(Type.String({ maxLength: 20 })) },
        closed,
      ),
      response: S.RoundList,
      handle: ({ actor, query }) =>
        query.view === 'to_sign' ? roundsToSign(house, actor) : roundsOf(house, actor, query.after),
    }),
    route({
      method: 'GET',
      url: '/api/seals/rounds/:round',
      permission: 'signed_in',
      summary: 'A document sent round: who is asked, who has signed, and whether it is your turn',
      params: roundParams,
      response: S.Round,
      refusals: ['seals.round_unknown'],
      handle: ({ actor, params, language }) => viewRound(house, actor, params.round, language),
    }),
    route({
      method: 'GET',
      url: '/api/seals/rounds/:round/document',
      permission: 'signed_in',
      summary: 'The document as it stands now, with the signatures it has: PDF, or OFD where it was written here',
      params: roundParams,
      query: Type.Object({ form: Type.Optional(Type.Enum(['pdf', 'ofd'])) }, closed),
      response: media(...papers),
      refusals: ['seals.round_unknown', 'seals.pdf_only'],
      handle: ({ actor, params, query }) => fileOf(house, actor, params.round, query.form ?? 'pdf'),
    }),
    route({
      method: 'POST',
      url: '/api/seals/check',
      permission: 'open',
      summary:
        'Check a signed PDF or OFD, or any file with its detached signature (.p7s): the body is the file, then the `signature` bytes of the signature; nothing is kept',
      query: Type.Object({ signature: Type.Optional(Type.Integer({ minimum: 1, maximum: largestSignature })) }, closed),
      body: media('application/octet-stream'),
      bodyLimit: largestFile + largestSignature,
      response: S.CheckResult,
      remembersItself: true,
      handle: ({ body, query }) => {
        const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
        const end = Math.max(0, bytes.length - (query.signature ?? 0))
        return checkDocument(house, bytes.subarray(0, end), query.signature ? bytes.subarray(end) : undefined)
      },
    }),
  ]
}

/** Documents sent round for signing. */
export function roundRoutes(house: CasesHouse): AnyRoute[] {
  return [
    ...readingRoutes(house),
    route({
      method: 'POST',
      url: '/api/seals/rounds',
      permission: 'signed_in',
      summary: 'Send a document round for signing',
      body: S.NewRound,
      response: Type.Object({ id: S.RoundId }),
      refusals: [
        ...['one_document', 'day_passed', 'account_unknown', 'kind_unknown', 'firm_unknown', 'file_unknown', 'not_pdf'],
        ...['pdf_encrypted', 'pdf_active', 'pdf_damaged', 'pdf_changed_already', 'moved_on'],
      ].map((code) => `seals.${code}`),
      handle: async ({ actor, body }) => {
        const id = await openRound(house, actor, body)
        return isRefusal(id) ? id : { id }
      },
    }),
    route({
      method: 'POST',
      url: '/api/seals/rounds/:round/sign',
      permission: 'signed_in',
      summary: 'Sign the document you looked at, with one of your seals and your password',
      params: roundParams,
      body: S.Signing,
      response: Type.Object({ sha256: Type.String() }),
      refusals: [
        ...turnRefusals,
        ...['seal_unknown', 'not_your_seal', 'seal_differs', 'seal_suspended', 'seal_revoked', 'seal_expired'].map(
          (code) => `seals.${code}`,
        ),
        ...['seals.identity_unproved', 'seals.document_changed', 'seals.password_wrong', 'platform.locked'],
      ],
      handle: ({ actor, params, body }) => signRound(house, actor, params.round, body),
    }),
    route({
      method: 'POST',
      url: '/api/seals/rounds/:round/refuse',
      permission: 'signed_in',
      summary: 'Refuse to sign, with the reason',
      params: roundParams,
      body: S.Reason,
      response: done,
      refusals: turnRefusals,
      handle: ({ actor, params, body }) => refuseRound(house, actor, params.round, body.reason),
    }),
    route({
      method: 'POST',
      url: '/api/seals/rounds/:round/withdraw',
      permission: 'signed_in',
      summary: 'Take a document back that you sent round',
      params: roundParams,
      response: done,
      refusals: ['seals.round_unknown', 'seals.not_sender', 'seals.round_ended', 'seals.moved_on'],
      handle: ({ actor, params }) => withdrawRound(house, actor, params.round),
    }),
  ]
}
