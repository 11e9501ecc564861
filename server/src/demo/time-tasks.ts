/** How long staff take: hours of work by the kind of step, the pace of the department and of the season, mostly within the term. */
import { type Day, workingDaysBetween } from '@steppe/kernels/calendar'
import type { Task } from '@steppe/kernels/cases'
import { afterWork, atMinute, workday } from './office-hours.ts'
import { endOfDay, type Play } from './play-case.ts'
import { randomOf } from './random.ts'

/** Departments differ: from three fifths to one and a half times the usual pace. */
function paceOf(department: string): number {
  return 0.6 + randomOf('pace', department).next() * 0.9
}

/** Spring and the end of the year bring more work than hands. By month, January first. */
const seasons = [0.9, 0.85, 1.25, 1.15, 1, 1, 0.95, 0.95, 1.1, 1.05, 1.15, 1.25]

/** A waiting time that is mostly short. */
function mostlyShort(play: Play, mean: number): number {
  return Math.min(-Math.log(1 - play.role.random.next()) * mean, mean * 4)
}

/** The instant at which the task is taken up. */
export function timeFor(play: Play, task: Task): number {
  const { stage, role, at } = play
  const day = stage.hours.dayOf(at)
  const pace = paceOf(task.department) * seasons[Number(day.slice(5, 7)) - 1]!
  if (task.action === 'accept' && role.fate.acceptOn)
    return Math.max(at + 60_000, atMinute(stage.hours, role.fate.acceptOn as Day, 520 + role.random.next() * 180))
  const due = task.dueOn ?? play.state.clock.due
  const usual = afterWork(stage.hours, at + 30_000, minutesFor(play, task, due) * pace)
  if (task.action === 'accept') return beforeTheAfternoonEnds(play, usual)
  return due ? aroundTheDueDay(play, task, usual, due) : usual
}

function minutesFor(play: Play, task: Task, due: Day | undefined): number {
  const { stage, role, at } = play
  const days = due ? Math.max(0, workingDaysBetween(stage.hours.calendar, stage.hours.dayOf(at), due)) : 2
  const share = role.random.next()
  switch (task.action) {
    case 'accept':
    case 'receive':
      return 15 + mostlyShort(play, 150)
    case 'examine':
      return days > 0 ? workday * days * (0.15 + 0.6 * share) : 8 + share * 45
    case 'decide':
      return days > 0 ? workday * Math.min(days, 1.5) * share : 6 + share * 30
    case 'deliver':
      return play.state.answers.delivery === 'electronic' ? 4 + mostlyShort(play, 40) : workday * (0.15 + share)
    case 'rectify':
      return workday * (1 + share * 8)
    case 'review':
      return workday * (0.4 + share * 2)
    default:
      return 20 + mostlyShort(play, 140)
  }
}

/** What must be decided on the day of acceptance is not accepted shortly before closing. */
function beforeTheAfternoonEnds(play: Play, at: number): number {
  const { stage, state, role } = play
  if (state.clock.term.length > 0) return at
  const latest = atMinute(stage.hours, stage.hours.dayOf(at), 940)
  return at <= latest ? at : afterWork(stage.hours, endOfDay(stage, stage.hours.dayOf(at)), 5 + role.random.next() * 50)
}

const decisive = ['examine', 'decide', 'do']

/** In time, unless this case is one of the late ones. */
function aroundTheDueDay(play: Play, task: Task, at: number, due: Day): number {
  const { stage, role } = play
  const closing = endOfDay(stage, due)
  if (role.fate.late && decisive.includes(task.action))
    return afterWork(stage.hours, Math.max(closing, play.at), workday * role.random.next() * 5)
  if (at <= closing || play.at > closing) return at
  const last = atMinute(stage.hours, due, 900 + role.random.next() * 145)
  return last > play.at ? last : play.at + (3 + role.random.next() * 6) * 60_000
}
