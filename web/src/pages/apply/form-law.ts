/** The form's own law, the same functions as the server's, fetched when a form is opened. */
export { askedQuestions, checkAnswer } from '@steppe/contracts/catalog'
