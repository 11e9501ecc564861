/** What is left of personal data for people who need not see it whole. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { makeIdNumber, maskIdNumber, maskName, maskPhone, maskWithin } from './index.ts'

test('of a name the first character stays', () => {
  const cases = [
    ['张三', '张*'],
    ['欧阳小明', '欧***'],
    ['阿拉腾·图雅', '阿*****'],
    ['𠮷田', '𠮷*'],
    [' 李四 ', '李*'],
    ['王', '*'],
    ['', ''],
  ] as const
  for (const [name, masked] of cases) assert.equal(maskName(name), masked)
})

test('of a mobile number the first three and last four stay, of a landline the last four, of a short one nothing', () => {
  assert.equal(maskPhone('13800003210'), '138****3210')
  assert.equal(maskPhone('+86 138 0000 3210'), '138****3210')
  assert.equal(maskPhone('0471-1234567'), '********4567')
  assert.equal(maskPhone('12345'), '*****')
})

test('of an ID number the first six and last four stay, of a passport two at each end', () => {
  assert.equal(maskIdNumber('11010519491231002X'), '110105********002X')
  assert.equal(maskIdNumber('E12345678'), 'E1*****78')
  assert.equal(maskIdNumber('1234567'), '*******')
})

test('in free text valid ID numbers and mobiles are masked, order numbers and longer digits are left', () => {
  const text =
    '我叫张三，身份证11010519491231002X，电话138 0000 3210或13800003210，工单20260301123456789012，编号110105194912310021。'
  assert.equal(
    maskWithin(text),
    '我叫张三，身份证110105********002X，电话138****3210或138****3210，工单20260301123456789012，编号110105194912310021。',
  )
})

test('no mask of an ID number shows the day of birth', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 10, max: 28 }), (sequence, date) => {
      const id = makeIdNumber(`110105198807${date}${String(sequence).padStart(3, '0')}`)
      assert.match(maskIdNumber(id), /^110105\*{8}\d{3}[\dX]$/)
    }),
  )
})
