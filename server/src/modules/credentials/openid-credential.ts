/** The credential endpoint: a licence for each key that the wallet proves to have. Source: OpenID4VCI 1.0 section 8. */
import { type Answer, answer, type House } from '#platform/module'
import { makeToken } from './licence-token.ts'
import { oauthError } from './openid-form.ts'
import { countCopies, licenceOfToken, mostCopies } from './openid-offers.ts'
import { checkProof } from './openid-proof.ts'

/** Gives the licence in the form dc+sd-jwt, bound to the keys proved. Errors are those of the standard. */
export async function giveCredential(house: House, accessToken: string | undefined, body: unknown): Promise<Answer> {
  const licence = await licenceOfToken(house, accessToken)
  if (!licence || accessToken === undefined)
    return answer(401, { error: 'invalid_token' }, { 'www-authenticate': 'Bearer error="invalid_token"' })
  const request = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const unasked = whyNot(request, licence.type)
  if (unasked) return unasked
  if (licence.status !== 'valid') return oauthError('credential_request_denied', 'the licence is not in force')
  const proofs = (request.proofs as { readonly jwt?: unknown } | undefined)?.jwt
  if (!Array.isArray(proofs) || proofs.length === 0 || proofs.length > mostCopies)
    return oauthError('invalid_proof', `proofs.jwt must hold 1 to ${mostCopies} proofs`)
  const checked = await Promise.all(proofs.map((proof) => checkProof(house, proof)))
  const keys = []
  for (const each of checked) {
    if ('error' in each) return oauthError(each.error, each.why)
    keys.push(each.jwk)
  }
  if (!(await countCopies(house, accessToken, keys.length)))
    return oauthError('credential_request_denied', 'the offer has given all its copies')
  const tokens = await Promise.all(keys.map((holderJwk) => makeToken(house, licence, { holderJwk })))
  return answer(200, { credentials: tokens.map((credential) => ({ credential })) }, { 'cache-control': 'no-store' })
}

/** What is wrong with a request before its proofs are looked at; what is not offered here is refused by the standard's own codes (section 8.3.1.2). */
function whyNot(request: Record<string, unknown>, type: string): Answer | undefined {
  const { credential_configuration_id: configuration, credential_identifier: identifier } = request
  if ((configuration === undefined) === (identifier === undefined))
    return oauthError('invalid_credential_request', 'name credential_configuration_id and nothing beside it')
  if (identifier !== undefined)
    return oauthError('unknown_credential_identifier', 'this issuer gives no credential identifiers')
  if (configuration !== type) return oauthError('unknown_credential_configuration', 'the offer was for another licence')
  return request.credential_response_encryption === undefined
    ? undefined
    : oauthError('invalid_encryption_parameters', 'answers come over TLS and are not encrypted besides')
}
