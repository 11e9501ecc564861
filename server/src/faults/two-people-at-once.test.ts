/** Two people act on one case at the same moment, on one server or on two: one act stands, the other is told. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import fc from 'fast-check'
import { handIn, type Node, startNodes, takenName, tell, tokenFor } from './two-nodes.ts'

interface Person {
  readonly node: Node
  readonly token: string
}

let people: readonly Person[]
let citizen: string

async function act({ node, token }: Person, id: string, after: number, deed: object, key?: string) {
  const headers = { authorization: `Bearer ${token}`, ...(key ? { 'idempotency-key': key } : {}) }
  const response = await node.app.inject({
    method: 'POST',
    url: `/api/cases/${id}/acts`,
    headers,
    payload: { after, deed },
  })
  return { status: response.statusCode, body: response.json() }
}

const note = (who: number) => ({ kind: 'note', text: `第 ${who} 人的记录` })
const accept = { kind: 'complete', task: 't1', outcome: 'accept' }

describe('two people at once', () => {
  before(async () => {
    const { nodes } = await startNodes(2)
    citizen = await tokenFor(nodes[0]!.app, 'wangfang')
    const tokens = await Promise.all(['clerk', 'approver', 'examiner'].map((login) => tokenFor(nodes[0]!.app, login)))
    people = tokens.map((token, i) => ({ node: nodes[i % 2]!, token }))
  })

  test('of acts sent at once on the same state exactly one stands, the others get 409, and the trail has no gap', async () => {
    const id = await handIn(people[0]!.node, citizen, { tradeName: takenName })
    let seq = (await tell(people[0]!.node.house, id)).stored.seq
    const crowd = fc.array(fc.nat({ max: 2 }), { minLength: 2, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(crowd, async (who) => {
        const answers = await Promise.all(who.map((each) => act(people[each]!, id, seq, note(each))))
        assert.equal(answers.filter((each) => each.status === 200).length, 1, JSON.stringify(answers))
        for (const lost of answers.filter((each) => each.status !== 200)) {
          assert.equal(lost.status, 409)
          assert.equal(lost.body.code, 'cases.changed_meanwhile')
        }
        seq++
        const told = await tell(people[0]!.node.house, id)
        assert.equal(told.stored.seq, seq)
        assert.deepEqual(
          told.acts.map((each) => each.seq),
          Array.from({ length: seq }, (_, i) => i + 1),
        )
        assert.deepEqual(told.folded, told.stored)
      }),
      { numRuns: 40 },
    )
  })

  test('pairs on many cases at once: an acceptance and a note never both stand on the same act', async () => {
    const ids = await Promise.all(
      Array.from({ length: 12 }, () => handIn(people[0]!.node, citizen, { tradeName: takenName })),
    )
    const { seq } = (await tell(people[0]!.node.house, ids[0]!)).stored
    const pairs = await Promise.all(
      ids.flatMap((id) =>
        [act(people[0]!, id, seq, accept), act(people[1]!, id, seq, note(1))].map(async (answer) => ({
          id,
          ...(await answer),
        })),
      ),
    )
    for (const id of ids) {
      const own = pairs.filter((each) => each.id === id)
      assert.deepEqual(own.map((each) => each.status).sort(), [200, 409], JSON.stringify(own))
      const told = await tell(people[0]!.node.house, id)
      assert.equal(told.acts.length, seq + 1)
      assert.deepEqual(told.folded, told.stored)
      assert.deepEqual(told.tasks, told.stored.tasks.map((task) => task.id).sort())
    }
  })

  test('the same request sent many times at once under one key is done once, and every answer is the first', async () => {
    const id = await handIn(people[0]!.node, citizen, { tradeName: takenName })
    const { seq } = (await tell(people[0]!.node.house, id)).stored
    const twin: Person = { node: people[1]!.node, token: people[0]!.token }
    const senders = [people[0]!, twin, people[0]!, twin, people[0]!]
    const answers = await Promise.all(senders.map((sender) => act(sender, id, seq, accept, 'one-key-for-all')))
    for (const answer of answers) assert.deepEqual(answer, answers[0], JSON.stringify(answers))
    assert.equal(answers[0]!.status, 200)
    assert.equal((await tell(people[0]!.node.house, id)).acts.length, seq + 1)
  })
})
