/** The card of the module: 电子证照. */
import type { CasesHouse } from '#cases/house'
import type { ModuleCard } from '#platform/module'
import { credentialsRefusals } from './refusals.ts'
import { credentialRoutes } from './routes.ts'
import { openidRoutes } from './routes-openid.ts'
import { sealedRows } from './sealed-rows.ts'

export const card: ModuleCard<CasesHouse> = {
  name: 'credentials',
  purpose: 'Licences are issued once, shown anywhere, checked by anybody, and changed only with reason, law and name.',
  tables: [
    'credentials.licences',
    'credentials.acts',
    'credentials.calls',
    'credentials.authorisations',
    'credentials.wallet_offers',
    'credentials.wallet_requests',
    'credentials.request_certificates',
  ],
  sealed: sealedRows,
  refusals: credentialsRefusals,
  routes: (house) => [...credentialRoutes(house), ...openidRoutes(house)],
}
