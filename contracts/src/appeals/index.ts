/** What crosses the wire for 诉求: orders of the hotline, the message board, firms and mail, from intake to call-back. */
export * from './acts.ts'
export * from './intake.ts'
export * from './lists.ts'
export * from './orders.ts'
export * from './public.ts'
export * from './suggest.ts'
export * from './words.ts'
export * from './work.ts'
