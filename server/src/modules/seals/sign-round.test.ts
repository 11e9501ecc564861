/** A document goes round, is signed by people and firms, and whatever is changed afterwards is shown. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { openOfd, packOfd } from '@steppe/kernels/documents'
import { opens } from '@steppe/kernels/ledger'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { printPdf } from './print-pdf.ts'
import {
  bytesOf,
  checkFile,
  cloud,
  herders,
  look,
  makeSealOf,
  password,
  people,
  sendRound,
  sha256,
  signNow,
  upload,
} from './test-errands.ts'

let town: TestInstallation
let batu: Client
let qiqige: Client
let wangfang: Client
let sunli: Client

before(async () => {
  town = await testInstallation('2026-11-26T10:00+08:00')
  ;[batu, qiqige, wangfang, sunli] = (await Promise.all(Object.keys(people).map((login) => town.signIn(login)))) as [
    Client,
    Client,
    Client,
    Client,
  ]
  await makeSealOf(batu, 'official', cloud)
  await makeSealOf(qiqige, 'official', herders)
  await makeSealOf(wangfang, 'personal-signature')
})

const threeParties = [{ ...people.batu, firm: cloud }, { ...people.qiqige, firm: herders }, people.wangfang]

async function signedAgreement(algorithms: readonly string[] = ['ES256', 'SM2', 'EdDSA']): Promise<string> {
  const id = await sendRound(batu, threeParties)
  for (const [i, who] of [batu, qiqige, wangfang].entries()) {
    const done = await signNow(who, id, { algorithm: algorithms[i] })
    assert.equal(done.status, 200, JSON.stringify(done.body))
  }
  return id
}

describe('a document of three parties', () => {
  test('is signed by a company, a cooperative and a citizen, with international algorithms and SM2, as PDF and OFD', async () => {
    const id = await signedAgreement()
    assert.equal((await look(batu, id)).state, 'complete')
    const pdf = await bytesOf(town, 'batu', `/api/seals/rounds/${id}/document`)
    const found = await checkFile(town, pdf)
    assert.equal(found.verdict, 'whole', JSON.stringify(found.changed))
    assert.equal(found.sha256, sha256(pdf))
    const seen = found.signatures.map(
      (each: { signer: string; organisationCode?: string; algorithm: string; ours: boolean }) => [
        each.signer,
        each.organisationCode,
        each.algorithm,
        each.ours,
      ],
    )
    const seal = (await batu.call('GET', '/api/seals/mine')).body.seals[0].id
    assert.match((await batu.call<string>('GET', `/api/seals/${seal}/picture`)).body, /^<svg/)
    assert.deepEqual(seen, [
      ['内蒙古示例草原云科技有限公司', cloud, 'ECDSA P-256 / SHA-256', true],
      ['阿鲁科尔沁旗示例草原牧民专业合作社', herders, 'SM2 / SM3', true],
      ['王芳', undefined, 'Ed25519 / SHA-512', true],
    ])
    assert.deepEqual(
      found.signatures.map((each: { coversAll: boolean }) => each.coversAll),
      [false, false, true],
    )
    const ofd = await checkFile(town, await bytesOf(town, 'wangfang', `/api/seals/rounds/${id}/document?form=ofd`))
    assert.deepEqual([ofd.format, ofd.verdict, ofd.signatures.length], ['ofd', 'whole', 3])
  })

  test('is shown as changed after a byte was flipped, bytes were appended, or a part of the OFD was changed', async () => {
    const id = await signedAgreement()
    const pdf = await bytesOf(town, 'batu', `/api/seals/rounds/${id}/document`)
    const flipped = Buffer.from(pdf)
    flipped[600]! ^= 1
    const bad = await checkFile(town, flipped)
    assert.equal(bad.verdict, 'changed')
    assert.ok(
      bad.signatures[0].problems.some(
        (each: { code: string; zh: string }) => each.code === 'digest_differs' && each.zh.includes('改动'),
      ),
    )
    const longer = await checkFile(town, Buffer.concat([pdf, Buffer.from('\n% more')]))
    assert.deepEqual(
      longer.changed.map((each: { code: string }) => each.code),
      ['content_after'],
    )
    const parts = openOfd(await bytesOf(town, 'batu', `/api/seals/rounds/${id}/document?form=ofd`))!
    const page = Buffer.from(
      Buffer.from(parts['Doc_0/Pages/Page_0/Content.xml']!).toString().replace('128,000', '228,000'),
    )
    const other = await checkFile(town, packOfd({ ...parts, 'Doc_0/Pages/Page_0/Content.xml': page }))
    assert.deepEqual([other.verdict, other.parts], ['changed', ['Doc_0/Pages/Page_0/Content.xml']])
  })

  test('waits for whose turn it is, and appears in their list only then', async () => {
    const id = await sendRound(batu, threeParties, { title: '顺序签署' })
    const waits = async (who: Client) =>
      (await who.call('GET', '/api/seals/rounds?view=to_sign')).body.rounds.some(
        (each: { id: string }) => each.id === id,
      )
    assert.deepEqual([await waits(batu), await waits(qiqige)], [true, false])
    const early = await signNow(qiqige, id)
    assert.equal(early.body.code, 'seals.not_your_turn')
    assert.equal(early.body.title, '还没轮到您，正在等 巴图 签署')
    assert.equal((await signNow(batu, id)).status, 200)
    assert.deepEqual([await waits(batu), await waits(qiqige)], [false, true])
    assert.equal((await signNow(batu, id)).body.code, 'seals.signed_already')
  })

  test('sent at once is signed in any order, each signing what they looked at', async () => {
    const id = await sendRound(batu, threeParties, { order: 'at_once', title: '同时签署' })
    const seenByWangfang = await look(wangfang, id)
    assert.equal((await signNow(qiqige, id)).status, 200)
    const stale = { sha256: seenByWangfang.document.sha256, seal: seenByWangfang.turn!.seals[0]!.id, password }
    const changed = await wangfang.call('POST', `/api/seals/rounds/${id}/sign`, stale)
    assert.equal(changed.body.code, 'seals.document_changed')
    assert.equal((await signNow(wangfang, id)).status, 200)
    const two = await Promise.all([signNow(batu, id), signNow(batu, id)])
    assert.deepEqual(two.map((each) => each.status).sort(), [200, 409], 'two presses at the same moment sign once')
  })
})

describe('an uploaded PDF', () => {
  test('is signed as it is, and its own bytes stay', async () => {
    const sheet = { width: 210, height: 297, items: [] }
    const own = await printPdf([sheet, sheet], '合同', Date.now())
    const file = await upload(town, 'batu', own)
    const id = await sendRound(batu, [people.wangfang], { template: undefined, upload: file })
    assert.equal((await look(wangfang, id)).document.sha256, sha256(own))
    assert.equal((await signNow(wangfang, id)).status, 200)
    const signed = await bytesOf(town, 'batu', `/api/seals/rounds/${id}/document`)
    assert.ok(signed.subarray(0, own.length).equals(own))
    assert.equal((await checkFile(town, signed)).verdict, 'whole')
  })

  test('is had as PDF only, and a document written here as OFD too', async () => {
    const file = await upload(
      town,
      'batu',
      await printPdf([{ width: 210, height: 297, items: [] }], '合同', Date.now()),
    )
    const own = await sendRound(batu, [people.wangfang], { template: undefined, upload: file })
    assert.equal((await look(batu, own)).document.ofd, false)
    const asked = await batu.call('GET', `/api/seals/rounds/${own}/document?form=ofd`)
    assert.deepEqual([asked.status, asked.body.code, asked.body.next], [404, 'seals.pdf_only', '请下载 PDF。'])
    assert.equal((await look(batu, await sendRound(batu, [people.wangfang]))).document.ofd, true)
  })

  test('that is no PDF, damaged, encrypted, with scripts, or changed after an earlier signature is refused', async () => {
    const refused = async (content: Buffer, name = 'a.pdf') => {
      const file = await upload(town, 'batu', content, name)
      const sent = await batu.call('POST', '/api/seals/rounds', {
        title: '合同',
        order: 'at_once',
        expiresOn: '2026-12-31',
        parties: [people.wangfang],
        upload: file,
      })
      return sent.body.code
    }
    const plain = await printPdf([{ width: 210, height: 297, items: [] }], '合同', Date.now())
    const text = plain.toString('latin1')
    assert.equal(await refused(Buffer.from('89504e470d0a1a0a', 'hex'), 'a.png'), 'seals.not_pdf')
    assert.equal(await refused(Buffer.from('%PDF-1.7 nothing')), 'seals.pdf_damaged')
    assert.equal(
      await refused(Buffer.from(text.replace('/Root ', '/Encrypt 9 0 R /Root '), 'latin1')),
      'seals.pdf_encrypted',
    )
    assert.equal(
      await refused(Buffer.from(text.replace('/ViewerPreferences', '/AA'.padEnd(18)), 'latin1')),
      'seals.pdf_active',
    )
    const id = await signedAgreement(['ES256', 'ES256', 'ES256'])
    const signed = await bytesOf(town, 'batu', `/api/seals/rounds/${id}/document`)
    signed[600]! ^= 1
    assert.equal(await refused(signed), 'seals.pdf_changed_already')
  })
})

describe('a signature in a file of its own', () => {
  /** What a PDF's signature covers, and that signature, as two files. */
  async function twoFiles(algorithm: string): Promise<{ readonly content: Buffer; readonly signature: Buffer }> {
    const id = await sendRound(batu, [people.wangfang])
    assert.equal((await signNow(wangfang, id, { algorithm })).status, 200)
    const pdf = await bytesOf(town, 'batu', `/api/seals/rounds/${id}/document`)
    const [, b = 0, c = 0] = /\/ByteRange ?\[ ?(\d+) +(\d+) +(\d+)/.exec(pdf.toString('latin1'))!.slice(1).map(Number)
    const filled = Buffer.from(pdf.toString('latin1', b + 1, c - 1), 'hex')
    const signature = filled.subarray(0, 4 + filled.readUInt16BE(2))
    return { content: Buffer.concat([pdf.subarray(0, b), pdf.subarray(c)]), signature }
  }

  test('is checked with its file, whichever algorithm and form it has', async () => {
    for (const algorithm of ['ES256', 'SM2', 'EdDSA']) {
      const { content, signature } = await twoFiles(algorithm)
      const found = await checkFile(town, content, signature)
      assert.deepEqual([found.verdict, found.sha256, found.size], ['whole', sha256(content), content.length], algorithm)
      const [seen] = found.signatures
      assert.deepEqual([seen.signer, seen.ours, seen.whole, seen.coversAll], ['王芳', true, true, true])
      const pem = `-----BEGIN PKCS7-----\n${signature.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END PKCS7-----\n`
      assert.equal((await checkFile(town, content, Buffer.from(pem))).verdict, 'whole')
    }
  })

  test('does not hold for another file, and what is no signature is said to be unreadable', async () => {
    const { content, signature } = await twoFiles('ES256')
    const other = await checkFile(town, Buffer.concat([content, Buffer.from(' ')]), signature)
    assert.equal(other.verdict, 'changed')
    assert.deepEqual(
      other.signatures[0].problems.map((each: { code: string }) => each.code),
      ['digest_differs'],
    )
    assert.equal((await checkFile(town, content, Buffer.from('no signature'))).verdict, 'unreadable')
    const broken = Buffer.from(signature)
    broken[broken.length - 1]! ^= 1
    assert.notEqual((await checkFile(town, content, broken)).verdict, 'whole')
  })
})

describe('a round ends', () => {
  test('when somebody refuses, is taken back, or its last day has passed', async () => {
    const refused = await sendRound(batu, [people.wangfang, people.qiqige])
    assert.equal(
      (await wangfang.call('POST', `/api/seals/rounds/${refused}/refuse`, { reason: '价款不对' })).status,
      200,
    )
    assert.equal((await look(batu, refused)).parties[0]!.reason, '价款不对')
    assert.equal((await signNow(qiqige, refused)).body.code, 'seals.round_ended')
    const taken = await sendRound(batu, [people.wangfang])
    assert.equal((await wangfang.call('POST', `/api/seals/rounds/${taken}/withdraw`)).body.code, 'seals.not_sender')
    assert.equal((await batu.call('POST', `/api/seals/rounds/${taken}/withdraw`)).status, 200)
    assert.equal((await signNow(wangfang, taken)).body.code, 'seals.round_ended')
    const late = await sendRound(batu, [people.wangfang], { expiresOn: '2026-11-27' })
    town.setNow('2026-11-28T09:00+08:00')
    const later = await town.signIn('wangfang')
    assert.equal((await signNow(later, late)).body.code, 'seals.round_expired')
    assert.equal((await look(later, late)).state, 'expired')
    town.setNow('2026-11-26T11:00+08:00')
  })
})

describe('seals', () => {
  test('are used by named handlers only, as long as they are named; each use is in the record and opens its commitment', async () => {
    const seal = await makeSealOf(batu, 'contract', cloud)
    const id = await sendRound(batu, [{ ...people.sunli, firm: cloud, seal: 'contract' }])
    const { document } = await look(sunli, id)
    const body = { sha256: document.sha256, seal: seal.id, password }
    assert.equal((await sunli.call('POST', `/api/seals/rounds/${id}/sign`, body)).body.code, 'seals.not_your_seal')
    const given = await batu.call('POST', `/api/seals/${seal.id}/handlers`, { ...people.sunli, cause: '办理合同' })
    assert.equal(given.status, 200, JSON.stringify(given.body))
    assert.equal(
      (await sunli.call('POST', `/api/seals/rounds/${id}/sign`, { ...body, password: 'wrong' })).body.code,
      'seals.password_wrong',
    )
    assert.equal((await sunli.call('POST', `/api/seals/rounds/${id}/sign`, body)).status, 200)
    const { acts } = (await batu.call('GET', `/api/seals/${seal.id}/acts`)).body
    assert.deepEqual(
      acts.map((each: { kind: string }) => each.kind),
      ['used', 'handler_given', 'made'],
    )
    assert.deepEqual([acts[0].by, acts[0].round], ['孙丽', id])
    const stored = await town.house.db.ask<{ value: unknown }>(
      'select a.value from seals.acts a where a.seal = $1 and a.n = 3',
      [seal.id],
    )
    assert.ok(opens(Buffer.from(acts[0].commitment, 'hex'), Buffer.from(acts[0].salt, 'hex'), stored[0]!.value))
    const facts = await town.house.db.ask<{ data: { commitments: string[]; first: number } }>(
      "select o.data from platform.outbox o where o.name = 'seals.seal_recorded' and o.subject = $1 order by o.position",
      [seal.id],
    )
    assert.deepEqual(
      facts.map(({ data }) => [data.first, data.commitments.length]),
      [
        [1, 1],
        [2, 1],
        [3, 1],
      ],
    )
    const mine = (await sunli.call('GET', '/api/seals/mine')).body.seals
    const account = (await batu.call('GET', '/api/seals/mine')).body.seals.find(
      (each: { id: string }) => each.id === seal.id,
    ).handlers[0].account
    assert.deepEqual(
      mine.map((each: { id: string; mine: string }) => [each.id, each.mine]),
      [[seal.id, 'handler']],
    )
    assert.equal((await batu.call('DELETE', `/api/seals/${seal.id}/handlers/${account}`)).status, 200)
    assert.deepEqual((await sunli.call('GET', '/api/seals/mine')).body.seals, [])
  })

  test('that are suspended, revoked or expired sign nothing; revoking makes room for another', async () => {
    const seal = await makeSealOf(batu, 'finance', cloud)
    const id = await sendRound(batu, [{ ...people.batu, firm: cloud, seal: 'finance' }])
    const { document } = await look(batu, id)
    const sign = () =>
      batu.call('POST', `/api/seals/rounds/${id}/sign`, { sha256: document.sha256, seal: seal.id, password })
    const change = (to: string) => batu.call('POST', `/api/seals/${seal.id}/state`, { to, cause: '遗失' })
    assert.equal((await change('suspended')).status, 200)
    assert.equal((await sign()).body.code, 'seals.seal_suspended')
    assert.equal(
      (await batu.call('POST', '/api/seals', { kind: 'finance', firm: cloud })).body.code,
      'seals.made_already',
    )
    assert.equal((await change('active')).status, 200)
    assert.equal((await change('revoked')).status, 200)
    assert.equal((await sign()).body.code, 'seals.seal_revoked')
    assert.equal((await change('active')).body.code, 'seals.seal_revoked')
    await makeSealOf(batu, 'finance', cloud)
    assert.equal((await signNow(batu, id)).status, 200)
  })

  test('of a kind that the document does not ask for are refused', async () => {
    const id = await sendRound(batu, [people.wangfang])
    const own = (await batu.call('GET', '/api/seals/mine')).body.seals[0].id
    const { document } = await look(wangfang, id)
    const wrong = await wangfang.call('POST', `/api/seals/rounds/${id}/sign`, {
      sha256: document.sha256,
      seal: own,
      password,
    })
    assert.equal(wrong.body.code, 'seals.not_your_seal')
    const firmId = await sendRound(batu, [people.batu])
    const seen = await look(batu, firmId)
    const differs = await batu.call('POST', `/api/seals/rounds/${firmId}/sign`, {
      sha256: seen.document.sha256,
      seal: own,
      password,
    })
    assert.equal(differs.body.code, 'seals.seal_differs')
  })
})

test('when storing fails after signing, nothing is half signed and signing again works', async () => {
  const id = await sendRound(batu, [people.wangfang])
  await town.house.db.script(`create function seals.fail_once() returns trigger language plpgsql as $$ begin raise exception 'killed here'; end $$;
    create trigger fail_once before insert on seals.acts for each row execute function seals.fail_once();`)
  assert.equal((await signNow(wangfang, id)).status, 500)
  await town.house.db.script('drop trigger fail_once on seals.acts; drop function seals.fail_once();')
  const after = await look(wangfang, id)
  assert.deepEqual([after.state, after.document.version, after.parties[0]!.state], ['open', 1, 'waiting'])
  assert.equal((await signNow(wangfang, id)).status, 200)
  assert.equal((await look(wangfang, id)).state, 'complete')
})
