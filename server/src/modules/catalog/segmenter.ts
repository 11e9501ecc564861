/** Chinese words and their sounds: jieba's dictionary and pinyin, read once for the process (about 0.2 s). */
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import type { Segmenter } from '@steppe/kernels/text'
import { pinyin } from 'pinyin-pro'

let kept: Segmenter | undefined

export function getSegmenter(): Segmenter {
  kept ??= makeSegmenter()
  return kept
}

function makeSegmenter(): Segmenter {
  const jieba = Jieba.withDict(dict)
  return {
    cut: (text) => jieba.cut(text, true),
    pinyin: (text) => pinyin(text, { toneType: 'none', type: 'array', v: true }),
  }
}
