/** What other modules may ask messages. Nothing reached from here writes. */
export { findMessages, findUnread } from './find-messages.ts'
