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

/** Runs the kit found in `<dataDir>/dmn-tck`, packed or unpacked. */
export async function run(dataDir: string): Promise<SuiteResult[]> {
  const folder = join(dataDir, 'dmn-tck')
  if (existsSync(join(folder, 'TestCases'))) return runLevels(join(folder, 'TestCases'))
  const packed = join(folder, 'TestCases_dmn_xml.tar.xz')
  if (!existsSync(packed)) return []
  const unpacked = mkdtempSync(join(tmpdir(), 'dmn-tck-'))
  try {
    execFileSync('tar', ['-xJf', packed, '-C', unpacked])
    return await runLevels(join(unpacked, 'TestCases'))
  } finally {
    rmSync(unpacked, { recursive: true, force: true })
  }
}

async function runLevels(root: string): Promise<SuiteResult[]> {
  const expected = JSON.parse(readFileSync(join(import.meta.dirname, 'expected-failures.json'), 'utf8')) as Record<
    string,
    string
  >
  const outcomes: Outcome[] = []
  for (const level of readdirSync(root)
    .filter((name) => statSync(join(root, name)).isDirectory())
    .sort()) {
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

async function runFile(level: string, file: string): Promise<Outcome[]> {
  const cases = readXml(readFileSync(file, 'utf8'))
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
  const facts = inputFacts(testCase, model.namespace)
  for (const node of childrenNamed(testCase, 'resultNode')) {
    const name = node.attributes.name ?? ''
    const { invocableName } = testCase.attributes
    const result = evaluateDecision(model, invocableName ?? name, facts, { now: NOW })
    const expected = expectedValue(childNamed(node, 'expected'))
    const feel = invocableName === undefined ? result.feel : serviceOutput(model, invocableName, name, result.feel)
    if (!sameResult(feel, expected)) {
      return `${name}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(feel)}${result.warnings.length > 0 ? ` (${result.warnings[0]})` : ''}`
    }
  }
  return null
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
