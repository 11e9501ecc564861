/** Who does what next in a made-up case: staff with their tasks, the applicant when asked, the rating at the end. */
import { addDays, addWorkingDays } from '@steppe/kernels/calendar'
import type { ActActor, Deed, Task } from '@steppe/kernels/cases'
import { afterWork, workday } from './office-hours.ts'
import { type Colleague, isOver, type Play, type Stage, type Turn, today } from './play-case.ts'
import { timeFor } from './time-tasks.ts'
import { turnAtAcceptance, turnAtDecision, turnAtExamination } from './work-on-tasks.ts'
import { actorOf, completeWith } from './write-deeds.ts'

/** Gives every open task its turn, and the end of the case what follows it. */
export async function planTurns(play: Play): Promise<void> {
  const open = new Set(play.state.tasks.map((task) => `task:${task.id}`))
  for (const key of [...play.agenda.keys()]) if (key.startsWith('task:') && !open.has(key)) play.agenda.delete(key)
  if (isOver(play.state)) return planAfterwards(play)
  planWithdrawal(play)
  for (const task of play.state.tasks) {
    const key = `task:${task.id}`
    if (play.agenda.has(key) || play.role.fate.stop.includes(task.node)) continue
    if (task.action === 'accept' && play.role.fate.forgotten) continue
    play.agenda.set(key, { at: timeFor(play, task), take: (now) => taskTurn(now, task.id) })
  }
}

async function taskTurn(play: Play, id: string): ReturnType<Turn['take']> {
  const task = play.state.tasks.find((each) => each.id === id)
  if (!task) return undefined
  const hand = await handFor(play, task)
  if (!hand) return undefined
  const deed = (await deedFor(play, task, hand)) ?? completeWith(play, task, usualOutcome(play, task))
  return { deed, actor: deed.kind === 'extend' ? await extender(play, task, hand) : actorOf(hand, task.department) }
}

async function deedFor(play: Play, task: Task, hand: Colleague): Promise<Deed | undefined> {
  const colleagues = async () => (await play.stage.staffOf(task.department)).filter((each) => each.id !== hand.id)
  switch (task.action) {
    case 'accept':
      return turnAtAcceptance(play, task)
    case 'examine':
      return turnAtExamination(play, task, hand, await colleagues())
    case 'decide':
      return turnAtDecision(play, task)
    default:
      return undefined
  }
}

/** Whoever holds the task, or somebody with its role, or somebody at the department. */
async function handFor(play: Play, task: Task): Promise<Colleague | undefined> {
  const staff = await play.stage.staffOf(task.department)
  if (task.holder) return staff.find((each) => each.id === task.holder)
  const fitting = staff.filter((each) => each.role === task.role)
  const hands = fitting.length > 0 ? fitting : staff
  return hands.length > 0 ? play.role.random.pick(hands) : undefined
}

/** Only the head extends a term. Source: 行政许可法 art. 42. */
async function extender(play: Play, task: Task, hand: Colleague): Promise<ActActor> {
  const approver = (await play.stage.staffOf(task.department)).find((each) => each.role === 'approver')
  return actorOf(approver ?? hand, task.department)
}

/** The first outcome is the usual one; the others come up where somebody can fail to be reached or be wrong. */
function usualOutcome(play: Play, task: Task): string {
  const { random, fate } = play.role
  const [first = 'done', ...others] = task.outcomes
  if (task.action === 'contact') return random.chance(0.1) ? (others[0] ?? first) : first
  if (task.action === 'rectify') return random.chance(0.28) ? random.pick(task.outcomes) : first
  if (task.action === 'review' && fate.redo && !play.happened.has('redo')) {
    play.happened.add('redo')
    return others[0] ?? first
  }
  if (task.action === 'precheck') return fate.refusal && others[0] ? others[0] : first
  return first
}

/** 撤件: some applicants change their minds before the decision. */
function planWithdrawal(play: Play): void {
  const { role, state, stage } = play
  if (!role.fate.withdrawal || play.happened.has('withdraw')) return
  play.happened.add('withdraw')
  const reason = role.random.pick(stage.words.withdrawn)
  const at = state.openedAt + Math.round((2 + role.random.next() * 60) * 3600_000)
  play.agenda.set('withdraw', {
    at,
    take: async (now) =>
      now.state.decidedOn ? undefined : { deed: { kind: 'withdraw', reason }, actor: now.role.applicant },
  })
}

/** After the end: the rating, and the look whether a promise was kept. */
async function planAfterwards(play: Play): Promise<void> {
  play.agenda.delete('withdraw')
  planRating(play)
  await planPromiseCheck(play)
}

function planRating(play: Play): void {
  const { role, stage, state } = play
  if (play.happened.has('rate') || state.kind !== 'application' || !['closed', 'refused'].includes(state.status)) return
  play.happened.add('rate')
  const wanted = role.fate.rate ?? (role.fate.rating ? drawGrade(play) : 0)
  if (wanted === 0) return
  const at = play.at + Math.round((0.1 + role.random.next() ** 2 * 70) * 3600_000)
  play.agenda.set('rate', { at, take: async () => ({ deed: ratingOf(stage, play, wanted), actor: role.applicant }) })
}

function drawGrade(play: Play): number {
  const { random, fate } = play.role
  if (fate.bad) return Number(random.weighted({ '4': 7, '5': 3 }))
  return Number(random.weighted({ '1': 80, '2': 13, '3': 7 }))
}

function ratingOf(stage: Stage, play: Play, grade: number): Deed {
  const { random } = play.role
  const known = stage.reasonsFor(grade)
  const reasons = known.filter(() => random.chance(0.35)).slice(0, 3)
  const bad = grade >= stage.badGradeFrom
  const some = bad && reasons.length === 0 ? known.slice(0, 1) : reasons
  const text = random.chance(bad ? 0.6 : 0.12) ? random.pick(bad ? stage.words.blame : stage.words.praise) : undefined
  return { kind: 'rate', grade, reasons: some, ...(text ? { text } : {}) }
}

/** 告知承诺: the promise is looked into before its day; what was not kept must be put right, or the decision falls. */
async function planPromiseCheck(play: Play): Promise<void> {
  const { state, stage, role } = play
  const { promise } = state
  if (state.status !== 'closed' || !promise || state.outcome !== 'approved') return
  const again = promise.kept === false && promise.rectifyBy !== undefined
  const key = again ? 'check-again' : 'check'
  if (play.happened.has(key) || (promise.kept !== undefined && !again)) return
  play.happened.add(key)
  const approver = (await stage.staffOf(state.department)).find((each) => each.role === 'approver')
  if (!approver) return
  const at = again
    ? afterWork(stage.hours, stage.hours.startOfDay(addDays(promise.rectifyBy!, 1)), 30)
    : afterWork(stage.hours, play.at, workday * (4 + role.random.next() * 20))
  play.agenda.set(key, {
    at,
    take: async (now) => ({ deed: promiseDeed(now, again), actor: actorOf(approver, state.department) }),
  })
}

function promiseDeed(play: Play, again: boolean): Deed {
  const { random, fate } = play.role
  const { words } = play.stage
  if (!fate.promiseBroken) return { kind: 'check_promise', kept: true, opinion: random.pick(words.promiseKept) }
  if (again && random.chance(0.4))
    return { kind: 'check_promise', kept: false, opinion: random.pick(words.promiseBroken) }
  if (again) return { kind: 'check_promise', kept: true, opinion: random.pick(words.promiseKept) }
  const rectifyBy = addWorkingDays(play.stage.hours.calendar, today(play), 10)
  return { kind: 'check_promise', kept: false, opinion: random.pick(words.promiseLater), rectifyBy }
}
