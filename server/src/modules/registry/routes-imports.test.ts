/** An import through the public API: as a file, as a form, as a workbook; watched until it is done; read and downloaded. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { makeCreditCode, makeOrganisationCode } from '@steppe/kernels/codes'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { templateFirms } from './template-firms.ts'

let town: TestInstallation
let admin: Client
const newCode = (serial: number) =>
  makeCreditCode(`91150102${makeOrganisationCode(`MAH${String(serial).padStart(5, '0')}`)}`)

async function watch(id: string) {
  for (let looks = 0; looks < 200; looks++) {
    const { body } = await admin.call('GET', `/api/registry/imports/${id}`)
    if (body.endedAt) return body
    await pause(20)
  }
  throw new Error('the import does not end')
}

describe('an import through the public API', () => {
  before(async () => {
    town = await testInstallation()
    admin = await town.signIn('admin')
  })

  test('a CSV is answered at once and worked through; what is wrong can be read and downloaded', async () => {
    const file = `code,name\n${newCode(1)},一号公司\n${newCode(2).slice(0, 17)}_,二号公司\n`
    const sent = await admin.call('POST', '/api/registry/firms/import?name=firms.csv', file, {
      'content-type': 'text/csv',
    })
    assert.equal(sent.status, 202)
    const done = await watch(sent.body.id)
    assert.deepEqual([done.fileName, done.state, done.lines, done.added, done.wrong], ['firms.csv', 'done', 2, 1, 1])
    const { body } = await admin.call('GET', `/api/registry/imports/${sent.body.id}/findings?level=error`)
    assert.deepEqual(
      body.findings.map((finding: { line: number; field: string }) => [finding.line, finding.field]),
      [[3, 'code']],
    )
    const report = await admin.call<string>('GET', `/api/registry/imports/${sent.body.id}/report`)
    assert.match(report.body, /3,错误 error,统一社会信用代码/)
    const firm = await town.anyone.call('GET', `/api/registry/firms/${newCode(1)}`)
    assert.deepEqual([firm.body.name, firm.body.regionName], ['一号公司', '呼和浩特市新城区'])
    const list = await admin.call('GET', '/api/registry/imports')
    assert.ok(list.body.imports.some((each: { id: string }) => each.id === sent.body.id))
  })

  test('a browser’s form and plain text are taken as well', async () => {
    const form = `--x\r\nContent-Disposition: form-data; name="file"; filename="f.csv"\r\n\r\ncode,name\n${newCode(3)},三号公司\r\n--x--\r\n`
    const asForm = await admin.call('POST', '/api/registry/firms/import', form, {
      'content-type': 'multipart/form-data; boundary=x',
    })
    assert.deepEqual([asForm.status, (await watch(asForm.body.id)).added, asForm.body.fileName], [202, 1, 'f.csv'])
    const asText = await admin.call('POST', '/api/registry/firms/import', `code,name\n${newCode(4)},四号公司`, {
      'content-type': 'text/plain',
    })
    assert.deepEqual([asText.status, (await watch(asText.body.id)).added], [202, 1])
  })

  test('the template comes down and goes up again: no rows, nothing wrong', async () => {
    const template = await town.app.inject({ method: 'GET', url: '/api/registry/firms/template' })
    assert.equal(template.statusCode, 401)
    const sent = await admin.call('POST', '/api/registry/firms/import?name=t.xlsx', await templateFirms(), {
      'content-type': 'application/octet-stream',
    })
    const done = await watch(sent.body.id)
    assert.deepEqual(
      [done.state, done.lines, done.columns.every((column: { field?: string }) => column.field)],
      ['done', 0, true],
    )
  })

  test('a file of more than 20 MB is refused', async () => {
    const sent = await admin.call('POST', '/api/registry/firms/import', Buffer.alloc(21 * 1024 * 1024, 'a'), {
      'content-type': 'text/csv',
    })
    assert.deepEqual([sent.status, sent.body.code], [413, 'platform.too_large'])
  })
})
