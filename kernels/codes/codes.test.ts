/** Codes as people type them: what is accepted, what is refused, where and with what advice. */

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { day } from '../calendar/index.ts'
import {
  checkCreditCode,
  checkIdNumber,
  checkLicenceIdentifier,
  checkMobile,
  checkOrganisationCode,
  checkRegionCode,
  industryBeginnings,
  industrySection,
  makeCreditCode,
  makeIdNumber,
  makeLicenceIdentifier,
  makeOrganisationCode,
  regionIsWithin,
  type Verdict,
} from './index.ts'

const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const ALNUM = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const anyText = (alphabet: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length })
const creditBody = fc
  .tuple(
    fc.constantFrom('11', '12', '51', '52', '91', '92', '93', 'A1', 'N2', 'Y1'),
    anyText('0123456789', 6),
    anyText(CREDIT, 9),
  )
  .map((parts) => parts.join(''))
const idBody = fc
  .record({
    region: fc.integer({ min: 110000, max: 659999 }),
    birth: fc.date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }),
    sequence: anyText('0123456789', 3),
  })
  .map(({ region, birth, sequence }) => `${region}${birth.toISOString().slice(0, 10).replaceAll('-', '')}${sequence}`)

/** Replaces the character at a position (from 1). */
const put = (text: string, position: number, character: string) =>
  text.slice(0, position - 1) + character + text.slice(position)
const holds = (verdict: Verdict<object>) => verdict.ok

describe('统一社会信用代码 (GB 32100-2015)', () => {
  test('issued codes hold and are taken apart', () => {
    for (const code of ['91350100M000100Y43', '11430000006122244L', '92371000MA3MXH0E3W'])
      assert.equal(checkCreditCode(code).ok, true, code)
    assert.deepEqual(checkCreditCode('92371000MA3MXH0E3W'), {
      ok: true,
      value: '92371000MA3MXH0E3W',
      registrar: '9',
      category: '2',
      kind: 'individual-business',
      region: '371000',
      organisationCode: 'MA3MXH0E3',
      organisationCodeHolds: true,
    })
  })

  test('spaces, full-width and small letters are forgiven', () => {
    const verdict = checkCreditCode(' ９１350100 m000100y43\n')
    assert.equal(verdict.ok && verdict.value, '91350100M000100Y43')
  })

  test('seventeen characters: eighteen are wanted and seventeen were given', () => {
    assert.deepEqual(checkCreditCode('91350100M000100Y4'), {
      ok: false,
      code: 'codes.wrong_length',
      field: 'credit_code',
      found: '17',
      expected: '18',
    })
  })

  test('a letter O in the region is pointed at, and the zero it looks like is offered', () => {
    assert.deepEqual(checkCreditCode('9135O100M000100Y43'), {
      ok: false,
      code: 'codes.wrong_character',
      field: 'credit_code',
      part: 'region',
      position: 5,
      found: 'O',
      expected: '0',
    })
  })

  test('none of I, O, S, V, Z can stand in the organisation part', () => {
    for (const letter of 'IOSVZ') {
      const verdict = checkCreditCode(put('91350100M000100Y43', 12, letter))
      assert.deepEqual([verdict.ok, !verdict.ok && verdict.position], [false, 12], letter)
    }
  })

  test('a registrar the standard does not know is refused at position 1', () => {
    const verdict = checkCreditCode('C1350100M000100Y43')
    assert.ok(!verdict.ok && verdict.code === 'codes.unknown_registrar' && verdict.position === 1)
  })

  test('a wrong check names the right one', () => {
    const verdict = checkCreditCode('91350100M000100Y44')
    assert.deepEqual(verdict, {
      ok: false,
      code: 'codes.wrong_check',
      field: 'credit_code',
      part: 'check',
      position: 18,
      found: '4',
      expected: '3',
    })
  })

  test('made from any seventeen characters it holds, and one mistyped character or swapped pair never does', () => {
    fc.assert(
      fc.property(creditBody, fc.integer({ min: 9, max: 18 }), fc.constantFrom(...CREDIT), (body, at, wrong) => {
        const code = makeCreditCode(body)
        assert.equal(holds(checkCreditCode(code)), true)
        assert.equal(holds(checkCreditCode(put(code, at, wrong))), code.charAt(at - 1) === wrong)
        const pair = code.slice(at - 2, at)
        const swapped = code.slice(0, at - 2) + pair.charAt(1) + pair.charAt(0) + code.slice(at)
        if (swapped !== code && at > 9 && at < 18) assert.equal(holds(checkCreditCode(swapped)), false)
      }),
    )
    assert.throws(() => makeCreditCode('91350100M000100'), /wrong_length/)
    assert.throws(() => makeCreditCode('91350100M000100ZZ'), /wrong_character/)
  })

  const items = new URL('../../../shared/data/service-items-guangan/service_items_1135.csv', import.meta.url)
  test('the codes of bodies in a real catalogue hold', { skip: existsSync(items) ? false : 'no shared data' }, () => {
    const found = new Set(readFileSync(items, 'utf8').match(/(?<=")1[12]\d{6}[0-9A-Z]{10}(?=")/g))
    assert.ok(found.size > 5)
    for (const code of found) assert.equal(checkCreditCode(code).ok, true, code)
  })
})

describe('组织机构代码 (GB 11714)', () => {
  test('holds with and without its hyphen', () => {
    for (const code of ['MA3MXH0E3', 'MA3MXH0E-3', '00612224-4', '000013338'])
      assert.equal(checkOrganisationCode(code).ok, true, code)
    const verdict = checkOrganisationCode('MA3MXH0E-4')
    assert.ok(!verdict.ok && verdict.expected === '3' && verdict.position === 9)
  })

  test('made from any eight characters it holds', () => {
    fc.assert(
      fc.property(anyText(ALNUM, 8), (body) => {
        const code = makeOrganisationCode(body)
        assert.deepEqual(checkOrganisationCode(`${body}-${code.charAt(8)}`), { ok: true, value: code })
      }),
    )
    assert.throws(() => makeOrganisationCode('1234567'), /wrong_length/)
  })
})

describe('公民身份号码 (GB 11643-1999)', () => {
  test('the standard’s example holds; a small x is forgiven', () => {
    assert.deepEqual(checkIdNumber('11010519491231002x'), {
      ok: true,
      value: '11010519491231002X',
      region: '110105',
      birth: '1949-12-31',
      sex: 'female',
    })
  })

  test('a day that does not exist, or is to come, is refused where the birth begins', () => {
    const impossible = checkIdNumber('110105194902300020')
    assert.ok(!impossible.ok && impossible.code === 'codes.impossible_date' && impossible.position === 7)
    const today = day('1949-12-30')
    const future = checkIdNumber('11010519491231002X', { today })
    assert.ok(!future.ok && future.code === 'codes.date_in_future')
    assert.equal(checkIdNumber('11010519491231002X', { today: day('1949-12-31') }).ok, true)
  })

  test('X may stand only at the end', () => {
    const verdict = checkIdNumber('1101051949123100X2')
    assert.ok(!verdict.ok && verdict.position === 17 && verdict.expected === '0-9' && verdict.part === 'sequence')
  })

  test('fifteen digits are the kind that ended in 2013', () => {
    const verdict = checkIdNumber('110105491231002')
    assert.ok(!verdict.ok && verdict.code === 'codes.wrong_length' && verdict.found === '15')
  })

  test('a region is plausible by itself or by what lies above it', () => {
    const known = (...codes: string[]) => checkIdNumber('11010519491231002X', { regions: new Set(codes) }).ok
    assert.deepEqual([known('110105'), known('110000'), known('110100')], [true, true, true])
    assert.deepEqual([known('150000'), known()], [false, false])
    const verdict = checkIdNumber('01010519491231002X')
    assert.ok(!verdict.ok && verdict.code === 'codes.unknown_region')
  })

  test('made from any region, birth and sequence it holds, and one mistyped digit never does', () => {
    fc.assert(
      fc.property(idBody, fc.integer({ min: 15, max: 17 }), fc.constantFrom(...'0123456789'), (body, at, wrong) => {
        const id = makeIdNumber(body)
        const verdict = checkIdNumber(id)
        assert.ok(verdict.ok && verdict.birth.replaceAll('-', '') === id.slice(6, 14))
        assert.equal(verdict.sex, Number(id.charAt(16)) % 2 === 1 ? 'male' : 'female')
        assert.equal(checkIdNumber(put(id, at, wrong)).ok, id.charAt(at - 1) === wrong)
      }),
    )
    assert.throws(() => makeIdNumber('11010519490230002'), /impossible_date/)
  })
})

describe('电子证照标识 (GB/T 36904, ISO 7064 MOD 37,36)', () => {
  const real = [
    '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U',
    '1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F',
    '1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0',
    '1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9',
  ]

  test('issued identifiers hold, also where the issuer wrote a region', () => {
    const verdicts = real.map((text) => checkLicenceIdentifier(text))
    assert.ok(verdicts.every(holds))
    assert.deepEqual(
      verdicts.map((verdict) => verdict.ok && verdict.issuerIsCreditCode),
      [true, true, true, false],
    )
  })

  test('are taken apart and put together again', () => {
    for (const text of real) {
      const verdict = checkLicenceIdentifier(text)
      assert.ok(verdict.ok)
      assert.equal(makeLicenceIdentifier(verdict), text)
    }
  })

  test('a wrong check, root, version or part too many is named with its place', () => {
    const wrong = (text: string) => {
      const verdict = checkLicenceIdentifier(text)
      assert.ok(!verdict.ok)
      return [verdict.part, verdict.position, verdict.expected]
    }
    assert.deepEqual(wrong(real[1]?.replace(/F$/, 'M') ?? ''), ['check', 69, 'F'])
    assert.deepEqual(wrong('1.2.156.3005.3.x'), ['root', 1, '1.2.156.3005.2'])
    assert.deepEqual(wrong(real[1]?.replace('.001.', '.1.') ?? ''), ['version', 65, '3'])
    assert.deepEqual(wrong(`${real[1]}.1`), ['check', 71, undefined])
    assert.deepEqual(wrong('1.2.156.3005.2'), ['root', 1, '1.2.156.3005.2'])
  })

  test('any single mistyped character of the serial is found', () => {
    fc.assert(
      fc.property(anyText(ALNUM, 8), fc.integer({ min: 0, max: 7 }), fc.constantFrom(...ALNUM), (serial, at, wrong) => {
        const parts = { type: '11100000000013338W011', issuer: '11430000006122244L', version: '001' }
        const made = makeLicenceIdentifier({ ...parts, serial })
        const mistyped = made.replace(`.${serial}.`, `.${put(serial, at + 1, wrong)}.`)
        assert.equal(checkLicenceIdentifier(mistyped).ok, mistyped === made)
      }),
    )
    assert.throws(() => makeLicenceIdentifier({ type: 'x', issuer: 'y', serial: '1', version: '001' }), /wrong_shape/)
  })
})

describe('region codes (GB/T 2260 and below)', () => {
  test('say their level and the region above', () => {
    const of = (code: string) => {
      const verdict = checkRegionCode(code)
      return verdict.ok ? [verdict.level, verdict.parent] : verdict.code
    }
    assert.deepEqual(of('150000'), ['province', undefined])
    assert.deepEqual(of('150400'), ['prefecture', '150000'])
    assert.deepEqual(of('150421'), ['county', '150400'])
    assert.deepEqual(of('150421103'), ['township', '150421000'])
    assert.deepEqual(of('150421103200'), ['village', '150421103000'])
    assert.deepEqual(of('150400000000'), ['prefecture', '150000000000'])
    assert.deepEqual(of('100000'), ['country', undefined])
    assert.deepEqual(of('000000'), 'codes.wrong_shape')
    assert.deepEqual(of('150021'), 'codes.wrong_shape')
    assert.deepEqual(of('15042'), 'codes.wrong_length')
    assert.deepEqual(of('15O421'), 'codes.wrong_character')
  })

  test('a region lies in itself and in all above, whatever the number of digits', () => {
    for (const above of ['150421', '150400', '150000', '100000', '150000000000', '150421103000'])
      assert.equal(regionIsWithin('150421103200', above), true, above)
    for (const [inner, outer] of [
      ['150400', '150421'],
      ['150421', '150500'],
      ['150421', '150499000000'],
      ['x', '100000'],
    ] as const)
      assert.equal(regionIsWithin(inner, outer), false)
  })
})

describe('mobile numbers', () => {
  test('hold with or without the country code and spaces', () => {
    for (const text of ['13812343210', '+86 138 1234 3210', '86-13812343210', '0086 13812343210', '１３８12343210'])
      assert.deepEqual(checkMobile(text), { ok: true, value: '13812343210' })
  })

  test('are refused with the place of the fault', () => {
    const place = (text: string) => {
      const verdict = checkMobile(text)
      return verdict.ok ? undefined : [verdict.code, verdict.position]
    }
    assert.deepEqual(place('1381234321'), ['codes.wrong_length', undefined])
    assert.deepEqual(place('12812343210'), ['codes.wrong_character', 2])
    assert.deepEqual(place('23812343210'), ['codes.wrong_character', 1])
    assert.deepEqual(place('1381234321O'), ['codes.wrong_character', 11])
  })
})

test('an industry is of the same section with its letter and without, and is found under either', () => {
  assert.deepEqual(['F5212', '5212', '52', 'F', '0111', '', '9900'].map(industrySection), [
    'F',
    'F',
    'F',
    'F',
    'A',
    '',
    '',
  ])
  assert.deepEqual(industryBeginnings('F5212'), ['F5212', '5212'])
  assert.deepEqual(industryBeginnings('F'), ['F', '51', '52'])
  assert.deepEqual(industryBeginnings('E5'), ['E5', '50'])
})
