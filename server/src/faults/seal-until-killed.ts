/** A process that seals and does nothing else, until it is killed. */
import { keepSealing } from '../ledger/keep-sealing.ts'
import { openSealingHouse } from '../ledger/test-log.ts'
import { keysInFolder } from '../platform/keys.ts'
import { connect } from '../platform/postgres.ts'

keepSealing(openSealingHouse(connect(process.env.DATABASE_URL!), keysInFolder(process.env.STEPPE_KEYS!)), 1)
process.send?.('sealing')
