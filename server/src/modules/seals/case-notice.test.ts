/** Notices of a case, and licences as papers: in official form, sealed by the department, made once. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { CaseState } from '@steppe/kernels/cases'
import { openPdf, pagesOf } from '@steppe/kernels/documents'
import { isRefusal } from '#platform/refusals'
import { type TestInstallation, testInstallation } from '#testing/installation'
import { caseNotice, type Notice } from './case-notice.ts'
import { licencePaper } from './licence-paper.ts'
import { departmentSeal } from './make-seal.ts'
import { readActs } from './read-acts.ts'
import { type Paper, sealPaper } from './seal-paper.ts'
import { checkFile } from './test-errands.ts'

let town: TestInstallation
const department = '150102-market-regulation'

before(async () => {
  town = await testInstallation('2026-11-26T10:00+08:00')
})

const open = {
  id: '150102-20261120-7K3F9QX',
  kind: 'application',
  title: '食品经营许可',
  department,
  applicant: { kind: 'firm', id: '92150102MAD000019E', name: '新城区赵强便利店（示例）', account: 'a' },
  openedOn: '2026-11-20',
  results: [],
  clock: { due: '2026-12-10' },
} as unknown as CaseState

async function noticeOf(state: Partial<CaseState>, notice: Notice): Promise<Paper> {
  const made = await caseNotice(town.house, { ...open, ...state } as CaseState, notice)
  if (isRefusal(made)) throw new Error(made.code)
  return made
}

test('there is no notice before the case was accepted or decided', async () => {
  for (const notice of ['acceptance', 'decision'] as const) {
    const made = await caseNotice(town.house, open, notice)
    assert.ok(isRefusal(made) && made.code === 'seals.not_yet')
  }
})

test('the notice of acceptance is sealed by the department, made once, and the use of the seal is written down', async () => {
  const accepted = { acceptedOn: '2026-11-23' } as Partial<CaseState>
  const [one, other] = await Promise.all([noticeOf(accepted, 'acceptance'), noticeOf(accepted, 'acceptance')])
  assert.ok(one.content.equals(other.content), 'two who ask at once are given the same paper')
  const found = await checkFile(town, one.content)
  assert.deepEqual([found.verdict, found.signatures.length], ['whole', 1])
  assert.match(found.signatures[0].signer, /市场监督管理局/)
  assert.equal(found.signatures[0].ours, true)
  assert.equal(found.signatures[0].seal.kindName.zh, '行政机关公章')
  const ofd = await checkFile(town, one.ofd)
  assert.deepEqual([ofd.verdict, ofd.format, ofd.signatures[0].algorithm], ['whole', 'ofd', 'SM2 / SM3'])
  const { acts } = await readActs(town.house, await departmentSeal(town.house, department))
  assert.deepEqual(
    acts.map(({ kind }) => kind),
    ['used', 'made'],
  )
})

test('a decision says yes or no with its reasons', async () => {
  const decided = {
    acceptedOn: '2026-11-23',
    decidedOn: '2026-11-26',
    outcome: 'denied',
    reasons: '场所不符合要求',
  } as Partial<CaseState>
  const paper = await noticeOf({ ...decided, id: '150102-20261120-7K3F9QZ' } as Partial<CaseState>, 'decision')
  assert.equal(pagesOf(openPdf(paper.content)).length, 1)
  assert.match(Buffer.from(paper.ofd).toString('latin1'), /^PK/)
})

test('a licence is printed with its square code and sealed; another edition is another paper', async () => {
  const wish = {
    id: '150102-L7K3F9QX2ABC1-001',
    edition: 1,
    title: '食品经营许可证',
    number: 'JY11501020000019',
    issuer: department,
    issuerName: '呼和浩特市新城区市场监督管理局',
    fields: [
      { name: '经营者名称', value: '新城区赵强便利店（示例）' },
      { name: '经营项目', value: '预包装食品（含冷藏冷冻食品）销售；散装食品销售' },
    ],
    issuedOn: '2026-11-26',
    expiresOn: '2031-11-25',
    identifier: '1.2.156.3005.2.11150000MB9000277C009.11150102MB90001628.CJH9PPHM3GJD.001.D',
  }
  const paper = await licencePaper(town.house, wish)
  assert.equal((await checkFile(town, paper.content)).verdict, 'whole')
  assert.equal((await checkFile(town, paper.ofd)).verdict, 'whole')
  const earlier = await sealPaper(town.house, {
    subject: wish.id,
    kind: 'licence-0',
    title: wish.title,
    department,
    sheets: [{ width: 297, height: 210, items: [] }],
    place: { page: 0, x: 200, y: 138, width: 42, height: 42 },
    cause: `${wish.title} ${wish.number}`,
  })
  assert.deepEqual(
    (await checkFile(town, earlier.content)).licence,
    { status: 'not_named' },
    'it is said, not left out',
  )
  const again = await licencePaper(town.house, wish)
  assert.ok(again.content.equals(paper.content))
  const next = await licencePaper(town.house, { ...wish, edition: 2 })
  assert.ok(!next.content.equals(paper.content))
})
