/** That the suite of size classes can fail, and that every class of GB/T 4754-2017 belongs where its names say. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { knowFacts } from '@steppe/kernels/policies'
import { run, sizeBook } from './suite.ts'

const head = 'industry\tmetric\tunit\tlarge_min\tmedium_min\tsmall_min\n'

async function runOn(lines: string): Promise<{ passed: number; failed: number; first: string | undefined }> {
  const folder = await mkdtemp(join(tmpdir(), 'sizes-'))
  await mkdir(join(folder, 'sme-2011-300'))
  await writeFile(join(folder, 'sme-2011-300', 'thresholds.tsv'), head + lines)
  const [result] = await run(folder)
  await rm(folder, { recursive: true })
  return { passed: result!.passed, failed: result!.failed, first: result!.failures[0]?.reason }
}

test('the bounds of forestry and farming are met in yuan as in ten thousands, with or without commas', async () => {
  const wide = await runOn('农、林、牧、渔业\t营业收入\t万元\t20000\t500\t50\n')
  assert.deepEqual([wide.passed, wide.failed], [11, 0])
  const yuan = await runOn('农林牧渔业\t营业收入\t元\t200000000\t5000000\t500000\n')
  assert.deepEqual([yuan.passed, yuan.failed], [11, 0])
})

test('a bound that was altered fails, and so do a unit and an industry that the standard does not have', async () => {
  assert.ok((await runOn('农、林、牧、渔业\t营业收入\t万元\t20000\t501\t50\n')).failed > 0)
  assert.match((await runOn('工业\t从业人员\t户\t1000\t300\t20\n')).first ?? '', /cannot read/)
  assert.ok((await runOn('金融业\t资产总额\t万元\t400000\t50000\t500\n')).failed > 0)
})

interface Node {
  readonly code: string
  readonly name: string
  readonly children: readonly Node[]
}
const file = resolve(import.meta.dirname, '../../../shared/data/gbt4754-2017/tree_20_97_473_1381.json')

test('a division, group or section named like a row of the standard belongs to that row with all its classes', {
  skip: !existsSync(file),
}, async () => {
  const book = await sizeBook()
  const rows = new Set(book.tables.get('sizeIndustry')?.rules.map(({ gives }) => gives.replaceAll('"', '')))
  const seen = new Set<string>()
  const visit = (node: Node, section: string, row: string | undefined): void => {
    const mine = row ?? (rows.has(node.name) ? node.name : undefined)
    if (mine !== undefined && node.children.length === 0) {
      for (const industryCode of [node.code, `${section}${node.code}`])
        assert.equal(knowFacts(book, { industryCode }).values.sizeIndustry, mine, `${industryCode} ${node.name}`)
      seen.add(mine)
    }
    for (const child of node.children) visit(child, section, mine)
  }
  for (const section of JSON.parse(await readFile(file, 'utf8')) as Node[]) visit(section, section.code, undefined)
  assert.ok(seen.size >= 10, [...seen].join())
})
