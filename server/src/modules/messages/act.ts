/** What journeys may have messages do. */
export { keepMessage, keepMessages, type NewMessage } from './keep-message.ts'
export { keepSending } from './send-outgoing.ts'
