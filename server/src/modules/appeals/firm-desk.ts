/** What a firm has in one place: its orders, what waits for it, licences, messages, service points nearby. */
import type { FirmDesk } from '@steppe/contracts/appeals'
import { addDays } from '@steppe/kernels/calendar'
import { findServicePoints } from '#ask/catalog'
import { findOfHolders } from '#ask/credentials'
import { findUnread } from '#ask/messages'
import { findFirm } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { findMine, mineOf } from './my-orders.ts'

/** Refuses `appeals.not_your_firm`. */
export async function showFirmDesk(
  house: CasesHouse,
  actor: Actor,
  code: string,
  language: 'zh' | 'en',
): Promise<FirmDesk | Refusal> {
  if (!actor.grants.some((grant) => grant.firm === code)) return refuse('appeals.not_your_firm')
  const firm = await findFirm(house, code)
  if (!firm) return refuse('appeals.not_your_firm')
  const [latest, [open], licences, unread, points, [applications]] = await Promise.all([
    findMine(house, 'firm', code, undefined, 5),
    house.db.ask<{ open: number; waits: number }>(
      `select count(*) filter (where o.closed_on is null)::int as open,
         count(*) filter (where o.status = 'closed' and o.closed_on >= $2::date)::int as waits
       from (select o.closed_on, o.status from appeals.orders o where o.firm = $1 order by o.opened_at desc limit 500) o`,
      [code, addDays(house.clock.today(), -7)],
    ),
    findOfHolders(house, [code]),
    findUnread(house, actor.id),
    findServicePoints(house, { region: firm.region, limit: 3 }),
    house.db.ask<{ open: number }>(
      `select count(*)::int as open from (
         select 1 from cases.cases c where c.account = $1 and c.kind = 'application' and c.closed_on is null order by c.opened_on desc limit 200
       ) c`,
      [actor.id],
    ),
  ])
  const soon = addDays(house.clock.today(), 90)
  return {
    firm: { code, name: firm.name, region: firm.region, regionName: house.directory.regionName(firm.region, language) },
    orders: {
      open: open?.open ?? 0,
      waitsForFirm: open?.waits ?? 0,
      latest: latest.slice(0, 5).map((row) => mineOf(house, row, language)),
    },
    applications: { open: applications?.open ?? 0 },
    licences: {
      count: licences.filter((each) => each.status === 'valid').length,
      expiring: licences.filter((each) => each.expiresOn && each.expiresOn <= soon && each.status === 'valid').length,
    },
    messages: { unread },
    servicePoints: points.map(({ id, name, hours, address, phone }) => ({
      id,
      name: name[language] ?? name.zh,
      address,
      hours: hours[language] ?? hours.zh,
      phone,
    })),
  }
}
