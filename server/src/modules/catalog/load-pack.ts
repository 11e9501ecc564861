/** Takes in what a pack holds for the catalogue: items, forms, themes, events, service points; then stands the items up. */
import { createHash } from 'node:crypto'
import type { BasicItem } from '@steppe/contracts/catalog'
import { getPlaces } from '#ask/registry'
import type { House, Progress } from '#platform/module'
import type { Pack } from '#platform/packs'
import type { Ask } from '#platform/postgres'
import { forgetCatalogue, getCatalogue } from './catalogue.ts'
import { expandItems, writeExpanded } from './expand-items.ts'
import { listsOf } from './item-lists.ts'
import { loadServicePoints } from './load-service-points.ts'
import { readDefaults, readForms, readItems } from './read-pack.ts'
import { searchTextOf } from './search-text.ts'
import { forgetSearch } from './search-words.ts'
import { getSegmenter } from './segmenter.ts'
import { countSearchTerms, writeSearchTexts } from './write-search-texts.ts'

/** Idempotent: what has not changed since it was taken in is left alone. Everything of a pack is taken in, or nothing. */
export async function loadPack(house: House, pack: Pack, progress: Progress): Promise<void> {
  const packs = packsUpTo(house.site.packs, pack)
  const items = await readItems(pack, await readDefaults(packs))
  const forms = await readForms(pack)
  const lists = await readLists(pack)
  const changed = await house.db.inTransaction(async ({ ask }) => {
    const results = [
      await onceFor(ask, pack, 'items', items, () => writeVersions(ask, 'basic_items', pack.card.name, items)),
      await onceFor(ask, pack, 'forms', forms, () =>
        writeVersions(
          ask,
          'forms',
          pack.card.name,
          forms.map((form) => ({ ...form, code: form.id })),
        ),
      ),
      await onceFor(ask, pack, 'lists', lists, () => writeLists(ask, pack.card.name, lists)),
    ]
    return results.some((one) => one)
  })
  if (changed) forgetCatalogue(house)
  await standUp(house, pack)
  await loadServicePoints(house, pack)
  forgetSearch(house)
  progress(items.length, items.length, 'items')
}

/** The pack and those before it: a later pack's defaults must not change an earlier one's items. */
function packsUpTo(packs: readonly Pack[], pack: Pack): readonly Pack[] {
  const at = packs.findIndex((one) => one.card.name === pack.card.name)
  return at === -1 ? [...packs, pack] : packs.slice(0, at + 1)
}

interface Lists {
  readonly themes: readonly { id: string; kind: string; title: unknown }[]
  readonly events: readonly { id: string; kind: string; title: unknown; about: unknown; items: readonly string[] }[]
}

async function readLists(pack: Pack): Promise<Lists> {
  const themes = (await pack.data<Pick<Lists, 'themes'>>('catalog/themes.yaml'))?.themes ?? []
  const events = (await pack.data<Pick<Lists, 'events'>>('catalog/events.yaml'))?.events ?? []
  return { themes, events }
}

async function onceFor(
  ask: Ask,
  pack: Pack,
  part: string,
  data: unknown,
  write: () => Promise<void>,
): Promise<boolean> {
  const digest = createHash('sha256').update(JSON.stringify(data)).digest('hex')
  // Nodes that start at the same moment take turns.
  await ask("select pg_advisory_xact_lock(hashtext('catalog.load'))")
  const [known] = await ask<{ digest: string }>(
    'select l.digest from catalog.loaded l where l.pack = $1 and l.part = $2',
    [pack.card.name, part],
  )
  if (known?.digest === digest) return false
  await write()
  await ask(
    `insert into catalog.loaded (pack, part, digest) values ($1, $2, $3)
     on conflict (pack, part) do update set digest = excluded.digest`,
    [pack.card.name, part, digest],
  )
  await ask('update catalog.stamp set version = version + 1')
  return true
}

type Versioned = { readonly code: string; readonly from: string; readonly until?: string }

/** Writes dated versions of basic items or forms; a version that left the pack goes. */
async function writeVersions(
  ask: Ask,
  table: 'basic_items' | 'forms',
  pack: string,
  versions: readonly Versioned[],
): Promise<void> {
  const key = table === 'forms' ? 'id' : 'code'
  const rows = versions.map((one) => ({
    code: one.code,
    from_day: one.from,
    until_day: one.until ?? null,
    digest: createHash('sha256').update(JSON.stringify(one)).digest('hex'),
    body: table === 'forms' ? withoutCode(one) : one,
  }))
  await ask(
    `delete from catalog.${table} b where b.pack = $1
     and not exists (select 1 from json_to_recordset($2::json) as r(code text, from_day date) where r.code = b.${key} and r.from_day = b.from_day)`,
    [pack, JSON.stringify(rows)],
  )
  await ask(
    `insert into catalog.${table} (${key}, from_day, until_day, pack, digest, body)
     select r.code, r.from_day, r.until_day, $2, r.digest, r.body
     from json_to_recordset($1::json) as r(code text, from_day date, until_day date, digest text, body jsonb)
     on conflict (${key}, from_day) do update
       set until_day = excluded.until_day, pack = excluded.pack, digest = excluded.digest, body = excluded.body`,
    [JSON.stringify(rows), pack],
  )
}

function withoutCode({ code: _, ...rest }: Versioned): unknown {
  return rest
}

async function writeLists(ask: Ask, pack: string, { themes, events }: Lists): Promise<void> {
  await ask('delete from catalog.themes t where t.pack = $1', [pack])
  await ask(
    `insert into catalog.themes (id, kind, place, title, pack)
     select t.id, t.kind, t.place, t.title, $2 from json_to_recordset($1::json) as t(id text, kind text, place integer, title jsonb)
     on conflict (kind, id) do update set title = excluded.title`,
    [JSON.stringify(themes.map((theme, place) => ({ ...theme, place }))), pack],
  )
  await ask('delete from catalog.events e where e.pack = $1', [pack])
  await ask(
    `insert into catalog.events (id, kind, place, title, about, items, pack)
     select e.id, e.kind, e.place, e.title, e.about, e.items, $2
     from json_to_recordset($1::json) as e(id text, kind text, place integer, title jsonb, about jsonb, items text[])
     on conflict (id) do update set title = excluded.title, about = excluded.about, items = excluded.items`,
    [JSON.stringify(events.map((event, place) => ({ ...event, place }))), pack],
  )
}

/** Stands the pack's items up over the departments, when the items or the departments changed. */
async function standUp(house: House, pack: Pack): Promise<void> {
  const [catalogue, places] = await Promise.all([getCatalogue(house), getPlaces(house)])
  const mine = new Set(
    (
      await house.db.ask<{ code: string }>('select distinct b.code from catalog.basic_items b where b.pack = $1', [
        pack.card.name,
      ])
    ).map((row) => row.code),
  )
  const basics = new Map([...catalogue.basics].filter(([code]) => mine.has(code)))
  const rows = expandItems(basics, places)
  await house.db.inTransaction(async ({ ask }) => {
    await onceFor(
      ask,
      pack,
      'expanded',
      [rows, [...basics.values()].map(([newest]) => searched(newest!))],
      async () => {
        const texts = [...basics.values()].map(([newest]) => searchTextOf(newest!, getSegmenter()))
        const ids = await writeSearchTexts(ask, texts)
        await writeExpanded(
          ask,
          pack.card.name,
          rows,
          new Map(texts.map((text) => [text.basicCode, ids.get(text.digest)!])),
        )
        await countSearchTerms(ask)
      },
    )
  })
}

/** What the search text is made of, for knowing whether it changed without cutting words. */
function searched(basic: BasicItem): unknown {
  const { name, keywords, themes, audience, department, popular, oneThing } = basic
  return {
    name,
    keywords,
    themes,
    audience,
    department,
    popular,
    oneThing: oneThing !== undefined,
    lists: listsOf(basic),
  }
}
