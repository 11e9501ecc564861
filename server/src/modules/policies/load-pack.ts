/** Takes in what a pack holds for policies: versions of policies, published on their first day, and suites. */
import { createHash } from 'node:crypto'
import { checkPolicy, checkTables, openBook } from '@steppe/kernels/policies'
import type { House, Progress } from '#platform/module'
import type { Pack } from '#platform/packs'
import type { Ask } from '#platform/postgres'
import { loadFirmFacts, readFirmFacts } from './load-firm-facts.ts'
import { type PolicyPack, problemsText, readPolicyPacks } from './read-pack.ts'
import { readSuites, type Suite } from './read-suites.ts'
import { sealVersions, type ToSeal } from './seal-versions.ts'
import { countChange } from './shelf.ts'

/** Idempotent. A rule that is not sound is a fault of the pack and stops the start, with file, place and advice. */
export async function loadPack(house: House, pack: Pack, progress: Progress): Promise<void> {
  const packs = packsUpTo(house.site.packs, pack)
  const [whole, own, suites, firms] = await Promise.all([
    readPolicyPacks(packs),
    readPolicyPacks([pack]),
    readSuites(pack),
    readFirmFacts(pack),
  ])
  // Sealed: a pack that was taken in before versions were sealed is taken in once more.
  const parts = JSON.stringify(['sealed', whole.dictionary, own.policies, suites, firms])
  const digest = createHash('sha256').update(parts).digest('hex')
  await house.db.inTransaction(async ({ ask }) => {
    // Nodes that start at the same moment take turns.
    await ask("select pg_advisory_xact_lock(hashtext('policies.load'))")
    const [known] = await ask<{ digest: string }>('select l.digest from policies.loaded l where l.pack = $1', [
      pack.card.name,
    ])
    if (known?.digest === digest) return
    assertSound(pack, whole, own)
    await writeVersions(ask, house, pack, own)
    await writeSuites(ask, pack, suites)
    await loadFirmFacts(ask, house, firms)
    await countChange(ask)
    await ask(
      'insert into policies.loaded (pack, digest) values ($1, $2) on conflict (pack) do update set digest = excluded.digest',
      [pack.card.name, digest],
    )
  })
  progress(own.policies.length, own.policies.length, 'policies')
}

function packsUpTo(packs: readonly Pack[], pack: Pack): readonly Pack[] {
  const at = packs.findIndex((one) => one.card.name === pack.card.name)
  return at === -1 ? [...packs, pack] : packs.slice(0, at + 1)
}

function assertSound(pack: Pack, whole: PolicyPack, own: PolicyPack): void {
  const book = openBook(whole.dictionary)
  const ids = whole.policies.map(({ id }) => id)
  const faults = own.policies.flatMap((policy) => {
    const taken = whole.policies.flatMap((other) =>
      other.id === policy.id ? [] : (other.tables ?? []).map(({ id }) => id),
    )
    const problems = checkPolicy(book, policy, ids, taken).filter(({ advised }) => !advised)
    return problems.length > 0 ? [problemsText(`${policy.id}@${policy.version}`, problems)] : []
  })
  const tables = checkTables(book)
  if (tables.length > 0) faults.push(problemsText('tables', tables))
  if (faults.length > 0) throw new Error(`policies of the pack ${pack.card.name} are not sound\n${faults.join('\n')}`)
}

/** Writes those that are new or were mended, and seals them. */
async function writeVersions(ask: Ask, house: House, pack: Pack, { policies }: PolicyPack): Promise<void> {
  const written = await ask<ToSeal>(
    `insert into policies.versions (id, version, state, policy, pack, saved_at, saved_by, published_on, published_by)
     select p.policy->>'id', (p.policy->>'version')::int, 'published', p.policy, $2, $3, 'platform', coalesce(p.policy->'document'->>'issuedOn', p.policy->>'validFrom')::date, 'platform'
     from jsonb_array_elements($1::jsonb) as p(policy)
     on conflict (id, version) do update set policy = excluded.policy, pack = excluded.pack, published_on = excluded.published_on
     where policies.versions.pack is not null and (policies.versions.seal_number is null
       or (policies.versions.policy, policies.versions.published_on) is distinct from (excluded.policy, excluded.published_on))
     returning policies.versions.id, policies.versions.version, policies.versions.policy, policies.versions.published_on as "publishedOn"`,
    [JSON.stringify(policies), pack.card.name, new Date(house.clock.now())],
  )
  await sealVersions(ask, house, written)
}

async function writeSuites(ask: Ask, pack: Pack, suites: readonly Suite[]): Promise<void> {
  await ask(
    `insert into policies.suites (id, suite, pack) select s.suite->>'id', s.suite, $2 from jsonb_array_elements($1::jsonb) as s(suite)
     on conflict (id) do update set suite = excluded.suite, pack = excluded.pack`,
    [JSON.stringify(suites), pack.card.name],
  )
}
