/** Holds the log against what others keep of it: a log that was rolled back or rewritten together with its database agrees with itself, and with nothing that was given away before. */
import type { CheckAnswer } from '@steppe/contracts/ledger'
import { equalBytes, openCheckpoint, openNote, parseVerifierKey, rootFromTiles } from '@steppe/kernels/ledger'
import { disagreement } from './ask-witnesses.ts'
import { logKey } from './log-key.ts'
import { readLog } from './log-state.ts'
import { tileReader } from './read-tiles.ts'
import type { SealingHouse } from './seal.ts'

type Finding = CheckAnswer['findings'][number]

/** A checkpoint that somebody kept, and what to call it. */
export interface Kept {
  readonly name: string
  readonly note: string
}

/** Each kept checkpoint must be signed by the log and be one of its states. */
export async function checkKept(house: SealingHouse, kept: readonly Kept[]): Promise<Finding[]> {
  const [key, { size }] = await Promise.all([logKey(house), readLog(house)])
  const findings: Finding[] = []
  for (const { name, note } of kept) {
    const opened = openCheckpoint(note, [key])
    if (!opened.ok) {
      findings.push({ kind: 'checkpoint_foreign', subject: name })
      continue
    }
    const { checkpoint } = opened
    if (checkpoint.size > size)
      findings.push({ kind: 'log_rolled_back', subject: `${name}: ${checkpoint.size} > ${size}` })
    else {
      const own = await rootFromTiles(checkpoint.size, tileReader(house.db.ask))
      if (!own || !equalBytes(own, checkpoint.root))
        findings.push({ kind: 'history_rewritten', subject: `${name}: ${checkpoint.size}` })
    }
  }
  return findings
}

/** What witnesses signed as the database remembers it, then what the named witnesses say when they are asked. Gives how many answered. */
export async function checkWitnesses(
  house: SealingHouse,
): Promise<{ readonly answered: number; readonly findings: readonly Finding[] }> {
  const findings = await checkRemembered(house)
  const [newest] = await house.db.ask<{ size: number; note: string }>(
    'select c.size, c.note from ledger.checkpoints c order by c.size desc limit 1',
  )
  if (!newest) return { answered: 0, findings }
  let answered = 0
  for (const witness of house.log.witnesses) {
    const trouble = await disagreement(house, witness, newest)
    if (trouble !== 'unreachable' && trouble !== 'refused') answered++
    const subject = `witness ${parseVerifierKey(witness.vkey)!.name}: ${newest.size}`
    if (trouble === 'knows_larger') findings.push({ kind: 'log_rolled_back', subject })
    if (trouble === 'inconsistent') findings.push({ kind: 'history_rewritten', subject })
  }
  return { answered, findings }
}

/** The largest checkpoint of each witness: not beyond the log, and signed as it stands. */
async function checkRemembered(house: SealingHouse): Promise<Finding[]> {
  const { size } = await readLog(house)
  const rows = await house.db.ask<{ witness: string; size: number; note: string | null; line: string | null }>(
    `select w.name as witness, w.size, c.note, k.line from ledger.witnesses w
     left join ledger.checkpoints c on c.size = w.size
     left join ledger.cosignatures k on k.size = w.size and k.witness = w.name where w.size > 0 order by w.name`,
  )
  const keys = house.log.witnesses.map(({ vkey }) => parseVerifierKey(vkey)!)
  return rows.flatMap((row): Finding[] => {
    const subject = `witness ${row.witness}: ${row.size}`
    if (row.size > size) return [{ kind: 'log_rolled_back', subject }]
    const key = keys.find((each) => each.name === row.witness)
    const holds = row.note !== null && row.line !== null && (!key || openNote(row.note + row.line, [key]).ok)
    return holds ? [] : [{ kind: 'history_rewritten', subject }]
  })
}
