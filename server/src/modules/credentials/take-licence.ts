/** The licence to take along: the token alone, or a file with all that is needed to check it offline (`steppe-licence/1`). */
import type { SignatureAlgorithm } from '#platform/keys'
import { type Answer, answer, type House } from '#platform/module'
import type { LicenceRow } from './licence.ts'
import { issuerOf, makeToken } from './licence-token.ts'
import { issuerKeys, statusToken } from './publish-status.ts'

export async function takeToken(house: House, licence: LicenceRow, algorithm: SignatureAlgorithm): Promise<Answer> {
  const token = await makeToken(house, licence, { algorithm })
  return answer(200, Buffer.from(token), {
    'content-type': 'application/dc+sd-jwt',
    'content-disposition': `attachment; filename="${licence.id}.sd-jwt"`,
  })
}

/** With the issuer's keys and the status list of this minute; a verifier fetches later lists itself. */
export async function takeFile(house: House, licence: LicenceRow, algorithm: SignatureAlgorithm): Promise<Answer> {
  const [token, keys, statusList] = await Promise.all([
    makeToken(house, licence, { algorithm }),
    issuerKeys(house),
    statusToken(house, licence.league, licence.statusList),
  ])
  const file = {
    format: 'steppe-licence/1',
    licence: token,
    issuer: { issuer: issuerOf(house), jwks: { keys } },
    ...(statusList ? { statusList, statusListFetchedAt: Math.floor(house.clock.now() / 1000) } : {}),
  }
  return answer(200, Buffer.from(JSON.stringify(file, undefined, 1)), {
    'content-type': 'application/json',
    'content-disposition': `attachment; filename="${licence.id}.licence.json"`,
  })
}
