/** What the portal asks and sends about random inspections: settings, plans, draws and their steps. */
import type {
  Commit,
  DrawLines,
  DrawView,
  GiveUp,
  InspectionSettings,
  NewDraw,
  NewDropOut,
  NewPlan,
  NewRecusal,
  Plan,
  Plans,
  SeedGiven,
} from '@steppe/contracts/inspections'
import type { DepartmentsAnswer } from '@steppe/contracts/registry'
import { queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { get, post } from '../app/api.ts'
import { pagesOf } from '../app/pages-of.ts'

export const settingsQuery = queryOptions({
  queryKey: ['inspections', 'settings'],
  queryFn: ({ signal }) => get<InspectionSettings>('/api/inspections/settings', undefined, signal),
  staleTime: 3600_000,
})

export const drawsQuery = pagesOf<DrawLines>(['inspections', 'draws'], '/api/inspections/draws')

export const drawQuery = (id: string) =>
  queryOptions({
    queryKey: ['inspections', 'draw', id],
    queryFn: ({ signal }) => get<DrawView>(`/api/inspections/draws/${encodeURIComponent(id)}`, undefined, signal),
  })

export const preparedQuery = queryOptions({
  queryKey: ['inspections', 'prepared'],
  queryFn: ({ signal }) => get<DrawLines>('/api/inspections/prepared', undefined, signal),
  retry: false,
})

export const plansQuery = (department: string) =>
  queryOptions({
    queryKey: ['inspections', 'plans', department],
    queryFn: ({ signal }) => get<Static<typeof Plans>>('/api/inspections/plans', { department }, signal),
    enabled: department !== '',
  })

/** The departments of a region: who can be asked to send inspectors. */
export const departmentsQuery = (region: string) =>
  queryOptions({
    queryKey: ['registry', 'departments', region],
    queryFn: ({ signal }) => get<DepartmentsAnswer>('/api/registry/departments', { region, limit: 100 }, signal),
    enabled: region !== '',
    staleTime: 3600_000,
  })

export const transcriptPath = (id: string) => `/api/inspections/draws/${encodeURIComponent(id)}/transcript`

const step =
  <Body>(name: string) =>
  (id: string, body?: Body) =>
    post<DrawView>(`/api/inspections/draws/${encodeURIComponent(id)}/${name}`, body)

export const sendPlan = (plan: NewPlan) => post<Plan>('/api/inspections/plans', plan)
export const sendDraw = (draw: NewDraw) => post<DrawView>('/api/inspections/draws', draw)
export const sendRecusal = step<NewRecusal>('recusals')
export const sendCommit = step<Commit>('commit')
export const sendSeed = step<SeedGiven>('seed')
export const sendPublish = step<undefined>('publish')
export const sendGiveUp = step<GiveUp>('give-up')
export const sendDropOut = step<NewDropOut>('drop-outs')
