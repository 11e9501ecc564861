/** The dictionary made ready: facts by name, tables as decision models, and the facts of one firm fitted to their types. */
import type { DecisionModel, DecisionTable, ModelElement } from '../rules/index.ts'
import { compileFeel, evaluateDecision, isFeelRefusal, parseTemporal, type Value } from '../rules/index.ts'
import type { Dictionary, FactDefinition, FactTable, FactType } from './dictionary.ts'

export type Book = {
  readonly dictionary: Dictionary
  readonly facts: ReadonlyMap<string, FactDefinition>
  readonly tables: ReadonlyMap<string, FactTable>
  /** All names that an expression may use. */
  readonly names: readonly string[]
  /** The model of each table with the tables and facts it reads, in an order in which each comes after those it needs. */
  readonly derived: ReadonlyMap<string, DecisionModel>
}

/** A firm's facts as values of FEEL; what is absent is not known. `wrong` names those that are of no use as they stand. */
export type KnownFacts = {
  readonly values: Readonly<Record<string, Value>>
  readonly wrong: readonly string[]
  /** Facts that a table would derive, but that were given. */
  readonly given: readonly string[]
}

/** Makes a dictionary ready. Tables that need each other in a circle are left out of `derived`. */
export function openBook(dictionary: Dictionary): Book {
  const facts = new Map(dictionary.facts.map((fact) => [fact.id, fact]))
  const tables = new Map(dictionary.tables.map((table) => [table.id, table]))
  const names = [...facts.keys(), ...tables.keys()]
  const book = { dictionary, facts, tables, names, derived: new Map<string, DecisionModel>() }
  for (const id of inOrder(book)) book.derived.set(id, { ...emptyModel(id), elements: elementsFor(book, [id]) })
  return book
}

export function emptyModel(name: string): DecisionModel {
  return { name, namespace: `policies:${name}`, items: [], elements: [], imports: [] }
}

/** The names of the dictionary that an expression reads; nothing where it is no FEEL. */
export function readsOf(book: Pick<Book, 'names'>, source: string, unary = false): readonly string[] {
  const compiled = compileFeel(source, { names: book.names, unary })
  return isFeelRefusal(compiled) ? [] : rootsOf(compiled.reads)
}

/** `profit` of `profit.last` and the like. */
export function rootsOf(reads: readonly string[]): readonly string[] {
  return [...new Set(reads.map((read) => read.split('.')[0] as string))].filter((read) => read !== '?')
}

/** What a table reads directly. */
export function tableReads(book: Pick<Book, 'names'>, table: FactTable): readonly string[] {
  return [
    ...new Set([
      ...table.inputs.flatMap(({ of }) => readsOf(book, of)),
      ...table.rules.flatMap(({ when, gives }) => [
        ...when.flatMap((cell) => readsOf(book, cell, true)),
        ...readsOf(book, gives),
      ]),
    ]),
  ]
}

/** All facts, base and derived, that stand behind some names. */
export function behind(book: Pick<Book, 'names' | 'tables'>, names: readonly string[]): readonly string[] {
  const found = new Set<string>()
  const visit = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    const table = book.tables.get(name)
    if (table) for (const read of tableReads(book, table)) visit(read)
  }
  for (const name of names) visit(name)
  return [...found]
}

function inOrder(book: Pick<Book, 'names' | 'tables'>): readonly string[] {
  const done: string[] = []
  const open = new Set<string>()
  const visit = (id: string): boolean => {
    if (done.includes(id)) return true
    const table = book.tables.get(id)
    if (!table) return true
    if (open.has(id)) return false
    open.add(id)
    const fine = tableReads(book, table).every(visit)
    open.delete(id)
    if (fine) done.push(id)
    return fine
  }
  for (const id of book.tables.keys()) visit(id)
  return done
}

/** Tables that cannot be reckoned because they need each other. */
export function tablesInCircles(book: Book): readonly string[] {
  return [...book.tables.keys()].filter((id) => !book.derived.has(id))
}

/** Input data and tables that some names need, as elements of a decision model; authorities are the tables' sources. */
export function elementsFor(book: Pick<Book, 'names' | 'tables' | 'facts'>, names: readonly string[]): ModelElement[] {
  return behind(book, names).flatMap((name) => {
    const table = book.tables.get(name)
    if (table) return tableElements(book, table)
    const fact = book.facts.get(name)
    return fact ? [{ kind: 'input' as const, ...named(name, feelType(fact.type)) }] : []
  })
}

export function named(name: string, typeRef: string | null) {
  return { id: name, name, variable: { name, typeRef } }
}

/** References to names: facts as input data, tables as decisions. */
export function requirementsOf(book: Pick<Book, 'tables'>, names: readonly string[]) {
  const refer = (id: string) => ({ namespace: null, id })
  return {
    inputs: names.filter((name) => !book.tables.has(name)).map(refer),
    decisions: names.filter((name) => book.tables.has(name)).map(refer),
  }
}

function tableElements(book: Pick<Book, 'names' | 'tables'>, table: FactTable): ModelElement[] {
  const typeRef = feelType(table.type)
  const source = `source-${table.id}`
  return [
    { kind: 'source', ...named(source, null), name: table.source, locationURI: null },
    {
      kind: 'decision',
      ...named(table.id, typeRef),
      ...requirementsOf(book, tableReads(book, table)),
      knowledge: [],
      authorities: [{ namespace: null, id: source }],
      question: null,
      logic: decisionTableOf(table),
    },
  ]
}

/** The table as DMN has it; the annotations are the rules' sources. */
export function decisionTableOf(table: FactTable): DecisionTable {
  const typeRef = feelType(table.type)
  return {
    kind: 'table',
    id: `table-${table.id}`,
    typeRef,
    hitPolicy: table.hitPolicy,
    outputLabel: null,
    inputs: table.inputs.map(({ title, of }) => ({ label: title.zh, text: of, typeRef: null, allowed: null })),
    outputs: [{ name: null, typeRef, allowed: allowedChoices(table), otherwise: null }],
    rules: table.rules.map((rule, index) => ({
      id: `${table.id}-${index + 1}`,
      tests: rule.when,
      results: [rule.gives],
      annotations: rule.source === undefined ? [] : [rule.source],
    })),
  }
}

function allowedChoices(table: FactTable): string | null {
  return table.choices ? table.choices.map(({ value }) => JSON.stringify(value)).join(', ') : null
}

export function feelType(type: FactType): string {
  return type === 'text' || type === 'choice' ? 'string' : type
}

/**
 * Fits a firm's facts to their types. A wrong figure counts as not known, and spoils nothing else. What a table would derive
 * may be given instead, as an office has established it.
 */
export function knowFacts(book: Book, facts: { readonly [fact: string]: unknown }, today?: string): KnownFacts {
  const values: Record<string, Value> = {}
  const wrong: string[] = []
  for (const [name, fact] of Object.entries(facts)) {
    const definition = book.facts.get(name) ?? book.tables.get(name)
    if (!definition || fact === undefined || fact === null) continue
    const value = fitFact(definition, fact)
    if (value === undefined) wrong.push(name)
    else values[name] = value
  }
  return deriveFacts(book, values, today, wrong)
}

/** Fitted facts with what tables derive from them; `wanted` names the tables that are reckoned, all unless told. */
export function deriveFacts(
  book: Book,
  fitted: Readonly<Record<string, Value>>,
  today?: string,
  wrong: readonly string[] = [],
  wanted?: ReadonlySet<string>,
): KnownFacts {
  const values: Record<string, Value> = { ...fitted }
  const given = Object.keys(values).filter((name) => book.tables.has(name))
  const now = momentOf(today)
  for (const [id, model] of book.derived) {
    if (given.includes(id) || wanted?.has(id) === false) continue
    const { feel } = evaluateDecision(model, id, values, { threeValued: true, ...(now ? { now } : {}) })
    values[id] = feel
  }
  return { values, wrong, given }
}

/** A fact given as JSON as a value of its type; undefined when it cannot be one. */
export function fitFact(
  definition: Pick<FactDefinition, 'type' | 'choices' | 'min' | 'max'>,
  fact: unknown,
): Value | undefined {
  switch (definition.type) {
    case 'number': {
      if (typeof fact !== 'number' || !Number.isFinite(fact)) return undefined
      const { min = -Infinity, max = Infinity } = definition
      return fact >= min && fact <= max ? fact : undefined
    }
    case 'boolean':
      return typeof fact === 'boolean' ? fact : undefined
    case 'date': {
      if (typeof fact !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(fact)) return undefined
      return parseTemporal(fact) ?? undefined
    }
    case 'text':
      return typeof fact === 'string' && fact.length <= 1000 ? fact : undefined
    case 'choice':
      return definition.choices?.some(({ value }) => value === fact) ? (fact as string) : undefined
  }
}

/** The moment that `today()` answers with. */
export function momentOf(today: string | undefined) {
  const moment = today === undefined ? null : parseTemporal(`${today}T00:00:00`)
  return moment === null || typeof moment !== 'object' || !('date' in moment) ? undefined : (moment as never)
}

/** The book in which some tables' results are facts like others. */
export function withGiven(book: Book, given: readonly string[]): Book {
  if (given.length === 0) return book
  const { facts, tables } = book.dictionary
  const word = { zh: '', en: '' }
  return openBook({
    facts: [
      ...facts,
      ...tables.filter(({ id }) => given.includes(id)).map((table) => ({ ...table, source: word, purpose: word })),
    ],
    tables: tables.filter(({ id }) => !given.includes(id)),
  })
}
