/** The monthly bulletin is an official document: read back, it has the page, the type and the parts of GB/T 9704 and the numbers of the ranking. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { type TestInstallation, testInstallation } from '#testing/installation'
import { publishFigures } from '../publish-figures.ts'

let town: TestInstallation

before(async () => {
  town = await testInstallation('2026-11-30T09:00+08:00')
})

async function download(query = '') {
  const { statusCode, headers, rawPayload } = await town.app.inject({ url: `/api/evaluation/bulletin.docx${query}` })
  return { statusCode, headers, rawPayload }
}

/** Orders of a league that were answered and called back: so many solved, the others not. */
async function calledBack(league: string, count: number, solved: number, invalid: number) {
  for (let at = 0; at < count + invalid; at++) {
    const id = `${league.slice(0, 4)}02-20261110-B${String(at).padStart(6, '0')}`
    const deed = {
      contacted: at < count,
      ...(at < count
        ? { solved: at < solved, satisfaction: at < solved ? 'satisfied' : 'dissatisfied' }
        : { invalid: 'unreachable' }),
    }
    await town.house.db.ask(
      `with act as (
         insert into cases.acts (league, case_id, seq, at, kind, actor, act, salt, commitment)
         values ($1, $2, 1, '2026-11-12T10:00+08:00', 'call_back', 'a', $3, '', '')
       )
       insert into appeals.orders (league, id, type, intent, urgency, region, department, channel, status, stage, account, title, opened_at, opened_on, seq)
       values ($1, $2, 'hotline', 'complaint', 'general', $4, '150102-market-regulation', 'web', 'closed', 'ended', 'a', 't', '2026-11-10T10:00+08:00', '2026-11-10', 1)`,
      [league, id, { deed }, `${league.slice(0, 4)}02`],
    )
  }
}

test('before a month is published there is no bulletin of it', async () => {
  const { statusCode, rawPayload } = await download()
  assert.deepEqual([statusCode, JSON.parse(rawPayload.toString()).code], [404, 'evaluation.figure_not_published'])
})

test('the bulletin has head, number, title, tables with intervals and exclusions, and its date', async () => {
  await calledBack('150100', 40, 30, 3)
  await calledBack('150200', 8, 7, 0)
  town.setNow('2026-12-01T00:20+08:00')
  await publishFigures(town.house)
  const { statusCode, headers, rawPayload } = await download('?day=2026-11-30')
  assert.equal(statusCode, 200, rawPayload.toString().slice(0, 300))
  assert.match(String(headers['content-type']), /wordprocessingml/)
  const parts = unzipSync(rawPayload)
  const xml = strFromU8(parts['word/document.xml']!)
  const paragraphs = [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([each]) => each)
  const saying = (words: string) =>
    paragraphs.find((each) => each.includes(words)) ?? assert.fail(`nothing says ${words}`)

  assert.match(saying('管理局文件'), /w:val="FF0000"/)
  assert.match(saying('〔2026〕11号'), /<w:pBdr>.*FF0000/s)
  saying('关于内蒙古自治区2026年11月')
  const title = saying('“三率”情况的通报')
  assert.match(title, /小标宋/)
  assert.match(title, /<w:sz w:val="44"/)
  const body = saying('计入统计的有效回访48件，响应率100.0%、解决率77.1%、满意率77.1%；未计入3件')
  assert.match(body, /仿宋_GB2312/)
  assert.match(body, /<w:sz w:val="32"/)
  assert.match(body, /w:firstLineChars="200"/)
  assert.match(saying('>2026年12月1日<'), /w:right="1280"/)

  const csv = await town.anyone.call<string>('GET', '/api/evaluation/figures/ranking-leagues/groups.csv')
  assert.match(csv.body, /呼和浩特市/)
  const { groups } = (await town.anyone.call('GET', '/api/evaluation/figures/ranking-leagues')).body.published.value
  const tables = [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([each]) =>
    [...each.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([line]) =>
      [...line.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => cell.replace(/<[^>]*>/g, '')),
    ),
  )
  assert.equal(tables.length, 4, 'leagues, departments, what was left out, the sums to check by')
  for (const [at, name] of [
    '三率月度排名（盟市）（%）',
    '三率月度排名（部门）（%）',
    '未计入统计的回访',
    '数据校验值',
  ].entries())
    saying(`表${at + 1} ${name}`)
  const [heading, ...rows] = tables[0]!
  assert.deepEqual(heading, ['名次', '单位', '有效回访', '响应率', '解决率', '满意率', '标准化分'])
  assert.equal(rows.length, groups.length)
  const percent = (share: number) => (share * 100).toFixed(1)
  for (const [at, { counted, parts: rates }] of groups.entries()) {
    assert.equal(rows[at]![2], String(counted))
    const { value, interval } = rates[1]
    assert.equal(rows[at]![4], `${percent(value)}(${percent(interval[0])}–${percent(interval[1])})`)
  }
  assert.ok(rows.some(([place]) => place === '不排名（件数少）') && rows.some(([, name]) => name === '呼和浩特市'))
  assert.match(saying('2026年12月1日印发'), /<w:framePr[^>]*w:yAlign="bottom"/)
  assert.ok(tables[2]!.some(([reason, count]) => reason!.includes('无效回访') && count === '3'))
})

test('a league’s bulletin is headed, addressed and signed by its own office', async () => {
  const { statusCode, rawPayload } = await download('?region=150100&day=2026-11-30')
  assert.equal(statusCode, 200, rawPayload.toString().slice(0, 300))
  const xml = strFromU8(unzipSync(rawPayload)['word/document.xml']!)
  for (const words of ['呼和浩特市行政审批政务服务局文件', '呼政服热线通〔2026〕11号', '呼和浩特市各旗县', '（部门）'])
    assert.ok(xml.includes(words), words)
  assert.ok(!xml.includes('自治区'), 'another office is named')
})

test('the page: margins 37, 35, 28, 26 mm, 22 lines of 28 signs, numbers outside in the form — 1 —', async () => {
  const parts = unzipSync((await download('?day=2026-11-30')).rawPayload)
  const xml = strFromU8(parts['word/document.xml']!)
  const [page] = /<w:sectPr.*<\/w:sectPr>/s.exec(xml)!
  const mm = (name: string) => Math.round((Number(new RegExp(`w:${name}="(\\d+)"`).exec(page)![1]) / 1440) * 25.4)
  assert.deepEqual(['top', 'bottom', 'left', 'right', 'w', 'h'].map(mm), [37, 35, 28, 26, 210, 297])
  const pitch = Number(/w:linePitch="(\d+)"/.exec(page)![1])
  assert.equal(Math.floor((225 / 25.4) * (1440 / pitch)), 22)
  const body = [...xml.matchAll(/<w:r>.*?<\/w:r>/gs)].find(([each]) => each.includes('计入统计的有效回访'))!
  const less = Number(/<w:spacing w:val="(-?\d+)"/.exec(body[0])![1]) / 20
  assert.equal(Math.floor(((156 / 25.4) * 72) / (16 + less) + 0.01), 28)
  const [even, odd] = ['left', 'right'].map((side) =>
    Object.entries(parts).find(
      ([name, bytes]) => name.includes('footer') && strFromU8(bytes).includes(`w:jc w:val="${side}"`),
    ),
  )
  for (const footer of [even, odd]) {
    const text = strFromU8(footer![1])
    assert.match(text, /— .*PAGE.* —/s)
    assert.match(text, /<w:sz w:val="28"/)
  }
  assert.match(strFromU8(parts['word/settings.xml']!), /evenAndOddHeaders/)
})
