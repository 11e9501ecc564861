/** Small DMN models for the tests: a subsidy for hiring, in the words of an office that grants it. */
import { type DecisionModel, parseDmn } from './index.ts'

type Column = { readonly text: string; readonly type: string; readonly allowed?: string }

/** A decision table's XML: inputs, outputs, and rules as `[tests…, results…]`. */
export function drawTable(
  policy: string,
  inputs: readonly Column[],
  outputs: readonly (Column & { otherwise?: string })[],
  rules: readonly (readonly string[])[],
): string {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const cell = (name: string, text: string) => `<${name}><text>${escaped(text)}</text></${name}>`
  const head = inputs.map(
    ({ text, type, allowed }) =>
      `<input><inputExpression typeRef="${type}"><text>${escaped(text)}</text></inputExpression>${allowed ? cell('inputValues', allowed) : ''}</input>`,
  )
  const results = outputs.map(
    ({ text, type, allowed, otherwise }) =>
      `<output name="${text}" typeRef="${type}">${allowed ? cell('outputValues', allowed) : ''}${otherwise ? cell('defaultOutputEntry', otherwise) : ''}</output>`,
  )
  const rows = rules.map((row, index) => {
    const cells = row.map((text, column) => cell(column < inputs.length ? 'inputEntry' : 'outputEntry', text))
    return `<rule id="rule${index + 1}">${cells.join('')}<annotationEntry><text>art. ${index + 1}</text></annotationEntry></rule>`
  })
  return `<decisionTable id="t" ${policy}>${head.join('')}${results.join('')}${rows.join('')}</decisionTable>`
}

/** A model of input data by name and type, and decisions by name with the names they require and their logic's XML. */
export async function drawModel(
  inputs: Readonly<Record<string, string>>,
  decisions: Readonly<Record<string, { requires: readonly string[]; logic: string; type?: string; source?: string }>>,
  items = '',
): Promise<DecisionModel> {
  const id = (name: string) => name.replace(/\W/g, '_')
  const data = Object.entries(inputs).map(
    ([name, type]) =>
      `<inputData id="${id(name)}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`,
  )
  const nodes = Object.entries(decisions).map(([name, { requires, logic, type, source }]) => {
    const links = requires.map(
      (other) =>
        `<informationRequirement><required${other in inputs ? 'Input' : 'Decision'} href="#${id(other)}"/></informationRequirement>`,
    )
    const authority = source ? `<authorityRequirement><requiredAuthority href="#source"/></authorityRequirement>` : ''
    const origin = source ? `<knowledgeSource id="source" name="${source}" locationURI="https://example.org/law"/>` : ''
    return `<decision id="${id(name)}" name="${name}"><variable name="${name}"${type ? ` typeRef="${type}"` : ''}/>${links.join('')}${authority}${logic}</decision>${origin}`
  })
  const model = await parseDmn(
    `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">${items}${data.join('')}${nodes.join('')}</definitions>`,
  )
  if ('refused' in model) throw new Error(model.message)
  return model
}

/** A literal expression's XML. */
export function literal(text: string): string {
  return `<literalExpression><text>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text></literalExpression>`
}

/** A subsidy: small firms that hired, by a table on the firm's size, and a final yes or no. */
export function subsidyModel(): Promise<DecisionModel> {
  return drawModel(
    { employees: 'number', revenue: 'number', hired: 'number', blacklisted: 'boolean' },
    {
      size: {
        requires: ['employees', 'revenue'],
        type: 'string',
        source: 'Size classes of firms',
        logic: drawTable(
          'hitPolicy="UNIQUE"',
          [
            { text: 'employees', type: 'number' },
            { text: 'revenue', type: 'number' },
          ],
          [{ text: 'size', type: 'string' }],
          [
            ['< 20', '-', '"micro"'],
            ['[20..300)', '< 20000000', '"small"'],
            ['[20..300)', '>= 20000000', '"medium"'],
            ['>= 300', '-', '"large"'],
          ],
        ),
      },
      eligible: {
        requires: ['size', 'hired', 'blacklisted'],
        type: 'boolean',
        logic: literal('size != "large" and hired >= 1 and not(blacklisted)'),
      },
    },
  )
}
