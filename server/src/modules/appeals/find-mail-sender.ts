/** To whom an order that came by mail is answered, and what: the reply of the order in which it goes on, where it was joined to one. */
import type { House } from '#platform/module'

/** Accounts of those who wrote by mail; they cannot sign in. */
const mailAccount = /^mail:/

export const cameByMail = (account: string): boolean => mailAccount.test(account)

export interface MailSender {
  readonly email: string | null
  readonly reply: string | null
}

export async function findMailSender(
  { db }: Pick<House, 'db'>,
  league: string,
  order: string,
): Promise<MailSender | undefined> {
  const rows = await db.ask<MailSender>(
    `with recursive chain as (
       select c.id, c.state, 0 as depth from cases.cases c where c.league = $1 and c.id = $2
       union all
       select n.id, n.state, b.depth + 1 from chain b join cases.cases n on n.league = $1 and n.id = b.state #>> '{order,mergedInto}' where b.depth < 9
     )
     select c.given #>> '{answers,email}' as email,
       (select a.act #>> '{deed,text}' from cases.acts a where a.league = $1 and a.case_id = (select b.id from chain b order by b.depth desc limit 1)
          and a.kind in ('reply', 'answer') order by a.seq desc limit 1) as reply
     from cases.cases c where c.league = $1 and c.id = $2`,
    [league, order],
  )
  return rows[0]
}
