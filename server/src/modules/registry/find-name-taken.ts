/** Whether a firm's name is taken. Source: 企业名称登记管理规定 art. 17: names in one registration authority's area must differ. */
import type { House } from '#platform/module'

/** True when a firm of exactly this name is registered and not cancelled. */
export async function isNameTaken({ db }: Pick<House, 'db'>, name: string): Promise<boolean> {
  const rows = await db.ask(
    `select 1 from registry.firms f where f.name collate "C" = $1 and f.status <> 'deregistered' limit 1`,
    [name],
  )
  return rows.length > 0
}
