/** What the page of figures asks; it stands here and not in asks/, so that the first page loads nothing of it. */
import type { FigureList, FigureView } from '@steppe/contracts/evaluation'
import { queryOptions } from '@tanstack/react-query'
import { get } from '../../app/api.ts'

export const figuresQuery = queryOptions({
  queryKey: ['figures'],
  queryFn: ({ signal }) => get<FigureList>('/api/evaluation/figures', undefined, signal),
})

export const figureQuery = (id: string, region: string | undefined) =>
  queryOptions({
    queryKey: ['figures', id, region],
    queryFn: ({ signal }) =>
      get<FigureView>(`/api/evaluation/figures/${encodeURIComponent(id)}`, region ? { region } : undefined, signal),
  })

export const figureFilePath = (id: string, region: string, day: string) =>
  `/api/evaluation/figures/${encodeURIComponent(id)}/file?region=${region}&day=${day}`
