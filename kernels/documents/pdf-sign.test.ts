/** Signing PDF files, and finding whatever was changed afterwards. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { allAlgorithms, checkPdf, type DocumentFinding, signPdf } from './index.ts'
import { signedAt, smallPdf, type TestParty, testParty } from './test-signers.ts'

const folder = mkdtempSync(join(tmpdir(), 'steppe-pdf-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const mark = { page: -1, x: 360, y: 90, width: 110, height: 110, operators: '1 0 0 RG 3 w 5 5 100 100 re S' }
const wish = { name: '巴图', reason: '同意签署', at: signedAt, mark }
const sign = (bytes: Buffer, party: TestParty, more = {}) =>
  signPdf(bytes, { ...wish, ...more }, party.chain, party.signer)
const check = (bytes: Buffer, party: TestParty) => checkPdf(bytes, [party.authority], signedAt)
const codesOf = (finding: DocumentFinding) => [
  ...new Set([...finding.changed, ...finding.signatures.flatMap((signature) => signature.problems)]),
]

let party: TestParty
let signed: Buffer
before(async () => {
  party = await testParty('ES256')
  signed = await sign(smallPdf(), party)
})

describe('a signed PDF', () => {
  for (const algorithm of allAlgorithms)
    for (const stream of [false, true])
      test(`is whole with ${algorithm}, cross-references in a ${stream ? 'stream' : 'table'}`, async () => {
        const own = await testParty(algorithm, '其其格')
        const once = await sign(smallPdf('Agreement', stream), own)
        const twice = await sign(once, own, { name: '孙丽' })
        assert.ok(twice.subarray(0, once.length).equals(once), 'what was signed before stays byte for byte')
        const found = check(twice, own)
        assert.deepEqual(codesOf(found), [])
        assert.equal(found.verdict, 'whole')
        assert.deepEqual(
          found.signatures.map(({ name, reason, at, trusted, algorithm: with_ }) => [name, reason, at, trusted, with_]),
          ['巴图', '孙丽'].map((name) => [name, '同意签署', signedAt, true, algorithm]),
        )
        assert.equal(found.signatures[0]?.certificate?.subject.name, '其其格')
        assert.equal(found.signatures[1]?.covers, twice.length)
      })

  test('of an authority that is not known is whole, and not trusted', async () => {
    const stranger = await testParty('ES256')
    const found = check(signed, stranger)
    assert.equal(found.verdict, 'whole')
    assert.equal(found.signatures[0]?.trusted, false)
  })

  test('without any signature is said to be unsigned, and rubbish to be unreadable', () => {
    assert.equal(check(smallPdf(), party).verdict, 'unsigned')
    assert.equal(check(Buffer.from('%PDF-1.7 nothing'), party).verdict, 'unreadable')
    assert.equal(check(Buffer.alloc(0), party).verdict, 'unreadable')
  })

  test('with more signatures than anybody asks for is not checked', () => {
    const text = smallPdf().toString('latin1')
    const fields = Array.from({ length: 60 }, () => '<</FT /Sig /V <</Type /Sig /ByteRange [0 1 2 3]>>>>').join(' ')
    const catalog = `/Type /Catalog /AcroForm <</Fields [${fields}]>>`
    const shift = catalog.length - '/Type /Catalog'.length
    const many = text
      .replace('/Type /Catalog', catalog)
      .replace(/(\d{10})(?= 00000 n)/g, (offset) =>
        Number(offset) > 10 ? String(Number(offset) + shift).padStart(10, '0') : offset,
      )
      .replace(/startxref\n(\d+)/, (_, offset: string) => `startxref\n${Number(offset) + shift}`)
    assert.deepEqual(codesOf(check(Buffer.from(many, 'latin1'), party)), ['signatures_too_many'])
  })

  test('signed after the certificate ended is not whole', async () => {
    const late = await sign(smallPdf(), party, { at: signedAt + 400 * 86_400_000 })
    assert.deepEqual(codesOf(check(late, party)), ['certificate_out_of_time'])
  })
})

describe('any change afterwards is shown', () => {
  test('any bit of the signature itself', () => {
    const [from, until] = [signed.indexOf('/ByteRange'), signed.indexOf('>>>', signed.indexOf('/Contents <')) + 3]
    for (let at = from; at < until; at++) {
      const changed = Buffer.from(signed)
      changed[at]! ^= 1 << (at % 7)
      assert.notEqual(check(changed, party).verdict, 'whole', `byte ${at}: ${signed.subarray(at - 8, at + 8)}`)
    }
  })

  test('any bit anywhere, also of what was signed first of two', async () => {
    const twice = await sign(signed, party, { name: '孙丽' })
    fc.assert(
      fc.property(fc.nat(twice.length - 1), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const changed = Buffer.from(twice)
        changed[at]! ^= 1 << bit
        return check(changed, party).verdict !== 'whole'
      }),
      { numRuns: 300 },
    )
  })

  test('cut off after what was there before is not called unsigned', () => {
    const before = smallPdf().length
    for (let length = before + 2; length < signed.length; length += 7) {
      const found = check(signed.subarray(0, length), party)
      assert.ok(found.verdict !== 'unsigned' && found.verdict !== 'whole', `cut at ${length}`)
      assert.ok(codesOf(found).length > 0)
    }
  })

  test('bytes cut off or added at the end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: signed.length - 1 }),
        (length) => check(signed.subarray(0, length), party).verdict !== 'whole',
      ),
      { numRuns: 100 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (more) => {
        const found = check(Buffer.concat([signed, more]), party)
        return found.verdict === 'changed' || /^[\s]+$/.test(Buffer.from(more).toString('latin1'))
      }),
    )
  })

  const update = (bytes: Buffer, number: number, body: string): Buffer => {
    const start = bytes.length
    const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(bytes.toString('latin1'))?.[1])
    const object = `${number} 0 obj\n${body}\nendobj\n`
    const section = `xref\n${number} 1\n${String(start).padStart(10, '0')} 00000 n \ntrailer\n<</Size 60 /Root 1 0 R /Prev ${previous}>>\n`
    return Buffer.concat([
      bytes,
      Buffer.from(`${object}${section}startxref\n${start + object.length}\n%%EOF\n`, 'latin1'),
    ])
  }

  test('an appended update that redraws the page', () => {
    const other = 'BT /F1 24 Tf 72 720 Td (Other terms) Tj ET'
    const found = check(update(signed, 4, `<</Length ${other.length}>>\nstream\n${other}\nendstream`), party)
    assert.deepEqual(found.changed, ['content_after', 'pages_changed'])
    assert.equal(found.signatures[0]?.whole, false)
  })

  test('the same hidden below a further signature', async () => {
    const other = 'BT /F1 24 Tf 72 720 Td (Other terms) Tj ET'
    const changed = update(signed, 4, `<</Length ${other.length}>>\nstream\n${other}\nendstream`)
    const found = check(await sign(changed, party, { name: '孙丽' }), party)
    assert.equal(found.verdict, 'changed')
    assert.deepEqual(
      found.signatures.map(({ whole }) => whole),
      [false, true],
    )
    assert.ok(found.signatures[0]?.problems.includes('pages_changed'))
  })

  test('a note laid over the page', () => {
    const page = '<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>> /Annots [59 0 R]>>'
    const found = check(
      update(update(signed, 59, '<</Type /Annot /Subtype /FreeText /Rect [0 0 500 800]>>'), 3, page),
      party,
    )
    assert.deepEqual(found.changed, ['content_after', 'annotations_changed'])
  })

  test('a signature that is taken off the list of fields', () => {
    const found = check(update(signed, 1, '<</Type /Catalog /Pages 2 0 R>>'), party)
    assert.equal(found.verdict, 'changed')
    assert.ok(found.changed.includes('structure_changed'))
  })

  test('a range that leaves a gap beside the signature', async () => {
    const text = signed.toString('latin1')
    const [, b = 0, c = 0, d = 0] = /ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(text)!.slice(1).map(Number)
    const wide = `[0 ${b} ${c + 10} ${d - 10}]`
    const changed = text.replace(/(?<=ByteRange )\[0 \d+ \d+ \d+\] */, (old) => wide.padEnd(old.length))
    assert.deepEqual(check(Buffer.from(changed, 'latin1'), party).signatures[0]?.problems, ['range_leaves_hole'])
    const short = text.replace(/(?<=ByteRange )\[0 \d+ \d+ \d+\] */, (old) => `[5 ${b} ${c} ${d}]`.padEnd(old.length))
    assert.deepEqual(check(Buffer.from(short, 'latin1'), party).signatures[0]?.problems, ['range_wrong'])
  })

  test('whatever bytes are given, the answer is an answer', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        (bytes) => check(Buffer.from(bytes), party).verdict === 'unreadable',
      ),
    )
  })
})

const has = (program: string) => spawnSync(program, ['-v']).error === undefined

describe('programs of others agree', () => {
  test('pdfsig calls both signatures valid, and a changed file not', {
    skip: has('pdfsig') ? false : 'poppler-utils is not installed',
  }, async () => {
    const path = join(folder, 'signed.pdf')
    writeFileSync(path, await sign(signed, party, { name: '孙丽' }))
    const told = execFileSync('pdfsig', [path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    assert.equal(told.match(/Signature is Valid/g)?.length, 2, told)
    assert.match(told, /ETSI\.CAdES\.detached/)
    assert.match(told, /Total document signed/)
    const changed = Buffer.from(signed)
    changed[changed.indexOf('Agreement')]! ^= 1
    writeFileSync(path, changed)
    const bad = spawnSync('pdfsig', [path], { encoding: 'utf8' }).stdout
    assert.doesNotMatch(bad, /Signature is Valid/)
  })

  test('openssl verifies the CMS over the covered bytes', {
    skip: has('openssl') ? false : 'openssl is not installed',
  }, () => {
    const [, b = 0, c = 0, d = 0] = /ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/
      .exec(signed.toString('latin1'))!
      .slice(1)
      .map(Number)
    writeFileSync(join(folder, 'cms'), Buffer.from(signed.toString('latin1', b + 1, c - 1), 'hex'))
    writeFileSync(join(folder, 'content'), Buffer.concat([signed.subarray(0, b), signed.subarray(c, c + d)]))
    const pem = `-----BEGIN CERTIFICATE-----\n${party.authority.bytes.toString('base64')}\n-----END CERTIFICATE-----\n`
    writeFileSync(join(folder, 'ca.pem'), pem.replace(/.{64}(?=.)/g, '$&\n'))
    const args = [
      'cms',
      '-verify',
      '-inform',
      'der',
      '-in',
      'cms',
      '-binary',
      '-content',
      'content',
      '-CAfile',
      'ca.pem',
      '-purpose',
      'any',
      '-out',
      'out',
    ]
    const told = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    assert.equal(told.status, 0, told.stderr)
  })

  test('openssl verifies a certificate signed with SM2', {
    skip: has('openssl') ? false : 'openssl is not installed',
  }, async () => {
    const own = await testParty('SM2')
    const pem = (der: Buffer) =>
      `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`
    writeFileSync(join(folder, 'sm2-ca.pem'), pem(own.chain[1]!))
    writeFileSync(join(folder, 'sm2.pem'), pem(own.chain[0]!))
    const args = ['verify', '-vfyopt', 'distid:1234567812345678', '-CAfile', 'sm2-ca.pem', 'sm2.pem']
    const told = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    assert.equal(told.status, 0, told.stderr + told.stdout)
  })
})
