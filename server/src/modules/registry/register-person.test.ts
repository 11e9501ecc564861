/** Opening an account, and firms that come onto the register by a decision. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { makeCreditCode, makeIdNumber, makeOrganisationCode } from '@steppe/kernels/codes'
import { changeFirmStatus, claimFirm, proveIdentity, registerFirm, registerPerson, verifyPassword } from './act.ts'
import { findFirm, firmsOf, isNameTaken, personOfAccount } from './ask.ts'
import { openTestHouse, staffWith } from './test-house.ts'

const house = await openTestHouse(['neimenggu'])
const number = (sequence: string) => makeIdNumber(`15990019900101${sequence}`)
const person = {
  login: 'Muren',
  password: 'grass-and-sky-7',
  name: '牧仁',
  idNumber: number('021'),
  phone: '138 0000 0099',
}

async function outcome(changes: Partial<typeof person> & { idKind?: 'passport' }) {
  const result = await registerPerson(house, { ...person, ...changes })
  return 'refused' in result ? result.code : result
}

describe('opening an account', () => {
  test('what is wrong is refused before anything is kept', async () => {
    assert.equal(await outcome({ idNumber: '110105194912310021' }), 'registry.id_number_wrong')
    assert.equal(await outcome({ idNumber: makeIdNumber('15990020270101021') }), 'registry.id_number_wrong')
    assert.equal(await outcome({ phone: '12345678901' }), 'registry.phone_wrong')
    assert.equal(await outcome({ password: 'onlyletters' }), 'registry.password_weak')
    const rows = await house.db.ask('select p.id from registry.people p')
    assert.deepEqual(rows, [])
  })

  test('the account signs in, and stands for the person', async () => {
    const account = await outcome({})
    assert.ok(typeof account === 'object')
    assert.equal(account.login, 'muren')
    const signedIn = await verifyPassword(house, 'MUREN', person.password)
    assert.ok(!('refused' in signedIn) && signedIn.id === account.id)
    assert.equal((await personOfAccount(house, account.id))?.phone, '13800000099')
  })

  test('one account a person, one person a sign-in name', async () => {
    assert.equal(await outcome({ login: 'muren2' }), 'registry.person_has_account')
    assert.equal(await outcome({ idNumber: number('032') }), 'registry.login_taken')
    const rows = await house.db.ask('select p.id from registry.people p')
    assert.equal(rows.length, 1, 'a refused registration leaves no person behind')
  })

  test('two at the same moment with one number get one account', async () => {
    const both = await Promise.all(['a', 'b'].map((end) => outcome({ login: `twin-${end}`, idNumber: number('043') })))
    assert.deepEqual(both.filter((each) => typeof each === 'object').length, 1)
  })

  test('a passport is taken as it is written', async () => {
    const account = await outcome({ login: 'visitor', idKind: 'passport', idNumber: 'e12345678' })
    assert.ok(typeof account === 'object')
    assert.equal((await personOfAccount(house, account.id))?.idNumber, 'E12345678')
  })
})

describe('an identity that is proved', () => {
  const clerk = staffWith([{ role: 'clerk', department: '150102-service-window', region: '150102' }], 'the-clerk')
  const code = makeCreditCode(`91150102${makeOrganisationCode('MAR00009')}`)
  const owner = { ...person, login: 'owner', name: '乌恩', idNumber: number('054') }

  test('a number that stands on the register opens no account without a document', async () => {
    await registerFirm(house, {
      code,
      name: '乌恩公司',
      region: '150102',
      representativeName: '乌恩',
      representativeId: owner.idNumber,
    })
    assert.equal(await outcome(owner), 'registry.person_on_register')
    const differs = await registerPerson(house, { ...owner, name: '别人' }, clerk)
    assert.ok('refused' in differs && differs.code === 'registry.name_differs')
  })

  test('opened at a window it stands for the known person, who may claim the firm', async () => {
    const account = await registerPerson(house, owner, clerk)
    assert.ok(!('refused' in account) && account.proved)
    const claimed = await claimFirm(house, { kind: 'person', id: account.id, name: '乌恩', grants: [] }, code)
    assert.ok(!('refused' in claimed))
  })

  test('declared only, it claims no firm until the document is shown; the wrong document proves nothing', async () => {
    const account = await verifyPassword(house, 'muren', person.password)
    assert.ok(!('refused' in account) && !account.proved)
    const mine = makeCreditCode(`91150102${makeOrganisationCode('MAR00010')}`)
    await registerFirm(house, {
      code: mine,
      name: '牧仁公司',
      region: '150102',
      representativeName: '牧仁',
      representativeId: person.idNumber,
    })
    const claim = async () => {
      const result = await claimFirm(house, { kind: 'person', id: account.id, name: '牧仁', grants: [] }, mine)
      return 'refused' in result ? result.code : 'claimed'
    }
    assert.equal(await claim(), 'registry.identity_unproved')
    const prove = async (idNumber: string) => {
      const result = await proveIdentity(house, clerk, { login: 'muren', name: '牧仁', idNumber })
      return 'refused' in result ? result.code : 'proved'
    }
    assert.equal(await prove(owner.idNumber), 'registry.document_differs')
    assert.equal(await claim(), 'registry.identity_unproved')
    assert.equal(await prove(person.idNumber), 'proved')
    assert.equal(await claim(), 'claimed')
  })
})

describe('a firm that a decision brings', () => {
  const code = makeCreditCode(`92150102${makeOrganisationCode('MAR00001')}`)
  const firm = {
    code,
    name: '牧仁奶茶馆',
    region: '150102',
    type: '个体工商户',
    representativeName: '牧仁',
    representativeId: person.idNumber,
    established: '2026-11-23',
  }

  test('stands on the register, its representative may act for it; again changes nothing', async () => {
    const account = await verifyPassword(house, 'muren', person.password)
    assert.ok(!('refused' in account))
    assert.deepEqual(await registerFirm(house, { ...firm, account: account.id }), { outcome: 'added' })
    assert.deepEqual(await registerFirm(house, { ...firm, account: account.id }), { outcome: 'unchanged' })
    assert.deepEqual(
      (await firmsOf(house, account.id)).filter((each) => each.firm.code === code).map((each) => each.role),
      ['representative'],
    )
    assert.equal(await isNameTaken(house, '牧仁奶茶馆'), true)
  })

  test('closes: its name is free again; a firm that is not there is refused', async () => {
    assert.deepEqual(await changeFirmStatus(house, code, 'deregistered'), { done: true })
    assert.equal((await findFirm(house, code))?.status, 'deregistered')
    assert.equal(await isNameTaken(house, '牧仁奶茶馆'), false)
    const missing = await changeFirmStatus(
      house,
      makeCreditCode(`92150102${makeOrganisationCode('MAR00002')}`),
      'active',
    )
    assert.ok('refused' in missing && missing.code === 'registry.firm_unknown')
  })

  test('a wrong code or an unknown region brings nothing', async () => {
    const wrong = await registerFirm(house, { ...firm, code: `${code.slice(0, 17)}?` })
    const nowhere = await registerFirm(house, { ...firm, region: '990000' })
    assert.ok(
      'refused' in wrong &&
        wrong.code === 'registry.credit_code_wrong' &&
        'refused' in nowhere &&
        nowhere.code === 'registry.region_unknown',
    )
  })
})
