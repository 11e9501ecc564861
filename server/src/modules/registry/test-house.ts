/** A house for the registry's tests: a clone of the migrated database, the packs opened, the clock standing. */
import { join } from 'node:path'
import { day } from '@steppe/kernels/calendar'
import type { Actor } from '#platform/actor'
import { keysInMemory } from '#platform/keys'
import type { House } from '#platform/module'
import { openPacks } from '#platform/packs'
import { testDatabase } from '#testing/database'
import { loadPack } from './load-pack.ts'
import { writeAccounts } from './write-accounts.ts'

const root = join(import.meta.dirname, '../../../../packs')

export interface TestHouse extends House {
  /** Moves the clock on by so many milliseconds. */
  readonly pass: (milliseconds: number) => void
}

/** `packs` are taken in, each with what it requires; without `demo` among them the site is no demonstration. */
export async function openTestHouse(packs: readonly string[] = ['demo']): Promise<TestHouse> {
  let now = Date.parse('2026-11-23T02:00:00Z')
  const opened = await openPacks(root, packs)
  const house: TestHouse = {
    db: await testDatabase(),
    clock: { now: () => now, today: () => day(new Date(now + 8 * 3600_000).toISOString().slice(0, 10)) },
    site: {
      name: { zh: '内蒙古政务服务', en: 'Inner Mongolia Public Services' },
      region: '150000',
      zone: 'Asia/Shanghai',
      packs: opened,
      demo: packs.includes('demo'),
    },
    keys: keysInMemory(),
    log: { origin: 'test.example/log', witnesses: [] },
    pass: (milliseconds) => {
      now += milliseconds
    },
  }
  for (const pack of opened) await loadPack(house, pack, () => {})
  return house
}

/** A member of staff with one grant, for tests of who may act. */
export function staffWith(grants: Actor['grants'], id = 'tester'): Actor {
  return { kind: 'staff', id, name: '测试', grants }
}

/** Registrars of the regions, each with the account `registrar-<region>`. */
export function openRegistrars(house: TestHouse, ...regions: readonly string[]): Promise<void> {
  const of = (region: string) => ({ account: `registrar-${region}`, region, department: null, firm: null })
  const accounts = regions.map(of).map(({ account: id }) => {
    return { id, login: id, kind: 'staff', name: '登记员', person: null, origin: 'generated' } as const
  })
  const grants = regions.map((region) => ({ id: region, role: 'registrar', from_day: '2020-01-01', ...of(region) }))
  return writeAccounts(house, 'none', { people: [], accounts, grants })
}
