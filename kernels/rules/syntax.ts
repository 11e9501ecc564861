/** The syntax tree of a FEEL expression. Plain data; `at` is the offset in the source. */
import type { FeelType } from './types.ts'

export type BinaryOperator = '+' | '-' | '*' | '/' | '**' | '=' | '!=' | '<' | '<=' | '>' | '>='

/** One node of the tree. */
export type Node = { readonly at: number } & (
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'constant'; readonly value: boolean | null }
  | { readonly kind: 'temporal'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negate'; readonly of: Node }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'and' | 'or'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'between'; readonly value: Node; readonly low: Node; readonly high: Node }
  | { readonly kind: 'in'; readonly value: Node; readonly tests: readonly Node[] }
  | { readonly kind: 'if'; readonly condition: Node; readonly whenTrue: Node; readonly whenFalse: Node }
  | { readonly kind: 'for'; readonly iterators: readonly Iteration[]; readonly body: Node }
  | {
      readonly kind: 'quantified'
      readonly every: boolean
      readonly iterators: readonly Iteration[]
      readonly body: Node
    }
  | {
      readonly kind: 'function'
      readonly parameters: readonly Parameter[]
      readonly body: Node
      readonly external: boolean
    }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'context'; readonly entries: readonly { readonly name: string; readonly value: Node }[] }
  | {
      readonly kind: 'range'
      readonly low: Node
      readonly lowClosed: boolean
      readonly high: Node
      readonly highClosed: boolean
    }
  | { readonly kind: 'openRange'; readonly operator: '<' | '<=' | '>' | '>=' | '=' | '!='; readonly end: Node }
  | { readonly kind: 'path'; readonly of: Node; readonly name: string }
  | { readonly kind: 'filter'; readonly of: Node; readonly condition: Node }
  | {
      readonly kind: 'call'
      readonly of: Node
      readonly values: readonly Node[]
      readonly names: readonly string[] | null
    }
  | { readonly kind: 'instance'; readonly of: Node; readonly type: TypeNode }
  | { readonly kind: 'tests'; readonly tests: readonly Node[]; readonly negated: boolean }
  | { readonly kind: 'any' }
)

/** `name in list` or `name in low..high` of a for, some or every. */
export type Iteration = { readonly name: string; readonly over: Node; readonly to: Node | null }

/** A formal parameter of a function. */
export type Parameter = { readonly name: string; readonly type: TypeNode | null }

/** A type as written; names of item definitions are looked up later. */
export type TypeNode =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list' | 'range'; readonly of: TypeNode }
  | { readonly kind: 'context'; readonly entries: readonly { readonly name: string; readonly type: TypeNode }[] }
  | { readonly kind: 'function'; readonly parameters: readonly TypeNode[]; readonly result: TypeNode }

/** Finds the item definition of that name. */
export type FindType = (name: string) => FeelType | undefined

/** Why an expression was not accepted, where, and how to mend it. */
export type FeelRefusal = {
  readonly refused: true
  readonly code: 'rules.feel_syntax'
  readonly source: string
  /** Offset in the source. */
  readonly at: number
  /** Line and column, from 1. */
  readonly line: number
  readonly column: number
  readonly message: string
  readonly advice: string
}
