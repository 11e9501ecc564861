/** Reads the types of FEEL: simple ones, names of item definitions, lists, ranges, contexts and functions. */
import { isKeyword, type WordReader } from './read-words.ts'
import type { TypeNode } from './syntax.ts'

/** Reads a type. Throws SyntaxFault. */
export function readType(reader: WordReader): TypeNode {
  const { text } = reader.peek()
  if ((text === 'list' || text === 'range') && reader.isSign('<', 1)) {
    reader.place += 2
    const of = readType(reader)
    reader.needSign('>')
    return { kind: text, of }
  }
  if (text === 'context' && reader.isSign('<', 1)) return contextType(reader)
  if (text === 'function' && reader.isSign('<', 1)) return functionType(reader)
  return { kind: 'name', name: typeName(reader) }
}

function contextType(reader: WordReader): TypeNode {
  reader.place += 2
  const entries: { name: string; type: TypeNode }[] = []
  while (!reader.isSign('>')) {
    const name = reader.newName(new Set())
    reader.needSign(':')
    entries.push({ name, type: readType(reader) })
    if (!reader.takeSign(',')) break
  }
  reader.needSign('>')
  return { kind: 'context', entries }
}

function functionType(reader: WordReader): TypeNode {
  reader.place += 2
  const parameters: TypeNode[] = []
  while (!reader.isSign('>')) {
    parameters.push(readType(reader))
    if (!reader.takeSign(',')) break
  }
  reader.needSign('>')
  reader.needSign('->')
  return { kind: 'function', parameters, result: readType(reader) }
}

/** The words of a type: a built-in one, or a qualified name of an item definition. */
function typeName(reader: WordReader): string {
  const from = reader.place
  if (reader.peek().kind !== 'word') reader.fail('A type is missing', 'Write a type such as number or list<string>')
  const builtin = ['days and time duration', 'years and months duration', 'date and time'].find((name) =>
    name.split(' ').every((word, index) => reader.isWord(word, index)),
  )
  if (builtin !== undefined) {
    reader.place += builtin.split(' ').length
    return builtin
  }
  while (extendsType(reader, from)) reader.place++
  return reader.joined(reader.tokens.slice(from, reader.place))
}

function extendsType(reader: WordReader, from: number): boolean {
  const { kind, text } = reader.peek()
  if (kind === 'word') return !isKeyword(text) || reader.place === from
  if (kind === 'number') return true
  return reader.isSign('.') && reader.peek(1).kind === 'word'
}
