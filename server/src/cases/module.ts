/** The card of the case engine: a part of the house that every module stands on. */
import type { ModuleCard } from '#platform/module'
import { caseIdForm } from './case-id.ts'
import type { CasesHouse } from './house.ts'
import { loadDefinitions } from './load-definitions.ts'
import { casesRefusals } from './refusals.ts'
import { caseRoutes } from './routes.ts'

export const card: ModuleCard<CasesHouse> = {
  name: 'cases',
  purpose: 'One engine, one inbox, one trail for everything that has a clock, an owner and a trail.',
  tables: ['cases.cases', 'cases.acts', 'cases.tasks', 'cases.decision_drafts', 'cases.definitions', 'cases.calendars'],
  sealed: [
    {
      table: 'cases.acts',
      of: caseIdForm,
      subject: 'case_id',
      number: 'seq',
      value: 'a.act',
      committed: (id, act) => ({ case: id, ...act }),
    },
  ],
  refusals: casesRefusals,
  routes: caseRoutes,
  load: { order: 30, run: loadDefinitions },
}
