/** Appeals of the demonstration: made by the real engine at the instants they would have had, from a seed. */
import type { Channel, Intent, Urgency } from '@steppe/contracts/appeals'
import { addDays, dayInZone } from '@steppe/kernels/calendar'
import type { ActActor, CaseState } from '@steppe/kernels/cases'
import { appealExclusion, keepExclusion, keepMerge, keepOrders, orderOpeningOf, supervisorsFor } from '#act/appeals'
import { findAccount, getPlaces, type Places } from '#ask/registry'
import { type CaseWrite, commitWrites } from '#cases/commit-acts'
import type { CasesHouse } from '#cases/house'
import { prepareOpening, toWrite } from '#cases/prepare-act'
import { isRefusal } from '#platform/refusals'
import { houseAt } from './at-an-instant.ts'
import { afterWork, type OfficeHours } from './office-hours.ts'
import { Played } from './played-order.ts'
import { type Random, randomOf } from './random.ts'

interface OrderSettings {
  readonly seed: string
  readonly count: number
  readonly days: number
  /** So many came in the last hour and a half and wait to be dispatched. */
  readonly fresh: number
  /** So many were done again three times and still are not solved. */
  readonly problems: number
  /** Of a hundred orders so many are reported by somebody else too. */
  readonly twins: number
  readonly regions: Readonly<Record<string, number>>
  /** Latitude and longitude around which a region's orders lie. */
  readonly centres: Readonly<Record<string, readonly [number, number]>>
  readonly channels: Readonly<Record<Channel, number>>
  readonly fates: Readonly<Record<Fate, number>>
  readonly people: readonly string[]
  readonly streets: readonly string[]
  readonly matters: readonly MatterSketch[]
  /** What supervisors should find: matters that one office ended in a way that makes its rates look better than it works. */
  readonly gamed: readonly {
    readonly fate: 'answered' | 'reopened'
    readonly region: string
    readonly duty: string
    readonly count: number
  }[]
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
  /** How often people come with it, beside the others; once unless said. */
  readonly often?: number
  readonly text: string
  readonly reply: string
}

type Fate =
  | 'satisfied'
  | 'basically'
  | 'dissatisfied'
  | 'redone'
  | 'reopened'
  | 'returned'
  | 'handling'
  | 'late'
  | 'waiting'
  | 'answered'
  | 'unreached'
  | 'problem'

const marker = 'demo-orders'
const batch = 60

/** Does nothing where no pack has any, or they are there already. Gives how many were made. */
export async function seedOrders(house: CasesHouse): Promise<number> {
  const found = await Promise.all(house.site.packs.map((pack) => pack.data<OrderSettings>('history/orders.yaml')))
  const settings = found.findLast((each) => each !== undefined)
  const begun = await house.db.ask('select 1 from platform.packs p where p.name = $1', [marker])
  if (!settings || begun.length > 0) return 0
  const troupe = new Troupe(house, settings, await getPlaces(house))
  const writes: CaseWrite[] = []
  for (let i = 0; i < settings.count; i++) writes.push(...(await troupe.play(i)))
  for (let i = 0; i < settings.fresh; i++) writes.push(...(await troupe.playFresh(i)))
  for (let i = 0; i < settings.problems; i++) writes.push(...(await troupe.playProblem(i)))
  for (const group of settings.gamed)
    for (let i = 0; i < group.count; i++) writes.push(...(await troupe.playGamed(group, i)))
  for (const login of Object.keys(settings.accounts)) writes.push(...(await troupe.playFor(login)))
  for (let at = 0; at < writes.length; at += batch) await commitWrites(house.db.ask, writes.slice(at, at + batch))
  for (const keep of troupe.besides) await keep()
  await keepOrders(house, writes)
  await house.db.ask(
    'insert into platform.packs (name, digest, loaded_at) values ($1, $2, $3) on conflict do nothing',
    [marker, settings.seed, new Date(house.clock.now())],
  )
  return writes.length
}

class Troupe {
  private readonly house: CasesHouse
  private readonly settings: OrderSettings
  private readonly places: Places
  private readonly hours: OfficeHours
  private readonly known = new Map<string, ActActor>()
  private readonly often: Readonly<Record<string, number>>
  /** What is kept beside the acts, once they are there. */
  readonly besides: (() => Promise<void>)[] = []
  constructor(house: CasesHouse, settings: OrderSettings, places: Places) {
    this.house = house
    this.settings = settings
    this.places = places
    this.often = Object.fromEntries(settings.matters.map(({ duty, often = 1 }) => [duty, often]))
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

  /** A stranger and where they live; what becomes of it follows from its number. */
  private stranger(name: string, index: number) {
    const { settings } = this
    const random = randomOf(settings.seed, name, index)
    const who = {
      account: `demo-orders:${name}:${index}`,
      name: random.pick(settings.people),
      region: random.weighted(settings.regions),
    }
    return { random, who }
  }

  /** What is under way is so because it came lately; whoever came longer ago has an answer, seldom late. */
  async play(index: number): Promise<CaseWrite[]> {
    const { random, who } = this.stranger('order', index)
    const age = random.between(0, this.settings.days)
    const drawn = random.weighted(this.settings.fates)
    const fate = drawn === 'handling' && age > 2 ? 'satisfied' : drawn
    return this.run(random, { ...who, fate, at: this.instantOf(age, random.between(0, 560)) })
  }

  async playFresh(index: number): Promise<CaseWrite[]> {
    const { random, who } = this.stranger('fresh', index)
    const at = this.house.clock.now() - random.between(3, 24) * 60_000
    return this.run(random, { ...who, fate: 'waiting', at })
  }

  async playProblem(index: number): Promise<CaseWrite[]> {
    const { random, who } = this.stranger('problem', index)
    return this.run(random, { ...who, fate: 'problem', at: this.instantOf(12 + index, 120) })
  }

  /** A matter of one office, with the fate that makes it a sign. */
  async playGamed({ fate, region, duty }: OrderSettings['gamed'][number], index: number): Promise<CaseWrite[]> {
    const { random, who } = this.stranger(`${fate}-${duty}`, index)
    const age = random.between(12, 25)
    return this.run(random, { ...who, region, duty, fate, at: this.instantOf(age, random.between(0, 400)) })
  }

  /** Orders of an account that people sign in with: one was called back about in vain, the last is under way. */
  async playFor(login: string): Promise<CaseWrite[]> {
    const account = await findAccount(this.house, login)
    if (!account) return []
    const count = this.settings.accounts[login] ?? 0
    const writes: CaseWrite[] = []
    for (let i = 0; i < count; i++) {
      const last = i === count - 1
      const at = this.instantOf(last ? 1 : 10 + i * 9, 200)
      const who = { account: account.id, name: account.name, at, region: this.settings.firm.region }
      const fate = last ? ('handling' as const) : i === 1 ? ('unreached' as const) : ('satisfied' as const)
      writes.push(...(await this.run(randomOf(this.settings.seed, login, i), { ...who, fate, appeals: i === 1 })))
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
      this.instantOf(6, 40),
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
    at: number,
  ): Promise<Played | undefined> {
    const actor: ActActor = { kind: 'person', id: applicant.account, name: applicant.name }
    const incoming = {
      matter,
      applicant,
      channel,
      actor,
      url: '',
      sameAs: `${applicant.account}\n${matter.text}\n${at}`,
    }
    const opening = await orderOpeningOf(this.house, incoming, this.hours.dayOf(at))
    if (isRefusal(opening)) return undefined
    return new Played(this.house, await prepareOpening(opening, actor, at, this.house.engine.surroundings), at)
  }

  /** Some minutes after eight of a day before today, and never later than an hour ago. */
  private instantOf(age: number, minutes: number): number {
    const day = addDays(this.house.clock.today(), -age)
    return Math.min(this.hours.startOfDay(day) + (8 * 60 + minutes) * 60_000, this.house.clock.now() - 3600_000)
  }

  private async run(random: Random, who: Who): Promise<CaseWrite[]> {
    const { settings } = this
    const drawn = random.weighted(this.often)
    const sketch = settings.matters.find(({ duty }) => duty === (who.duty ?? drawn))!
    const street = random.pick(settings.streets)
    const text = sketch.text.replace('{street}', street).replace('{floor}', String(random.between(2, 18)))
    const channel = random.weighted(settings.channels)
    const centre = settings.centres[who.region]
    // Within a kilometre and a half of the middle of the town.
    const near = (degree: number) => Math.round((degree + random.between(-130, 130) / 10_000) * 10_000) / 10_000
    const named = sketch.text.includes('{street}')
    const matter = {
      type: channel === 'board' ? 'board' : 'hotline',
      intent: sketch.intent,
      urgency: sketch.urgency ?? 'general',
      text,
      // What belongs to no street has no place.
      place: {
        region: who.region,
        ...(named ? { address: street } : {}),
        ...(named && centre ? { lat: near(centre[0]), long: near(centre[1]) } : {}),
      },
      publish: channel === 'board' || channel === 'web',
      service: sketch.duty,
    } as const
    const applicant = { kind: 'person', id: who.account, name: who.name, account: who.account } as const
    const played = await this.open(applicant, matter, channel, who.at)
    if (!played) return []
    const twins = who.fate !== 'waiting' && random.chance(settings.twins / 100)
    const twin = twins ? () => this.playTwin(played, random, matter) : undefined
    // Whoever answers the telephone answers questions; a complaint only where that is what is to be found.
    const fate = who.fate === 'answered' && sketch.intent !== 'consult' && !who.duty ? 'satisfied' : who.fate
    const more = await this.work(played, random, sketch, { ...who, fate }, twin)
    return [...(await this.written(played)), ...more]
  }

  /** Somebody else reports the same within the hours after; the hotline joins it with the first. */
  private async playTwin(played: Played, random: Random, matter: Parameters<Troupe['open']>[1]): Promise<CaseWrite[]> {
    const account = `demo-orders:twin:${played.state.id}`
    const applicant = { kind: 'person', id: account, name: random.pick(this.settings.people), account } as const
    const twin = await this.open(applicant, matter, 'phone', played.at + random.between(5, 60) * 60_000)
    if (!twin || twin.at >= this.house.clock.now()) return []
    const office = await this.staff(twin.state.tasks[0]!.department, 'clerk')
    const at = twin.at + random.between(2, 9) * 60_000
    const [into, id, reason] = [played.state.id, twin.state.id, '同一件事']
    if (!(await twin.act(at, office, { kind: 'merge', into, reason }))) return []
    if (!(await played.act(at, office, { kind: 'join', order: id }))) return []
    this.besides.push(() => keepMerge(houseAt(this.house, at), { id, account, into, reason, by: office.id }))
    return this.written(twin)
  }

  /** The steps as the fate has them, each after some minutes of work; what would lie ahead is left to be done. */
  private async work(
    played: Played,
    random: Random,
    sketch: MatterSketch,
    { region, fate, appeals = false }: Who,
    twin: (() => Promise<CaseWrite[]>) | undefined,
  ): Promise<CaseWrite[]> {
    const lead = this.places.departmentOf(sketch.department, region)
    const task = () => played.state.tasks[0]?.id ?? ''
    const office = await this.staff(played.state.tasks[0]!.department, 'clerk')
    const urgent = sketch.urgency === 'urgent'
    // The hotline and those who mend what people live by work around the clock.
    const soon = (low: number, high: number) => played.at + random.between(low, high) * 60_000
    const later = (low: number, high: number) => afterWork(this.hours, played.at, random.between(low, high))
    if (fate === 'waiting' || !lead) return []
    if (fate === 'answered') {
      await played.act(soon(2, 20), office, { kind: 'answer', task: task(), text: sketch.reply })
      return []
    }
    const examiner = await this.staff(lead.code, 'examiner')
    const give = () => played.act(soon(2, urgent ? 18 : 80), office, { kind: 'dispatch', task: task(), to: lead.code })
    if (!(await give())) return []
    const twins = (await twin?.()) ?? []
    const reply = { kind: 'reply', task: '', text: sketch.reply, solved: true } as const
    const work = async (): Promise<void> => {
      if (fate === 'returned') {
        const back = { kind: 'send_back', task: task(), reason: '涉及多个部门，请核实主办单位。' } as const
        if (!(await played.act(soon(20, 600), examiner, back))) return
        if (!(await give())) return
      }
      const signed = { kind: 'sign_in', task: task() } as const
      if (!(await played.act(urgent ? soon(4, 30) : later(20, 200), examiner, signed)) || fate === 'handling') return
      const quick = sketch.intent === 'consult' || sketch.intent === 'help'
      const wait = urgent
        ? soon(fate === 'late' ? 1700 : 60, fate === 'late' ? 3000 : 700)
        : later(...minutesUntil(fate, quick))
      if (!(await played.act(wait, examiner, { ...reply, task: task() }))) return
      for (let round = 0; round < (fate === 'problem' ? 3 : fate === 'redone' ? 1 : 0); round++) {
        const again = { kind: 'call_back', task: task(), contacted: true, solved: false } as const
        if (!(await played.act(later(60, 300), office, { ...again, satisfaction: 'dissatisfied' }))) return
        if (fate === 'problem' && round === 2) return
        const text = `再次处理：${sketch.reply}`
        if (!(await played.act(later(200, 500), examiner, { ...reply, task: task(), text }))) return
      }
      await this.callBack(played, random, office, { fate, appeals })
      if (fate === 'reopened') {
        const { account, name } = played.state.applicant
        const person = { kind: 'person', id: account, name } as const
        const again = { kind: 'reopen', reason: '当天清走，第二天又堆上了，没有真正解决。' } as const
        if (!(await played.act(later(200, 700), person, again))) return
        const text = `再次处理：${sketch.reply}`
        if (!(await played.act(later(200, 500), examiner, { ...reply, task: task(), text }))) return
        await this.callBack(played, random, office, { fate, appeals })
      }
    }
    await work()
    return twins
  }

  /** 回访: what the caller hears; one that reached nobody does not count, and its person may appeal against that. */
  private async callBack(
    played: Played,
    random: Random,
    office: ActActor,
    { fate, appeals }: Required<Pick<Who, 'fate' | 'appeals'>>,
  ): Promise<void> {
    const task = played.state.tasks[0]?.id ?? ''
    const at = afterWork(this.hours, played.at, random.between(60, 500))
    if (fate === 'unreached') {
      const [ground, reason] = ['unreachable', '三次拨打均无人接听']
      const deed = { kind: 'call_back', task, contacted: false, invalid: ground, note: reason } as const
      if (!(await played.act(at, office, deed))) return
      const { state } = played
      this.besides.push(async () => {
        const id = await keepExclusion(houseAt(this.house, at), state, {
          what: 'call_back',
          ground,
          reason,
          by: office.id,
        })
        const { account, name } = state.applicant
        const person = { kind: 'person', id: account, name, grants: [] } as const
        if (appeals) await appealExclusion(this.house, person, id, '那几天我的手机一直开着，只接到过一次电话。')
      })
      return
    }
    const satisfaction = fate === 'basically' ? 'basically' : fate === 'dissatisfied' ? 'dissatisfied' : 'satisfied'
    await played.act(at, office, { kind: 'call_back', task, contacted: true, solved: true, satisfaction })
  }

  private async written(played: Played): Promise<CaseWrite[]> {
    await played.wakeUntil(this.house.clock.now())
    return [toWrite(undefined, played.whole, this.house.engine.surroundings)]
  }
}

/** Minutes of work until a reply: past the limit, of a question or a call for help, usually. */
function minutesUntil(fate: Fate, quick: boolean): [low: number, high: number] {
  if (fate === 'late') return [2600, 3600]
  return quick ? [80, 700] : [200, 1300]
}

interface Who {
  readonly account: string
  readonly name: string
  readonly region: string
  readonly fate: Fate
  /** The instant at which it is handed in. */
  readonly at: number
  /** The matter, where it is not drawn. */
  readonly duty?: string
  /** Appeals when it does not count. */
  readonly appeals?: boolean
}
