/** Documents that cannot lie: links lead somewhere, files that are named exist, the README is one screen and names what one needs. */
import assert from 'node:assert/strict'
import { existsSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'
import { filesOf, root, textOf } from './project-files.ts'

const documents = await filesOf(['*.md', 'docs/**/*.md', 'packs/**/*.md', 'server/src/**/*.md', 'conformance/**/*.md'])

/** A document without its fenced blocks: what they name is played by its own test. */
const prose = (text: string) => text.replaceAll(/^```[\s\S]*?^```$/gm, '')

test('every relative link in a document leads to a file, and its anchor to a heading', () => {
  for (const document of documents) {
    for (const [, target = ''] of prose(textOf(document)).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue
      const [path = '', anchor] = target.split('#')
      const found = path === '' ? document : normalize(join(dirname(document), path))
      assert.ok(existsSync(join(root, found)), `${document} links to ${target}, which is not there`)
      if (anchor)
        assert.ok(anchorsOf(found).includes(anchor), `${document} links to ${target}, but ${found} has no such heading`)
    }
  }
})

function anchorsOf(document: string): string[] {
  return [...prose(textOf(document)).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

const roots = [
  'kernels',
  'contracts',
  'server',
  'web',
  'scripts',
  'packs',
  'docs',
  'conformance',
  'bench',
  'stories',
  'verifier',
]
const named = new RegExp(`(?<![\\w./@-])(?:${roots.join('|')})/[\\w@./-]*[\\w/](?![\\w*<{…])`, 'g')

test('every file and folder of the project that a document names is there', () => {
  for (const document of documents) {
    for (const [path] of prose(textOf(document)).matchAll(named)) {
      assert.ok(
        existsSync(join(root, path)),
        `${document} names ${path}, which is not there; mend the document or its name`,
      )
    }
  }
})

test('the README is one screen in both languages and names both commands', () => {
  for (const name of ['README.md', 'README.zh.md']) {
    const text = textOf(name)
    assert.ok(text.split('\n').length <= 70, `${name} is longer than one screen (70 lines)`)
    for (const needed of ['npm start', 'npm test', 'steppe-demo', 'DATABASE_URL', 'Apache-2.0'])
      assert.ok(text.includes(needed), `${name} does not name ${needed}`)
  }
})

test('every command a document gives is one of package.json', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
  for (const document of documents) {
    for (const [said, name = ''] of textOf(document).matchAll(/npm run ([a-z-]+)/g))
      assert.ok(scripts[name], `${document} says “${said}”, which package.json does not know`)
  }
})

test('the sign-in names a README gives can sign in', () => {
  const { accounts } = JSON.parse(textOf('packs/demo/registry/accounts.json')) as {
    readonly accounts: readonly { readonly login: string }[]
  }
  const logins = accounts.map((account) => account.login)
  for (const name of ['README.md', 'README.zh.md']) {
    const rows = [...textOf(name).matchAll(/^\| `([a-z]+)` \|/gm)].map(([, login]) => login!)
    assert.ok(rows.length >= 4, `${name} lists too few accounts to look around`)
    for (const login of rows)
      assert.ok(logins.includes(login), `${name} names the account ${login}, which the demonstration has not`)
  }
})

test('a picture in the documents weighs less than 300 kB', async () => {
  for (const picture of await filesOf(['docs/pictures/**/*.{png,jpg,svg}']))
    assert.ok(statSync(join(root, picture)).size < 300_000, `${picture} is heavier than 300 kB`)
})

test('decisions are numbered without gaps, dated, and name their price', async () => {
  const decisions = (await filesOf(['docs/decisions/*.md'])).filter((path) => /\/\d{4}-/.test(path))
  decisions.forEach((path, index) => {
    assert.equal(Number(/(\d{4})-/.exec(path)![1]), index + 1, `${path} leaves a gap in the numbers`)
    const text = textOf(path)
    assert.match(text, /^\d{4}-\d{2}-\d{2}\b/m, `${path} has no date`)
    assert.match(text, /^\*\*Price\.\*\*/m, `${path} does not name its price`)
  })
})

test('a file that a how-to calls an exemplar is not longer than we ask of everybody', () => {
  const files = [...textOf('docs/exemplars.md').matchAll(/`([\w@./-]+\.tsx?)`/g)].map(([, path]) => path!)
  assert.ok(files.length >= 15)
  for (const path of new Set(files))
    assert.ok(textOf(path).split('\n').length <= 300, `${path} has grown too long to be imitated; name another`)
})
