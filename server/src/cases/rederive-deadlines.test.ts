/** A calendar amended after cases were accepted: running deadlines move, the old day and the document stand in the trail, other regions stay. */
import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { before, test } from 'node:test'
import { findForm, findItem, itemCodeFor } from '#ask/catalog'
import type { Database } from '#platform/postgres'
import { atEnd, cloneDatabase, connectForTests } from '#testing/database'
import { fillForm } from '#testing/fill-form'
import { type Client, installOver, type TestInstallation } from '#testing/installation'
import { findAmendment, rederiveDeadlines } from './rederive-deadlines.ts'

const packs = resolve(import.meta.dirname, '../../../packs')
/** 个体工商户登记 needs no upload where the materials are held; any item of the standard process would do. */
const item = '000131025001'
const accepted = '2026-09-24T10:00+08:00'
const pdf = Buffer.from('%PDF-1.4\n%%EOF\n')

let db: Database
let town: TestInstallation
let here: string
let elsewhere: string

/** A copy of the packs in which the calendar was amended. */
async function amendedPacks(amend: (folder: string) => Promise<void>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-amended-'))
  atEnd(() => rm(folder, { recursive: true, force: true }))
  await cp(packs, folder, { recursive: true })
  await amend(folder)
  return folder
}

async function applyIn(region: string): Promise<string> {
  const owner = await town.signIn('zhaoqiang')
  const code = (await itemCodeFor(town.house, item, region))!
  const found = (await findItem(town.house, code))!
  const form = (await findForm(town.house, found.form))!
  const draft = (await owner.call('POST', '/api/applications/drafts', { item: code, firm: '92150102MAD000019E' })).body
  const materials = []
  for (const { id, name } of draft.needed.filter((each: { needed: boolean }) => each.needed)) {
    const { body: file } = await owner.call('POST', `/api/files?name=${id}.pdf`, pdf, {
      'content-type': 'application/pdf',
    })
    materials.push({
      id,
      name,
      proof: 'upload',
      file: { id: file.id, name: `${id}.pdf`, sha256: file.sha256, size: file.size },
    })
  }
  const saved = { version: draft.version, answers: fillForm(form, draft.answers), materials }
  assert.equal((await owner.call('PATCH', `/api/applications/drafts/${draft.id}`, saved)).status, 200)
  return (await owner.call('POST', '/api/applications', { draft: draft.id })).body.case
}

/** Accepts the case as the clerk of its department. */
async function accept(id: string): Promise<void> {
  const state = (await town.house.engine.load(id))!
  const clerk = await town.signIn(`${state.tasks[0]!.department}.clerk`)
  const deed = { kind: 'complete', task: state.tasks[0]!.id, outcome: 'accept' }
  const done = await clerk.call('POST', `/api/cases/${id}/acts`, { after: state.seq, deed })
  assert.equal(done.status, 200, JSON.stringify(done.body))
}

async function caseOf(installation: TestInstallation, id: string) {
  const owner: Client = await installation.signIn('zhaoqiang')
  return {
    view: (await owner.call('GET', `/api/cases/${id}`)).body,
    trail: (await owner.call('GET', `/api/cases/${id}/trail`)).body.acts,
  }
}

before(async () => {
  db = connectForTests(await cloneDatabase('installed'))
  atEnd(db.close)
  town = await installOver(db, accepted)
  assert.equal(await findAmendment(town.house), undefined, 'the first calendar amends nothing')
  here = await applyIn('150102')
  elsewhere = await applyIn('150202')
  await accept(here)
  await accept(elsewhere)
})

test('a closure of one region moves the deadlines there, once, and nobody else’s', async () => {
  const was = (await caseOf(town, here)).view.clock.due
  const folder = await amendedPacks((packsThere) =>
    writeFile(
      join(packsThere, 'national/calendar/closures.json'),
      JSON.stringify({
        closures: [
          {
            region: '150100',
            days: ['2026-09-28', '2026-09-29'],
            reason: '示例：暴雪停工',
            source: '示例令〔2026〕1号',
            issued: '2026-09-26',
          },
        ],
      }),
    ),
  )
  const later = await installOver(db, '2026-09-26T10:00+08:00', undefined, folder)
  const amendment = (await findAmendment(later.house))!
  // The work is cut off after its first look and resumed from where it stood.
  let looks = 0
  await rederiveDeadlines(later.house, amendment, undefined, () => looks++ > 0)
  await rederiveDeadlines(later.house, (await findAmendment(later.house)) ?? amendment)
  const { view, trail } = await caseOf(later, here)
  assert.ok(view.clock.due > was, `${view.clock.due} is later than ${was}`)
  assert.equal(view.tasks[0].dueOn, view.clock.due)
  const written = trail.filter((act: { kind: string }) => act.kind === 'deadline_rederived')
  assert.equal(written.length, 1)
  assert.equal(written[0].deed.was, was)
  assert.equal(written[0].deed.due, view.clock.due)
  assert.equal(written[0].deed.reason, '示例令〔2026〕1号')
  const other = await caseOf(later, elsewhere)
  assert.ok(other.trail.every((act: { kind: string }) => act.kind !== 'deadline_rederived'))
  assert.equal(await findAmendment(later.house), undefined, 'nothing is left to do')
})

test('an amendment to the yearly notice moves the deadlines everywhere, and taking the closure back moves them back', async () => {
  const was = (await caseOf(town, elsewhere)).view.clock.due
  const folder = await amendedPacks(async (packsThere) => {
    const file = join(packsThere, 'national/calendar/2026.json')
    const year = JSON.parse(await readFile(file, 'utf8'))
    const amendment = {
      source: '示例〔2026〕9号',
      issued: '2026-09-27',
      amends: year.source,
      holidays: [{ name: '国庆节', days: ['2026-10-08', '2026-10-09'] }],
      workdays: [],
    }
    await writeFile(file, JSON.stringify({ ...year, amendments: [amendment] }))
  })
  const later = await installOver(db, '2026-09-27T10:00+08:00', undefined, folder)
  const moved = await rederiveDeadlines(later.house, (await findAmendment(later.house))!)
  assert.ok(moved >= 1)
  const { view, trail } = await caseOf(later, elsewhere)
  const act = trail.at(-1)
  assert.equal(act.kind, 'deadline_rederived')
  assert.equal(act.deed.was, was)
  assert.equal(view.clock.due, act.deed.due)
  assert.ok(act.deed.reason.includes('示例〔2026〕9号'))
  const again = await installOver(db, '2026-09-28T10:00+08:00', undefined, folder)
  assert.equal(await findAmendment(again.house), undefined)
})
