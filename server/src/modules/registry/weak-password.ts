/** Which passwords are too simple. Source: GB/T 22239-2019 8.1.4.1 a (complexity). */

const classes = [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u]

/** Under ten characters, of one kind of character only, containing the sign-in name, or of fewer than five different ones. */
export function isWeak(password: string, login: string): boolean {
  const characters = [...password]
  const kinds = classes.filter((kind) => kind.test(password)).length
  const namesIt = password.toLowerCase().includes(login.toLowerCase())
  return characters.length < 10 || kinds < 2 || new Set(characters).size < 5 || namesIt
}
