/** The verifier as a page: a file is dropped, its report is shown. Nothing is sent anywhere; works from a saved file. */
import './globals.ts'
import { findChecks } from '../src/find-checks.ts'
import { readSubject, type Verdict, verifyFile } from '../src/recognise-subject.ts'
import { exitCodeOf, harmless, verdictOf } from '../src/report.ts'
import type { Check } from '../src/subject.ts'
import { fields, type Language, texts } from './texts.ts'

const find = <T extends HTMLElement>(id: string) => document.getElementById(id) as T

const checks = await findChecks()
let language: Language = /^zh/i.test(navigator.language) ? 'zh' : 'en'
let shown: Verdict | undefined
let subject: File | undefined

const linesOf = (id: string) =>
  find<HTMLTextAreaElement>(id)
    .value.split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** What a check asks for may have lines of its own: it is one value. */
const wholeOf = (id: string) => [find<HTMLTextAreaElement>(id).value.trim()].filter(Boolean)

const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer())

async function run(): Promise<void> {
  if (!subject) return
  const result = find('result')
  result.hidden = false
  result.className = ''
  result.textContent = texts[language].checking
  const older = find<HTMLInputElement>('older').files?.[0]
  const given = Object.fromEntries(asked().map(([name]) => [name, wholeOf(`ask-${name}`)]))
  shown = await verifyFile(checks, await bytesOf(subject), {
    logKeys: linesOf('log-key'),
    witnessKeys: linesOf('witness'),
    ...(older ? { older: readSubject(await bytesOf(older)) } : {}),
    now: Date.now(),
    given,
  })
  show()
}

const asked = () => checks.flatMap(({ asks = {} }: Check) => Object.entries(asks))

/** A sentence that names options of the program names the fields of this page instead. */
const named = (sentence: string) =>
  Object.entries(fields[language]).reduce((said, [option, field]) => said.replaceAll(option, field), sentence)

const tones: Readonly<Record<number, string>> = { 0: 'good', 1: 'bad' }

/** Draws the report. All text goes in as text: what stands in a file can't become part of the page. */
function show(): void {
  if (!shown || !subject) return
  const { report } = shown
  const result = find('result')
  result.className = tones[exitCodeOf(report)] ?? 'warn'
  result.replaceChildren(
    element('p', verdictOf(report)[language], 'verdict'),
    element('p', `${shown.subject[language]} · ${harmless(subject.name)}`),
  )
  const parts = [
    ['failed', '✖'],
    ['proved', '✓'],
    ['notProved', '·'],
  ] as const
  for (const [part, mark] of parts) {
    if (report[part].length === 0) continue
    const list = document.createElement('ul')
    for (const sentence of report[part]) {
      const item = element('li', named(harmless(sentence[language])))
      item.dataset.mark = mark
      list.append(item)
    }
    result.append(element('h2', texts[language][part]), list)
  }
}

function element(name: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  made.className = className
  return made
}

function speak(): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  find('language').textContent = texts[language].language
  for (const each of document.querySelectorAll<HTMLElement>('[data-text]'))
    each.textContent = texts[language][each.dataset.text as keyof (typeof texts)['zh']]
  drawFurther()
  show()
}

/** A field for each further option that a check asks for; what was typed stays. */
function drawFurther(): void {
  const typed = new Map(asked().map(([name]) => [name, find<HTMLTextAreaElement>(`ask-${name}`)?.value ?? '']))
  find('further').replaceChildren(
    ...asked().flatMap(([name, means]) => {
      const label = element(
        'label',
        means[language].replace(/[（(][^（(）)]*@(文件|file)[）)]/, ''),
      ) as HTMLLabelElement
      const field = document.createElement('textarea')
      field.id = `ask-${name}`
      field.rows = 2
      field.value = typed.get(name) ?? ''
      field.addEventListener('change', run)
      label.htmlFor = field.id
      return [label, field]
    }),
  )
}

function take(file: File | undefined): void {
  if (!file) return
  subject = file
  void run()
}

const drop = find('drop')
find<HTMLInputElement>('file').addEventListener('change', ({ target }) => take((target as HTMLInputElement).files?.[0]))
for (const id of ['log-key', 'witness', 'older']) find(id).addEventListener('change', run)
find('language').addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh'
  speak()
})
for (const kind of ['dragover', 'dragleave', 'drop'] as const)
  document.addEventListener(kind, (event) => {
    event.preventDefault()
    drop.classList.toggle('over', kind === 'dragover')
    if (kind === 'drop') take(event.dataTransfer?.files[0])
  })
speak()
