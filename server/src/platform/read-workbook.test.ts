/** Workbooks are read as they are shown, whoever wrote them, and a hostile one costs no time. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { readWorkbook } from './read-workbook.ts'
import { xlsx } from './write-sheet.ts'

const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot; hh:mm"/>
  <numFmt numFmtId="165" formatCode="[Red]0.00&quot; days&quot;"/></numFmts>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`
const strings = `<sst><si><t>编号</t></si><si><r><rPr><b/></rPr><t>甲</t></r><r><t xml:space="preserve"> &amp; 乙</t></r>
  <rPh sb="0" eb="1"><t>jia</t></rPh></si></sst>`

function book(sheet: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const parts = {
    'xl/workbook.xml': '<workbook><sheets><sheet name="a" sheetId="7" r:id="rId3"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Target="worksheets/sheet7.xml" Id="rId3"/></Relationships>',
    'xl/styles.xml': styles,
    'xl/sharedStrings.xml': strings,
    'xl/worksheets/sheet7.xml': sheet,
    ...more,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}
const read = (bytes: Uint8Array) => [...readWorkbook(bytes, 50)].map(({ line, cells }) => [line, ...cells])

const sheet = `<worksheet><sheetData>
  <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="2"/>
  <row r="4"><c r="A4" s="1"><v>46082</v></c><c r="B4" s="2"><v>46082.375</v></c><c r="C4" s="3"><v>2.5</v></c>
    <c r="D4" t="inlineStr"><is><t>&#x4e2d;_x000D_</t></is></c><c r="E4" t="str"><f>A1</f><v>式</v></c><c r="F4" t="e"><v>#N/A</v></c></row>
</sheetData></worksheet>`

test('text without its fonts and its pronunciation, days, hours, numbers, results of formulas, each in its column', () => {
  const rows = [[1, '编号', '', '甲 & 乙'], [2], [4, '2026-03-01', '2026-03-01 09:00:00', '2.5', '中', '式', '']]
  assert.deepEqual(read(book(sheet)), rows)
  const prefixed = (xml: string) => xml.replaceAll(/<(\/?)(?=[a-zA-Z])/g, '<$1x:')
  const other = { 'xl/styles.xml': prefixed(styles), 'xl/sharedStrings.xml': prefixed(strings) }
  assert.deepEqual(read(book(prefixed(sheet), other)), rows, 'with names that bear a prefix')
})

test('what is no workbook, or breaks off, is not read; what is made to tire the reader does not', () => {
  assert.throws(() => read(zipSync({ 'a.txt': strToU8('x') })))
  assert.throws(() => read(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])))
  assert.throws(() => read(book('<worksheet><row><c><v>1</v></c>')))
  assert.deepEqual(read(book('<worksheet><row r="1"><c r="XFD1"><v>1</v></c></row></worksheet>')), [[1]])
  for (const again of ['<row ', '<row a="', '<row r="1"'])
    assert.deepEqual(read(book(`<worksheet>${again.repeat(300_000)}`)), [])
})

test('what we write is read back as it was, rare signs and long lists too', () => {
  const rows = Array.from({ length: 3000 }, (_, at) => [`𠮷野 ${at} <&> "q" 😀`, '00123', '多\n行'])
  const [headings, ...back] = read(xlsx([{ name: 'a & b', headings: ['名', '码', '行'], rows }]))
  assert.deepEqual(headings, [1, '名', '码', '行'])
  assert.deepEqual(
    back.map(([, ...cells]) => cells),
    rows,
  )
})
