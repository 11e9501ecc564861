/** A process that signs a document with a seal and is killed by its own hand at a named point; or signs the one that another left. */

import { look, makeSealOf, people, sendRound, signNow } from '../modules/seals/test-errands.ts'
import { keysInFolder } from '../platform/keys.ts'
import { connectForTests } from '../testing/database.ts'
import { installOver } from '../testing/installation.ts'

const { DATABASE_URL, STEPPE_KEYS, SIGN_POINT: point, SIGN_ROUND: left } = process.env
let armed = false

const dieAt = (name: string) => {
  if (armed && point === name) process.kill(process.pid, 'SIGKILL')
}

const db = connectForTests(DATABASE_URL!)
const mortal: typeof db = {
  ...db,
  inTransaction: (work) => {
    dieAt('signed')
    return db.inTransaction(async (tx) => {
      const result = await work(tx)
      dieAt('written')
      return result
    })
  },
}
const town = await installOver(mortal, '2026-11-26T10:00+08:00', undefined, undefined, keysInFolder(STEPPE_KEYS!))
const citizen = await town.signIn('wangfang')
if (!left) await makeSealOf(citizen, 'personal-signature')
const round = left ?? (await sendRound(citizen, [people.wangfang]))
await new Promise((done) => process.send!({ round }, done))
armed = true
const { status } = await signNow(citizen, round)
const { state } = await look(citizen, round)
await new Promise((done) => process.send!({ round, status, state }, done))
process.exit(0)
