/** What journeys may have messages do. */
export { keepMessage, type NewMessage } from './keep-message.ts'
