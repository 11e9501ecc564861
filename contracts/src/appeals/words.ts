/** Small words of 诉求工单: what a person wants, how urgent it is, where it stands, how a call-back ended. */
import { type Static, Type } from 'typebox'
import { CaseId, Day } from '../cases/index.ts'

export const Words = Type.Object({ zh: Type.String(), en: Type.String() })
export const Instant = Type.String({ format: 'date-time' })
export const OrderId = CaseId
export const RegionCode = Type.String({ pattern: '^\\d{6}$' })
export const DepartmentCode = Type.String({ minLength: 6, maxLength: 60 })
export const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
export const Cursor = Type.String({ maxLength: 300 })
export { Day }

/** 咨询、求助、投诉、举报、建议、表扬. Source: 北京市接诉即办工作条例 art. 11. */
export const intents = ['consult', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const
export const Intent = Type.Enum([...intents])
export type Intent = Static<typeof Intent>

/** An emergency goes to 110 at once and waits for nobody. */
export const urgencies = ['general', 'complex', 'urgent', 'emergency'] as const
export const Urgency = Type.Enum([...urgencies])
export type Urgency = Static<typeof Urgency>

export const channels = ['web', 'phone', 'mail', 'board', 'open311', 'link', 'window', 'api'] as const
export const Channel = Type.Enum([...channels])
export type Channel = Static<typeof Channel>

/** 受理、转办、处理、反馈、回访; 督办 runs beside them. `ended` and `merged` come after. */
export const stages = [
  'intake',
  'dispatch',
  'dispute',
  'handling',
  'meeting',
  'confirming',
  'calling_back',
  'ended',
  'merged',
] as const
export const Stage = Type.Enum([...stages])
export type Stage = Static<typeof Stage>

/** 口头提醒、书面督办、提级督办. */
export const levels = ['remind', 'written', 'raised'] as const
export const Level = Type.Enum([...levels])
export type Level = Static<typeof Level>

export const satisfactions = ['satisfied', 'basically', 'dissatisfied'] as const
export const Satisfaction = Type.Enum([...satisfactions])
