/** What staff do with a task beside completing it: ask for a correction, stop the clock, hand on, ask for a signature, send back. */
import { addWorkingDays, type Day } from '@steppe/kernels/calendar'
import type { Deed, Task } from '@steppe/kernels/cases'
import { afterWork, workday } from './office-hours.ts'
import { type Colleague, type Play, replan, today } from './play-case.ts'
import { actorOf, completeWith } from './write-deeds.ts'

/** Whether something that happens once happens now. */
function once(play: Play, what: string, wanted: boolean): boolean {
  if (!wanted || play.happened.has(what)) return false
  play.happened.add(what)
  return true
}

/** 受理: refuse, ask once for a correction, accept with something missing; else the usual. */
export function turnAtAcceptance(play: Play, task: Task): Deed | undefined {
  const { fate, supplied } = play.role
  if (fate.refusal) return completeWith(play, task, 'refuse')
  if (once(play, 'correction', fate.correction)) return askForCorrection(play, task)
  const missing = supplied.filter((material) => !play.state.materials.some((each) => each.id === material.id))
  if (fate.tolerant && missing.length > 0)
    return acceptWithMissing(
      play,
      task,
      missing.map((material) => material.id),
    )
  return undefined
}

function daysAhead(play: Play, from: Day, low: number, high: number): Day {
  return addWorkingDays(play.stage.hours.calendar, from, play.role.random.between(low, high))
}

function askForCorrection(play: Play, task: Task): Deed {
  const { random, fate, supplied, applicant } = play.role
  const { words, hours, end } = play.stage
  const waits = fate.stop.includes('correct')
  const by = waits ? daysAhead(play, hours.dayOf(end), 3, 8) : daysAhead(play, today(play), 8, 15)
  if (!fate.correctionNeverSupplied) {
    const at = play.at + Math.round((3 + random.next() ** 2 * 130) * 3600_000)
    play.agenda.set('correct', {
      at,
      take: async (now) => {
        replan(now)
        return now.state.status === 'correcting'
          ? { deed: { kind: 'supply_correction', materials: supplied.slice(0, 1) }, actor: applicant }
          : undefined
      },
    })
  }
  const items = [
    ...new Set([random.pick(words.corrections), ...(random.chance(0.3) ? [random.pick(words.corrections)] : [])]),
  ]
  return { kind: 'request_correction', task: task.id, items, by }
}

function acceptWithMissing(play: Play, task: Task, materials: readonly string[]): Deed {
  const { random, fate, supplied, applicant } = play.role
  const by = daysAhead(play, today(play), 5, 10)
  if (!fate.tolerantNeverSupplied) {
    const at = play.at + Math.round((4 + random.next() * 60) * 3600_000)
    play.agenda.set('supply', {
      at,
      take: async (now) => {
        replan(now)
        return {
          deed: { kind: 'supply_missing', materials: supplied.filter((material) => materials.includes(material.id)) },
          actor: applicant,
        }
      },
    })
  }
  return {
    kind: 'accept_with_missing',
    task: task.id,
    materials,
    by,
    opinion: random.pick(play.stage.words.opinions.accept!),
  }
}

/** 审查: a special procedure, an extension, handing on, a signature; a finding against; else the usual. */
export function turnAtExamination(
  play: Play,
  task: Task,
  hand: Colleague,
  colleagues: readonly Colleague[],
): Deed | undefined {
  const { fate, random } = play.role
  const { words } = play.stage
  const due = play.state.clock.due
  const inTime = due !== undefined && today(play) <= due
  if (inTime && once(play, 'pause', fate.pause)) return stopTheClock(play, task, hand)
  if (inTime && once(play, 'extension', fate.extension))
    return { kind: 'extend', reason: random.pick(words.extended), term: { length: 5, unit: 'wd' } }
  if (colleagues.length > 0 && once(play, 'delegation', fate.delegation)) {
    const { id: to, name: toName } = random.pick(colleagues)
    return { kind: 'delegate', task: task.id, to, toName, reason: random.pick(words.delegated) }
  }
  if (colleagues.length > 0 && once(play, 'signer', fate.signer))
    return askForSignature(play, task, random.pick(colleagues))
  if (fate.failure) return completeWith(play, task, 'fail')
  if (once(play, 'takeBack', fate.takeBack)) planTakingBack(play, task, hand)
  return undefined
}

function stopTheClock(play: Play, task: Task, hand: Colleague): Deed {
  const { random, fate } = play.role
  const { words, hours } = play.stage
  const days = random.between(2, 6)
  if (!fate.stop.includes('resume')) {
    play.agenda.set('resume', {
      at: afterWork(hours, play.at, workday * days),
      take: async (now) => {
        replan(now)
        return { deed: { kind: 'resume', result: random.pick(words.resumed) }, actor: actorOf(hand, task.department) }
      },
    })
  }
  const procedure = random.weighted({ site_check: 7, expert_review: 2, public_notice: 1 })
  return {
    kind: 'pause',
    procedure,
    reason: random.pick(words.pauses[procedure]),
    expectedEnd: addWorkingDays(hours.calendar, today(play), days + 2),
  }
}

function askForSignature(play: Play, task: Task, signer: Colleague): Deed {
  const { random } = play.role
  const { words, hours } = play.stage
  play.agenda.set('sign', {
    at: afterWork(hours, play.at, 10 + random.next() * 90),
    take: async (now) => {
      replan(now)
      if (!now.state.tasks.some((each) => each.id === task.id)) return undefined
      return {
        deed: { kind: 'sign', task: task.id, agree: true, opinion: random.pick(words.signed) },
        actor: actorOf(signer, task.department),
      }
    },
  })
  return {
    kind: 'add_signer',
    task: task.id,
    signers: [signer.id],
    signerNames: [signer.name],
    mode: 'before',
    reason: random.pick(words.signersAsked),
  }
}

/** 取回: what one handed on can be had back while nobody has acted on it. */
function planTakingBack(play: Play, task: Task, hand: Colleague): void {
  const { random } = play.role
  const deed = { kind: 'take_back', node: task.node, reason: random.pick(play.stage.words.takenBack) } as const
  play.agenda.set('take-back', {
    at: play.at + (2 + random.next() * 20) * 60_000,
    take: async (now) =>
      now.state.marking.done.includes(task.node) ? { deed, actor: actorOf(hand, task.department) } : undefined,
  })
}

/** 决定: back to the examiner once in a while; against, where the examination was; else for. */
export function turnAtDecision(play: Play, task: Task): Deed | undefined {
  const { fate, random } = play.role
  const { findings, marking } = play.state
  const examined = marking.done.includes('examine')
  if (examined && once(play, 'return', fate.return))
    return { kind: 'return', task: task.id, to: 'examine', reason: random.pick(play.stage.words.returned) }
  const { outcome } = (findings.examine ?? {}) as { readonly outcome?: string }
  const against = outcome === 'fail' || (!examined && fate.failure)
  return completeWith(play, task, against ? 'deny' : 'approve')
}
