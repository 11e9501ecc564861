/** A DMN model as plain data: item definitions, requirement graph and boxed expressions (DMN 1.5, 6 to 10). */

/** A reference to an element, by namespace (null for the model's own) and id. */
export type Reference = { readonly namespace: string | null; readonly id: string }

/** A named and typed variable. */
export type Variable = { readonly name: string; readonly typeRef: string | null }

/** An item definition (7.3.3). */
export type ItemDefinition = {
  readonly name: string
  readonly typeRef: string | null
  readonly isCollection: boolean
  /** Unary tests on the value, or on each item of a collection. */
  readonly allowedValues: string | null
  /** Unary tests on the collection as a whole. */
  readonly typeConstraint: string | null
  readonly components: readonly ItemDefinition[]
  readonly functionItem: { readonly parameters: readonly Variable[]; readonly outputTypeRef: string | null } | null
}

/** The hit policies (8.2.8), by their letters. */
export type HitPolicy = 'U' | 'A' | 'P' | 'F' | 'R' | 'O' | 'C' | 'C+' | 'C<' | 'C>' | 'C#'

/** A decision table (8). */
export type DecisionTable = {
  readonly kind: 'table'
  readonly id: string
  readonly typeRef: string | null
  readonly hitPolicy: HitPolicy
  readonly outputLabel: string | null
  readonly inputs: readonly {
    readonly label: string
    readonly text: string
    readonly typeRef: string | null
    readonly allowed: string | null
  }[]
  readonly outputs: readonly {
    readonly name: string | null
    readonly typeRef: string | null
    readonly allowed: string | null
    readonly otherwise: string | null
  }[]
  readonly rules: readonly {
    readonly id: string
    readonly tests: readonly string[]
    readonly results: readonly string[]
    readonly annotations: readonly string[]
  }[]
}

/** A boxed expression (10.2). */
export type Boxed = { readonly id: string; readonly typeRef: string | null } & (
  | { readonly kind: 'literal'; readonly text: string }
  | DecisionTable
  | {
      readonly kind: 'context'
      readonly entries: readonly { readonly variable: Variable | null; readonly value: Boxed | null }[]
    }
  | { readonly kind: 'list'; readonly items: readonly Boxed[] }
  | { readonly kind: 'relation'; readonly columns: readonly string[]; readonly rows: readonly (readonly Boxed[])[] }
  | {
      readonly kind: 'invocation'
      readonly of: Boxed
      readonly bindings: readonly { readonly name: string; readonly value: Boxed | null }[]
    }
  | FunctionBox
  | { readonly kind: 'for'; readonly name: string; readonly over: Boxed; readonly body: Boxed }
  | { readonly kind: 'some' | 'every'; readonly name: string; readonly over: Boxed; readonly body: Boxed }
  | { readonly kind: 'filter'; readonly of: Boxed; readonly condition: Boxed }
  | { readonly kind: 'conditional'; readonly condition: Boxed; readonly whenTrue: Boxed; readonly whenFalse: Boxed }
  | { readonly kind: 'missing' }
)

/** A function definition (10.2.1.7). */
export type FunctionBox = {
  readonly kind: 'function'
  readonly id: string
  readonly typeRef: string | null
  readonly language: 'FEEL' | 'Java' | 'PMML'
  readonly parameters: readonly Variable[]
  readonly body: Boxed
}

type Named = { readonly id: string; readonly name: string; readonly variable: Variable }

/** An element of the requirement graph (6.3). */
export type ModelElement = Named &
  (
    | { readonly kind: 'input' }
    | {
        readonly kind: 'decision'
        readonly inputs: readonly Reference[]
        readonly decisions: readonly Reference[]
        readonly knowledge: readonly Reference[]
        /** Knowledge sources, for explanations: where a decision takes its authority from. */
        readonly authorities: readonly Reference[]
        readonly question: string | null
        readonly logic: Boxed
      }
    | { readonly kind: 'knowledge'; readonly knowledge: readonly Reference[]; readonly logic: FunctionBox }
    | {
        readonly kind: 'service'
        readonly outputs: readonly Reference[]
        readonly encapsulated: readonly Reference[]
        readonly inputDecisions: readonly Reference[]
        readonly inputs: readonly Reference[]
      }
    | { readonly kind: 'source'; readonly locationURI: string | null }
  )

/** A whole model with the models it imports. */
export type DecisionModel = {
  readonly name: string
  readonly namespace: string
  /** What the prefixes of the file stand for, which DMN 1.1 writes before the names of types. */
  readonly prefixes?: { readonly [prefix: string]: string }
  readonly items: readonly ItemDefinition[]
  readonly elements: readonly ModelElement[]
  readonly imports: readonly {
    readonly name: string
    readonly namespace: string
    readonly model: DecisionModel | null
  }[]
}

/** Why a file was not accepted as DMN. */
export type RulesRefusal = {
  readonly refused: true
  readonly code: 'rules.not_xml' | 'rules.not_dmn'
  readonly message: string
  readonly advice: string
}
