/** Forms and answers as OAuth words them (RFC 6749): the standards of wallets set their shape, so they are no problem details. */
import { type Answer, answer } from '#platform/module'

/** Reads `application/x-www-form-urlencoded`. */
export function formOf(body: unknown): URLSearchParams {
  return new URLSearchParams(Buffer.isBuffer(body) ? body.toString('utf8') : '')
}

/** An error in the words of OAuth. */
export function oauthError(error: string, description: string, status = 400): Answer {
  return answer(status, { error, error_description: description }, { 'cache-control': 'no-store' })
}
