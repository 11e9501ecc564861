#!/usr/bin/env node
/** The program a stranger runs: `steppe-verify <file> …`. The only place of the verifier that reads files and asks an installation. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { findChecks } from './find-checks.ts'
import { readSubject, verifyFile } from './recognise-subject.ts'
import { exitCodeOf, exitCodes, printReport } from './report.ts'

const usage = `steppe-verify FILE [--log-key VKEY]… [--witness VKEY]… [--older FILE] [--lang zh|en] [--json]

核验 Steppe 平台的文件，无需联网，无需信任平台。  Checks files of a Steppe installation, offline, without trust in whoever runs it.
退出码 exit codes: 0 已证明 proved · 1 不符 disproved · 2 无法读取 unreadable · 3 无可核验 nothing could be checked
已公布指标的核验尚未提供。  Published figures can't be checked yet.`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'log-key': { type: 'string', multiple: true },
      witness: { type: 'string', multiple: true },
      older: { type: 'string' },
      lang: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  const [path] = positionals
  if (values.help || path === undefined) {
    console.log(usage)
    return values.help ? 0 : exitCodes.unreadable
  }
  const { subject, report } = await verifyFile(await findChecks(), await readFile(path), {
    logKeys: values['log-key'] ?? [],
    witnessKeys: values.witness ?? [],
    ...(values.older === undefined ? {} : { older: readSubject(await readFile(values.older)) }),
    now: Date.now(),
    given: {},
  })
  const languages = values.lang === 'zh' || values.lang === 'en' ? ([values.lang] as const) : (['zh', 'en'] as const)
  console.log(values.json ? JSON.stringify({ subject, ...report }) : printReport(subject, report, languages))
  return exitCodeOf(report)
}

process.exitCode = await main().catch((fault: Error) => {
  console.error(fault.message)
  return exitCodes.unreadable
})
