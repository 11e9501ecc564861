/** What the catalogue is given: the house, and the calendars that say when its service points are open. */
import type { CasesHouse } from '#cases/house'
import type { House } from '#platform/module'

export type CatalogueHouse = House & Pick<CasesHouse, 'calendars'>
