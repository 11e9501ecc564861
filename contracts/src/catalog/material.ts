/** A material of an item: what it is, who issues it, and how the fact it shows is proved. GB/T 39046-2020 table 4 nos. 56-64. */
import { type Static, Type } from 'typebox'
import { materialForms, materialKinds, materialSources, necessities, proofModes } from './code-lists.ts'
import { closed, codeOf, element, platformElement, Word, Words } from './schema-parts.ts'

/** How a fact is shown: `credential` names the licence type, `department_check` the department kind that is asked. */
export const Proof = closed({
  mode: codeOf(proofModes),
  /** Type of the credential that stands for the material. */
  credential: Type.Optional(Word),
  /** Kind of the department whose data answer the question. */
  department: Type.Optional(Word),
  /** What is promised, read out to the applicant before signing. */
  promise: Type.Optional(Words),
  /** Why the material is no longer asked. */
  reason: Type.Optional(Words),
})
export type Proof = Static<typeof Proof>

export const Material = closed({
  id: platformElement('材料标识', Word),
  name: element([56], '材料名称', Words),
  issuer: Type.Optional(element([57], '出具机构', Type.String({ maxLength: 200 }))),
  issuedWithin: Type.Optional(element([58], '出具时间要求', Words)),
  howToGet: Type.Optional(element([59], '材料办理说明', Words)),
  whereToGet: Type.Optional(element([60], '材料办理地点', Type.String({ maxLength: 500 }))),
  use: Type.Optional(element([61], '材料使用说明', Words)),
  originals: element([62], '原件份数', Type.Integer({ minimum: 0, maximum: 99 })),
  copies: element([63], '复印件份数', Type.Integer({ minimum: 0, maximum: 99 })),
  necessity: element([64], '是否必备材料', codeOf(necessities)),
  /** In which situation an `optional` material is asked: FEEL over the answers of the form. */
  when: Type.Optional(platformElement('适用情形', Type.String({ maxLength: 500 }))),
  kind: platformElement('材料类型', codeOf(materialKinds)),
  form: platformElement('材料形式', codeOf(materialForms)),
  source: platformElement('来源渠道', codeOf(materialSources)),
  /** May be missing at acceptance if its later delivery is promised (容缺受理). */
  missable: platformElement('可容缺', Type.Boolean()),
  proof: platformElement('证明方式', Proof),
})
export type Material = Static<typeof Material>
