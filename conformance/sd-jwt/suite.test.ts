/** The suites of licences: what they read is what the YAML means, they see a difference, and the cases at hand pass. */
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { run as runStatusLists } from '../status-list/suite.ts'
import { readCase } from './read-case.ts'
import { run } from './suite.ts'

const DATA = join(import.meta.dirname, '../../../shared/data')

/** A folder of the suite's form with one case and keys of its own. */
function folderWith(specification: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sd-jwt-'))
  const [issuer, holder] = [0, 1].map(() =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
  )
  const settings = {
    identifiers: { issuer: 'https://issuer.example', verifier: 'https://verifier.example' },
    key_settings: { issuer_keys: [issuer], holder_key: holder },
    key_binding_nonce: '1',
    iat: 1683000000,
    exp: 1883000000,
  }
  const top = join(folder, 'sd-jwt')
  mkdirSync(join(top, 'one'), { recursive: true })
  writeFileSync(join(top, 'settings.yml'), JSON.stringify(settings))
  writeFileSync(join(top, 'one', 'specification.yml'), specification)
  return folder
}

test('the tag marks members, elements and whole objects; plain scalars under it keep their type', () => {
  const folder = folderWith(`user_claims:
  !sd a: 1
  list: [!sd 42, !sd "42", !sd True, !sd null, b]
  deep:
    - !sd
      !sd inner: x
`)
  const it = readCase(join(folder, 'sd-jwt/one/specification.yml'), join(folder, 'sd-jwt'))
  assert.deepEqual(it.claims, { a: 1, list: [42, '42', true, null, 'b'], deep: [{ inner: 'x' }] })
  const places = [['a'], ['list', 0], ['list', 1], ['list', 2], ['list', 3], ['deep', 0], ['deep', 0, 'inner']]
  assert.deepEqual(it.disclosable, places)
  assert.deepEqual(it.expected, { list: ['b'], deep: [] })
})

test('a case passes when the claims come out as it says, and fails when they do not', async () => {
  const saying = (expected: string) =>
    folderWith(
      `user_claims: { !sd a: 1, b: 2 }\nholder_disclosed_claims: {}\nexpect_verified_user_claims: ${expected}\n`,
    )
  assert.deepEqual((await run(saying('{ b: 2 }')))[0]?.failures, [])
  const [wrong] = await run(saying('{ a: 1, b: 2 }'))
  assert.equal(wrong?.failed, 1)
  assert.match(wrong.failures[0]!.reason, /expected .*"a":1/)
})

test('a packed list that says something else than its entries fails', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'status-list-'))
  mkdirSync(join(folder, 'status-list'))
  const vector = { bits: 1, statuses: [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1], lst: 'eNrbuRgAAhcBXQ' }
  writeFileSync(join(folder, 'status-list', 'v.json'), JSON.stringify([vector, { ...vector, statuses: [0, 0, 0] }]))
  const [result] = await runStatusLists(folder)
  assert.equal(result?.passed, 1)
  assert.match(result.failures[0]!.reason, /entry 0 is 1/)
})

test('the cases at hand pass', async (context) => {
  if (!existsSync(join(DATA, 'sd-jwt'))) return context.skip('the cases are not at hand')
  for (const result of [...(await run(DATA)), ...(await runStatusLists(DATA))]) {
    assert.deepEqual(result.failures, [])
    assert.ok(result.passed > 0)
  }
})
