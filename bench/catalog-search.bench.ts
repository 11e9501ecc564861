/** Searching the catalogue at 590,000 items: 4,300 bodies of the region, each with 137 items. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { BasicItem } from '@steppe/contracts/catalog'
import { forgetCatalogue, getCatalogue } from '../server/src/modules/catalog/catalogue.ts'
import { findItem } from '../server/src/modules/catalog/find-item.ts'
import { card } from '../server/src/modules/catalog/module.ts'
import { searchItems } from '../server/src/modules/catalog/search-items.ts'
import { searchTextOf } from '../server/src/modules/catalog/search-text.ts'
import { getSegmenter } from '../server/src/modules/catalog/segmenter.ts'
import { suggest } from '../server/src/modules/catalog/suggest.ts'
import { countSearchTerms, writeSearchTexts } from '../server/src/modules/catalog/write-search-texts.ts'
import { card as registry } from '../server/src/modules/registry/module.ts'
import { clockFrom } from '../server/src/platform/clock.ts'
import { startEmbedded } from '../server/src/platform/embedded.ts'
import { keysInMemory } from '../server/src/platform/keys.ts'
import { migrate } from '../server/src/platform/migrations.ts'
import type { House } from '../server/src/platform/module.ts'
import { openPacks } from '../server/src/platform/packs.ts'
import { connect } from '../server/src/platform/postgres.ts'
import { isRefusal } from '../server/src/platform/refusals.ts'

export const name = 'catalog-search'

interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly peer: string
  readonly ratio: number | null
}

const itemsPerBody = 137
/** One item in fifty is named by its body in its own words. */
const ownNames = 50
const root = resolve(import.meta.dirname, '..')

const queries = [
  '开餐馆',
  '我要开饭店',
  '办执照',
  '营业执召',
  'yyzz',
  'kaigongsi',
  '刻章',
  '交社保',
  '烟草证',
  '公司注销',
  '食品经营许可',
  '施工许可证',
  '异地就医备案',
  '残疾人证',
  '户外广告',
  '排水许可',
  '草原占用',
  '养殖场防疫',
  '护照',
  '退休',
  '公积金提取',
  '种畜禽',
  '不动产过户',
  '居住证',
  '人力资源服务',
  '信用修复',
  '水电气报装',
  '新生儿上户口',
  '道路运输',
  '药店',
]

/** Invented names of the shape real ones have: what, which kind of business, what is done. */
const subjects =
  '食品 药品 医疗器械 化妆品 特种设备 计量器具 种子 农药 兽药 饲料 林木 草种 水产 渔船 农机 危险货物 客运 货运 出租汽车 机动车维修 船舶 港口 公路 桥梁 房屋 物业 燃气 供热 供水 排水 绿化 古树 文物 娱乐 演出 出版 印刷 广播 电影 旅游 体育 学校 幼儿园 培训 教师 医院 诊所 医师 护士 职业病 放射 消毒 血液 养老 殡葬 社团 基金会 慈善 婚姻 收养 户口 居留 枪支 爆破 保安 典当 旅馆 印章 网络 计算机 能源 节能 矿山 煤炭 石油 电力 核设施 气象 防雷 地震 测绘 土地 矿产 海域 规划 环评 排污 固废 辐射 取水 河道 水库 防洪'.split(
    ' ',
  )
const activities =
  '生产 经营 批发 零售 进口 出口 运输 储存 使用 检验 检测 维修 设计 施工 监理 培训 广告 回收 租赁 进入'.split(' ')
const acts = '许可证核发 许可证变更 许可证延续 许可证注销 许可证补办 备案 备案变更 登记 资格认定 审批'.split(' ')

function inventedItems(model: BasicItem, kinds: readonly string[]): BasicItem[] {
  return kinds.flatMap((department, kind) =>
    Array.from({ length: itemsPerBody }, (_each, at): BasicItem => {
      const n = kind * itemsPerBody + at
      const subject = subjects[(n * 7 + kind) % subjects.length]!
      const title = `${subject}${activities[Math.floor(n / acts.length) % activities.length]}${acts[n % acts.length]}`
      const code = `99${String(kind).padStart(4, '0')}${String(at).padStart(6, '0')}`
      const { oneThing: _, ...plain } = model
      return {
        ...plain,
        code,
        name: { zh: title },
        keywords: [subject],
        department,
        levels: ['2', '3', '4'],
        popular: n % 90,
      }
    }),
  )
}

/** Fills the catalogue up to 590,000 rows; gives how many stand there. */
async function fill(house: House): Promise<number> {
  const { db } = house
  const model = (await getCatalogue(house)).basics.get('000131025001')![0]!
  const kinds = (await db.ask<{ kind: string }>('select distinct d.kind from registry.departments d order by 1')).map(
    (row) => row.kind,
  )
  const basics = inventedItems(model, kinds)
  await db.inTransaction(async ({ ask }) => {
    for (let at = 0; at < basics.length; at += 500)
      await ask(
        `insert into catalog.basic_items (code, from_day, pack, digest, body)
         select b.code, '2026-01-01', 'bench', b.code, b.body from json_to_recordset($1::json) as b(code text, body jsonb)`,
        [JSON.stringify(basics.slice(at, at + 500).map((body) => ({ code: body.code, body })))],
      )
    const texts = basics.map((basic) => searchTextOf(basic, getSegmenter()))
    const ids = await writeSearchTexts(ask, texts)
    await ask(
      'create temporary table texts_of on commit drop as select * from json_to_recordset($1::json) as t(code text, text_id bigint)',
      [JSON.stringify(texts.map((text) => ({ code: text.basicCode, text_id: ids.get(text.digest) })))],
    )
    await ask(
      `insert into catalog.items (league, code, from_day, basic_code, region, level, department, text_id, origin)
       select substr(d.credit_code, 3, 4) || '00', d.credit_code || l.level || b.code, '2026-01-01', b.code, d.region, l.level, d.code, t.text_id, 'bench'
       from registry.departments d
       join (values ('province', '2'), ('league', '3'), ('banner', '4')) as l(name, level) on l.name = d.level
       join catalog.basic_items b on b.body->>'department' = d.kind and b.pack = 'bench'
       join texts_of t on t.code = b.code`,
    )
  })
  await nameAnew(house, new Map(basics.map((basic) => [basic.code, basic])))
  await countSearchTerms(db.ask)
  for (const table of ['items', 'search_texts', 'search_terms']) await db.script(`vacuum analyze catalog.${table}`)
  forgetCatalogue(house)
  return (await db.ask<{ n: number }>('select count(*) as n from catalog.items'))[0]!.n
}

/** Gives some items names of their own, as bodies do, each with a search text of its region. */
async function nameAnew({ db }: House, basics: ReadonlyMap<string, BasicItem>): Promise<void> {
  const rows = await db.ask<{ code: string; region: string; basic: string }>(
    `select i.code, i.region, i.basic_code as basic from catalog.items i where i.origin = 'bench' and hashtext(i.code) % ${ownNames} = 0`,
  )
  for (let at = 0; at < rows.length; at += 2000) {
    const some = rows.slice(at, at + 2000).map((row) => {
      const own = { name: { zh: `${basics.get(row.basic)!.name.zh}（${row.region}办理）` } }
      return { ...row, own, text: searchTextOf(basics.get(row.basic)!, getSegmenter(), own, row.region) }
    })
    await db.inTransaction(async ({ ask }) => {
      const ids = await writeSearchTexts(
        ask,
        some.map((row) => row.text),
      )
      await ask(
        `update catalog.items i set overrides = g.own, text_id = g.text_id
         from json_to_recordset($1::json) as g(code text, own jsonb, text_id bigint)
         where i.league = substr(g.code, 3, 4) || '00' and i.code = g.code`,
        [JSON.stringify(some.map((row) => ({ code: row.code, own: row.own, text_id: ids.get(row.text.digest) })))],
      )
    })
  }
}

async function timed(count: number, work: (at: number) => Promise<unknown>): Promise<number[]> {
  for (let at = 0; at < 20; at++) await work(at)
  const times: number[] = []
  for (let at = 0; at < count; at++) {
    const start = performance.now()
    await work(at)
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)
}

const part = (times: readonly number[], share: number) =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))]!

/** What one would write first: one flat table, one LIKE. */
async function flatPeer(house: House, regions: readonly string[]): Promise<number[]> {
  const { db } = house
  await db.script(`create unlogged table if not exists catalog.bench_flat as
    select i.code, i.region, s.name from catalog.items i join catalog.search_texts s on s.id = i.text_id; create index on catalog.bench_flat (region)`)
  return timed(60, (at) =>
    db.ask(
      `select f.code from catalog.bench_flat f where f.name like '%' || $1 || '%' and f.region = any($2) order by f.name limit 20`,
      [
        queries[at % queries.length],
        [regions[at % regions.length], `${regions[at % regions.length]!.slice(0, 4)}00`, '150000'],
      ],
    ),
  )
}

async function measure(house: House, count: number): Promise<Figure[]> {
  const regions = (
    await house.db.ask<{ code: string }>(`select r.code from registry.regions r where r.level = 'banner' order by 1`)
  ).map((row) => row.code)
  const region = (at: number) => regions[(at * 37) % regions.length]!
  const found = new Set<string>()
  const search = await timed(600, async (at) => {
    const q = queries[at % queries.length]!
    const answer = await searchItems(house, { q, region: region(at) })
    if (!isRefusal(answer) && answer.items.length > 0) found.add(q)
  })
  const everywhere = await timed(200, (at) => searchItems(house, { q: queries[at % queries.length]! }))
  const browse = await timed(200, (at) => searchItems(house, { region: region(at), theme: 'permits' }))
  const typing = await timed(300, (at) => suggest(house, queries[at % queries.length]!.slice(0, 2), region(at)))
  const codes = (
    await house.db.ask<{ code: string }>(
      `select i.code from catalog.items i where hashtext(i.code) % 2000 = 0 limit 200`,
    )
  ).map((row) => row.code)
  const byCode = await timed(300, (at) => findItem(house, codes[at % codes.length]!, '2026-11-23'))
  const like = part(await flatPeer(house, regions), 0.5)
  const figure = (what: string, value: number, limit: number): Figure => ({
    name: `catalog-search ${what}`,
    value,
    unit: 'ms',
    peer: `limit ${limit} ms (less is better)`,
    ratio: value / limit,
  })
  return [
    {
      name: 'catalog-search items',
      value: count,
      unit: 'items',
      peer: '590,000 of the region',
      ratio: count / 590_000,
    },
    {
      name: 'catalog-search queries answered',
      value: (100 * found.size) / queries.length,
      unit: '%',
      peer: 'all of them',
      ratio: found.size / queries.length,
    },
    {
      ...figure('in a banner p50', part(search, 0.5), 10),
      peer: `one LIKE over a flat table by region, which answers exact words only: ${like.toFixed(2)} ms`,
      ratio: part(search, 0.5) / like,
    },
    figure('in a banner p95', part(search, 0.95), 20),
    figure('everywhere p95', part(everywhere, 0.95), 20),
    figure('theme in a banner p95', part(browse, 0.95), 20),
    figure('suggest p95', part(typing, 0.95), 10),
    figure('item by code p95', part(byCode, 0.95), 5),
  ]
}

export async function run(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-catalog-'))
  const server = await startEmbedded(folder)
  const db = connect(server.url)
  try {
    await migrate(db, join(root, 'server/src'))
    const packs = await openPacks(join(root, 'packs'), ['neimenggu'])
    const site = { ...packs.at(-1)!.card.site!, packs, demo: false }
    const house: House = {
      db,
      clock: clockFrom(() => Date.parse('2026-11-23T02:00:00Z'), 'Asia/Shanghai'),
      site,
      keys: keysInMemory(),
      log: { origin: 'bench.example/log', witnesses: [] },
    }
    for (const each of [registry, card]) for (const pack of packs) await each.load!.run(house, pack, () => {})
    return await measure(house, await fill(house))
  } finally {
    await db.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
