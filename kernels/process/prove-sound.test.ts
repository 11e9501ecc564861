/** What a proof finds, and the way it shows. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defined, ENDS, flows, users } from './draw-processes.fixture.ts'
import { type Proof, proveSound } from './index.ts'

const AND = (...ids: readonly string[]) => ids.map((id) => `<parallelGateway id="${id}"/>`).join('')
const XOR = (...ids: readonly string[]) => ids.map((id) => `<exclusiveGateway id="${id}"/>`).join('')
const OR = (...ids: readonly string[]) => ids.map((id) => `<inclusiveGateway id="${id}"/>`).join('')

async function prove(...parts: readonly string[]): Promise<Proof> {
  return proveSound(await defined(ENDS + parts.join('')))
}
async function problem(...parts: readonly string[]): Promise<string> {
  const proof = await prove(...parts)
  return proof.sound ? 'sound' : `${proof.problem} at ${proof.nodes.join(' ')} after ${proof.trace.join(' ')}`
}

test('a line of tasks is sound', async () => {
  assert.equal((await prove(users('a', 'b'), flows('s>a', 'a>b', 'b>e'))).sound, true)
})

test('a choice joined as if it were parallel is a deadlock', async () => {
  const found = await problem(
    users('a', 'b'),
    XOR('x'),
    AND('j'),
    flows('s>x', 'x>a:1=1', 'x>b:1=2', 'a>j', 'b>j', 'j>e'),
  )
  assert.equal(found, 'deadlock at j after s x a j')
})

test('parallel ways merged as if they were a choice let a token travel twice', async () => {
  const found = await problem(
    users('a', 'b', 'c'),
    AND('f'),
    XOR('m'),
    flows('s>f', 'f>a', 'f>b', 'a>m', 'b>m', 'm>c', 'c>e'),
  )
  assert.match(found, /^lost_token at c after s f/)
})

test('a token left at a join while another reached the end is lost', async () => {
  const found = await problem(
    users('a', 'b', 'c'),
    AND('f', 'j'),
    XOR('x'),
    flows('s>f', 'f>a', 'f>b', 'a>j', 'b>x', 'x>j:1=1', 'x>c:1=2', 'c>e', 'j>e'),
  )
  assert.match(found, /^lost_token at j after/)
})

test('a step nobody can reach is dead', async () => {
  const found = await problem(
    users('a', 'b'),
    flows('s>a', 'a>e'),
    flows('b>a').replace('b_a', 'self'),
    XOR('m'),
    flows('b>m', 'm>b'),
  )
  assert.match(found, /^dead_step at b m/)
})

test('a loop that splits on every round makes ever more tokens', async () => {
  const found = await problem(users('a', 'b'), XOR('m'), AND('f'), flows('s>m', 'm>a', 'a>f', 'f>m', 'f>b', 'b>e'))
  assert.match(found, /^unbounded/)
})

test('a loop without a way out can never end', async () => {
  const found = await problem(
    users('a', 'b', 'c'),
    XOR('x', 'm'),
    flows('s>x', 'x>a:1=1', 'x>m:1=2', 'm>b', 'b>c', 'c>m', 'a>e'),
  )
  assert.match(found, /^livelock at/)
})

test('inclusive ways joined inclusively are sound, whichever are taken', async () => {
  const proof = await prove(
    users('a', 'b', 'c'),
    OR('o', 'j'),
    flows('s>o', 'o>a:1=1', 'o>b:1=2', 'o>c:1=3', 'a>j', 'b>j', 'c>j', 'j>e'),
  )
  assert.equal(proof.sound, true)
})

test('twenty parallel tasks are proved without looking at every order', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `t${index}`)
  const proof = await prove(
    users(...ids),
    AND('f', 'j'),
    flows('s>f', 'j>e', ...ids.flatMap((id) => [`f>${id}`, `${id}>j`])),
  )
  assert.equal(proof.sound, true)
  assert.ok(proof.states < 100, String(proof.states))
})

test('a reminder beside a task, drawn as a non-interrupting timer, is sound also in a loop', async () => {
  const proof = await prove(
    users('a', 'remind'),
    XOR('m', 'x'),
    '<endEvent id="e2"/><boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>',
    flows('s>m', 'm>a', 'a>x', 'x>m:1=1', 'x>e:1=2', 'b>remind', 'remind>e2'),
  )
  assert.equal(proof.sound, true)
})

test('two ways into one task, without a gateway between, let it be done twice', async () => {
  const found = await problem(users('a', 'b', 'c'), AND('f'), flows('s>f', 'f>a', 'f>b', 'a>c', 'b>c', 'c>e'))
  assert.match(found, /^lost_token at c/)
})

test('a service may fail or answer, a subprocess may be cut short by its terminate end: all of it is proved', async () => {
  const inner =
    '<subProcess id="sub"><startEvent id="s2"/><endEvent id="stop"><terminateEventDefinition/></endEvent><endEvent id="e2"/>' +
    '<parallelGateway id="f"/><serviceTask id="u" steppe:action="k"/><userTask id="v"/>' +
    `${flows('s2>f', 'f>u', 'f>v', 'u>stop', 'v>e2')}</subProcess>` +
    '<boundaryEvent id="bad" attachedToRef="sub"><errorEventDefinition/></boundaryEvent>'
  const proof = await prove(inner, users('mend'), flows('s>sub', 'sub>e', 'bad>mend', 'mend>e'))
  assert.equal(proof.sound, true)
})

test('a process too large to be proved is said to be so, and soon', async () => {
  const ids = Array.from({ length: 14 }, (_, index) => `t${index}`)
  const ways = ids.flatMap((id, index) => [`o>${id}:n > ${index}`, `${id}>j`])
  const found = await problem(users(...ids), OR('o', 'j'), flows('s>o', 'j>e', ...ways))
  assert.match(found, /^too_large at o/)
  const def = await defined(
    ENDS + users('a', 'b', 'c') + OR('o', 'j') + flows('s>o', 'j>e', 'o>a:x', 'o>b:y', 'o>c:z', 'a>j', 'b>j', 'c>j'),
  )
  const proof = proveSound(def, { states: 5 })
  assert.ok(!proof.sound && proof.problem === 'too_large')
})
