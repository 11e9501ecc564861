/** Takes in the roles of a pack; permissions for a role that an earlier pack brought are added to it. */
import type { House, Progress } from '#platform/module'
import type { Pack } from '#platform/packs'

interface RoleRow {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly held: 'department' | 'region' | 'firm'
  readonly permissions: readonly string[]
  readonly covers?: readonly string[]
  readonly reaches?: 'department' | 'region'
}

/** Writes the roles. A pack that changes a role's permissions replaces its own earlier version of them. */
export async function loadRoles(house: House, pack: Pack, progress: Progress): Promise<void> {
  const roles = (await pack.data<{ roles: readonly RoleRow[] }>('registry/roles.json'))?.roles ?? []
  const rows = roles.map(({ name, covers, ...role }) => ({
    ...role,
    name_zh: name.zh,
    name_en: name.en,
    covers: covers ?? [],
  }))
  await house.db.ask(
    `insert into registry.roles (pack, id, name_zh, name_en, held, permissions, covers, reaches)
     select $2, r.id, r.name_zh, r.name_en, r.held, r.permissions, r.covers, r.reaches
     from json_to_recordset($1::json) as r(id text, name_zh text, name_en text, held text, permissions text[], covers text[], reaches text)
     on conflict (id, pack) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, held = excluded.held,
       permissions = excluded.permissions, covers = excluded.covers, reaches = excluded.reaches`,
    [JSON.stringify(rows), pack.card.name],
  )
  await house.db.ask('delete from registry.roles r where r.pack = $1 and not (r.id = any($2))', [
    pack.card.name,
    roles.map((role) => role.id),
  ])
  progress(roles.length, roles.length, 'roles')
}
