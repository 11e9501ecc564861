/** Reads data from outside piece by piece, noting what is missing or of the wrong kind, with its path. */
import { type PolicyProblem, problem } from './problem.ts'
import { isWords, type Words } from './words.ts'

type Data = { readonly [name: string]: unknown }

/** A reader at one place of the data. What it cannot read it notes, and goes on. */
export class ShapeReader {
  readonly data: Data
  readonly place: string
  readonly problems: PolicyProblem[]
  private readonly allowed = new Set<string>()

  constructor(data: unknown, place: string, problems: PolicyProblem[]) {
    this.place = place
    this.problems = problems
    this.data = typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Data) : {}
    if (this.data !== data) this.note('', data, '一组字段', 'a group of fields')
  }

  private at(name: string): string {
    return [this.place, name].filter(Boolean).join('.')
  }

  private note(name: string, value: unknown, zh: string, en: string): void {
    const found = isBlank(value)
      ? problem(
          'policies.missing',
          this.at(name),
          { zh: '还没有填写', en: 'Not filled in yet' },
          { zh: `请填写${zh}。`, en: `Fill in ${en}.` },
        )
      : problem(
          'policies.shape',
          this.at(name),
          { zh: `应为${zh}`, en: `It should be ${en}` },
          { zh: '请按这个要求改正。', en: 'Correct it to that.' },
        )
    this.problems.push(found)
  }

  private take(name: string): unknown {
    this.allowed.add(name)
    return this.data[name]
  }

  /** A field that must be there, of a kind that `is` recognises. */
  must<T>(name: string, is: (value: unknown) => value is T, zh: string, en: string, otherwise: T): T {
    const value = this.take(name)
    if (is(value)) return value
    this.note(name, value, zh, en)
    return otherwise
  }

  /** A field that may be absent: an object to spread. */
  may<K extends string, T>(name: K, is: (value: unknown) => value is T, zh: string, en: string): { [name in K]?: T } {
    const value = this.take(name)
    if (value === undefined || value === null) return {}
    if (is(value)) return { [name]: value } as { [name in K]?: T }
    this.note(name, value, zh, en)
    return {}
  }

  text(name: string): string {
    return this.must(name, isText, '一段文字', 'a text', '')
  }

  words(name: string): Words {
    return this.must(name, isWords, '中英文两种文字', 'words in Chinese and English', { zh: '', en: '' })
  }

  day(name: string): string {
    return this.must(name, isDay, '日期，如 2026-01-01', 'a day such as 2026-01-01', '')
  }

  one<T extends string>(name: string, from: readonly T[]): T {
    const is = (value: unknown): value is T => from.includes(value as T)
    return this.must(name, is, `其中之一：${from.join('、')}`, `one of ${from.join(', ')}`, from[0] as T)
  }

  /** Each item of a list that may be absent, read by `read`; items are named by their id, else by number from 1. */
  list<T>(name: string, read: (item: ShapeReader) => T): T[] {
    const value = this.take(name)
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) {
      this.note(name, value, '列表', 'a list')
      return []
    }
    return value.map((item, index) => {
      const id = (item as Data | null)?.id
      const place = `${this.at(name)}.${typeof id === 'string' ? id : index + 1}`
      const reader = new ShapeReader(item, place, this.problems)
      const result = read(reader)
      reader.done()
      return result
    })
  }

  /** A group of fields that must be there. */
  group<T>(name: string, read: (group: ShapeReader) => T): T {
    const reader = new ShapeReader(this.take(name), this.at(name), this.problems)
    const result = read(reader)
    reader.done()
    return result
  }

  /** Notes fields that nobody asked for: most often a misspelt name. */
  done(): void {
    for (const name of Object.keys(this.data)) {
      if (this.allowed.has(name)) continue
      this.problems.push(
        problem(
          'policies.shape',
          this.at(name),
          { zh: `不认识“${this.at(name)}”`, en: `“${this.at(name)}” is not a field of a policy` },
          { zh: `可用的有：${[...this.allowed].join('、')}。`, en: `There are: ${[...this.allowed].join(', ')}.` },
        ),
      )
    }
  }
}

/** Nothing, an empty text, or words of which the Chinese is empty. */
function isBlank(value: unknown): boolean {
  if (typeof value === 'object' && value !== null && 'zh' in value) return isBlank(value.zh)
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

/** A civil day that exists. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

export function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

export function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText)
}

export function isFacts(value: unknown): value is { readonly [fact: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
