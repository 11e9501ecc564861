/** Deeds as staff write them: who acts, with which outcome, in which words. */
import type { ActActor, Deed, Task } from '@steppe/kernels/cases'
import type { Colleague, Play } from './play-case.ts'

export function actorOf(hand: Colleague, department: string): ActActor {
  return { kind: 'staff', id: hand.id, name: hand.name, department }
}

export function opinionOn(play: Play, outcome: string): string {
  const { opinions } = play.stage.words
  return play.role.random.pick(opinions[outcome] ?? opinions.other!)
}

export function completeWith(play: Play, task: Task, outcome: string): Deed {
  return { kind: 'complete', task: task.id, outcome, opinion: opinionOn(play, outcome) }
}
