/** What the portal asks and sends about a case: the view, the trail, what is allowed, the diagram, an act. */
import type { ActAnswer, ActRequest, AllowedAct, CaseView, DiagramView, Trail } from '@steppe/contracts/cases'
import { queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { get, post, type SendOptions } from '../app/api.ts'

const caseAddress = (id: string) => `/api/cases/${encodeURIComponent(id)}`

export type CaseTrail = Static<typeof Trail>

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', id, 'view'],
    queryFn: ({ signal }) => get<CaseView>(caseAddress(id), undefined, signal),
    staleTime: 10_000,
  })

export const trailQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', id, 'trail'],
    queryFn: async ({ signal }) => {
      const acts: CaseTrail['acts'][number][] = []
      let after: string | undefined
      do {
        const page = await get<CaseTrail>(`${caseAddress(id)}/trail`, { after }, signal)
        acts.push(...page.acts)
        after = page.next
      } while (after && acts.length < 1000)
      return acts
    },
    staleTime: 10_000,
  })

export const allowedQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', id, 'allowed'],
    queryFn: ({ signal }) => get<readonly AllowedAct[]>(`${caseAddress(id)}/acts/allowed`, undefined, signal),
    staleTime: 10_000,
  })

export const diagramQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', id, 'diagram'],
    queryFn: ({ signal }) => get<DiagramView>(`${caseAddress(id)}/diagram`, undefined, signal),
  })

/** An act stands on the act that the caller saw last. */
export const sendAct = (id: string, after: number, deed: ActRequest['deed'], options: SendOptions) =>
  post<ActAnswer>(`${caseAddress(id)}/acts`, { after, deed }, options)
