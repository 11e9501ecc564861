/** An office for tests of the case law: a small process, a calendar without holidays, terms as the law has them. */
import { type Day, dayInZone, makeCalendar, parseTerm, termEnd } from '@steppe/kernels/calendar'
import { parseProcess } from '@steppe/kernels/process'
import { expressions } from '@steppe/kernels/rules'
import {
  type Act,
  type ActActor,
  applyAct,
  type CaseContext,
  type CaseRefusal,
  type CaseState,
  type Deed,
  type Opening,
  openCase,
} from './index.ts'

const task = (id: string, name: string, action: string, outcomes: string, next: string) =>
  `<userTask id="${id}" name="${name}" s:action="${action}" s:outcomes="${outcomes}" s:assignee="department + &quot;/${action}&quot;"/><sequenceFlow id="f_${id}" sourceRef="${id}" targetRef="${next}"/>`

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:s="https://steppe.dev/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">
<process id="plain" isExecutable="true">
<startEvent id="start"/><sequenceFlow id="f_start" sourceRef="start" targetRef="accept"/>
${task('accept', '受理', 'accept', 'accept,refuse', 'way')}
<exclusiveGateway id="way" default="f_on"/>
<sequenceFlow id="f_no" sourceRef="way" targetRef="refused"><conditionExpression xsi:type="tFormalExpression">outcome = "refuse"</conditionExpression></sequenceFlow>
<endEvent id="refused"/>
<sequenceFlow id="f_on" sourceRef="way" targetRef="examine"/>
${task('examine', '审查', 'examine', 'pass,fail', 'decide')}
${task('decide', '决定', 'decide', 'approve,deny', 'deliver')}
${task('deliver', '送达', 'deliver', 'delivered', 'end')}
<endEvent id="end"/>
</process></definitions>`

export const clerk: ActActor = { kind: 'staff', id: 'clerk', name: '窗口', department: 'd1' }
export const applicant: ActActor = { kind: 'person', id: 'a1', name: '申请人' }
export const clockwork: ActActor = { kind: 'platform', id: 'platform', name: '平台' }

/** An instant at ten in the morning of a day. */
export const at = (day: string) => Date.parse(`${day}T10:00:00+08:00`)

export async function testContext(): Promise<CaseContext> {
  const definition = await parseProcess(xml)
  if ('refused' in definition) throw new Error(definition.what)
  const calendar = makeCalendar([])
  return {
    calendar,
    definition,
    expressions: expressions(),
    law: {
      correctionNotice: parseTerm('5wd'),
      correctionsAllowed: 1,
      correctionLongest: parseTerm('30wd'),
      extensionLongest: parseTerm('10wd'),
      extensionsAllowed: 1,
      specialProcedures: ['hearing', 'site_check'],
      hearing: { ask: parseTerm('5wd'), hold: parseTerm('20wd'), notice: parseTerm('7wd'), procedure: 'hearing' },
      renewal: { ask: parseTerm('30wd') },
      promiseCheck: parseTerm('30wd'),
      badGradeFrom: 4,
    },
    resolveAssignee: (assignee) => ({ department: assignee.split('/')[0]!, role: assignee.split('/')[1]! }),
    dayOf: (instant) => dayInZone(instant, 'Asia/Shanghai'),
    timerAt: (from, text) =>
      Date.parse(termEnd(calendar, { term: parseTerm(text), from: dayInZone(from, 'Asia/Shanghai') }).due!),
  }
}

const opening: Opening = {
  kind: 'open',
  applicant: { kind: 'person', id: 'p1', name: '申请人', account: 'a1' },
  term: parseTerm('10wd'),
  lawTerm: parseTerm('20wd'),
  case: {
    id: 'c1',
    league: '010100',
    region: '010101',
    kind: 'application',
    title: '事项',
    item: { code: 'i', name: '事项', version: '1' },
    process: { key: 'plain', version: '1' },
    department: 'd1',
    channel: 'web',
    answers: {},
    materials: [],
    saved: { materials: 0, pages: 0, visits: 0 },
    findings: {},
  },
}

/** A case being played: each deed is appended; a refused one is not. */
export class Play {
  readonly acts: Act[] = []
  state: CaseState
  private readonly context: CaseContext
  constructor(context: CaseContext, day: string, changes: Partial<Opening> = {}) {
    this.context = context
    const act = { seq: 1, at: at(day), actor: applicant, deed: { ...opening, ...changes } } as const
    this.acts.push(act)
    this.state = openCase(act, context).state
  }
  try(day: string, deed: Deed, actor: ActActor = clerk): CaseRefusal | CaseState {
    const act: Act = { seq: this.state.seq + 1, at: at(day), actor, deed }
    const next = applyAct(this.state, act, this.context)
    if ('refused' in next) return next
    this.acts.push(act)
    this.state = next.state
    return next.state
  }
  /** The code of the refusal. */
  code(day: string, deed: Deed, actor?: ActActor): string {
    const answer = this.try(day, deed, actor)
    return 'refused' in answer ? answer.code : 'done'
  }
  do(day: string, deed: Deed, actor?: ActActor): CaseState {
    const answer = this.try(day, deed, actor)
    if ('refused' in answer) throw new Error(`${deed.kind}: ${answer.code} ${JSON.stringify(answer.params ?? {})}`)
    return answer
  }
  /** Completes the open step. */
  complete(day: string, outcome: string, opinion?: string): CaseState {
    return this.do(day, { kind: 'complete', task: this.state.tasks[0]!.id, outcome, ...(opinion ? { opinion } : {}) })
  }
  get due(): Day | undefined {
    return this.state.clock.due
  }
  get task(): string {
    return this.state.tasks[0]!.id
  }
}
