/** The card of the ledger: a part of the house that seals what every module writes. */
import type { CasesHouse } from '#cases/house'
import type { ModuleCard } from '#platform/module'
import { ledgerRefusals } from './refusals.ts'
import { ledgerRoutes } from './routes.ts'

export const card: ModuleCard<CasesHouse> = {
  name: 'ledger',
  purpose:
    'Every act is a leaf of a transparency log that witnesses co-sign; receipts are checked without trust in us.',
  tables: [
    'ledger.log',
    'ledger.tiles',
    'ledger.leaves',
    'ledger.checkpoints',
    'ledger.cosignatures',
    'ledger.witnesses',
  ],
  refusals: ledgerRefusals,
  routes: ledgerRoutes,
}
