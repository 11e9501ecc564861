/** Takes in the service points of a pack: halls, branches, convenience points. */
import { createHash } from 'node:crypto'
import type { ServicePoint } from '@steppe/contracts/catalog'
import type { House } from '#platform/module'
import type { Pack } from '#platform/packs'
import { forgetCatalogue } from './catalogue.ts'

/** A point as a pack writes it. */
type PackPoint = Omit<ServicePoint, 'region' | 'metres' | 'open'> & { readonly region: string }

export async function loadServicePoints(house: House, pack: Pack): Promise<void> {
  const data = await pack.data<{ points: readonly PackPoint[] }>('catalog/service-points.json')
  const points = data?.points ?? []
  const digest = createHash('sha256').update(JSON.stringify(points)).digest('hex')
  await house.db.inTransaction(async ({ ask }) => {
    const [known] = await ask<{ digest: string }>(
      `select l.digest from catalog.loaded l where l.pack = $1 and l.part = 'points'`,
      [pack.card.name],
    )
    if (known?.digest === digest || (!known && points.length === 0)) return
    await ask('delete from catalog.service_points p where p.origin = $1', [pack.card.name])
    await ask(
      `insert into catalog.service_points (league, id, region, kind, body, longitude, latitude, scope, basic_codes, origin)
       select substr(p.region, 1, 4) || '00', p.id, p.region, p.kind, p.body, p.longitude, p.latitude, p.scope, p.items, $2
       from json_to_recordset($1::json)
         as p(id text, region text, kind text, body jsonb, longitude double precision, latitude double precision, scope text[], items text[])`,
      [JSON.stringify(points.map(rowOf)), pack.card.name],
    )
    await ask(
      `insert into catalog.loaded (pack, part, digest) values ($1, 'points', $2)
       on conflict (pack, part) do update set digest = excluded.digest`,
      [pack.card.name, digest],
    )
    await ask('update catalog.stamp set version = version + 1')
  })
  forgetCatalogue(house)
}

function rowOf(point: PackPoint): unknown {
  const { region, ...body } = point
  const { id, kind, longitude, latitude, scope, items } = point
  return { id, region, kind, longitude, latitude, scope, items, body }
}
