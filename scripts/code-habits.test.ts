/** Habits of the code that a machine can hold; each message says how to mend a breach. Lists of exceptions may only shrink. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, test } from 'node:test'
import ts from 'typescript'
import { filesOf, root, textOf } from './project-files.ts'

const code = await filesOf([
  '{kernels,contracts,server,web,verifier,scripts,bench,conformance,stories}/**/*.{ts,tsx,mjs}',
])
const house = code.filter((path) => /^(kernels|contracts\/src|server\/src|web\/src|verifier)\//.test(path))
const isTest = (path: string) =>
  /\.(test|bench|e2e|fixture|story)\.tsx?$|\/test-[a-z-]+\.ts$|\/(testing|faults)\//.test(path)

/** Fails with all breaches at once, each with the way to mend it. */
const none = (breaches: readonly string[]) =>
  assert.ok(breaches.length === 0, `${breaches.length}:\n${breaches.join('\n')}`)

describe('sizes', () => {
  const longestFile = 500
  const longestFunction = 80
  /** What was too long when the rule came, with the length it had: it may shrink, never grow, and leaves the list when it fits. */
  const exceptions: Readonly<Record<string, number>> = {
    'web/src/pages/apply/fill-in.tsx Filling': 83,
    'web/src/pages/workbench/acts/request-correction.tsx Lines': 83,
    'web/src/pages/workbench/case/decision.tsx Decision': 94,
    'web/src/ui/file-upload.tsx FileUpload': 115,
  }

  const wrongLength = (name: string, length: number, limit: number): string[] => {
    const allowed = exceptions[name]
    if (allowed !== undefined && length <= limit)
      return [`${name} has ${length} lines and fits now; strike it off the exceptions in scripts/code-habits.test.ts`]
    return length <= (allowed ?? limit)
      ? []
      : [`${name} has ${length} lines, more than ${allowed ?? limit}; part it where its subject changes`]
  }

  test('no file is longer than 500 lines', () => {
    none(house.flatMap((path) => wrongLength(path, textOf(path).trimEnd().split('\n').length, longestFile)))
  })

  test('no function is longer than 80 lines', () => {
    const functions = house
      .filter((path) => !isTest(path))
      .flatMap((path) => functionsOf(path).map(({ name, length }) => ({ name: `${path} ${name}`, length })))
    none(functions.flatMap(({ name, length }) => wrongLength(name, length, longestFunction)))
  })

  test('every exception is still there', () => {
    none(Object.keys(exceptions).filter((name) => !existsSync(join(root, name.split(' ')[0]!))))
  })
})

function functionsOf(path: string): { readonly name: string; readonly length: number }[] {
  const source = ts.createSourceFile(
    path,
    textOf(path),
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const found: { name: string; length: number }[] = []
  const visit = (node: ts.Node) => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const line = (position: number) => source.getLineAndCharacterOfPosition(position).line
      found.push({ name: nameOf(node), length: line(node.end) - line(node.getStart(source)) + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name) return node.name.getText()
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : 'without a name'
}

describe('names', () => {
  test('no file is called by a word that says nothing', () => {
    const stems = code.map((path) => ({ path, stem: basename(path).split('.')[0]! }))
    none(
      stems
        .filter(({ stem }) => /^(utils?|helpers?|common|service|manager|misc|lib)$/.test(stem))
        .map(({ path }) => `${path}: call it by what it does, a verb or noun of the field`),
    )
    none(
      stems
        .filter(({ stem }) => !/^([A-H]\d\d-)?[a-z0-9]+(-[a-z0-9]+)*$/.test(stem))
        .map(({ path }) => `${path}: file names are kebab-case`),
    )
  })

  test('every code file starts with a comment that says what it is', () => {
    const silent = code.filter((path) => !/^\/(\*\*?|\/)\s+(\* )?\S.{8,}/.test(textOf(path).replace(/^#!.*\n/, '')))
    none(silent.map((path) => `${path}: let its first line say what it is, in the words of the field`))
  })
})

describe('modules', () => {
  test('every module has its README, its card and what others may ask', async () => {
    const modules = new Set((await filesOf(['server/src/modules/*/*.ts'])).map((path) => path.split('/')[3]!))
    assert.ok(modules.size > 0)
    const needed = [...modules].flatMap((module) =>
      ['README.md', 'module.ts', 'ask.ts', 'routes.ts', 'refusals.ts'].map(
        (file) => `server/src/modules/${module}/${file}`,
      ),
    )
    none(
      needed
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `${path} is not there; see docs/how-to/add-a-module.md`),
    )
  })

  test('a README of a module names its law and what it refuses to do', async () => {
    for (const path of await filesOf(['server/src/modules/*/README.md'])) {
      for (const heading of ['Law', 'Tables', 'Refuses to do'])
        assert.ok(textOf(path).includes(heading), `${path} says nothing under “${heading}”`)
    }
  })
})

describe('the engine knows no place', () => {
  const engine = house.filter((path) => /^(kernels|server\/src)\//.test(path) && !isTest(path))

  /** Names of regions and departments, as the packs have them. */
  async function namesOfPlaces(): Promise<string[]> {
    const regions = (await filesOf(['packs/*/registry/regions.csv'])).flatMap((path) =>
      textOf(path)
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')),
    )
    const kinds = (await filesOf(['packs/*/registry/department-kinds.json'])).flatMap(
      (path) => (JSON.parse(textOf(path)) as { kinds: { names: Record<string, string> }[] }).kinds,
    )
    const places = regions
      .filter(([code = '']) => code.length === 6)
      .flatMap(([, ...cells]) =>
        cells.filter((cell) => /\p{Script=Han}{3,}/u.test(cell) || /^[A-Z][a-z]{3,}( [A-Z][a-z]+)*$/.test(cell)),
      )
    const bodies = kinds
      .flatMap((kind) => Object.values(kind.names))
      .map((name) => name.replaceAll(/\{\w+\}/g, ''))
      .filter((name) => name.length >= 4)
    return [...new Set(['内蒙古', '呼和浩特', 'Inner Mongolia', 'Hohhot', ...places, ...bodies])]
  }

  test('no place and no department of a pack is named in kernels or server', async () => {
    const names = await namesOfPlaces()
    assert.ok(names.length > 150, `only ${names.length} names were read from the packs`)
    none(
      engine.flatMap((path) =>
        names
          .filter((name) => textOf(path).includes(name))
          .map((name) => `${path} names ${name}; what belongs to a place belongs into its pack`),
      ),
    )
  })
})

describe('refusals', () => {
  test('every refusal that code gives is declared in a refusals.ts', async () => {
    const declared = new Set(
      (await filesOf(['server/src/**/{refusals,platform-refusals}.ts'])).flatMap((path) =>
        [...textOf(path).matchAll(/'([a-z]+\.[a-z_]+)':/g)].map(([, each]) => each!),
      ),
    )
    const given = house
      .filter((path) => path.startsWith('server/') && !isTest(path))
      .flatMap((path) =>
        [...textOf(path).matchAll(/\brefuse\('([a-z]+\.[a-z_]+)'/g)].map(([, each]) => ({ path, code: each! })),
      )
    const ofTheLaw = house
      .filter((path) => path.startsWith('kernels/cases/') && !isTest(path))
      .flatMap((path) =>
        [...textOf(path).matchAll(/\bno\('([a-z_]+)'/g)].map(([, each]) => ({ path, code: `cases.${each}` })),
      )
    assert.ok(given.length > 20 && ofTheLaw.length > 20)
    none(
      [...given, ...ofTheLaw]
        .filter((each) => !declared.has(each.code))
        .map(
          (each) =>
            `${each.path} refuses with ${each.code}; declare it in the refusals.ts of ${each.code.split('.')[0]}`,
        ),
    )
  })
})
