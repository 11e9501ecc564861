/** A draw: everything in the transcript is computed anew; whether the list was sealed before the seed is said as far as witnesses attest it. */
import {
  committedValue,
  type ReplayLine,
  readTranscript,
  replayDraw,
  seedTime,
  type Transcript,
  transcriptFormat,
} from '@steppe/kernels/draw'
import { opens } from '@steppe/kernels/ledger'
import { proveSealing } from './prove-sealing.ts'
import { type Findings, findings, type Report, unreadable } from './report.ts'
import type { Check, CheckOptions, SubjectFile } from './subject.ts'
import type { TrustedCheckpoint } from './trust.ts'

export const check: Check = {
  subject: { zh: '随机抽取记录', en: 'draw' },
  recognises: (file) => file.format === transcriptFormat,
  check: checkDraw,
}

async function checkDraw(file: SubjectFile, options: CheckOptions): Promise<Report> {
  const transcript = readTranscript(file.json)
  if (!transcript)
    return unreadable(
      '抽取记录不完整，或含有不认识的内容。',
      'The transcript is not whole, or holds what is not known.',
    )
  const found = findings()
  const replayed = replayDraw(transcript)
  for (const line of replayed.lines) tell(found, line, transcript)
  const sealed = checkCommitment(found, transcript)
  const stands =
    sealed &&
    (await proveSealing(transcript.committed.sealing, options, found, [
      '名单和随机数约定',
      'The list and the announced source',
    ]))
  if (stands) tellFirst(found, transcript, stands, options)
  found.leaveOpen(
    '名单是否包括了所有应当列入的对象和人员，抽取记录本身不能证明。',
    'Whether everybody who belongs on the list is on it, the transcript can’t show.',
  )
  if (transcript.dropOuts.length > 0)
    found.leaveOpen(
      `${transcript.dropOuts.length} 项退出的理由是否属实，未证明。`,
      `Whether the reasons of the ${transcript.dropOuts.length} drop-outs are true.`,
    )
  return found.report()
}

type Words = readonly [zh: string, en: string]

/** What each step proves when it holds, and what is wrong when it does not. */
function wordsOf(
  { step, facts }: ReplayLine,
  transcript: Transcript,
): { readonly holds: Words; readonly fails: Words } | undefined {
  const at = String(facts.at ?? '')
  const { rule } = transcript
  const source = rule.kind === 'lottery' ? `${rule.game} ${rule.issue}` : rule.kind
  const words: Readonly<Record<string, { readonly holds: Words; readonly fails: Words }>> = {
    list: {
      holds: [
        `名单可以抽取：对象 ${facts.objects}，检查人员 ${facts.inspectors}，回避 ${facts.recusals}。`,
        `The list can be drawn from: ${facts.objects} objects, ${facts.inspectors} inspectors, ${facts.recusals} recusals.`,
      ],
      fails: [`名单不能用于抽取：${facts.code}（${at}）。`, `The list can’t be drawn from: ${facts.code} (${at}).`],
    },
    root: {
      holds: [`名单校验值与记录相符：${facts.root}。`, `The list has the root that is recorded: ${facts.root}.`],
      fails: [
        `名单校验值不符，算得 ${facts.root}：名单被改动过。`,
        `The list has another root, ${facts.root}: it was changed.`,
      ],
    },
    rule: {
      holds: ['随机数的约定只有一个取值。', 'The announced source names exactly one value.'],
      fails: ['随机数的约定不明确。', 'The announced source does not name one value.'],
    },
    later: {
      holds: [
        `记录的封存时间 ${facts.committed} 早于约定的随机数产生时间 ${facts.seed}。`,
        `The recorded sealing, ${facts.committed}, is earlier than the announced value, ${facts.seed}.`,
      ],
      fails: ['记录的封存时间不早于随机数产生时间。', 'The recorded sealing is not earlier than the announced value.'],
    },
    seed: {
      holds:
        rule.kind === 'beacon'
          ? [
              `信标第 ${rule.round} 轮的签名与封存的公钥相符。`,
              `The signature of round ${rule.round} fits the key that was sealed.`,
            ]
          : [
              `随机数与约定的来源（${source}）形式相符。`,
              `The value has the form of the announced source (${source}).`,
            ],
      fails: [`随机数与约定不符：${facts.why}。`, `The value is not the announced one: ${facts.why}.`],
    },
    drawn: {
      holds: [
        `抽出的 ${facts.taken} 项全部重算相符。`,
        `All ${facts.taken} that were drawn follow from list and seed.`,
      ],
      fails: [`抽出的对象从 ${at} 起不符。`, `What was drawn is wrong from ${at} on.`],
    },
    visits: {
      holds: [
        `${facts.visits} 次检查的次序与派人全部重算相符，其中联合检查 ${facts.joint} 次。`,
        `Order and inspectors of all ${facts.visits} visits follow from list and seed; ${facts.joint} are joint.`,
      ],
      fails: [`检查次序或派人从 ${at} 起不符。`, `Order or inspectors are wrong from ${at} on.`],
    },
    two_inspectors: {
      holds: ['每次检查不少于两人。', 'Every visit has two inspectors or more.'],
      fails: [`${at} 的检查不足两人。`, `The visit of ${at} has fewer than two inspectors.`],
    },
    recusals: {
      holds: ['应当回避的人员均未派往。', 'Nobody was sent where they must stand back.'],
      fails: [`${at} 派了应当回避的人员。`, `Somebody was sent to ${at} who must stand back.`],
    },
  }
  return words[step]
}

function tell(found: Findings, line: ReplayLine, transcript: Transcript): void {
  const words = wordsOf(line, transcript)
  if (!words) return
  if (!line.ok) found.fail(...words.fails)
  else if (line.step === 'later') found.leaveOpen(...words.holds)
  else found.prove(...words.holds)
  if (line.step === 'seed' && line.ok) tellSource(found, transcript)
}

/** The League of Entropy's quicknet (api.drand.sh): its key is pinned here too, so that a file can't bring another. */
const quicknet =
  '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a'

/** Whose word the value is. */
function tellSource(found: Findings, { rule }: Transcript): void {
  const chain = rule.kind === 'beacon' ? rule.chain : rule.kind === 'ceremony' ? rule.fallback.chain : undefined
  if (chain?.publicKey === quicknet && chain.genesis === 1692803367 && chain.period === 3)
    found.prove('信标是 drand 联盟的 quicknet。', 'The beacon is quicknet of the League of Entropy.')
  else if (chain)
    found.leaveOpen(
      '信标的公钥不是本程序认识的，请自行核对。',
      'The key of the beacon is not one that this program knows; check it yourself.',
    )
  if (rule.kind === 'lottery')
    found.leaveOpen(
      `请自行对照 ${rule.game} 第 ${rule.issue} 期的开奖公告。`,
      `Compare the numbers with the announcement of ${rule.game}, issue ${rule.issue}, yourself.`,
    )
}

function checkCommitment(found: Findings, transcript: Transcript): boolean {
  const { salt, commitment } = transcript.committed.sealing
  const holds =
    salt.length >= 32 && opens(Buffer.from(commitment, 'hex'), Buffer.from(salt, 'hex'), committedValue(transcript))
  if (!holds)
    found.fail(
      '封存的承诺值不对应这份名单、这个来源约定。',
      'The sealed commitment is not that of this list and this announced source.',
    )
  return holds
}

/** A witness's instant is somebody else's clock: the strongest that can be said about what came first. Only witnesses whose keys were given count. */
function tellFirst(found: Findings, { rule }: Transcript, { opened }: TrustedCheckpoint, options: CheckOptions): void {
  const due = seedTime(rule)
  const early = opened.witnesses.filter((each) => each.at !== undefined && each.at * 1000 < due)
  const names = early.map((each) => each.key.name).join('、')
  if (early.length > 0)
    found.prove(
      `见证方 ${names} 在随机数产生之前签过这个检查点：名单先于随机数。`,
      `${names} signed this checkpoint before the value existed: the list came first.`,
    )
  else
    found.leaveOpen(
      options.witnessKeys.length > 0
        ? '您信任的见证方没有在随机数产生之前签过这个检查点：先封存、后有随机数，只凭平台自己的时钟。'
        : '没有给出见证方公钥（--witness）：先封存、后有随机数，只凭平台自己的时钟。',
      options.witnessKeys.length > 0
        ? 'No witness that you trust signed this checkpoint before the value existed: that the list came first rests on the platform’s own clock.'
        : 'No key of a witness was given (--witness): that the list came first rests on the platform’s own clock.',
    )
}
