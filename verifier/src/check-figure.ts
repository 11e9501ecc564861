/** A published figure: root and value are computed anew from its rows, and its sealing is looked for in the log. */
import {
  committedFigure,
  type FigureFile,
  type FigureLine,
  figureFormat,
  figuresCode,
  replayFigure,
} from '@steppe/kernels/figures'
import { opens } from '@steppe/kernels/ledger'
import { proveSealing } from './prove-sealing.ts'
import { type Findings, findings, notWhole, type Report } from './report.ts'
import type { Check, CheckOptions, SubjectFile } from './subject.ts'

export const check: Check = {
  subject: { zh: '公布的指标', en: 'published figure' },
  recognises: (file) => file.format === figureFormat,
  check: checkFigure,
}

async function checkFigure({ json }: SubjectFile, options: CheckOptions): Promise<Report> {
  const { file, lines } = replayFigure(json)
  if (!file) return notWhole()
  const found = findings()
  for (const line of lines) tell(found, line, file)
  if (isSealed(file, found))
    await proveSealing(file.sealing, options, found, ['定义、数据行和数值', 'Definition, rows and value'])
  tellLimits(found)
  return found.report()
}

/** What is said of each step: where it holds, and where it does not. A step without words says nothing. */
function tell(found: Findings, line: FigureLine, { definition, region, day, rows, root, value }: FigureFile): void {
  const { name, meaning, version } = definition
  const { step, ok, fault, value: own } = line
  const published = String(value.value)
  if (step === 'code' && !ok) found.fail(`不是按 ${figuresCode} 算出的。`, `It was not computed by ${figuresCode}.`)
  if (step === 'rows' && !ok) {
    const where = `${fault?.code} ${fault?.at ?? ''}`
    found.fail(`数据行有误：${where}。`, `The rows are wrong: ${where}.`)
  }
  if (step === 'root' && ok)
    found.prove(
      `${rows.length} 行数据的校验值与公布的相符：${root}。`,
      `The ${rows.length} rows have the published root: ${root}.`,
    )
  else if (step === 'root')
    found.fail(
      `数据行的校验值不符，算得 ${line.root}：公布后被改动过。`,
      `The rows have another root, ${line.root}: they were changed after they were published.`,
    )
  if (step === 'value' && ok)
    found.prove(
      `地区 ${region}，${day}，“${name.zh}”为 ${published}：由这些数据行按定义第 ${version} 版算出（${meaning.zh}）`,
      `Region ${region}, ${day}, “${name.en}” is ${published}: it follows from these rows under version ${version} of the definition (${meaning.en})`,
    )
  else if (step === 'value')
    found.fail(
      `数值或计数不符：公布 ${published}，算得 ${own?.value}。`,
      `Value or counts differ: published ${published}, computed ${own?.value}.`,
    )
}

/** Whether the commitment is that of this definition, root and value. */
function isSealed(file: FigureFile, found: Findings): boolean {
  const { salt, commitment } = file.sealing
  const holds = opens(Buffer.from(commitment, 'hex'), Buffer.from(salt, 'hex'), committedFigure(file))
  if (!holds)
    found.fail(
      '封存的承诺值不对应这个定义、校验值和数值。',
      'The sealed commitment is not that of this definition, root and value.',
    )
  return holds
}

function tellLimits(found: Findings): void {
  found.leaveOpen(
    '每一行是否如实反映其办件、是否一件不漏：行中没有办件编号。有权查看办件的人可核验其存证档案。',
    'That each row tells the truth about its case, and that no case is missing: rows bear no case numbers. Whoever may see a case can check its case file.',
  )
}
