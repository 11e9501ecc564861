/** 亮证: a device shows a licence as a QR code of a minute's life; whoever checks it needs no network. */
import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { createRequire } from 'node:module'
import { before, test } from 'node:test'
import type { ShowingToken } from '@steppe/contracts/credentials'
import { day } from '@steppe/kernels/calendar'
import {
  type CredentialSigner,
  fromQrForm,
  isRefused,
  presentCredential,
  readStatusList,
  thumbprint,
  toQrForm,
  trustIssuers,
  verifyCredential,
} from '@steppe/kernels/credential'
import QRCode from 'qrcode'
import { isRefusal } from '#platform/refusals'
import { type TestInstallation, testInstallation } from '#testing/installation'
import { issueCredential } from './act.ts'
import type { LicenceRow } from './ask.ts'

type ReadQr = (pixels: Uint8ClampedArray, width: number, height: number) => { data: string } | null
const readQr = createRequire(import.meta.url)('jsqr').default as ReadQr

let town: TestInstallation
let licence: LicenceRow
const start = Date.parse('2026-11-23T09:00+08:00')

before(async () => {
  town = await testInstallation('2026-11-23T09:00+08:00')
  const made = await issueCredential(town.house, {
    type: 'food-business-licence',
    holder: { kind: 'firm', id: '92150102MAD000019E', name: '赵强便利店', code: '92150102MAD000019E' },
    department: '150102-market-regulation',
    number: 'JY11501020000012',
    issuedOn: day('2026-11-23'),
    details: { premises: '新城区成吉思汗大街1号' },
    actor: { kind: 'staff', id: 's-1', name: '刘敏', department: '150102-market-regulation' },
  })
  assert.ok(!isRefusal(made))
  licence = made
})

function makeDevice(): CredentialSigner {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicJwk = pair.publicKey.export({ format: 'jwk' }) as CredentialSigner['publicJwk']
  const key = { key: pair.privateKey, dsaEncoding: 'ieee-p1363' } as const
  return { algorithm: 'ES256', id: thumbprint(publicJwk), publicJwk, sign: async (data) => sign('sha256', data, key) }
}

/** The picture a camera would see: four pixels a module, a quiet zone of four modules. */
function photograph(address: string, digits: string): { pixels: Uint8ClampedArray; width: number; modules: number } {
  const { modules } = QRCode.create(
    [
      { data: Buffer.from(address), mode: 'byte' },
      { data: digits, mode: 'numeric' },
    ],
    { errorCorrectionLevel: 'L' },
  )
  const width = (modules.size + 8) * 4
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++) {
      const [row, column] = [Math.floor(y / 4) - 4, Math.floor(x / 4) - 4]
      const isInside = row >= 0 && column >= 0 && row < modules.size && column < modules.size
      if (isInside && modules.get(row, column)) pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  return { pixels, width, modules: modules.size }
}

test('a QR code read from its picture is verified with keys and list at hand, and refused after sixty seconds', async () => {
  const device = makeDevice()
  const holder = await town.signIn('zhaoqiang')
  const { kty, crv, x, y } = device.publicJwk
  const given = await holder.call<ShowingToken>('POST', `/api/credentials/licences/${licence.id}/devices`, {
    jwk: { kty, crv, x, y },
  })
  assert.equal(given.status, 200, JSON.stringify(given.body))
  const now = Math.floor(start / 1000)
  const audience = given.body.checkAt
  const shown = await presentCredential(given.body.token, 'all', {
    signer: device,
    audience,
    nonce: 'f3',
    now,
    life: 60,
  })
  assert.ok(typeof shown === 'string')
  const digits = toQrForm(shown)
  assert.ok(typeof digits === 'string')
  const picture = photograph(`${audience}#`, digits)
  assert.ok(picture.modules <= 97, `${picture.modules} modules a side can be read by a phone`)
  const read = readQr(picture.pixels, picture.width, picture.width)
  assert.equal(read?.data, `${audience}#${digits}`)

  // What the checker keeps from the last time there was a network.
  const { body: metadata } = await town.anyone.call('GET', '/.well-known/jwt-vc-issuer')
  const { body: lists } = await town.anyone.call('GET', '/credentials/status')
  assert.equal(lists.status_lists.length, 1)
  const { body: list } = await town.anyone.call('GET', new URL(lists.status_lists[0]).pathname)
  const trust = trustIssuers([{ issuer: metadata.issuer, keys: metadata.jwks.keys }])
  const status = readStatusList(String(list), { trust, issuer: metadata.issuer, uri: lists.status_lists[0], now })
  assert.ok(!isRefused(status))

  const check = (at: number) =>
    verifyCredential(fromQrForm(read!.data) as string, { trust, now: at, audience, status: () => status })
  const verified = check(now + 59)
  assert.ok(verified.ok, JSON.stringify(verified))
  assert.equal(verified.status, 'valid')
  assert.deepEqual(verified.claims.holder, { name: '赵强便利店' })
  assert.equal(verified.claims.details, undefined, 'nothing is shown that the question does not need')
  const late = check(now + 60)
  assert.equal(late.ok ? 'accepted' : late.code, 'credential.presentation_expired')
  const other = verifyCredential(shown, { trust, now, audience: 'https://other.example/check-licence' })
  assert.equal(other.ok ? 'accepted' : other.code, 'credential.wrong_audience')
})

test('only the holder gets a licence for a device, for a usable key, and for a day', async () => {
  const { kty, crv, x, y } = makeDevice().publicJwk
  const url = `/api/credentials/licences/${licence.id}/devices`
  const wangfang = await town.signIn('wangfang')
  assert.equal((await wangfang.call('POST', url, { jwk: { kty, crv, x, y } })).body.code, 'credentials.not_yours')
  const holder = await town.signIn('zhaoqiang')
  const broken = await holder.call('POST', url, { jwk: { kty, crv, x, y: x } })
  assert.equal(broken.body.code, 'credentials.key_unusable')
  const secret = await holder.call('POST', url, { jwk: { kty, crv, x, y, d: x } })
  assert.equal(secret.body.code, 'platform.malformed', 'a private key is not taken')
  const given = await holder.call<ShowingToken>('POST', url, { jwk: { kty, crv, x, y } })
  assert.equal(given.body.expires, new Date(start + 86_400_000).toISOString())
})
