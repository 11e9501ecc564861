/** What is read, what is refused, where and with which way out; and that our words come back typed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bpmn, defined, ENDS, feel, flows, Run, taken, users } from './draw-processes.fixture.ts'
import { checkExpressions, type ProcessRefusal, parseProcess, positions, roundTrip, start } from './index.ts'

async function refusal(body: string, roots = ''): Promise<ProcessRefusal> {
  const result = await parseProcess(bpmn(body, roots))
  assert.ok('refused' in result, 'expected a refusal')
  return result
}
const said = ({ code, where }: ProcessRefusal) => `${code} ${where}`
const line = flows('s>a', 'a>e')

test('what leaves the parser is plain JSON', async () => {
  const def = await defined(ENDS + users('a') + line)
  assert.deepEqual(JSON.parse(JSON.stringify(def)), def)
})

test('text that is not XML, or XML that is not whole BPMN, is malformed', async () => {
  for (const xml of ['', 'hello', '<a/>', bpmn('<userTask id="a">'), bpmn(ENDS + flows('s>nowhere'))]) {
    const result = await parseProcess(xml)
    assert.ok('refused' in result)
    assert.equal(result.code, 'process.malformed', xml)
  }
})

test('an attribute that our namespace or BPMN does not know is refused, naming the element', async () => {
  for (const attribute of ['steppe:asignee="x"', 'colour="red"']) {
    assert.equal(said(await refusal(`${ENDS}<userTask id="a" ${attribute}/>${line}`)), 'process.malformed a')
  }
  assert.equal(
    (await refusal(ENDS + users('a') + line.replace('<sequenceFlow', '<sequenceFlow steppe:assignee="x"'))).code,
    'process.malformed',
  )
})

test('two elements with one id are refused', async () => {
  assert.equal((await refusal(ENDS + users('a', 'a') + line)).code, 'process.malformed')
})

test('ids are ASCII', async () => {
  assert.equal(said(await refusal(ENDS + users('受理') + flows('s>受理', '受理>e'))), 'process.bad_id 受理')
})

test('incoming and outgoing come from the flows, whatever the nodes say', async () => {
  const def = await defined(`${ENDS}<userTask id="a"><incoming>a_e</incoming></userTask>${line}`)
  assert.deepEqual([def.nodes.a?.incoming, def.nodes.a?.outgoing], [['s_a'], ['a_e']])
})

test('elements outside the executable subset are refused by name, with a way out', async () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['<task id="a"/>', /task can't be executed/],
    ['<complexGateway id="a"/>', /complexGateway/],
    ['<transaction id="a"/>', /transaction/],
    ['<scriptTask id="a" scriptFormat="javascript"><script>1</script></scriptTask>', /FEEL/],
    ['<userTask id="a"><standardLoopCharacteristics/></userTask>', /standard loop/],
    ['<subProcess id="a" triggeredByEvent="true"/>', /event subprocess/],
    ['<intermediateThrowEvent id="a"><compensateEventDefinition/></intermediateThrowEvent>', /Compensate/],
    ['<intermediateCatchEvent id="a"/>', /none as catch/],
  ]
  for (const [element, what] of cases) {
    const found = await refusal(ENDS + element + line)
    assert.equal(said(found), 'process.not_executable a')
    assert.match(found.what, what)
    assert.ok(found.mend)
  }
})

test('attributes with impossible values are refused', async () => {
  const cases = [
    '<userTask id="a" steppe:term="five days"/>',
    '<userTask id="a" steppe:assignee="x" steppe:signing="most"/>',
    '<userTask id="a" steppe:signing="all"/>',
    '<userTask id="a" steppe:outcomes="yes,,no"/>',
    '<userTask id="a" steppe:assignee="x" steppe:signing="all" steppe:outcomes="yes,no,maybe"/>',
    '<serviceTask id="a"/>',
    '<businessRuleTask id="a"/>',
    '<callActivity id="a"/>',
    '<sendTask id="a"/>',
    '<userTask id="a"><multiInstanceLoopCharacteristics/></userTask>',
    '<intermediateCatchEvent id="a"><timerEventDefinition/></intermediateCatchEvent>',
  ]
  for (const element of cases) assert.equal(said(await refusal(ENDS + element + line)), 'process.bad_attribute a')
})

test('diagrams in which a token could not move are refused', async () => {
  const gateway = (kind: string) => `<${kind} id="g"/>`
  const two = flows('s>g', 'g>a:x', 'g>b', 'a>e', 'b>e')
  const cases: readonly (readonly [string, string])[] = [
    ['<endEvent id="e"/>', 'p'],
    [ENDS + users('a', 'b') + line + flows('b>e'), 'b'],
    [ENDS + users('a', 'b') + gateway('exclusiveGateway') + two, 'g'],
    [ENDS + users('a', 'b') + gateway('parallelGateway') + two, 'g'],
    [ENDS + users('a', 'b') + gateway('eventBasedGateway') + flows('s>g', 'g>a', 'g>b', 'a>e', 'b>e'), 'g'],
    [`${ENDS}<subProcess id="a"><userTask id="u"/></subProcess>${line}`, 'a'],
    [
      `${ENDS}<subProcess id="a"><startEvent id="s2"/><userTask id="u"/>${flows('s2>u', 'u>e')}</subProcess>${line}`,
      'u_e',
    ],
    [ENDS + users('a') + line + flows('e>a'), 'e'],
  ]
  for (const [body, where] of cases) assert.equal(said(await refusal(body)), `process.bad_structure ${where}`)
})

test('of several processes the one marked executable is meant, or the one that is named', async () => {
  const other = `<process id="q">${(ENDS + flows('s>e')).replace(/"(s|e|s_e)"/g, '"$12"')}</process>`
  const xml = bpmn(ENDS + users('a') + line).replace('<process id="p"', `${other}<process id="p"`)
  assert.equal(((await parseProcess(xml)) as { id: string }).id, 'p')
  assert.equal(((await parseProcess(xml, 'q')) as { id: string }).id, 'q')
  assert.ok('refused' in (await parseProcess(xml.replace('isExecutable="true"', ''))))
})

test('our words come back when a process is written again', async () => {
  const xml = bpmn(
    `${ENDS}<userTask id="a" steppe:assignee="clerk" steppe:term="5wd" steppe:outcomes="yes,no"/>${line}`,
  )
  const again = await roundTrip(xml)
  assert.deepEqual(await parseProcess(again), await parseProcess(xml))
  await assert.rejects(roundTrip(xml.replace('steppe:term', 'steppe:turm')))
})

test('what other editors put in comes back: ids in any script, references to elsewhere, their own attributes', async () => {
  const editors = `xmlns:t="urn:t" t:logo="1"`
  const foreign = '<extensionElements><t:card t:size="2" size="3"><t:row t:size="4"/></t:card></extensionElements>'
  const task = `<userTask id="受理" name="take
  in" implementation="##unspecified">${foreign}</userTask>`
  const called =
    '<interface id="i"><operation id="o"><inMessageRef>t:unspecified</inMessageRef></operation></interface>'
  const xml = bpmn(`${ENDS}${task}${line}`).replace('<process', `${called}<process ${editors}`)
  const again = await roundTrip(xml)
  assert.match(again, /id="受理" name="take {3}in"/)
  assert.match(again, /<t:card t:size="2" size="3">\s*<t:row t:size="4" \/>/)
  assert.match(again, /<(\w+:)?inMessageRef>t:unspecified</)
  assert.equal(await roundTrip(again), again)
})

test('a text of nothing but beginnings is refused at once', async () => {
  for (const beginning of ['<', '<a "', '<!--', '<![CDATA[', '<?x '])
    await assert.rejects(roundTrip(beginning.repeat(50_000)))
})

test('FEEL that can not be read is found before a process is published', async () => {
  const def = await defined(
    `${ENDS}<userTask id="a" steppe:assignee="= ok"/><exclusiveGateway id="x" default="x_e"/>${users('b')}${flows('s>a', 'a>x', 'x>b:1 +', 'x>e', 'b>e')}`,
  )
  const check = (source: string) => (source.endsWith('+') ? 'it breaks off' : undefined)
  assert.deepEqual(
    checkExpressions(def, { ...feel, check }).map((each) => `${each.where}: ${each.what}`),
    ['x_b: 1 +: it breaks off'],
  )
})

test('a process with several starts asks which one; a plain one is meant before a timer', async () => {
  const timed =
    '<startEvent id="t"><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></startEvent>'
  const def = await defined(`${ENDS}${timed}${users('a', 'b')}${flows('s>a', 't>b', 'a>e', 'b>e')}`)
  assert.equal(new Run(def).open(), 'a')
  assert.equal(new Run(def, {}, 't').open(), 'b')
  const wrong = start(def, {}, feel, { node: 'a' })
  assert.ok('refused' in wrong && wrong.code === 'process.no_start')
})

test('positions show work, waiting and what is done, with the time it began', async () => {
  const def = await defined(
    `${ENDS}${users('a', 'b')}<parallelGateway id="f"/><parallelGateway id="j"/>${flows('s>f', 'f>a', 'f>b', 'a>j', 'b>j', 'j>e')}`,
  )
  const run = new Run(def)
  run.happen({ type: 'complete', task: run.task('a'), at: '2026-10-01' })
  const at = Object.fromEntries(
    positions(def, run.marking).map((each) => [each.node, `${each.state} ${each.since ?? ''}`.trim()]),
  )
  assert.deepEqual(at, { s: 'done', f: 'done', a: 'done', b: 'active', j: 'waiting 2026-10-01' })
})

test('the outcome of a task decides at the next gateway', async () => {
  const def = await defined(
    `${ENDS}<userTask id="a" steppe:outcomes="approve,refuse"/>${users('deliver')}<exclusiveGateway id="x" default="x_e"/>${flows('s>a', 'a>x', 'x>deliver:outcome = "approve"', 'x>e', 'deliver>e')}`,
  )
  assert.equal(new Run(def).complete('a', { outcome: 'approve' }).open(), 'deliver')
  assert.equal(new Run(def).complete('a', { outcome: 'refuse' }).marking.status, 'ended')
})

test('a script is FEEL and its value a variable', async () => {
  const def = await defined(
    `${ENDS}<scriptTask id="a" scriptFormat="feel" steppe:resultVariable="sum"><script>n + 1</script></scriptTask>${line}`,
  )
  assert.equal(taken(start(def, { n: 2 }, feel)).marking.variables.sum, 3)
})
