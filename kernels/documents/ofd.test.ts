/** OFD with seals after GB/T 38540: whole when untouched, and every change of a part is named. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { bits, context, element, integer, octets, readDer, sequence, tags } from './der.ts'
import {
  checkOfd,
  makeSeal,
  type OfdParts,
  ofdParts,
  openOfd,
  packOfd,
  pageIdOf,
  pictureSvg,
  type Sheet,
  sealOfd,
} from './index.ts'
import { circle } from './sheet.ts'
import { encodeSignature } from './suites.ts'
import { signedAt, type TestParty, testParty } from './test-signers.ts'

const day = 86_400_000
const sheet: Sheet = {
  width: 210,
  height: 297,
  items: [
    {
      kind: 'text',
      x: 60,
      y: 40,
      size: 7,
      text: '营业执照 <示例> & "副本"',
      advances: [7, 7, 7, 7, 3, 3, 7, 7, 3, 3, 3, 3, 3, 7, 7, 3],
      bold: true,
    },
    { kind: 'path', steps: circle(150, 250, 20), stroke: [200, 0, 0], width: 1 },
  ],
}
const picture = {
  width: 40,
  height: 40,
  items: [{ kind: 'path' as const, steps: circle(20, 20, 19), stroke: [200, 0, 0] as const, width: 1 }],
}

let party: TestParty
let parts: OfdParts

async function sealed(from: OfdParts, who: TestParty, name = '示例公司公章'): Promise<OfdParts> {
  const [own, authority] = who.chain as [Buffer, Buffer]
  const time = { made: signedAt, from: signedAt - day, until: signedAt + 365 * day }
  const look = { type: 'SVG', data: Buffer.from(pictureSvg(picture)), width: 40, height: 40 }
  const wish = { id: '150102-1', vendor: 'Steppe', type: 1 as const, name, certificates: [own], ...time, picture: look }
  const seal = await makeSeal(wish, authority, who.root)
  const stamp = { page: pageIdOf([sheet], 0), x: 140, y: 230, width: 40, height: 40 }
  return sealOfd(from, { seal, stamp, at: signedAt }, own, who.signer)
}

const check = (from: OfdParts, who = party) => checkOfd(packOfd(from), [who.authority])

before(async () => {
  party = await testParty('SM2')
  const wish = { title: '营业执照', author: '示例机关', id: 'a'.repeat(32), day: '2026-11-26', sheets: [sheet] }
  parts = await sealed(
    ofdParts({ ...wish, attachments: [{ name: '原件', file: 'original.pdf', content: Buffer.from('%PDF-1.7') }] }),
    party,
  )
})

test('a sealed package is whole, says whose seal it is, and takes a second seal', async () => {
  const found = check(parts)
  assert.deepEqual([found.verdict, found.changed, found.signatures.map((each) => each.problems)], ['whole', [], [[]]])
  const [seal] = found.signatures
  assert.deepEqual([seal?.name, seal?.at, seal?.trusted, seal?.algorithm], ['示例公司公章', signedAt, true, 'SM2'])
  const twice = check(await sealed(parts, party, '合同专用章'))
  assert.deepEqual(
    [twice.verdict, twice.signatures.map((each) => each.name)],
    ['whole', ['示例公司公章', '合同专用章']],
  )
})

test('any bit of any part that is changed is shown, and the part named', () => {
  const paths = Object.keys(parts).filter((path) => !path.endsWith('Signatures.xml'))
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.nat(), fc.integer({ min: 0, max: 7 }), (path, at, bit) => {
      const part = Buffer.from(parts[path]!)
      part[at % part.length]! ^= 1 << bit
      const found = check({ ...parts, [path]: part })
      const named = found.parts.some((each) => each.path === path && each.problem === 'file_changed')
      return found.verdict === 'changed' && (named || /Signs\/Sign_0\/(Signature\.xml|SignedValue\.dat)$/.test(path))
    }),
    { numRuns: 150 },
  )
})

test('a part taken away, put in, or a seal taken off the list is named', () => {
  const { 'Doc_0/Pages/Page_0/Content.xml': _gone, ...less } = parts
  assert.deepEqual(check(less).parts, [{ path: 'Doc_0/Pages/Page_0/Content.xml', problem: 'file_missing' }])
  const more = check({ ...parts, 'Doc_0/Pages/Page_1/Content.xml': Buffer.from('<x/>') })
  assert.deepEqual(more.parts, [{ path: 'Doc_0/Pages/Page_1/Content.xml', problem: 'file_unprotected' }])
  const off = check({ ...parts, 'Doc_0/Signs/Signatures.xml': Buffer.from('<ofd:Signatures/>') })
  assert.deepEqual([off.verdict, off.changed], ['changed', ['structure_changed']])
})

test('a package that has two parts of one name is not read: another reader may show the other', () => {
  const page = 'Doc_0/Pages/Page_0/Content.xml'
  const other = packOfd({ [page.replace('xml', 'xmX')]: Buffer.from('<x/>'), ...parts })
  const twice = Buffer.from(other.toString('latin1').replaceAll('Content.xmX', 'Content.xml'), 'latin1')
  assert.equal(checkOfd(twice, [party.authority]).verdict, 'unreadable')
})

test('fonts travel along under the seal, and the pages name them', async () => {
  const wish = { title: '', author: '', id: 'c'.repeat(32), day: '2026-11-26', sheets: [sheet] }
  const own = await sealed(ofdParts({ ...wish, fonts: { bold: Buffer.from('a font') } }), party)
  assert.match(Buffer.from(own['Doc_0/PublicRes.xml']!).toString(), /ID="2"[^>]*><ofd:FontFile>bold.ttf</)
  assert.equal(check(own).verdict, 'whole')
  const other = check({ ...own, 'Doc_0/Res/bold.ttf': Buffer.from('another') })
  assert.deepEqual(other.parts, [{ path: 'Doc_0/Res/bold.ttf', problem: 'file_changed' }])
})

test('a seal that was cut out of another document does not hold', async () => {
  const stranger = await testParty('SM2')
  const other = await sealed(
    ofdParts({ title: '合同', author: '', id: 'b'.repeat(32), day: '2026-11-26', sheets: [sheet] }),
    stranger,
  )
  const value = 'Doc_0/Signs/Sign_0/SignedValue.dat'
  const found = check({ ...parts, [value]: other[value]! })
  assert.deepEqual(found.signatures[0]?.problems, ['digest_differs'])
  assert.equal(found.signatures[0]?.trusted, false)
})

test('a seal as other makers write it, with digests of certificates, extensions and time stamps, is read', async () => {
  const path = 'Doc_0/Signs/Sign_0/SignedValue.dat'
  const [signed, ...signer] = readDer(parts[path]!).children
  const [version, seal, ...rest] = signed!.children
  const [info, ...maker] = seal!.children
  const [header, id, property, picture] = info!.children
  const [type, name, , , ...dates] = property!.children
  const whole = (...each: readonly ({ readonly whole: Buffer } | undefined)[]) => each.map((der) => der!.whole)
  const digest = createHash('sm3').update(party.chain[0]!).digest()
  const holders = sequence(sequence(element(tags.printable, Buffer.from('SM3')), octets(digest)))
  const theirs = sequence(
    ...whole(header, id),
    sequence(...whole(type, name), integer(2), holders, ...whole(...dates)),
    ...whole(picture),
    sequence(sequence(octets(Buffer.from('an extension')))),
  )
  const stamp = element(context(0), bits(Buffer.from('a time stamp')))
  const by = async (who: TestParty['signer'], data: Buffer) => bits(encodeSignature('SM2', await who.sign(data)))
  const stamped = sequence(theirs, ...whole(...maker.slice(0, 2)), await by(party.root, theirs), stamp)
  const content = sequence(...whole(version), stamped, ...whole(...rest))
  const value = sequence(content, ...whole(...signer.slice(0, 2)), await by(party.signer, content), stamp)
  const found = check({ ...parts, [path]: value })
  assert.deepEqual([found.verdict, found.signatures[0]?.problems], ['whole', []])
  const other = await testParty('SM2')
  const foreign = sequence(content, octets(other.chain[0]!), ...whole(signer[1]), await by(other.signer, content))
  assert.ok(check({ ...parts, [path]: foreign }).signatures[0]?.problems.includes('seal_not_of_signer'))
})

test('digests by their names and a list with places of its own are understood', () => {
  const list = 'Doc_0/Signs/Signatures.xml'
  const relative = Buffer.from(parts[list]!).toString().replace('"/Doc_0/Signs/Sign_0/', '"Sign_0/')
  assert.match(relative, /BaseLoc="Sign_0/)
  assert.deepEqual(check({ ...parts, [list]: Buffer.from(relative) }).changed, [])
  const path = 'Doc_0/Signs/Sign_0/Signature.xml'
  const named = Buffer.from(parts[path]!).toString().replace('"1.2.156.10197.1.401"', '"SM3"')
  assert.match(named, /CheckMethod="SM3"/)
  assert.deepEqual(check({ ...parts, [path]: Buffer.from(named) }).signatures[0]?.problems, ['digest_differs'])
})

test('without seals a package is unsigned; rubbish and swollen archives are unreadable', () => {
  const bare = ofdParts({ title: '', author: '', id: '', day: '', sheets: [sheet] })
  assert.equal(check(bare).verdict, 'unsigned')
  assert.equal(checkOfd(Buffer.from('PK\u0003\u0004 nothing'), []).verdict, 'unreadable')
  assert.equal(openOfd(packOfd({ 'OFD.xml': Buffer.alloc(90 * 1024 * 1024) })), undefined)
})

test('text that XML cannot carry as it stands is escaped', () => {
  const page = Buffer.from(parts['Doc_0/Pages/Page_0/Content.xml']!).toString()
  assert.match(page, /营业执照 &lt;示例&gt; &amp; &quot;副本&quot;/)
})
