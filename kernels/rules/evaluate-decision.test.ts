/** Whole models: facts from JSON, knowledge models, services, imports, and files that are not DMN. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawModel, literal } from './draw-models.fixture.ts'
import { checkModel, evaluateDecision, parseDmn } from './index.ts'

test('facts from JSON become dates and durations where the model asks for them', async () => {
  const model = await drawModel(
    { born: 'date', term: 'dayTimeDuration' },
    { due: { requires: ['born', 'term'], logic: literal('born + term') } },
  )
  assert.equal(evaluateDecision(model, 'due', { born: '2026-01-30', term: 'P5D' }).value, '2026-02-04')
  const wrong = evaluateDecision(model, 'due', { born: 'yesterday', term: 'P5D' })
  assert.equal(wrong.value, null)
  assert.match(wrong.warnings.join(), /‘born’ is not of its type/)
})

test('a result that is not of its declared type is null', async () => {
  const model = await drawModel(
    {},
    {
      a: { requires: [], type: 'number', logic: literal('"x"') },
      b: { requires: [], type: 'string', logic: literal('["x"]') },
    },
  )
  assert.equal(evaluateDecision(model, 'a', {}).value, null)
  assert.equal(evaluateDecision(model, 'b', {}).value, 'x', 'a list of one stands for its item')
})

test('an unknown decision is null with a warning', async () => {
  const model = await drawModel({}, { a: { requires: [], logic: literal('1') } })
  assert.match(evaluateDecision(model, 'z', {}).warnings.join(), /no decision ‘z’/)
})

const SHARED = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="shared" namespace="urn:shared">
  <itemDefinition name="tAge"><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues></itemDefinition>
  <businessKnowledgeModel id="double" name="double it"><variable name="double it"/>
    <encapsulatedLogic><formalParameter name="x" typeRef="number"/><literalExpression><text>x * 2</text></literalExpression></encapsulatedLogic>
  </businessKnowledgeModel></definitions>`

const IMPORTING = `<dmn:definitions xmlns:dmn="https://www.omg.org/spec/DMN/20230324/MODEL/" name="own" namespace="urn:own">
  <dmn:import name="lib" namespace="urn:shared" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
  <dmn:inputData id="age" name="age"><dmn:variable name="age" typeRef="lib.tAge"/></dmn:inputData>
  <dmn:decision id="twice" name="twice"><dmn:variable name="twice"/>
    <dmn:informationRequirement><dmn:requiredInput href="#age"/></dmn:informationRequirement>
    <dmn:knowledgeRequirement><dmn:requiredKnowledge href="urn:shared#double"/></dmn:knowledgeRequirement>
    <dmn:literalExpression><dmn:text><![CDATA[lib.double it(age)]]></dmn:text></dmn:literalExpression></dmn:decision>
  <dmn:decisionService id="s" name="doubling"><dmn:variable name="doubling"/>
    <dmn:outputDecision href="#twice"/><dmn:inputData href="#age"/></dmn:decisionService></dmn:definitions>`

test('a model uses the types and functions of the model it imports', async () => {
  const shared = await parseDmn(SHARED)
  assert.ok(!('refused' in shared))
  const model = await parseDmn(IMPORTING, [shared])
  assert.ok(!('refused' in model))
  assert.equal(evaluateDecision(model, 'twice', { age: 21 }).value, 42)
  assert.equal(evaluateDecision(model, 'twice', { age: 200 }).value, null, 'beyond the imported type’s allowed values')
  assert.equal(evaluateDecision(model, 'doubling', { age: 5 }).value, 10, 'a service is evaluated over its inputs')
})

test('a knowledge model is evaluated over its parameters', async () => {
  const shared = await parseDmn(SHARED)
  assert.ok(!('refused' in shared))
  assert.equal(evaluateDecision(shared, 'double it', { x: 4 }).value, 8)
  assert.match(evaluateDecision(shared, 'double it', { x: 'four' }).warnings.join(), /‘x’ is not of its type/)
})

test('a file of DMN 1.1 names its types by prefix, reads facts by them, and takes a value of another type as it is', async () => {
  const model =
    await parseDmn(`<definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd" name="old" namespace="urn:old"
    xmlns:feel="http://www.omg.org/spec/FEEL/20140401" xmlns:tns="urn:old">
    <itemDefinition name="tFirm"><itemComponent name="founded"><typeRef>feel:date</typeRef></itemComponent></itemDefinition>
    <itemDefinition name="number"><typeRef>feel:number</typeRef></itemDefinition>
    <itemDefinition name="tLoop"><typeRef>tns:tLoop</typeRef></itemDefinition>
    <inputData id="f" name="firm"><variable name="firm" typeRef="tns:tFirm"/></inputData>
    <decision id="y" name="year"><variable name="year" typeRef="tns:number"/>
      <informationRequirement><requiredInput href="#f"/></informationRequirement>
      <literalExpression><text>firm.founded.year</text></literalExpression></decision>
    <decision id="t" name="text"><variable name="text" typeRef="feel:number"/>
      <literalExpression typeRef="tns:tLoop"><text>"x"</text></literalExpression></decision></definitions>`)
  assert.ok(!('refused' in model))
  assert.equal(evaluateDecision(model, 'year', { firm: { founded: '2019-05-01' } }).value, 2019)
  assert.equal(evaluateDecision(model, 'text', {}).value, 'x')
  assert.deepEqual(
    checkModel(model).map(({ message }) => message),
    ['The type ‘tns:tLoop’ is not defined'],
  )
})

test('a model is plain data: written as JSON and read again, it decides the same', async () => {
  const model = await drawModel({ a: 'number' }, { twice: { requires: ['a'], logic: literal('a * 2') } })
  assert.equal(evaluateDecision(JSON.parse(JSON.stringify(model)), 'twice', { a: 4 }).value, 8)
})

test('what is not DMN is refused with the reason', async () => {
  const broken = await parseDmn('<definitions><decision></definitions>')
  assert.ok('refused' in broken)
  assert.equal(broken.code, 'rules.not_xml')
  const other = await parseDmn('<process/>')
  assert.ok('refused' in other)
  assert.equal(other.code, 'rules.not_dmn')
})
