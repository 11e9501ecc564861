/** Appeals of the demonstration: made by the real engine at the instants they would have had, from a seed. */
import type { Channel, Intent, Urgency } from '@steppe/contracts/appeals'
import { addDays, dayInZone } from '@steppe/kernels/calendar'
import type { Act, ActActor, CaseState, Deed } from '@steppe/kernels/cases'
import { orderOpeningOf, supervisorsFor } from '#act/appeals'
import { findAccount, getPlaces, type Places } from '#ask/registry'
import { type CaseWrite, commitWrites } from '#cases/commit-acts'
import type { CasesHouse } from '#cases/house'
import { type Prepared, prepareAct, prepareOpening, toWrite } from '#cases/prepare-act'
import { isRefusal } from '#platform/refusals'
import { afterWork, type OfficeHours } from './office-hours.ts'
import { type Random, randomOf } from './random.ts'

interface OrderSettings {
  readonly seed: string
  readonly count: number
  readonly days: number
  readonly regions: Readonly<Record<string, number>>
  readonly channels: Readonly<Record<Channel, number>>
  readonly fates: Readonly<Record<Fate, number>>
  readonly people: readonly string[]
  readonly streets: readonly string[]
  readonly matters: readonly MatterSketch[]
  readonly accounts: Readonly<Record<string, number>>
  readonly firm: {
    readonly account: string
    readonly code: string
    readonly region: string
    readonly department: string
    readonly ground: string
    readonly text: string
  }
}

interface MatterSketch {
  readonly duty: string
  readonly intent: Intent
  readonly department: string
  readonly urgency?: Urgency
  readonly text: string
  readonly reply: string
}

type Fate =
  | 'satisfied'
  | 'basically'
  | 'dissatisfied'
  | 'redone'
  | 'returned'
  | 'handling'
  | 'late'
  | 'waiting'
  | 'answered'

const marker = 'demo-orders'
const batch = 60
const platform: ActActor = { kind: 'platform', id: 'platform', name: '平台' }

/** Does nothing where no pack has any, or they are there already. Gives how many were made. */
export async function seedOrders(house: CasesHouse): Promise<number> {
  const found = await Promise.all(house.site.packs.map((pack) => pack.data<OrderSettings>('history/orders.yaml')))
  const settings = found.findLast((each) => each !== undefined)
  const begun = await house.db.ask('select 1 from platform.packs p where p.name = $1', [marker])
  if (!settings || begun.length > 0) return 0
  const troupe = new Troupe(house, settings, await getPlaces(house))
  const writes: CaseWrite[] = []
  for (let i = 0; i < settings.count; i++) writes.push(...(await troupe.play(i)))
  for (const login of Object.keys(settings.accounts)) writes.push(...(await troupe.playFor(login)))
  for (let at = 0; at < writes.length; at += batch) await commitWrites(house.db.ask, writes.slice(at, at + batch))
  await house.db.ask(
    'insert into platform.packs (name, digest, loaded_at) values ($1, $2, $3) on conflict do nothing',
    [marker, settings.seed, new Date(house.clock.now())],
  )
  return writes.length
}

/** One order that is being played: its acts so far, and the instant of the last. */
class Played {
  whole: Prepared
  at: number
  private readonly house: CasesHouse
  constructor(house: CasesHouse, opened: Prepared, at: number) {
    this.house = house
    this.whole = opened
    this.at = at
  }
  get state(): CaseState {
    return this.whole.state
  }
  /** Does it unless it would lie in the future; tells whether it was done. */
  async act(at: number, actor: ActActor, deed: Deed): Promise<boolean> {
    if (at >= this.house.clock.now()) return false
    await this.wakeUntil(at)
    const done = await prepareAct(this.state, deed, actor, at, this.house.engine.surroundings)
    if ('refused' in done) throw new Error(`a demonstration order refused ${deed.kind}: ${done.code}`)
    this.take(done)
    this.at = at
    return true
  }
  /** What time does by itself in between: reminders, supervision. */
  async wakeUntil(at: number): Promise<void> {
    for (let alarm = this.state.order?.alarm?.at; alarm !== undefined && alarm <= at; ) {
      const done = await prepareAct(this.state, { kind: 'wake' }, platform, alarm, this.house.engine.surroundings)
      if ('refused' in done) return
      this.take(done)
      const next = this.state.order?.alarm?.at
      if (next === alarm) return
      alarm = next
    }
  }
  private take(done: Prepared): void {
    this.whole = {
      state: done.state,
      acts: [...this.whole.acts, ...done.acts] as readonly Act[],
      facts: [...this.whole.facts, ...done.facts],
    }
  }
}

class Troupe {
  private readonly house: CasesHouse
  private readonly settings: OrderSettings
  private readonly places: Places
  private readonly hours: OfficeHours
  private readonly known = new Map<string, ActActor>()
  constructor(house: CasesHouse, settings: OrderSettings, places: Places) {
    this.house = house
    this.settings = settings
    this.places = places
    const { startOfDay } = house.engine.surroundings
    this.hours = { calendar: house.calendar, startOfDay, dayOf: (at) => dayInZone(at, house.site.zone) }
  }

  /** Somebody of the office with the role, or the office itself where nobody is known. */
  private async staff(department: string, role: string): Promise<ActActor> {
    const key = `${department}/${role}`
    const known = this.known.get(key)
    if (known) return known
    const found = (await this.house.colleagues([department])).find((each) => each.role === role)
    const actor: ActActor = {
      kind: 'staff',
      id: found?.id ?? key,
      name: found?.name ?? this.house.directory.departmentName(department, 'zh'),
      department,
    }
    this.known.set(key, actor)
    return actor
  }

  async play(index: number): Promise<CaseWrite[]> {
    const { settings } = this
    const random = randomOf(settings.seed, index)
    const name = random.pick(settings.people)
    const account = `demo-orders:${index}`
    const age = random.between(0, settings.days)
    return this.run(random, {
      account,
      name,
      age,
      region: random.weighted(settings.regions),
      fate: random.weighted(settings.fates),
    })
  }

  /** Orders of an account that people sign in with: the last one is under way. */
  async playFor(login: string): Promise<CaseWrite[]> {
    const account = await findAccount(this.house, login)
    if (!account) return []
    const count = this.settings.accounts[login] ?? 0
    const writes: CaseWrite[] = []
    for (let i = 0; i < count; i++) {
      const last = i === count - 1
      const who = {
        account: account.id,
        name: account.name,
        age: last ? 1 : 10 + i * 9,
        region: this.settings.firm.region,
      }
      const fate = last ? ('handling' as const) : ('satisfied' as const)
      writes.push(...(await this.run(randomOf(this.settings.seed, login, i), { ...who, fate })))
    }
    if (this.settings.firm.account === login) writes.push(...(await this.playFirm(account)))
    return writes
  }

  /** 双督办: a problem of a firm that waits for its second supervisor. */
  private async playFirm(account: { readonly id: string; readonly name: string }): Promise<CaseWrite[]> {
    const { code, region, department, ground, text } = this.settings.firm
    const matter = {
      type: 'firm',
      intent: 'complaint',
      urgency: 'general',
      text,
      place: { region },
      firm: code,
      ground,
    } as const
    const played = await this.open(
      { kind: 'firm', id: code, name: account.name, account: account.id },
      matter,
      'web',
      6,
      40,
    )
    const lead = this.places.departmentOf(department, region)
    if (!played || !lead) return []
    const supervisors = await supervisorsFor(this.house, played.state)
    const task = () => played.state.tasks[0]!.id
    const office = await this.staff(played.state.tasks[0]!.department, 'clerk')
    await played.act(afterWork(this.hours, played.at, 60), office, {
      kind: 'dispatch',
      task: task(),
      to: lead.code,
      ...(supervisors ? { supervisors } : {}),
    })
    const examiner = await this.staff(lead.code, 'examiner')
    await played.act(afterWork(this.hours, played.at, 900), examiner, {
      kind: 'reply',
      task: task(),
      text: '已与有关部门合并检查计划，今年不再重复检查。',
      basis: '优化营商环境条例第五十四条',
      solved: true,
    })
    const first = played.state.tasks[0]
    if (first)
      await played.act(afterWork(this.hours, played.at, 240), await this.staff(first.department, 'approver'), {
        kind: 'confirm',
        task: first.id,
        agree: true,
        opinion: '整改措施可行，同意。',
      })
    return this.written(played)
  }

  private async open(
    applicant: CaseState['applicant'],
    matter: Parameters<typeof orderOpeningOf>[1]['matter'],
    channel: Channel,
    age: number,
    minutes: number,
  ): Promise<Played | undefined> {
    const day = addDays(this.house.clock.today(), -age)
    const at = Math.min(this.hours.startOfDay(day) + (8 * 60 + minutes) * 60_000, this.house.clock.now() - 3600_000)
    const actor: ActActor = { kind: 'person', id: applicant.account, name: applicant.name }
    const incoming = {
      matter,
      applicant,
      channel,
      actor,
      url: '',
      sameAs: `${applicant.account}\n${matter.text}\n${age}`,
    }
    const opening = await orderOpeningOf(this.house, incoming, this.hours.dayOf(at))
    if (isRefusal(opening)) return undefined
    return new Played(this.house, await prepareOpening(opening, actor, at, this.house.engine.surroundings), at)
  }

  private async run(
    random: Random,
    who: { account: string; name: string; age: number; region: string; fate: Fate },
  ): Promise<CaseWrite[]> {
    const { settings } = this
    const sketch = random.pick(settings.matters)
    const text = sketch.text
      .replace('{street}', random.pick(settings.streets))
      .replace('{floor}', String(random.between(2, 18)))
    const channel = random.weighted(settings.channels)
    const applicant = { kind: 'person', id: who.account, name: who.name, account: who.account } as const
    const matter = {
      type: channel === 'board' ? 'board' : 'hotline',
      intent: sketch.intent,
      urgency: sketch.urgency ?? 'general',
      text,
      place: { region: who.region },
      publish: channel === 'board',
      service: sketch.duty,
    } as const
    const played = await this.open(applicant, matter, channel, who.age, random.between(0, 560))
    if (!played) return []
    await this.work(played, random, sketch, who)
    return this.written(played)
  }

  /** The steps as the fate has them, each after some minutes of work; what would lie ahead is left to be done. */
  private async work(
    played: Played,
    random: Random,
    sketch: MatterSketch,
    { region, fate }: { region: string; fate: Fate },
  ): Promise<void> {
    const lead = this.places.departmentOf(sketch.department, region)
    const task = () => played.state.tasks[0]?.id ?? ''
    const office = await this.staff(played.state.tasks[0]!.department, 'clerk')
    const later = (low: number, high: number) => afterWork(this.hours, played.at, random.between(low, high))
    if (fate === 'waiting' || !lead) return
    if (fate === 'answered') {
      await played.act(later(5, 40), office, { kind: 'answer', task: task(), text: sketch.reply })
      return
    }
    const examiner = await this.staff(lead.code, 'examiner')
    const give = () => played.act(later(5, 110), office, { kind: 'dispatch', task: task(), to: lead.code })
    if (!(await give())) return
    if (fate === 'returned') {
      if (
        !(await played.act(later(20, 200), examiner, {
          kind: 'send_back',
          task: task(),
          reason: '涉及多个部门，请核实主办单位。',
        }))
      )
        return
      if (!(await give())) return
    }
    await played.act(later(20, 300), examiner, { kind: 'sign_in', task: task() })
    if (fate === 'handling') return
    const reply = { kind: 'reply', task: '', text: sketch.reply, basis: '有关规定', solved: true } as const
    const wait = fate === 'late' ? later(2600, 4200) : later(200, 1500)
    if (!(await played.act(wait, examiner, { ...reply, task: task() }))) return
    if (fate === 'redone') {
      const again = {
        kind: 'call_back',
        task: task(),
        contacted: true,
        solved: false,
        satisfaction: 'dissatisfied',
      } as const
      if (!(await played.act(later(100, 700), office, again))) return
      if (!(await played.act(later(300, 900), examiner, { ...reply, task: task(), text: `再次处理：${sketch.reply}` })))
        return
    }
    const satisfaction = fate === 'basically' ? 'basically' : fate === 'dissatisfied' ? 'dissatisfied' : 'satisfied'
    await played.act(later(100, 700), office, {
      kind: 'call_back',
      task: task(),
      contacted: true,
      solved: true,
      satisfaction,
    })
  }

  private async written(played: Played): Promise<CaseWrite[]> {
    await played.wakeUntil(this.house.clock.now())
    return [toWrite(undefined, played.whole, this.house.engine.surroundings)]
  }
}
