/** Whatever the bytes are, and whatever an installation answers, each check gives a report and proves nothing that is not so. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findChecks } from './find-checks.ts'
import { bytesOf, townLog } from './log.fixture.ts'
import { readSubject } from './recognise-subject.ts'
import { exitCodeOf, printReport } from './report.ts'
import type { SubjectFile } from './subject.ts'

const checks = await findChecks()
const log = townLog()
const receipt = await log.file('150102-1')
const checkpoint = await log.checkpoint()
const own = checks.filter(({ subject }) => ['receipt or file of a case', 'checkpoint of a log'].includes(subject.en))

/** Runs the check itself, without the net that catches its faults. */
async function check(
  file: SubjectFile,
  fetch?: (path: string) => Promise<Uint8Array | undefined>,
  older?: SubjectFile,
) {
  const found = own.find((each) => each.recognises(file))
  if (!found) return 2
  const report = await found.check(file, log.trusting({ ...(fetch ? { fetch } : {}), ...(older ? { older } : {}) }))
  assert.equal(typeof printReport(found.subject, report, ['zh', 'en']), 'string')
  return exitCodeOf(report)
}

/** Every place in a JSON value, as a path. */
function pathsIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]))]
}

/** A copy in which what stands at `path` is replaced, or removed when `by` is undefined. */
function replaced(value: unknown, [key, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (key === undefined) return by
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>
  if (rest.length === 0 && by === undefined) delete copy[key]
  else copy[key] = replaced(copy[key], rest, by)
  return copy
}

const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    undefined,
    -1,
    2 ** 53,
    1e308,
    '',
    '\u202e',
    '__proto__',
    [[]],
    'AAAA',
    receipt.checkpoint,
    receipt.acts,
  ),
)

test('a receipt with anything in any place is reported on, and proved only when it says the same', async () => {
  const paths = pathsIn(receipt)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), anything, async (path, by) => {
      const changed = replaced(receipt, path, by)
      const code = await check(readSubject(bytesOf(changed ?? null)))
      assert.ok([0, 1, 2, 3].includes(code))
      // A checkpoint in the receipt's place is a checkpoint, and proved as one.
      const kept = ['verifierKeys', 'format'].includes(String(path[0])) || changed === receipt.checkpoint
      if (code === 0 && !kept) {
        const { acts } = changed as typeof receipt
        assert.equal(
          JSON.stringify(acts),
          JSON.stringify(receipt.acts.slice(0, acts.length)),
          'proved, though an act differs',
        )
      }
    }),
    { numRuns: 400 },
  )
})

test('a checkpoint with any bytes changed, cut or put in is never proved', async () => {
  const bytes = bytesOf(checkpoint)
  const line = checkpoint.indexOf('— witness')
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length), fc.nat(40), fc.uint8Array({ maxLength: 40 }), async (at, cut, put) => {
      const changed = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)])
      const code = await check(readSubject(changed))
      // The witness was not asked for: its line may say what it likes.
      if (at + 10 < line && !changed.equals(Buffer.from(bytes))) assert.notEqual(code, 0)
    }),
    { numRuns: 300 },
  )
})

test('whatever an installation answers, there is a report', async () => {
  const answer = fc.oneof(
    fc.uint8Array(),
    fc.constant(undefined),
    fc.constant(bytesOf(checkpoint)),
    fc.constant(new Uint8Array(8192)),
  )
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(answer), fc.constantFrom(receipt, checkpoint), async (answers, file) => {
      const fetch = async () => answers.next().value ?? undefined
      assert.ok([0, 1, 2, 3].includes(await check(readSubject(bytesOf(file)), fetch, readSubject(bytesOf(checkpoint)))))
    }),
  )
})

test('whatever is kept from earlier, there is a report', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.uint8Array(), fc.json().map(bytesOf), fc.constant(bytesOf({ ...receipt, acts: 1 }))),
      async (older) => {
        assert.ok([0, 1, 2, 3].includes(await check(readSubject(bytesOf(receipt)), undefined, readSubject(older))))
      },
    ),
  )
})
