#!/usr/bin/env node
/** The program a stranger runs: `steppe-verify <file> …`. The only place of the verifier that reads files and asks an installation. */
import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parseVerifierKey } from '@steppe/kernels/ledger'
import { check as checkRefusal } from './check-refusal.ts'
import { findChecks } from './find-checks.ts'
import { largestFile, readSubject, verifyFile } from './recognise-subject.ts'
import { exitCodeOf, exitCodes, harmless, printReport, verdictOf } from './report.ts'
import type { Check, CheckOptions } from './subject.ts'

/** A command line that can't be carried out; told without a trace. */
class Misuse extends Error {}

function usageOf(checks: readonly Check[]): string {
  const further = checks.flatMap(({ asks = {} }) =>
    Object.entries(asks).map(([name, means]) => `  --${name} VALUE    ${means.zh}  ${means.en}`),
  )
  return `steppe-verify FILE|URL [--log-key VKEY]… [--witness VKEY]… [--older FILE] [--url https://installation]

核验 Steppe 平台的文件，无须信任平台；不给 --url 时完全离线。
Checks files of a Steppe installation without trusting it; offline unless --url is given.

可核验 subjects
${checks.map(({ subject }) => `  ${subject.zh}  ${subject.en}`).join('\n')}

选项 options
  --log-key VKEY    您信任的日志公钥  key of the log that you trust (c2sp.org/signed-note)
  --witness VKEY    须见证的机构公钥  key of a witness that must have signed
  --older FILE      以往保存的存证点、受理凭证或存证档案  a checkpoint, receipt or case file from earlier
  --url URL         平台地址：核对其当前日志  the installation, to compare with its log today
  --case FILE|URL   同 FILE：某一办件的存证档案  the same as FILE: the file of a case
  --token TOKEN     用于从 URL 取存证档案的会话令牌  session token to fetch a case file
  --lang zh|en      只用一种语言  one language only
  --json            供程序读取  for programs
${further.join('\n')}${further.length > 0 ? '\n' : ''}
退出码 exit codes: 0 已证明 proved · 1 不符 disproved · 2 无法读取 unreadable · 3 无可核验 nothing could be checked`
}

const ours = {
  'log-key': { type: 'string', multiple: true },
  witness: { type: 'string', multiple: true },
  older: { type: 'string' },
  url: { type: 'string' },
  case: { type: 'string' },
  token: { type: 'string' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

const patience = 20_000

interface Answer {
  readonly ok: boolean
  readonly bytes: Uint8Array
}

/** What a URL answers. Nobody is followed elsewhere: the token is for this address. */
async function ask(url: string, token?: string): Promise<Answer> {
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  const answer = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(patience) })
  return { ok: answer.ok, bytes: await readBounded(answer) }
}

async function readBounded(answer: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body ?? []) {
    length += part.length
    if (length > largestFile) throw new Misuse(`${answer.url}: > 64 MiB`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

async function readPlace(place: string, token?: string): Promise<Uint8Array> {
  if (!/^https?:\/\//.test(place)) {
    const { size } = await stat(place)
    if (size > largestFile) throw new Misuse(`${place}: > 64 MiB`)
    return readFile(place)
  }
  const { ok, bytes } = await ask(place, token)
  // A refusal that is itself a finding is told as one.
  if (ok || checkRefusal.recognises(readSubject(bytes))) return bytes
  throw new Misuse(`没有取到 could not be fetched: ${place}`)
}

/** What a log serves below the address of an installation. What can't be reached counts as not there. */
function fetcherOf(url: string | undefined): Pick<CheckOptions, 'fetch'> {
  if (url === undefined) return {}
  if (!/^https?:\/\//.test(url)) throw new Misuse(`--url ${url}: https://…`)
  const base = url.replace(/\/+$/, '')
  const bytesAt = async (path: string) => {
    const { ok, bytes } = await ask(`${base}${path}`)
    return ok ? bytes : undefined
  }
  return { fetch: (path) => bytesAt(path).catch(() => undefined) }
}

function keysGiven(texts: readonly string[] | undefined): readonly string[] {
  const wrong = (texts ?? []).find((text) => !parseVerifierKey(text))
  if (wrong !== undefined) throw new Misuse(`不是验证公钥 not a verifier key: ${wrong}`)
  return texts ?? []
}

/** Options that checks declare: a value, or `@file` for what a file holds. */
async function givenTo(checks: readonly Check[], values: Readonly<Record<string, unknown>>) {
  const names = checks.flatMap(({ asks = {} }) => Object.keys(asks))
  const given: Record<string, readonly string[]> = {}
  for (const name of names) {
    const texts = (values[name] ?? []) as readonly string[]
    given[name] = await Promise.all(
      texts.map((text) => (text.startsWith('@') ? readFile(text.slice(1), 'utf8') : text)),
    )
  }
  return given
}

async function main(): Promise<number> {
  const checks = await findChecks()
  const theirs = checks.flatMap(({ asks = {} }) => Object.keys(asks))
  const options = {
    ...ours,
    ...Object.fromEntries(theirs.map((name) => [name, { type: 'string', multiple: true } as const])),
  }
  const { values, positionals } = parseArgs({ allowPositionals: true, options })
  const place = values.case ?? positionals[0] ?? (values.url && `${values.url.replace(/\/+$/, '')}/log/checkpoint`)
  if (values.help || place === undefined || positionals.length > 1) {
    console.log(usageOf(checks))
    return values.help ? 0 : exitCodes.unreadable
  }
  const { subject, report } = await verifyFile(checks, await readPlace(place, values.token), {
    logKeys: keysGiven(values['log-key']),
    witnessKeys: keysGiven(values.witness),
    ...(values.older === undefined ? {} : { older: readSubject(await readPlace(values.older)) }),
    ...fetcherOf(values.url),
    now: Date.now(),
    given: await givenTo(checks, values),
  })
  const languages = values.lang === 'zh' || values.lang === 'en' ? ([values.lang] as const) : (['zh', 'en'] as const)
  if (values.json) console.log(JSON.stringify({ subject, verdict: verdictOf(report), ...report }))
  else console.log(printReport(subject, report, languages))
  return exitCodeOf(report)
}

process.exitCode = await main().catch((fault: Error) => {
  console.error(`无法读取 ${harmless(fault.message)}`)
  return exitCodes.unreadable
})
