/** Measures FEEL and decision tables: evaluations a second of a compiled expression, microseconds for a large table. */
import { compileFeel, type DecisionModel, evaluateDecision, evaluateFeel, isFeelRefusal, parseDmn } from './index.ts'

/** Seconds that one call takes, over at least half a second of calls. */
function secondsPerCall(call: () => unknown): number {
  for (let warm = 0; warm < 20_000; warm++) call()
  let calls = 0
  const start = performance.now()
  while (performance.now() - start < 500) {
    for (let batch = 0; batch < 1000; batch++) call()
    calls += 1000
  }
  return (performance.now() - start) / 1000 / calls
}

function compiled(source: string) {
  const result = compileFeel(source)
  if (isFeelRefusal(result)) throw new Error(result.message)
  return result
}

/** A table of so many rules over a number interval, a text and a boolean. */
export function largeTable(rules: number): string {
  const rule = (index: number) => `<rule id="r${index}">
    <inputEntry><text>[${index * 10}..${index * 10 + 10})</text></inputEntry>
    <inputEntry><text>"class ${index % 7}"</text></inputEntry>
    <inputEntry><text>${index % 2 === 0}</text></inputEntry>
    <outputEntry><text>${index}</text></outputEntry></rule>`
  const input = (text: string, type: string) =>
    `<input><inputExpression typeRef="${type}"><text>${text}</text></inputExpression></input>`
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="bench" namespace="bench">
    <inputData id="a" name="amount"/><inputData id="c" name="class"/><inputData id="f" name="flag"/>
    <decision id="d" name="fee"><variable name="fee" typeRef="number"/>
      ${['a', 'c', 'f'].map((id) => `<informationRequirement><requiredInput href="#${id}"/></informationRequirement>`).join('')}
      <decisionTable hitPolicy="UNIQUE">${input('amount', 'number')}${input('class', 'string')}${input('flag', 'boolean')}
      <output typeRef="number"/>${Array.from({ length: rules }, (_none, index) => rule(index)).join('')}</decisionTable>
    </decision></definitions>`
}

async function tableModel(rules: number): Promise<DecisionModel> {
  const model = await parseDmn(largeTable(rules))
  if ('refused' in model) throw new Error(model.message)
  return model
}

/** The measures, one an entry: name, value, unit. */
export async function measure(): Promise<{ name: string; value: number; unit: string }[]> {
  const facts = { age: 30, income: 1200.5, status: 'active', applicant: { employees: 12, sector: 'trade' } }
  const expressions = [
    'age >= 18 and status = "active"',
    'applicant.employees < 300 and applicant.sector in ("trade", "farming")',
    'income * 0.1 + 20',
    'if age > 60 then 0 else age * 2 + 1',
    'some x in [1, 2, 3] satisfies x > age',
  ]
  const results = expressions.map((source) => {
    const code = compiled(source)
    return { name: `feel: ${source}`, value: 1e-6 / secondsPerCall(() => evaluateFeel(code, facts)), unit: 'million/s' }
  })
  for (const rules of [10, 1000]) {
    const model = await tableModel(rules)
    let turn = 0
    const seconds = secondsPerCall(() => {
      turn = (turn + 7) % rules
      return evaluateDecision(model, 'fee', { amount: turn * 10 + 5, class: `class ${turn % 7}`, flag: turn % 2 === 0 })
    })
    results.push({ name: `table of ${rules} rules`, value: seconds * 1e6, unit: 'µs' })
  }
  return results
}

if (import.meta.main) {
  for (const { name, value, unit } of await measure())
    console.log(`${value.toFixed(2).padStart(10)} ${unit.padEnd(10)} ${name}`)
}
