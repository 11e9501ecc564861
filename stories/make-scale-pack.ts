/** A pack as large as a region's real catalogue: so many basic items for each kind of department, written in the packs' own short form. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Invented names of the shape real ones have: what, which kind of business, what is done. */
const subjects =
  '食品 药品 医疗器械 特种设备 计量器具 种子 农药 兽药 饲料 林木 草种 农机 客运 货运 机动车维修 港口 公路 桥梁 物业 燃气 供热 供水 排水 绿化 娱乐 演出 出版 印刷 广播 旅游 体育 培训 医院 诊所 放射 消毒 养老 殡葬 社团 保安 旅馆 网络 节能 矿山 煤炭 石油 电力 气象 防雷 测绘 土地 矿产 规划 排污 取水 河道 水库 防洪'.split(
    ' ',
  )
const activities = '生产 经营 批发 零售 进口 出口 运输 储存 使用 检验 检测 维修 设计 施工 监理 广告 回收 租赁'.split(
  ' ',
)
const acts = '许可证核发 许可证变更 许可证延续 许可证注销 备案 登记 资格认定 审批'.split(' ')

function shortItem(department: string, kind: number, at: number): unknown {
  const n = kind * 137 + at
  const name = `${subjects[(n * 7 + kind) % subjects.length]}${activities[Math.floor(n / acts.length) % activities.length]}${acts[n % acts.length]}（第${at + 1}项）`
  return {
    code: `99${String(kind).padStart(4, '0')}${String(at).padStart(6, '0')}`,
    type: '01',
    from: '2026-01-01',
    name: { zh: name },
    department,
    levels: ['2', '3', '4'],
    legalBasis: [{ document: '示例规定', article: '第一条' }],
    audience: ['1', '2'],
    themes: { firm: ['permits'], person: ['permits'] },
    statutoryLimit: '20 wd',
    promisedLimit: '5 wd',
    conditions: [{ zh: '符合示例规定的条件' }],
    result: { name: { zh: '示例许可证' }, kind: 'licence', credential: 'example-licence' },
    materials: ['application', 'id-card'],
    faq: [{ question: { zh: '需要到现场吗？' }, answer: { zh: '不需要。' } }],
    popular: n % 90,
  }
}

/** Writes the pack into the folder; gives how many basic items it has. */
export async function makeScalePack(folder: string, kinds: readonly string[], perKind: number): Promise<number> {
  await mkdir(join(folder, 'catalog/items'), { recursive: true })
  await writeFile(
    join(folder, 'pack.json'),
    JSON.stringify({ name: 'scale', title: { zh: '规模', en: 'Scale' }, version: '2026.01' }),
  )
  for (const [kind, department] of kinds.entries()) {
    const items = Array.from({ length: perKind }, (_, at) => shortItem(department, kind, at))
    await writeFile(join(folder, `catalog/items/${department}.json`), JSON.stringify(items))
  }
  return kinds.length * perKind
}
