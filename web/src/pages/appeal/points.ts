/** Service points, for where a region lies and where its halls are. */
import type { ServicePointsAnswer } from '@steppe/contracts/catalog'
import { queryOptions } from '@tanstack/react-query'
import { get } from '../../app/api.ts'

export const pointsOfRegionQuery = (region: string, limit = 6) =>
  queryOptions({
    queryKey: ['catalog', 'points-of', region, limit],
    queryFn: ({ signal }) => get<ServicePointsAnswer>('/api/catalog/service-points', { region, limit }, signal),
    enabled: region !== '',
    staleTime: 24 * 3600_000,
  })
