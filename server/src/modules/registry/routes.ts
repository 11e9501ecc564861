/** The registry over HTTP. */
import type { AnyRoute, House } from '#platform/module'
import { accountRoutes } from './routes-accounts.ts'
import { firmRoutes } from './routes-firms.ts'
import { importRoutes } from './routes-imports.ts'
import { placeRoutes } from './routes-places.ts'

export const routes = (house: House): readonly AnyRoute[] => [
  ...placeRoutes(house),
  ...accountRoutes(house),
  ...firmRoutes(house),
  ...importRoutes(house),
]
