/** The part of bpmn-moddle that we use; the package's own types can't be found through its exports. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>)
  }
}
