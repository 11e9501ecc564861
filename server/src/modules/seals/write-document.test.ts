/** What stands on the page of a document that was written from a template. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { create } from 'fontkit'
import { fontOf } from './open-font.ts'
import { subsetFont } from './subset-font.ts'
import { fillParagraphs, writeDocument } from './write-document.ts'

test('clauses that nobody filled in are left out, and those after them move up', () => {
  const paragraphs = ['{who}订立本协议。', '一、标的：{subject}', '二、价款：{price}', '三、争议：{dispute}']
  const filled = fillParagraphs({ paragraphs } as never, { who: '双方', subject: '羊只', dispute: '人民法院' })
  assert.deepEqual(filled, ['双方订立本协议。', '一、标的：羊只', '二、争议：人民法院'])
})

test('a party stands under the document with its whole name, on two lines where one is too short', () => {
  const party = '阿鲁科尔沁旗示例草原牧民专业合作社联合社总社'
  const { sheets } = writeDocument({ title: '协议书', paragraphs: [], day: '2026-11-26', parties: [party, '王芳'] })
  const lines = sheets[0]!.items.flatMap((item) => (item.kind === 'text' && party.includes(item.text) ? item.text : []))
  assert.deepEqual([lines.length, lines.join('')], [2, party])
})

test('an OFD carries the signs that its text needs, drawn as in the whole font, and no others', () => {
  const font = create(subsetFont('王芳王𠮷A', 'regular'))
  for (const sign of '王芳𠮷A') {
    const glyph = (from = fontOf('regular')) => from.glyphForCodePoint(sign.codePointAt(0)!)
    assert.deepEqual(glyph(font).path.commands, glyph().path.commands)
    assert.equal(glyph(font).advanceWidth, glyph().advanceWidth)
  }
  assert.equal(font.hasGlyphForCodePoint('李'.codePointAt(0)!), false)
})
