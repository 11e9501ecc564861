/** Runs the DMN Technology Compatibility Kit: every test case of every level, against our evaluation. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { type DecisionModel, evaluateDecision, FeelDate, FeelDateTime, FeelTime, parseDmn } from '@steppe/kernels/rules'
import { childNamed, childrenNamed, readXml, type XmlElement } from '../../kernels/rules/read-xml.ts'
import type { SuiteResult } from '../suite-result.ts'
import { expectedValue, inputFacts, sameResult } from './read-cases.ts'

type Outcome = { readonly level: string; readonly case: string; readonly reason: string | null }

/** The moment that `now()` answers with: any will do, since the kit only looks at its shape. */
const NOW = new FeelDateTime(new FeelDate(2026, 1, 15), new FeelTime(10, 30, 15, 0))

export const folder = 'dmn-tck'

/** Runs the kit found in `<dataDir>/dmn-tck`: what is unpacked there, and else what its archives hold. */
export async function run(dataDir: string): Promise<SuiteResult[]> {
  const place = join(dataDir, folder)
  if (!existsSync(place)) return []
  if (foldersIn(place).length > 0) return runLevels(kitIn(place))
  const archives = readdirSync(place).filter((name) => /\.tar(\.\w+)?$|\.tgz$/.test(name))
  const unpacked = mkdtempSync(join(tmpdir(), 'dmn-tck-'))
  try {
    for (const archive of archives) execFileSync('tar', ['-xf', join(place, archive), '-C', unpacked])
    return await runLevels(kitIn(unpacked))
  } finally {
    rmSync(unpacked, { recursive: true, force: true })
  }
}

/** The folder of the levels: `TestCases` as the kit has it, or the place itself. */
function kitIn(place: string): string {
  return existsSync(join(place, 'TestCases')) ? join(place, 'TestCases') : place
}

function foldersIn(place: string): string[] {
  return readdirSync(place)
    .filter((name) => statSync(join(place, name)).isDirectory())
    .sort()
}

async function runLevels(root: string): Promise<SuiteResult[]> {
  const expected = JSON.parse(readFileSync(join(import.meta.dirname, 'expected-failures.json'), 'utf8')) as Record<
    string,
    string
  >
  const outcomes: Outcome[] = []
  for (const level of foldersIn(root)) {
    for (const file of casesUnder(join(root, level))) outcomes.push(...(await runFile(level, file)))
  }
  const levels = [...new Set(outcomes.map(({ level }) => level))]
  return levels.map((level) =>
    summarize(
      level,
      outcomes.filter((outcome) => outcome.level === level),
      expected,
    ),
  )
}

function summarize(
  level: string,
  outcomes: readonly Outcome[],
  expected: Readonly<Record<string, string>>,
): SuiteResult {
  const failing = outcomes.filter(({ reason }) => reason !== null)
  const surprising = failing.filter((outcome) => expected[outcome.case] === undefined)
  return {
    suite: `dmn-tck ${level}`,
    passed: outcomes.length - failing.length,
    failed: surprising.length,
    expectedFailures: failing.length - surprising.length,
    failures: surprising.map((outcome) => ({ case: outcome.case, reason: outcome.reason ?? '' })),
  }
}

/** The files of test cases in a folder of suites. */
function casesUnder(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return entries.filter((name) => name.endsWith('.xml')).map((name) => join(folder, name))
}

/** The outcomes of a file of test cases; a file that cannot be read, or that has no model, fails as one case. */
async function runFile(level: string, file: string): Promise<Outcome[]> {
  try {
    return await runCases(level, file)
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault)
    return [{ level, case: `${level}/${basename(dirname(file))}/${basename(file, '.xml')}`, reason }]
  }
}

async function runCases(level: string, file: string): Promise<Outcome[]> {
  const cases = readXml(readFileSync(file, 'utf8'))
  if (cases.name !== 'testCases') return []
  const modelName = childNamed(cases, 'modelName')?.text.trim() ?? ''
  const model = await loadModel(dirname(file), modelName)
  return childrenNamed(cases, 'testCase').map((testCase) => ({
    level,
    case: `${level}/${basename(dirname(file))}/${basename(file, '.xml')}#${testCase.attributes.id ?? ''}`,
    reason: runCase(model, testCase),
  }))
}

/** A model with whatever the other files of its folder give it to import; imports may themselves import. */
async function loadModel(folder: string, name: string): Promise<DecisionModel> {
  const sources = new Map<string, string>()
  for (const file of readdirSync(folder).filter((entry) => entry.endsWith('.dmn'))) {
    sources.set(file, readFileSync(join(folder, file), 'utf8'))
  }
  const wanted = sources.get(name) ?? sources.get(`${name}.dmn`)
  if (wanted === undefined) throw new Error(`${folder} has no model ${name}`)
  let loaded: DecisionModel[] = []
  for (let depth = 0; depth < sources.size; depth++) {
    const previous = loaded
    loaded = (await Promise.all([...sources.values()].map((source) => readOne(source, previous)))).filter(
      (model) => model !== null,
    )
  }
  const model = await readOne(wanted, loaded)
  if (model === null) throw new Error(`${folder}/${name} is not DMN`)
  return model
}

async function readOne(source: string, imports: readonly DecisionModel[]): Promise<DecisionModel | null> {
  const model = await parseDmn(source, imports)
  return 'refused' in model ? null : model
}

/** Why a test case fails; null when it passes. */
function runCase(model: DecisionModel, testCase: XmlElement): string | null {
  for (const node of childrenNamed(testCase, 'resultNode')) {
    const name = node.attributes.name ?? ''
    const { invocableName } = testCase.attributes
    const asked = modelNamed(model, node.attributes.namespace) ?? model
    const facts = inputFacts(testCase, asked.namespace)
    const invoked = asked.elements.some((element) => element.name === invocableName) ? invocableName : undefined
    const result = evaluateDecision(asked, invoked ?? name, facts, { now: NOW })
    const expected = expectedValue(childNamed(node, 'expected'))
    const feel = invoked === undefined ? result.feel : serviceOutput(asked, invoked, name, result.feel)
    if (!sameResult(feel, expected)) {
      return `${name}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(feel)}${result.warnings.length > 0 ? ` (${result.warnings[0]})` : ''}`
    }
  }
  return null
}

/** The model of a namespace among a model and those it imports. */
function modelNamed(model: DecisionModel, namespace: string | undefined): DecisionModel | undefined {
  if (model.namespace === namespace) return model
  for (const { model: imported } of model.imports) {
    const found = imported === null ? undefined : modelNamed(imported, namespace)
    if (found !== undefined) return found
  }
  return undefined
}

/** A service with several outputs answers a context of them. */
function serviceOutput(
  model: DecisionModel,
  service: string,
  output: string,
  value: ReturnType<typeof evaluateDecision>['feel'],
) {
  const element = model.elements.find((candidate) => candidate.name === service)
  if (element?.kind !== 'service' || element.outputs.length < 2) return value
  return typeof value === 'object' && value !== null && output in value
    ? ((value as Record<string, typeof value>)[output] ?? null)
    : null
}
