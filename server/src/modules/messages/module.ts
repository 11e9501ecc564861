/** The card of the module: 站内消息. */
import type { CasesHouse } from '#cases/house'
import type { ModuleCard } from '#platform/module'
import { messagesRefusals } from './refusals.ts'
import { messageRoutes } from './routes.ts'

export const card: ModuleCard<CasesHouse> = {
  name: 'messages',
  purpose: 'People are told what happens to their cases, and staff what is asked of them.',
  tables: ['messages.messages', 'messages.preferences', 'messages.outgoing'],
  personal: { 'messages.preferences': ['mail'] },
  refusals: messagesRefusals,
  routes: messageRoutes,
}
