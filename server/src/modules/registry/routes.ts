/** The registry over HTTP. */
import type { AnyRoute, House } from '#platform/module'
import { accountRoutes } from './routes-accounts.ts'
import { placeRoutes } from './routes-places.ts'

export const routes = (house: House): readonly AnyRoute[] => [...placeRoutes(house), ...accountRoutes(house)]
