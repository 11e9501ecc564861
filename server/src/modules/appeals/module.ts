/** The card of the module: 诉求工单, from intake to call-back. Knowledge and arrears stand in folders of their own and are added here. */
import type { CasesHouse } from '#cases/house'
import type { ModuleCard } from '#platform/module'
import { arrearsRefusals } from './arrears/refusals.ts'
import { arrearsRoutes } from './arrears/routes.ts'
import { arrearsServices } from './arrears/services.ts'
import { loadArticles } from './knowledge/load-articles.ts'
import { knowledgeRefusals } from './knowledge/refusals.ts'
import { knowledgeRoutes } from './knowledge/routes.ts'
import { loadDuties } from './load-duties.ts'
import { appealsRefusals } from './refusals.ts'
import { appealsRoutes } from './routes.ts'

export const card: ModuleCard<CasesHouse> = {
  name: 'appeals',
  purpose:
    'Whoever asks, complains or reports hands it in once: one clock, an owner at each stage, and nobody can make it vanish.',
  tables: [
    'appeals.orders',
    'appeals.merges',
    'appeals.duties',
    'appeals.campaigns',
    'appeals.campaign_calls',
    'appeals.exclusions',
    'appeals.objections',
    'appeals.calls',
    'appeals.quarantine',
    'appeals.mails',
    'appeals.mailboxes',
    'appeals.imports',
    'appeals.clients',
    'appeals.arrears_claims',
    'appeals.arrears_ledger',
    'appeals.contacts',
    'appeals.drafts',
    'appeals.models',
    'appeals.articles',
    'appeals.article_versions',
    'appeals.article_reviews',
    'appeals.article_votes',
  ],
  personal: {
    'appeals.contacts': ['phone'],
    'appeals.calls': ['caller'],
    'appeals.quarantine': ['content'],
    'appeals.drafts': ['content'],
  },
  refusals: { ...appealsRefusals, ...arrearsRefusals, ...knowledgeRefusals },
  routes: (house) => [...appealsRoutes(house), ...arrearsRoutes(house), ...knowledgeRoutes(house)],
  services: arrearsServices,
  load: {
    order: 60,
    run: async (house, pack, progress) => {
      await loadDuties(house, pack, progress)
      await loadArticles(house, pack, progress)
    },
  },
}
