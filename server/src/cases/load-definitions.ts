/** Takes in the processes of a pack: each is parsed and proved before a case may run on it; a published version never changes. */
import { parseProcess, proveSound } from '@steppe/kernels/process'
import type { House, Progress } from '#platform/module'
import type { Pack } from '#platform/packs'

/** Files are `processes/<key>@<valid from>.bpmn`; the day is the version. */
const fileName = /^(?<key>[a-z0-9-]+)@(?<version>\d{4}-\d{2}-\d{2})\.bpmn$/

/** Loads the pack's processes; a faulty one stops the load and says where it is wrong. */
export async function loadDefinitions(house: House, pack: Pack, progress: Progress): Promise<void> {
  const files = (await pack.list('processes')).filter((name) => name.endsWith('.bpmn'))
  for (const [index, file] of files.entries()) {
    const { key, version } = fileName.exec(file)?.groups ?? {}
    if (!key || !version) throw new Error(`${file}: name a process file <key>@<valid from>.bpmn`)
    const xml = (await pack.text(`processes/${file}`))!
    await publish(house, key, version, xml)
    progress(index + 1, files.length, 'processes')
  }
}

/** Publishes one version after its proof; the same text again changes nothing, another text under the same version is a fault. */
export async function publish(house: House, key: string, version: string, xml: string): Promise<void> {
  const definition = await parseProcess(xml)
  if ('refused' in definition)
    throw new Error(`process ${key}@${version}: ${definition.code} at ${definition.where}: ${definition.what}`)
  const proof = proveSound(definition)
  if (!proof.sound)
    throw new Error(
      `process ${key}@${version} is not sound (${proof.problem} at ${proof.nodes.join(', ')}): ${proof.trace.join(' → ')}`,
    )
  const rows = await house.db.ask<{ xml: string }>(
    `insert into cases.definitions (key, version, xml, definition, valid_from, loaded_at) values ($1, $2::text, $3, $4, $2::text::date, $5)
     on conflict (key, version) do update set loaded_at = excluded.loaded_at returning xml`,
    [key, version, xml, JSON.stringify(definition), new Date(house.clock.now())],
  )
  if (rows[0]?.xml !== xml)
    throw new Error(`process ${key}@${version} was published with another text; amend by adding a version`)
}

/** The version of a process that holds on a day. */
export async function findVersion(house: House, key: string, day: string): Promise<string | undefined> {
  const rows = await house.db.ask<{ version: string }>(
    'select d.version from cases.definitions d where d.key = $1 and d.valid_from <= $2 order by d.valid_from desc limit 1',
    [key, day],
  )
  return rows[0]?.version
}
