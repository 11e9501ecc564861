/** Money owed to small firms: the term, the rate and the interest of the law, to the fen and to the day. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { addDays, type Day, day, daysBetween, makeCalendar, parseNotices } from '@steppe/kernels/calendar'
import fc from 'fast-check'
import { type ArrearsLaw, computeOwed, type Debt, type LprHistory, lprOn, mostFen, type Owed } from './index.ts'

const packs = new URL('../../packs/national/', import.meta.url)
const read = (path: string) => JSON.parse(readFileSync(new URL(path, packs), 'utf8'))
const laws: readonly ArrearsLaw[] = read('arrears/law.json')
const lpr: LprHistory = read('arrears/lpr.json')
const years = readdirSync(new URL('calendar/', packs)).filter((name) => /^\d{4}\.json$/.test(name))
const calendar = makeCalendar(years.flatMap((name) => parseNotices(read(`calendar/${name}`))))

const compute = (debt: Debt, asOf: string) => computeOwed(debt, day(asOf), laws, lpr, calendar)
function owed(debt: Debt, asOf: string): Owed {
  const computed = compute(debt, asOf)
  assert.ok(computed.ok, JSON.stringify(computed))
  return computed.owed
}
const fault = (debt: Debt, asOf: string) => {
  const computed = compute(debt, asOf)
  return computed.ok ? 'none' : computed.fault
}

/** Delivered on 5 January 2026: day 60 is Friday, 6 March. */
const delivered: Debt = {
  debtor: 'large_firm',
  signedOn: day('2025-11-03'),
  amount: 50_000_000,
  start: { by: 'delivery', on: day('2026-01-05') },
}

test('500,000 yuan from a large firm, due on day 60 and paid on day 95, bear 8,750 yuan', () => {
  const { term, rate, lines, interest, daysLate, total } = owed(delivered, '2026-04-10')
  assert.deepEqual([term.days, term.reason, term.due], [60, 'statutory', '2026-03-06'])
  assert.deepEqual([rate.reason, rate.per, rate.percent], ['statutory', 'day', '0.05'])
  assert.deepEqual(lines, [
    { from: '2026-03-07', to: '2026-04-10', days: 35, principal: 50_000_000, interest: '8750.000000' },
  ])
  assert.deepEqual([daysLate, interest, total], [35, 875_000, 50_875_000])
})

test('at the LPR of 3.0 per cent a year the same debt bears 1,438.36 yuan', () => {
  const agreed = owed({ ...delivered, agreedRate: { per: 'year', percent: '3.0' } }, '2026-04-10')
  assert.deepEqual([agreed.rate.reason, agreed.rate.lpr, agreed.interest], ['agreed', '3.00', 143_836])
})

test('less than the LPR of the day of contracting is raised to it, more is kept', () => {
  const low = owed({ ...delivered, agreedRate: { per: 'year', percent: '1' } }, '2026-04-10')
  assert.deepEqual([low.rate.reason, low.rate.percent, low.interest], ['raised', '3.00', 143_836])
  const daily = owed({ ...delivered, agreedRate: { per: 'day', percent: '0.03' } }, '2026-04-10')
  assert.deepEqual([daily.rate.reason, daily.interest], ['agreed', 525_000])
  const earlier = { ...delivered, signedOn: day('2025-05-19'), agreedTerm: { days: 60 } }
  const rate = owed({ ...earlier, agreedRate: { per: 'year', percent: '3.05' } }, '2026-04-10').rate
  assert.deepEqual([rate.reason, rate.percent], ['raised', '3.10'], 'the day before the LPR fell to 3.00')
})

test('an authority pays in 30 days, in 60 at most', () => {
  const authority: Debt = { ...delivered, debtor: 'authority' }
  assert.equal(owed(authority, '2026-01-05').term.due, '2026-02-04')
  const long = owed({ ...authority, agreedTerm: { days: 180 } }, '2026-01-05').term
  assert.deepEqual([long.days, long.reason, long.due], [60, 'capped', '2026-03-06'])
  assert.equal(owed({ ...authority, agreedTerm: { days: 45 } }, '2026-01-05').term.reason, 'agreed')
})

test('a large firm may agree on a longer term by the custom of its trade, but not on being paid first', () => {
  const long = owed({ ...delivered, agreedTerm: { days: 90 } }, '2026-01-05').term
  assert.deepEqual([long.days, long.tradeCustom], [90, true])
  const back = owed({ ...delivered, agreedTerm: { days: 90, backToBack: true } }, '2026-01-05').term
  assert.deepEqual([back.days, back.reason, back.tradeCustom], [60, 'back_to_back_void', false])
})

test('the term runs from the day the amount was confirmed, or the goods passed, or should have been looked at', () => {
  const from = (start: Debt['start']) => owed({ ...delivered, start }, '2026-01-05').term
  assert.equal(from({ by: 'settlement', on: day('2026-01-05') }).due, '2026-03-06')
  const passed = { by: 'acceptance', passedOn: day('2026-01-20'), until: day('2026-01-05') } as const
  assert.equal(from(passed).from, '2026-01-20', 'late through nobody’s doing')
  assert.equal(from({ ...passed, delayed: true }).from, '2026-01-05', 'put off by the debtor')
  assert.equal(from({ ...passed, until: day('2026-01-31'), delayed: true }).from, '2026-01-20', 'in time')
  assert.equal(from({ by: 'acceptance', until: day('2026-01-05'), delayed: true }).startedBy, 'acceptance_put_off')
  assert.equal(
    fault({ ...delivered, start: { by: 'acceptance', until: day('2026-01-05') } }, '2026-04-10'),
    'acceptance_open',
  )
})

test('a last day that is not worked moves to the next working day', () => {
  const { term } = owed({ ...delivered, start: { by: 'delivery', on: day('2025-12-05') } }, '2026-01-05')
  assert.deepEqual([term.due, term.rolledFrom], ['2026-02-03', undefined])
  const spring = owed({ ...delivered, start: { by: 'delivery', on: day('2025-12-20') } }, '2026-01-05').term
  assert.deepEqual([spring.rolledFrom, spring.due], ['2026-02-18', '2026-02-24'], 'Spring Festival of 2026')
})

test('contracts from before 1 June 2025 stand under the first version: no fixed term for large firms', () => {
  const old: Debt = { ...delivered, signedOn: day('2025-05-31') }
  assert.equal(fault(old, '2026-04-10'), 'term_not_set')
  const agreed = owed({ ...old, agreedTerm: { days: 90, backToBack: true } }, '2026-01-05')
  assert.deepEqual([agreed.law.id, agreed.term.days, agreed.term.tradeCustom], ['728', 90, false])
  assert.equal(owed({ ...old, debtor: 'authority' }, '2026-01-05').term.due, '2026-02-04')
  assert.equal(owed({ ...delivered, signedOn: day('2025-06-01') }, '2026-01-05').law.id, '802')
  assert.equal(fault({ ...old, signedOn: day('2020-08-31') }, '2026-04-10'), 'before_the_law')
})

test('a payment goes to interest first unless the parties agreed otherwise', () => {
  const payments = [{ on: day('2026-03-26'), amount: 20_000_000 }]
  const first = owed({ ...delivered, payments }, '2026-04-10')
  assert.deepEqual(first.payments, [{ ...payments[0], toInterest: 500_000, toPrincipal: 19_500_000 }])
  assert.deepEqual([first.principalLeft, first.interestLeft], [30_500_000, 228_750])
  assert.deepEqual(
    first.lines.map(({ days, principal }) => [days, principal]),
    [
      [20, 50_000_000],
      [15, 30_500_000],
    ],
  )
  const principal = owed({ ...delivered, payments, paymentGoes: 'principal_first' }, '2026-04-10')
  assert.deepEqual([principal.principalLeft, principal.interestLeft], [30_000_000, 725_000])
})

test('29 February is a day like any other', () => {
  const leap: Debt = {
    ...delivered,
    signedOn: day('2023-12-01'),
    debtor: 'authority',
    start: { by: 'delivery', on: day('2024-01-22') },
  }
  const { term, daysLate, interest } = owed(leap, '2024-03-01')
  assert.deepEqual([term.due, daysLate, interest], ['2024-02-21', 9, 225_000])
})

test('what cannot be computed is said: amounts, payments beyond the debt, terms before the contract, words for rates', () => {
  assert.equal(fault({ ...delivered, amount: 0 }, '2026-04-10'), 'amount_out_of_range')
  assert.equal(fault({ ...delivered, amount: 1.5 }, '2026-04-10'), 'amount_out_of_range')
  assert.equal(fault({ ...delivered, amount: mostFen + 1 }, '2026-04-10'), 'amount_out_of_range')
  assert.equal(
    fault({ ...delivered, payments: [{ on: day('2026-02-01'), amount: 50_000_001 }] }, '2026-04-10'),
    'paid_too_much',
  )
  assert.equal(
    fault({ ...delivered, start: { by: 'delivery', on: day('2025-11-02') } }, '2026-04-10'),
    'starts_before_contract',
  )
  assert.equal(fault({ ...delivered, agreedRate: { per: 'year', percent: '-1' } }, '2026-04-10'), 'rate_malformed')
  assert.equal(fault({ ...delivered, agreedTerm: { days: -1 } }, '2026-04-10'), 'day_out_of_range')
})

test('a rate of the year after the list was last checked is marked as provisional', () => {
  assert.deepEqual(lprOn(lpr, addDays(lpr.checkedUntil, 1)), { annual: lpr.rates.at(-1)!.annual, provisional: true })
  assert.equal(lprOn(lpr, day('2019-08-19')), undefined)
})

const anyDebt = fc.record({
  debtor: fc.constantFrom('authority', 'large_firm'),
  signedOn: fc.constant(day('2025-07-01')),
  amount: fc.integer({ min: 1, max: 10_000_000_000 }),
  start: fc.nat(700).map((later) => ({ by: 'delivery' as const, on: addDays(day('2025-07-01'), later) })),
}) as fc.Arbitrary<Debt>
const rates = fc.constantFrom<Debt['agreedRate']>(
  undefined,
  { per: 'year', percent: '4.35' },
  { per: 'day', percent: '0.02' },
)
const asOf = fc.nat(1500).map((later) => addDays(day('2025-07-01'), later))
const parts = fc.array(fc.record({ after: fc.nat(1400), share: fc.integer({ min: 1, max: 20 }) }), { maxLength: 6 })

/** Payments that together stay below the debt. */
const paidIn = (debt: Debt, drawn: readonly { after: number; share: number }[]) =>
  drawn.flatMap(({ after, share }) => {
    const amount = Math.floor((debt.amount * share) / 150)
    return amount > 0 ? [{ on: addDays(debt.signedOn, after), amount }] : []
  })

test('money neither appears nor vanishes, and each day of delay adds the rate of that day and no more', () => {
  fc.assert(
    fc.property(anyDebt, rates, asOf, parts, (plain, agreedRate, on, drawn) => {
      const debt: Debt = { ...plain, ...(agreedRate ? { agreedRate } : {}), payments: paidIn(plain, drawn) }
      const now = owed(debt, on)
      const paid = now.payments.reduce((sum, { amount }) => sum + amount, 0)
      assert.equal(now.total + paid, debt.amount + now.interest)
      assert.equal(
        now.payments.reduce((sum, each) => sum + each.toPrincipal, now.principalLeft),
        debt.amount,
      )
      const next = addDays(on, 1)
      if ((debt.payments ?? []).some((each) => each.on === next)) return
      const grown = owed(debt, next).interest - now.interest
      const daily = agreedRate ? (agreedRate.per === 'year' ? 4.35 / 36_500 : 0.0002) : 0.0005
      const expected = on >= now.term.due ? now.principalLeft * daily : 0
      assert.ok(Math.abs(grown - expected) <= 1.01, `${grown} against ${expected}`)
    }),
  )
})

test('the law’s rate a day, counted day by day in whole numbers, gives the same fen', () => {
  fc.assert(
    fc.property(anyDebt, asOf, parts, (plain, on, drawn) => {
      const payments = paidIn(plain, drawn)
      const now = owed({ ...plain, payments, paymentGoes: 'principal_first' }, on)
      let principal = BigInt(plain.amount)
      let tenThousandths = 0n
      for (let at: Day = plain.signedOn; at <= on; at = addDays(at, 1)) {
        if (at > now.term.due) tenThousandths += principal * 5n
        for (const each of payments) if (each.on === at) principal -= BigInt(each.amount)
      }
      assert.equal(BigInt(now.interest), (tenThousandths * 2n + 10_000n) / 20_000n)
    }),
    { numRuns: 40 },
  )
})

test('payments may be told in any order, and paying earlier never costs more than the rounding of each payment', () => {
  fc.assert(
    fc.property(anyDebt, asOf, parts, fc.nat(60), (plain, on, drawn, earlier) => {
      const payments = paidIn(plain, drawn)
      const now = owed({ ...plain, payments }, on)
      assert.deepEqual(owed({ ...plain, payments: payments.toReversed() }, on).total, now.total)
      const sooner = payments.map((each) => ({ ...each, on: addDays(each.on, -earlier) }))
      const paidBy = (list: typeof payments) => list.filter((each) => each.on <= on).length
      if (paidBy(sooner) !== paidBy(payments)) return
      assert.ok(owed({ ...plain, payments: sooner }, on).total <= now.total + payments.length)
    }),
  )
})

test('lines follow each other without a gap and end today', () => {
  fc.assert(
    fc.property(anyDebt, asOf, parts, (plain, on, drawn) => {
      const { lines, term, daysLate } = owed({ ...plain, payments: paidIn(plain, drawn) }, on)
      assert.equal(daysLate, Math.max(0, daysBetween(term.due, on)))
      for (const [at, line] of lines.entries())
        assert.equal(line.from, addDays(at === 0 ? term.due : lines[at - 1]!.to, 1))
      if (lines.length > 0) assert.equal(lines.at(-1)!.to, on)
    }),
  )
})
