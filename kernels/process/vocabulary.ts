/** Our XML namespace on BPMN elements, as bpmn-moddle wants it described. */

export const STEPPE_NAMESPACE = 'https://steppe.dev/bpmn'

const text = (name: string) => ({ name, isAttr: true, type: 'String' })

/** The moddle descriptor: attributes that other elements carry are unknown, and an unknown attribute is refused. */
export const steppeDescriptor = {
  name: 'Steppe',
  uri: STEPPE_NAMESPACE,
  prefix: 'steppe',
  /** moddle spells an element we extend as our package spells its own: like BPMN, small first letters. */
  xml: { tagAlias: 'lowerCase' },
  types: [
    { name: 'NodeWords', isAbstract: true, extends: ['bpmn:FlowNode'], properties: [text('state')] },
    {
      name: 'ActivityWords',
      isAbstract: true,
      extends: ['bpmn:Activity'],
      properties: ['assignee', 'candidates', 'action', 'form', 'term', 'part', 'inputs', 'resultVariable', 'decision']
        .concat(['outcomes', 'signing'])
        .map(text),
    },
    {
      name: 'InstanceWords',
      isAbstract: true,
      extends: ['bpmn:MultiInstanceLoopCharacteristics'],
      properties: [text('collection'), text('element')],
    },
  ],
} as const
