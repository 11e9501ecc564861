/** The form for QR codes gives the same token back, is small, and unpacks nothing that is not one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fromQrForm, isRefused, issueCredential, presentCredential, toQrForm } from './index.ts'
import { disclosable, licence, makeSigner, NOW } from './licence.fixture.ts'

const [issuer, holder] = [makeSigner('ES256'), makeSigner('ES256')]
const token = await issueCredential({ payload: licence, disclosable, holderJwk: holder.publicJwk, signer: issuer })
const binding = {
  signer: holder,
  audience: 'https://licences.example.cn/check-licence',
  nonce: '7',
  now: NOW,
  life: 60,
}
const shown = (await presentCredential(token, [['representative']], binding)) as string

test('a token comes back sign for sign, with and without disclosures and key binding', () => {
  for (const each of [token, shown, `${token.split('~')[0]}~`]) {
    const text = toQrForm(each)
    assert.ok(typeof text === 'string' && /^[0-9]+$/.test(text))
    assert.equal(fromQrForm(text), each)
    assert.equal(fromQrForm(`https://licences.example.cn/check-licence#${text}`), each)
  }
})

test('a presentation takes less than 70 % of the bits that its text would', () => {
  const text = toQrForm(shown) as string
  assert.ok((text.length * 10) / 3 / 8 < shown.length * 0.7, `${text.length} digits for ${shown.length} signs`)
})

test('what is altered, cut off or no such text is refused or gives a token for the signatures to judge, and never throws', () => {
  const text = toQrForm(shown) as string
  // Packed bytes can be spelt in several ways, so an altered digit may still stand for the same token, or for another.
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.nat(9), (at, digit) => {
      const found = fromQrForm(text.slice(0, at) + digit + text.slice(at + 1))
      assert.ok(isRefused(found) || typeof found === 'string')
    }),
  )
  for (let end = 0; end < text.length; end += 11) assert.notEqual(fromQrForm(text.slice(0, end)), shown)
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^1[0-9]{0,400}$/)), (some) => void fromQrForm(some)))
  for (const wrong of ['', '1', '2123', '#', '19999', 'a.b.c~']) assert.ok(isRefused(fromQrForm(wrong)))
  for (const wrong of ['', 'a~', 'a.b.c~', `${token}x`]) assert.ok(isRefused(toQrForm(wrong)))
})
