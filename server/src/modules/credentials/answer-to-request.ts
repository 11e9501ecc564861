/** What was asked, for the holder who shall answer; what was answered, for whoever asked. */
import type { WalletQuestion, WalletResult } from '@steppe/contracts/credentials'
import type { ClaimPath, Json } from '@steppe/kernels/credential'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { findOfHolders } from './find-licences.ts'
import { valueAt } from './judge-presentation.ts'
import { claimsOf, kindOf } from './licence-token.ts'
import { licenceTypes } from './licence-types.ts'
import { holdersOfActor } from './list-mine.ts'
import { claimWords } from './openid-metadata.ts'
import { findRequest, isOpen, linkOf, type RequestRow, requestUri, resultLife } from './wallet-request.ts'

/** Licences of one holder to choose from. */
const mostToChoose = 50

type Named = { readonly path: (string | number | null)[]; readonly zh: string; readonly en: string }

/** The paths in words; one that the type does not describe is called as it is written. */
async function inWords(house: House, type: string, paths: readonly ClaimPath[]): Promise<Named[]> {
  const words = new Map((await claimWords(house, type)).map((each) => [each.path.join('.'), each]))
  return paths.map((path) => {
    const name = path.join('.')
    const { zh, en } = words.get(name) ?? { zh: name, en: name }
    return { path: [...path], zh, en }
  })
}

const textOf = (value: Json | undefined): string =>
  value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)

function askerInWords({ directory }: CasesHouse, { department, asker }: RequestRow): WalletQuestion['asker'] {
  if (!department) return { zh: asker, en: asker }
  return { zh: directory.departmentName(department, 'zh'), en: directory.departmentName(department, 'en') }
}

/** Who asks the holder for what, why, and with which of their licences each field could be answered. */
export async function walletQuestion(house: CasesHouse, actor: Actor, id: string): Promise<WalletQuestion | Refusal> {
  const row = await findRequest(house, id)
  if (!row) return refuse('credentials.request_unknown')
  const [types, holders] = await Promise.all([licenceTypes(house), holdersOfActor(house, actor)])
  const found = await Promise.all(row.query.types.map((type) => findOfHolders(house, holders, type, mostToChoose)))
  const licences = await Promise.all(
    found
      .flat()
      .filter((licence) => licence.status === 'valid')
      .map(async (licence) => {
        const claims = await claimsOf(house, licence)
        const { claims: needed, optional = [] } = row.query
        const asked = await inWords(house, licence.type, [...needed, ...optional] as ClaimPath[])
        return {
          id: licence.id,
          name: types.get(licence.type)?.name ?? { zh: licence.type, en: licence.type },
          number: licence.number,
          holderName: licence.holderName,
          fields: asked.map((each, i) => ({
            ...each,
            needed: i < needed.length,
            value: textOf(valueAt(claims, each.path)),
          })),
        }
      }),
  )
  const now = house.clock.now()
  return {
    id,
    asker: askerInWords(house, row),
    purpose: row.purpose,
    expires: row.expiresAt.toISOString(),
    state: isOpen(row, now) ? 'waiting' : row.answeredAt ? 'answered' : 'expired',
    types: row.query.types.map((type) => types.get(type)?.name ?? { zh: type, en: type }),
    licences,
    ...(row.answerKey ? { requestUri: requestUri(house, id) } : {}),
  }
}

/** What became of a request: for whoever made it, for an hour. */
export async function walletResult(house: House, actor: Actor, id: string): Promise<WalletResult | Refusal> {
  const row = await findRequest(house, id)
  if (row?.account !== actor.id) return refuse('credentials.request_unknown')
  const now = house.clock.now()
  const asked = { id, purpose: row.purpose }
  if (row.answeredAt && (now - row.answeredAt.getTime() > resultLife || !row.result))
    return { ...asked, state: 'expired' }
  if (!row.result || !row.answeredAt)
    return isOpen(row, now)
      ? {
          ...asked,
          state: 'waiting',
          left: Math.floor((row.expiresAt.getTime() - now) / 1000),
          request: linkOf(house, row),
        }
      : { ...asked, state: 'expired' }
  return { ...asked, ...row.result, ...(await shownIn(house, row)), answeredAt: row.answeredAt.toISOString() }
}

/** What was shown, in words, what was asked for first; and what was asked for and kept back. */
async function shownIn(house: House, row: RequestRow): Promise<Pick<WalletResult, 'name' | 'shown' | 'keptBack'>> {
  const { claims, kind } = row.result ?? {}
  const type = row.query.types.find((each) => kindOf(house, each) === kind)
  if (!claims || type === undefined) return {}
  const name = (await licenceTypes(house)).get(type)?.name
  const asked = await inWords(house, type, [...row.query.claims, ...(row.query.optional ?? [])] as ClaimPath[])
  const known = new Set(asked.map(({ path }) => path.join('.')))
  const others = (await claimWords(house, type)).filter(({ path }) => !known.has(path.join('.')))
  const read = <F extends { readonly path: ClaimPath }>(fields: readonly F[]) =>
    fields.map((field) => ({ ...field, value: valueAt(claims as never, field.path) }))
  return {
    ...(name ? { name } : {}),
    shown: [...read(asked), ...read(others)].flatMap(({ zh, en, value }) =>
      value === undefined ? [] : [{ zh, en, value: textOf(value) }],
    ),
    keptBack: read(asked).flatMap(({ zh, en, value }) => (value === undefined ? [{ zh, en }] : [])),
  }
}
