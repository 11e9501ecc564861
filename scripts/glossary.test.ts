/** The glossary names every word of the lists that people meet: statuses, deeds, outcomes, procedures, proof modes, roles. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filesOf, textOf } from './project-files.ts'

const glossary = textOf('docs/glossary.md')
const words = new Set([...glossary.matchAll(/`([^`]+)`/g)].map(([, word]) => word!))

/** What of a list has no word; the message says which. */
function assertExplained(kind: string, list: readonly string[]): void {
  assert.ok(list.length > 3, `too few of ${kind} were found`)
  const unknown = [...new Set(list)].filter((each) => !words.has(each))
  assert.deepEqual(
    unknown,
    [],
    `docs/glossary.md explains no ${kind} ${unknown.join(', ')}; give each its Chinese word and its source`,
  )
}

const quoted = (text: string) => [...text.matchAll(/'([a-z_]+)'/g)].map(([, word]) => word!)

test('every status of a case is explained', () => {
  assertExplained('status', quoted(/export type Status =([\s\S]*?)\n\n/.exec(textOf('kernels/cases/state.ts'))![1]!))
})

test('every deed is explained', () => {
  assertExplained(
    'deed',
    [...textOf('kernels/cases/acts.ts').matchAll(/readonly kind: '([a-z_]+)'(?! \|)/g)].map(([, kind]) => kind!),
  )
})

test('every outcome a process of a pack can have is explained', async () => {
  const processes = await filesOf(['packs/*/processes/*.bpmn'])
  assertExplained(
    'outcome',
    processes.flatMap((path) =>
      [...textOf(path).matchAll(/steppe:outcomes="([a-z_,]+)"/g)].flatMap(([, list]) => list!.split(',')),
    ),
  )
})

test('every special procedure of the law is explained', async () => {
  const { specialProcedures } = JSON.parse(textOf('packs/national/cases/law.json')) as {
    readonly specialProcedures: { readonly kinds: readonly { readonly id: string; readonly zh: string }[] }
  }
  assertExplained(
    'special procedure',
    specialProcedures.kinds.map((kind) => kind.id),
  )
  for (const { zh } of specialProcedures.kinds)
    assert.ok(glossary.includes(zh), `docs/glossary.md has not the word ${zh}`)
})

test('every role is explained by the word the pack has for it', async () => {
  for (const path of await filesOf(['packs/*/registry/roles.json'])) {
    const { roles } = JSON.parse(textOf(path)) as {
      readonly roles: readonly { readonly id: string; readonly name: { readonly zh: string } }[]
    }
    for (const { id, name } of roles)
      assert.ok(
        glossary.includes(`| ${name.zh} | \`${id}\` |`),
        `docs/glossary.md does not say that ${id} is ${name.zh}`,
      )
  }
})

test('the pages call statuses as the glossary does', () => {
  const { status } = JSON.parse(textOf('web/src/texts/zh/app.json')) as {
    readonly status: Readonly<Record<string, string>>
  }
  for (const [id, zh] of Object.entries(status))
    assert.match(
      glossary,
      new RegExp(`\\| ${zh}[^|]*\\| \`${id}\``),
      `the pages say ${zh} for ${id}, docs/glossary.md does not`,
    )
})
