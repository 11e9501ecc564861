/** Mail as orders, bombs put aside whole; samples of call-backs that anybody can draw again. */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { drawnOrder, drawSeed, listRoot } from '@steppe/kernels/draw'
import { atEnd } from '#testing/database'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { drawListOf } from './campaigns.ts'
import { fetchMail, mailboxOf } from './mail/fetch-imap.ts'
import { openTestMailbox } from './mail/test-mailbox.ts'
import { takeFolder } from './mail/watch-folder.ts'

let town: TestInstallation
let operator: Client
let wangfang: Client

before(async () => {
  town = await testInstallation('2026-11-23T09:00+08:00')
  operator = await town.signIn('operator')
  wangfang = await town.signIn('wangfang')
})

const mail = (lines: readonly string[], body: string) => Buffer.from([...lines, '', body].join('\r\n'))
const head = (id: string, more: readonly string[] = []) => [
  'From: =?utf-8?B?5p2O5Zub?= <lisi@example.org>',
  'To: 12345@example.cn',
  `Message-ID: <${id}@example.org>`,
  'Subject: =?utf-8?B?6LWb572V5Yy66Lev54Gv5Z2P5LqG?=',
  'MIME-Version: 1.0',
  ...more,
]
const send = (bytes: Buffer) => operator.call('POST', '/api/appeals/mails', bytes, { 'content-type': 'message/rfc822' })
const plain = ['Content-Type: text/plain; charset=utf-8']

describe('mail', () => {
  test('a mail is an order of the place it names; the same mail again is the same order; its HTML is words only', async () => {
    const one = (await send(mail(head('a', plain), '赛罕区大学西街的路灯坏了一周。'))).body
    const view = (await operator.call('GET', `/api/appeals/${one.order}`)).body
    assert.equal(view.place.region, '150105')
    assert.equal(view.title, '赛罕区路灯坏了')
    assert.equal(view.channel, 'mail')
    assert.equal((await send(mail(head('a', plain), '赛罕区大学西街的路灯坏了一周。'))).body.order, one.order)
    const html =
      '<html><head><style>p{}</style></head><body><p>井盖丢了</p><script>alert(1)</script><img src=x onerror=alert(2)></body></html>'
    const two = (await send(mail(head('b', ['Content-Type: text/html; charset=utf-8']), html))).body
    const text = (await operator.call('GET', `/api/appeals/${two.order}`)).body.text
    assert.match(text, /井盖丢了/)
    assert.doesNotMatch(text, /script|alert|onerror|</)
  })

  test('bombs and nonsense are put aside whole with their reason, and nothing is lost', async () => {
    const nested = (depth: number): string =>
      depth === 0
        ? 'x'
        : `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n${nested(depth - 1)}\r\n--b${depth}--`
    const cases: [string, Buffer][] = [
      ['too_large', Buffer.concat([mail(head('big', plain), ''), Buffer.alloc(26 * 1024 * 1024, 'x')])],
      ['unreadable', Buffer.from(`${head('deep').join('\r\n')}\r\n${nested(60)}`)],
      ['no_sender', mail(['Subject: x', ...plain], 'x')],
      ['empty', mail(['From: a@example.org', ...plain], '')],
      ['automatic', mail(head('auto', ['Auto-Submitted: auto-replied', ...plain]), '我不在办公室')],
    ]
    for (const [code, bytes] of cases) {
      const reply = (await send(bytes)).body
      assert.equal(reply.code, code, JSON.stringify(reply))
      const [kept] = await town.house.db.ask<{ content: Buffer }>(
        'select q.content from appeals.quarantine q where q.id = $1',
        [reply.quarantined],
      )
      assert.ok(kept!.content.equals(bytes), `${code} is kept whole`)
    }
    const listed = (await operator.call('GET', '/api/appeals/quarantine')).body.rows
    assert.equal(listed.length, cases.length)
    assert.ok(!('content' in listed[0]))
  })

  test('an attachment that may not be kept is left out, and the mail put aside beside its order', async () => {
    const parts = [
      '--q',
      'Content-Type: text/plain; charset=utf-8',
      '',
      '见附件',
      '--q',
      'Content-Type: application/pdf',
      'Content-Disposition: attachment; filename="a.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64'),
      '--q',
      'Content-Type: application/octet-stream',
      'Content-Disposition: attachment; filename="run.exe"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('MZ....').toString('base64'),
      '--q--',
    ].join('\r\n')
    const taken = (await send(mail(head('files', ['Content-Type: multipart/mixed; boundary=q']), parts))).body
    assert.equal(taken.code, 'attachment_kind')
    const view = (await operator.call('GET', `/api/appeals/${taken.order}`)).body
    assert.deepEqual(
      view.files.map((each: { name: string }) => each.name),
      ['a.pdf'],
    )
  })

  test('messages dropped into a folder are taken and moved', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'steppe-mail-'))
    await writeFile(join(folder, 'one.eml'), mail(head('folder', plain), '玉泉区大召广场停车难'))
    assert.equal(await takeFolder(town.house, folder), 1)
    assert.deepEqual(await readdir(join(folder, 'taken')), ['one.eml'])
    assert.equal(await takeFolder(town.house, folder), 0)
  })

  test('the same mail on another day, by another door, is the order it was; other words under the same number are another order', async () => {
    const bytes = mail(head('days', plain), '回民区中山西路积水')
    const first = (await send(bytes)).body.order
    town.setNow('2026-11-24T09:00+08:00')
    assert.equal((await send(bytes)).body.order, first)
    const forwarded = mail(['Received: from elsewhere', ...head('days', plain)], '回民区中山西路积水')
    assert.equal((await send(forwarded)).body.order, first)
    assert.notEqual((await send(mail(head('days', plain), '另外一件事情'))).body.order, first)
    town.setNow('2026-11-23T09:00+08:00')
  })

  test('a mailbox is read over IMAP: cut between taking and marking, counted anew, too large or a bomb: each message once, none lost', async () => {
    const server = await openTestMailbox()
    atEnd(server.close)
    const box = mailboxOf(`imap://hotline@127.0.0.1:${server.port}/INBOX`, 'secret')!
    const put = (uid: number, bytes: Buffer, size?: number) =>
      server.messages.set(uid, { bytes, ...(size ? { size } : {}) })
    const from = ['From: zhou@example.org', ...plain]
    const ordersOf = async (words: string) =>
      (
        await town.house.db.ask<{ id: string }>(
          "select c.id from cases.cases c where c.kind = 'appeal' and c.given #>> '{answers,text}' = $1",
          [words],
        )
      ).map((row) => row.id)
    put(3, mail([...from, 'Message-ID: <imap3@x>'], '玉泉区南茶坊没有公厕'))
    put(4, mail([...from, 'Message-ID: <imap4@x>'], '玉泉区石羊桥路红绿灯坏了'))
    server.cutAt = 'UID STORE 3'
    await assert.rejects(fetchMail(town.house, box))
    assert.deepEqual(server.fetched, [3])
    assert.equal(await fetchMail(town.house, box), 1, 'it goes on with the next')
    await town.house.db.ask('update appeals.mailboxes set last_uid = 2')
    assert.equal(await fetchMail(town.house, box), 2, 'killed before it kept how far it had read')
    server.validity = 8
    assert.equal(await fetchMail(town.house, box), 2, 'the mailbox counts anew')
    for (const words of ['玉泉区南茶坊没有公厕', '玉泉区石羊桥路红绿灯坏了'])
      assert.equal((await ordersOf(words)).length, 1, words)
    assert.ok(server.seen.has(3) && server.seen.has(4))
    const quarantined = async (): Promise<{ id: string; code: string }[]> =>
      (await operator.call('GET', '/api/appeals/quarantine')).body.rows
    const before = new Set((await quarantined()).map(({ id }) => id))
    put(5, mail([...from, 'Message-ID: <imap5@x>'], '太大'), 70_000_000)
    put(6, Buffer.concat([mail([...from, 'Message-ID: <imap6@x>'], ''), Buffer.alloc(26 * 1024 * 1024, 'x')]))
    put(7, mail([...from, 'Auto-Submitted: auto-replied', 'Message-ID: <imap7@x>'], '我不在'))
    put(
      8,
      mail(
        ['From: zhou@example.org', 'Message-ID: <imap8@x>', 'Content-Type: text/html; charset=utf-8'],
        '<p>路边<script>alert(1)</script>垃圾</p>',
      ),
    )
    assert.equal(await fetchMail(town.house, box), 4)
    assert.ok(!server.fetched.includes(5), 'what is too large to be read stays in the mailbox')
    const codes = (await quarantined()).filter(({ id }) => !before.has(id)).map(({ code }) => code)
    assert.deepEqual(codes.sort(), ['automatic', 'too_large', 'too_large'])
    assert.equal((await ordersOf('路边 垃圾')).length, 1)
    assert.equal(await fetchMail(town.house, box), 0)
    await assert.rejects(fetchMail(town.house, { ...box, password: 'guessed' }))
    assert.throws(() => mailboxOf('pop://x'), /STEPPE_IMAP must be/)
    assert.equal(mailboxOf(undefined), undefined)
  })

  test('a flood from one sender is put aside after the twentieth', async () => {
    let aside = 0
    for (let i = 0; i < 24; i++) {
      const lines = ['From: bomb@example.org', `Message-ID: <flood${i}@x>`, ...plain]
      if ((await send(mail(lines, `第${i}封`))).body.code === 'flood') aside++
    }
    assert.equal(aside, 4)
  })
})

describe('a sample of call-backs', () => {
  test('its list is sealed before the seed exists, two people read the seed, anybody draws the same sample, results are entered once', async () => {
    for (let i = 0; i < 6; i++) {
      const body = { intent: 'consult', text: `公积金怎么提取？第${i}问`, place: { region: '150102' } }
      const { id, seq } = (await wangfang.call('POST', '/api/appeals', body)).body
      const answered = await operator.call('POST', `/api/appeals/${id}/acts`, {
        after: seq,
        deed: { kind: 'answer', task: 't1', text: '线上提取。' },
      })
      assert.equal(answered.status, 200, JSON.stringify(answered.body))
    }
    await town.settle()
    const wish = {
      title: '十一月抽样回访',
      region: '150100',
      from: '2026-11-01',
      until: '2026-11-30',
      size: 3,
      seed: { game: '双色球', issue: '2026135', drawnAt: '2026-11-24T13:15:00Z' },
    }
    assert.equal(
      (
        await operator.call('POST', '/api/appeals/campaigns', {
          ...wish,
          seed: { ...wish.seed, drawnAt: '2026-11-22T13:15:00Z' },
        })
      ).body.code,
      'appeals.seed_not_later',
    )
    const campaign = (await operator.call('POST', '/api/appeals/campaigns', wish)).body
    assert.equal(campaign.state, 'committed', JSON.stringify(campaign))
    assert.equal(campaign.population, 6)
    const numbers = { numbers: [['03', '09', '11', '17', '22', '30'], ['08']] }
    assert.equal(
      (await operator.call('POST', `/api/appeals/campaigns/${campaign.id}/numbers`, numbers)).body.code,
      'appeals.seed_too_early',
    )
    town.setNow('2026-11-25T09:00+08:00')
    const first = (await operator.call('POST', `/api/appeals/campaigns/${campaign.id}/numbers`, numbers)).body
    assert.deepEqual([first.state, first.readings], ['committed', 1])
    const supervisor = await town.signIn('supervisor')
    const drawn = (await supervisor.call('POST', `/api/appeals/campaigns/${campaign.id}/numbers`, numbers)).body
    assert.equal(drawn.state, 'drawn', JSON.stringify(drawn))
    const sample = (await town.anyone.call('GET', `/api/appeals/campaigns/${campaign.id}/sample`)).body
    assert.equal(listRoot(drawListOf(sample.list, 3)), campaign.listRoot, 'the list is the one that was sealed')
    const order = drawnOrder(drawSeed(campaign.listRoot, drawn.seed.value), 'object', sample.list)
    assert.deepEqual(
      sample.drawn,
      [...order.slice(0, 3)].map((index) => sample.list[index]),
    )
    const calls = (await operator.call('GET', `/api/appeals/campaigns/${campaign.id}/calls`)).body.rows
    assert.deepEqual(
      calls.map((each: { order: string }) => each.order),
      sample.drawn,
    )
    const enter = (index: number, result: object) =>
      operator.call('POST', `/api/appeals/campaigns/${campaign.id}/results`, { order: sample.drawn[index], ...result })
    assert.equal((await enter(0, { contacted: true, solved: true, satisfaction: 'satisfied' })).status, 200)
    assert.equal(
      (await enter(0, { contacted: true, solved: false, satisfaction: 'dissatisfied' })).body.code,
      'appeals.not_in_sample',
    )
    assert.equal((await enter(1, { contacted: false, invalid: 'unreachable' })).body.code, 'cases.reason_needed')
    assert.equal((await enter(1, { contacted: false, invalid: 'unreachable', note: '三次未接' })).status, 200)
    assert.equal((await enter(2, { contacted: true, solved: true, satisfaction: 'basically' })).status, 200)
    const [after] = (await town.anyone.call('GET', '/api/appeals/campaigns')).body.rows
    assert.deepEqual(after.results, {
      valid: 2,
      contacted: 2,
      solved: 2,
      satisfied: 1,
      basically: 1,
      invalid: 1,
      waiting: 0,
    })
    const excluded = (await town.anyone.call('GET', `/api/appeals/exclusions?order=${sample.drawn[1]}`)).body.rows[0]
    assert.equal(excluded.what, 'call_back')
  })
})
