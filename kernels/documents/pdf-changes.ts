/** What changed between two states of a PDF file, when only further signatures may have been added. Source: ISO 32000-2 12.8.2.2; ETSI EN 319 142-1 5.4. */
import { catalogOf, type PdfFile, pagesOf } from './pdf-file.ts'
import { isArray, isDict, isRef, nameOf, type PdfDict, type PdfValue, writeValue } from './pdf-values.ts'
import type { ProblemCode } from './problems.ts'

const same = (a: PdfValue | undefined, b: PdfValue | undefined): boolean =>
  a === undefined || b === undefined ? a === b : writeValue(a) === writeValue(b)

/** Whether two dictionaries agree in everything but these keys. */
function sameBut(before: PdfDict, after: PdfDict, ...keys: readonly string[]): boolean {
  const all = new Set([...before.keys(), ...after.keys()])
  return [...all].every((key) => keys.includes(key) || same(before.get(key), after.get(key)))
}

function isSignatureField(file: PdfFile, value: PdfValue): boolean {
  const dict = file.resolve(value)
  return isDict(dict) && nameOf(dict.get('FT')) === 'Sig' && isDict(file.resolve(dict.get('V')))
}

/** Whether a list only grew, and only by fields that carry a signature. */
function grewBySignatures(
  before: PdfFile,
  after: PdfFile,
  old: PdfValue | undefined,
  now: PdfValue | undefined,
): boolean {
  const was = before.resolve(old)
  const is = after.resolve(now)
  const wasList = isArray(was) ? was : []
  const isList = isArray(is) ? is : []
  if (isList.length < wasList.length || !wasList.every((each, i) => same(each, isList[i]))) return false
  return isList
    .slice(wasList.length)
    .every((each) => isRef(each) && !before.entries.has(each.ref) && isSignatureField(after, each))
}

function formAllowed(before: PdfFile, after: PdfFile, old: PdfValue, now: PdfValue): boolean {
  const was: PdfDict = isDict(old) ? old : new Map()
  return (
    isDict(now) &&
    sameBut(was, now, 'Fields', 'SigFlags') &&
    grewBySignatures(before, after, was.get('Fields'), now.get('Fields'))
  )
}

interface Known {
  readonly catalog: number
  readonly form: number | undefined
  readonly info: number | undefined
  readonly pages: ReadonlySet<number>
  readonly lists: ReadonlySet<number>
  readonly contents: ReadonlySet<number>
}

const numberOf = (value: PdfValue | undefined): number | undefined => (isRef(value) ? value.ref : undefined)

/** Which objects of the earlier state play a part that is judged on its own. */
function knownOf(file: PdfFile): Known {
  const { ref, dict } = catalogOf(file)
  const form = file.resolve(dict.get('AcroForm'))
  const pages = pagesOf(file)
  const lists = [...pages.map((page) => page.dict.get('Annots')), isDict(form) ? form.get('Fields') : undefined]
  const contents = pages
    .flatMap(({ dict: page }) => [page.get('Contents'), page.get('Resources')])
    .flatMap<PdfValue | undefined>((each) => (isArray(each) ? [...each] : [each]))
  const numbers = (values: readonly (PdfValue | undefined)[]) =>
    new Set(values.map(numberOf).filter((each) => each !== undefined))
  return {
    catalog: ref.ref,
    form: numberOf(dict.get('AcroForm')),
    info: numberOf(file.trailer.get('Info')),
    pages: new Set(pages.map((page) => page.ref.ref)),
    lists: numbers(lists),
    contents: numbers(contents),
  }
}

function judgeCatalog(before: PdfFile, after: PdfFile, was: PdfDict, is: PdfDict): ProblemCode | undefined {
  if (!sameBut(was, is, 'AcroForm', 'Extensions')) return 'structure_changed'
  const forms = [before.resolve(was.get('AcroForm')), after.resolve(is.get('AcroForm'))] as const
  return formAllowed(before, after, ...forms) ? undefined : 'annotations_changed'
}

function judge(before: PdfFile, after: PdfFile, known: Known, number: number): ProblemCode | undefined {
  const was = before.object(number)
  const is = after.object(number)
  if (same(was, is) || number === known.info) return undefined
  if (number === known.catalog && isDict(was) && isDict(is)) return judgeCatalog(before, after, was, is)
  if (number === known.form) return formAllowed(before, after, was, is) ? undefined : 'annotations_changed'
  if (known.lists.has(number)) return grewBySignatures(before, after, was, is) ? undefined : 'annotations_changed'
  if (known.pages.has(number) && isDict(was) && isDict(is)) {
    if (!sameBut(was, is, 'Annots')) return 'pages_changed'
    return grewBySignatures(before, after, was.get('Annots'), is.get('Annots')) ? undefined : 'annotations_changed'
  }
  if (known.contents.has(number)) return 'pages_changed'
  return isDict(was) && nameOf(was.get('Type')) === 'Annot' ? 'annotations_changed' : 'structure_changed'
}

/** What changed from `before` to `after` that is not a further signature; empty when nothing did. May throw for damaged files. */
export function changesBetween(before: PdfFile, after: PdfFile): readonly ProblemCode[] {
  const known = knownOf(before)
  const found = new Set<ProblemCode>()
  if (!same(before.trailer.get('Root'), after.trailer.get('Root'))) found.add('structure_changed')
  if (pagesOf(after).length !== known.pages.size) found.add('pages_changed')
  for (const number of before.entries.keys()) {
    const problem = judge(before, after, known, number)
    if (problem) found.add(problem)
  }
  return [...found]
}
