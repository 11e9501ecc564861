/** An element of an item in lines that people read, for comparing two versions. Pure. */
import { Item, limitUnits } from '@steppe/contracts/catalog'

type Language = 'zh' | 'en'
type Loose = Readonly<Record<string, unknown>>

interface Marked {
  readonly title?: string
  readonly properties?: Readonly<Record<string, Marked>>
}

/** What the contract calls an element in Chinese; parts that carry no mark of their own by the word of their whole. */
export function titleOf(element: string): string {
  const unmarked: Readonly<Record<string, string>> = {
    body: '实施主体',
    result: '结果',
    fee: '收费',
    keywords: '关键词',
    oneThing: '一件事',
  }
  return (Item as Marked).properties?.[element]?.title ?? unmarked[element] ?? element
}

const labels: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  charged: { zh: '收费', en: 'charged' },
  basis: { zh: '依据', en: 'basis' },
  items: { zh: '项目', en: 'items' },
  standard: { zh: '标准', en: 'standard' },
  firm: { zh: '法人', en: 'firms' },
  person: { zh: '自然人', en: 'people' },
  local: { zh: '特色', en: 'local' },
  materials: { zh: '材料', en: 'materials' },
  result: { zh: '结果', en: 'result' },
  question: { zh: '问', en: 'Q' },
  answer: { zh: '答', en: 'A' },
  limit: { zh: '时限', en: 'limit' },
  note: { zh: '说明', en: 'note' },
  necessity: { zh: '必要性', en: 'necessity' },
  proof: { zh: '证明方式', en: 'proof' },
  kind: { zh: '类型', en: 'kind' },
  originals: { zh: '原件', en: 'originals' },
  copies: { zh: '复印件', en: 'copies' },
  missable: { zh: '可容缺', en: 'may follow' },
}

/** The element in lines; empty where it is not said. */
export function sayElement(value: unknown, language: Language): string[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.map((one) => sayElement(one, language).join('；'))
  if (typeof value === 'boolean') return [language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no']
  if (typeof value !== 'object') return [String(value)]
  const whole = value as Loose
  if (typeof whole.zh === 'string') return [language === 'en' ? String(whole.en ?? whole.zh) : whole.zh]
  if (typeof whole.length === 'number') return [limitText(whole, language)]
  const parts = Object.entries(whole).map(([key, each]) => {
    const said = sayElement(each, language).join(language === 'zh' ? '、' : ', ')
    const label = labels[key]?.[language]
    return label && said ? `${label}${language === 'zh' ? '：' : ': '}${said}` : said
  })
  return [parts.filter((part) => part !== '').join(language === 'zh' ? '；' : '; ')]
}

function limitText({ length, unit }: Loose, language: Language): string {
  if (length === 0) return language === 'zh' ? '即办' : 'at once'
  const name = limitUnits[unit as keyof typeof limitUnits]
  return language === 'zh' ? `${length}${unit === 'wd' ? '个' : ''}${name.zh}` : `${length} ${name.en}`
}
