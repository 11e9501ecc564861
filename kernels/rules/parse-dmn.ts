/** Reads DMN files of versions 1.1 to 1.5 into decision models. */
import type {
  DecisionModel,
  HitPolicy,
  ItemDefinition,
  ModelElement,
  Reference,
  RulesRefusal,
  Variable,
} from './decision-model.ts'
import { boxedChild, readBoxed, readFunction, textOfChild, typeRefOf } from './read-boxed.ts'
import { childNamed, childrenNamed, readXml, type XmlElement, XmlFault } from './read-xml.ts'
import { normalName } from './tokens.ts'

export type { HitPolicy }

/**
 * Reads a DMN file. `imports` are the models it may import, found by namespace. Refuses what is not XML
 * (`rules.not_xml`) or has no `definitions` (`rules.not_dmn`); faults within expressions are left to `checkModel`.
 */
export async function parseDmn(
  xml: string,
  imports: readonly DecisionModel[] = [],
): Promise<DecisionModel | RulesRefusal> {
  return readModel(xml, imports)
}

/** `parseDmn` without waiting. */
export function readModel(xml: string, imports: readonly DecisionModel[] = []): DecisionModel | RulesRefusal {
  try {
    const root = readXml(xml)
    if (root.name === 'definitions') return modelFrom(root, imports)
    return {
      refused: true,
      code: 'rules.not_dmn',
      message: 'The root element is not definitions',
      advice: 'Export the file as DMN 1.1 to 1.5',
    }
  } catch (fault) {
    if (!(fault instanceof XmlFault)) throw fault
    return {
      refused: true,
      code: 'rules.not_xml',
      message: `${fault.message} (offset ${fault.at})`,
      advice: 'Export the file anew from the editor',
    }
  }
}

function modelFrom(root: XmlElement, imports: readonly DecisionModel[]): DecisionModel {
  return {
    name: root.attributes.name ?? '',
    namespace: root.attributes.namespace ?? '',
    prefixes: root.prefixes,
    items: childrenNamed(root, 'itemDefinition').map(readItem),
    elements: root.children.map(readElement).filter((element) => element !== null),
    imports: childrenNamed(root, 'import').map(({ attributes }) => {
      const namespace = attributes.namespace ?? ''
      return {
        name: normalName(attributes.name ?? ''),
        namespace,
        model: imports.find((model) => model.namespace === namespace) ?? null,
      }
    }),
  }
}

function readItem(element: XmlElement): ItemDefinition {
  const functionItem = childNamed(element, 'functionItem')
  return {
    name: normalName(element.attributes.name ?? ''),
    typeRef: typeRefOf(element),
    isCollection: element.attributes.isCollection === 'true',
    allowedValues: textOfChild(element, 'allowedValues'),
    typeConstraint: textOfChild(element, 'typeConstraint'),
    components: childrenNamed(element, 'itemComponent').map(readItem),
    functionItem:
      functionItem === undefined
        ? null
        : {
            parameters: childrenNamed(functionItem, 'parameters').map(readVariable),
            outputTypeRef: functionItem.attributes.outputTypeRef ?? null,
          },
  }
}

function readVariable(element: XmlElement): Variable {
  return { name: normalName(element.attributes.name ?? ''), typeRef: typeRefOf(element) }
}

function readElement(element: XmlElement): ModelElement | null {
  const name = normalName(element.attributes.name ?? '')
  const own = childNamed(element, 'variable')
  const declared = own === undefined ? null : readVariable(own)
  const variable = { name: declared?.name || name, typeRef: declared?.typeRef ?? null }
  const base = { id: element.attributes.id ?? name, name, variable }
  switch (element.name) {
    case 'inputData':
      return { ...base, kind: 'input' }
    case 'decision':
      return readDecision(element, base)
    case 'businessKnowledgeModel': {
      const logic = childNamed(element, 'encapsulatedLogic')
      return {
        ...base,
        kind: 'knowledge',
        knowledge: required(element, 'requiredKnowledge'),
        logic: readFunction(logic),
      }
    }
    case 'decisionService':
      return readService(element, base)
    case 'knowledgeSource':
      return { ...base, kind: 'source', locationURI: element.attributes.locationURI ?? null }
    default:
      return null
  }
}

type Base = { readonly id: string; readonly name: string; readonly variable: Variable }

function readDecision(element: XmlElement, base: Base): ModelElement {
  const logic = boxedChild(element)
  return {
    ...base,
    kind: 'decision',
    inputs: required(element, 'requiredInput'),
    decisions: required(element, 'requiredDecision'),
    knowledge: required(element, 'requiredKnowledge'),
    authorities: required(element, 'requiredAuthority'),
    question: textOfElement(element, 'question'),
    logic: logic === undefined ? { kind: 'missing', id: base.id, typeRef: null } : readBoxed(logic),
  }
}

function readService(element: XmlElement, base: Base): ModelElement {
  const refs = (name: string) => childrenNamed(element, name).map(readReference)
  return {
    ...base,
    kind: 'service',
    outputs: refs('outputDecision'),
    encapsulated: refs('encapsulatedDecision'),
    inputDecisions: refs('inputDecision'),
    inputs: refs('inputData'),
  }
}

function textOfElement(element: XmlElement, name: string): string | null {
  return childNamed(element, name)?.text.trim() ?? null
}

/** What an element requires, whichever kind of requirement holds it. */
function required(element: XmlElement, name: string): Reference[] {
  return element.children.flatMap((child) =>
    child.name.endsWith('Requirement') ? childrenNamed(child, name).map(readReference) : [],
  )
}

function readReference(element: XmlElement): Reference {
  const [namespace, id] = (element.attributes.href ?? '').split('#')
  return id === undefined
    ? { namespace: null, id: namespace ?? '' }
    : { namespace: namespace || null, id: decodeURIComponent(id) }
}
