/** What a camera read is judged on the device, in either form a licence is shown. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { issueCredential } from '@steppe/kernels/credential'
import { ISSUER, licence, makeSigner, NOW } from '../../../../kernels/credential/licence.fixture.ts'
import { judge } from './judge.ts'

const issuer = makeSigner('ES256')
const kept = { metadata: { issuer: ISSUER, jwks: { keys: [issuer.publicJwk] } }, lists: [] }

test('a licence is read from the address the platform shows, from a text, and no longer than it lives', async () => {
  const payload = { ...licence, iat: NOW, exp: NOW + 60 }
  const token = await issueCredential({ payload, disclosable: [], signer: issuer })
  for (const text of [`${ISSUER}/verify#${token}`, `#${token}`, ` ${token}\n`])
    assert.equal(judge(text, kept, NOW).outcome, 'unlisted', text.slice(0, 30))
  const late = judge(`${ISSUER}/verify#${token}`, kept, NOW + 120)
  assert.equal(late.outcome === 'refused' && late.why.code, 'credential.expired')
  const forged = judge(`${ISSUER}/verify#${token.replace(/.~$/, (end) => (end === 'A~' ? 'B~' : 'A~'))}`, kept, NOW)
  assert.equal(forged.outcome, 'refused')
})
