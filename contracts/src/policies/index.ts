/** What crosses the wire for 惠企政策: policies, verdicts with their reasons, facts, drafts, simulation, awards. */
export * from './awards.ts'
export * from './editor.ts'
export * from './finance.ts'
export * from './mine.ts'
export * from './public.ts'
