/** Seeds: beacons, lotteries read by two, ceremonies in which somebody keeps silent. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type BeaconChain,
  checkRule,
  drawSeed,
  partyCommitment,
  readSeed,
  roundAfter,
  roundRandomness,
  roundTime,
  type SeedRule,
  seedTime,
  verifyRound,
} from './index.ts'

// Published parameters and rounds of the League of Entropy (api.drand.sh), as test vectors.
const quicknet: BeaconChain = {
  hash: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  scheme: 'bls-unchained-g1-rfc9380',
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  genesis: 1692803367,
  period: 3,
}
const round1000 = {
  round: 1000,
  signature: 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
}
const chained: BeaconChain = {
  hash: '8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce',
  scheme: 'pedersen-bls-chained',
  publicKey: '868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31',
  genesis: 1595431050,
  period: 30,
}
const round3311596 = {
  round: 3311596,
  previous:
    '8ed588f2a7716fb1349e2d9803da5db0005e98a83783c353d4a08f183236a9ad91d70ddb01266f4b7c576983db464b430e65680b9e0098552758afd6c1e6afcb77e3f62fe1b93d42d1cb63abbb2205512fe12fbf74ea9c5ac3b8f5c1e283a1d8',
  signature:
    'a696b9409ababce45749c3a4ec369074453dd4a79967734e1390d969c8ad8d98897d217b9121e92c8ddebbddda8d92f900e3bd6bf9deb166863b1a19390d743f82774001487594c5c09e581db7365f02b70a2c8cc41ce32446ef08e4890c4754',
}
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('a published round of the beacon is verified, and its randomness is the published one', () => {
  assert.ok(verifyRound(quicknet, round1000))
  assert.equal(hex(roundRandomness(round1000)), 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd')
  assert.ok(verifyRound(chained, round3311596))
  assert.equal(hex(roundRandomness(round3311596)), '647c07b2abbf7ff2afb4d670214f565e5cd9f9c91bfdcecb59a21f3c78d73920')
})

test('another round, another network, half a signature or nonsense is not verified', () => {
  assert.ok(!verifyRound(quicknet, { ...round1000, round: 1001 }))
  assert.ok(!verifyRound(chained, { ...round3311596, previous: round3311596.signature }))
  assert.ok(!verifyRound(quicknet, { round: 1000, signature: round3311596.signature }))
  for (const signature of ['', 'zz', round1000.signature.slice(2), `00${round1000.signature}`, 'ff'.repeat(48)])
    assert.ok(!verifyRound(quicknet, { round: 1000, signature }), signature)
  for (const round of [0, -1, 1.5, Number.NaN, 2 ** 60]) assert.ok(!verifyRound(quicknet, { ...round1000, round }))
})

test('the next round is the first published after an instant', () => {
  const at = roundTime(quicknet, 1000)
  assert.equal(roundAfter(quicknet, at - 1), 1000)
  assert.equal(roundAfter(quicknet, at), 1001)
  assert.equal(roundAfter(quicknet, 0), 1)
})

const beaconRule: SeedRule = { kind: 'beacon', chain: quicknet, round: 1000 }

test('only the round that was announced counts', () => {
  assert.ok(readSeed(beaconRule, { kind: 'beacon', round: round1000 }).ok)
  const other = readSeed({ ...beaconRule, round: 1001 }, { kind: 'beacon', round: round1000 })
  assert.deepEqual(other, { ok: false, why: 'round_differs' })
  const forged = { round: 1000, signature: `${round1000.signature.slice(0, -2)}38` }
  assert.deepEqual(readSeed(beaconRule, { kind: 'beacon', round: forged }), { ok: false, why: 'signature_wrong' })
  assert.equal(seedTime(beaconRule), roundTime(quicknet, 1000))
})

const lottery: SeedRule = {
  kind: 'lottery',
  game: '双色球',
  issue: '2026137',
  drawnAt: '2026-11-26T21:15:00+08:00',
  parts: [6, 1],
}
const entry = (by: string, red = ['03', '09', '14', '22', '27', '31'], blue = ['07']) => ({ by, numbers: [red, blue] })

test('lottery numbers count when two different people read the same', () => {
  const agreed = readSeed(lottery, {
    kind: 'lottery',
    entries: [entry('a'), entry('b', ['31', '27', '22', '14', '9', '3'], ['7'])],
  })
  assert.deepEqual(agreed, { ok: true, text: '3.9.14.22.27.31./7./' })
  const why = (one: ReturnType<typeof entry>, other: ReturnType<typeof entry>) =>
    readSeed(lottery, { kind: 'lottery', entries: [one, other] })
  assert.deepEqual(why(entry('a'), entry('a')), { ok: false, why: 'same_person_twice' })
  assert.deepEqual(why(entry('a'), entry('b', undefined, ['8'])), { ok: false, why: 'entries_differ' })
  assert.deepEqual(why(entry('a', ['1']), entry('b')), { ok: false, why: 'numbers_unreadable' })
  assert.deepEqual(why(entry('a', undefined, ['x']), entry('b')), { ok: false, why: 'numbers_unreadable' })
})

const opening = (value: string) => ({ salt: '11'.repeat(16), value })
const parties = ['audit', 'notary', 'congress'].map((party) => ({
  party,
  commitment: partyCommitment(party, opening(`chosen by ${party}`)),
}))
const ceremony: SeedRule = {
  kind: 'ceremony',
  parties,
  revealBy: new Date(roundTime(quicknet, 900)).toISOString(),
  fallback: { chain: quicknet, round: 1000 },
}
const revealed = parties.map((each) => ({ ...each, opened: opening(`chosen by ${each.party}`) }))

test('a ceremony in which all reveal needs nothing else', () => {
  assert.equal(checkRule(ceremony), 'ok')
  assert.ok(readSeed(ceremony, { kind: 'ceremony', shares: revealed }).ok)
  const both = readSeed(ceremony, { kind: 'ceremony', shares: revealed, fallback: round1000 })
  assert.deepEqual(both, { ok: false, why: 'fallback_not_needed' })
})

test('who keeps silent is replaced by a public value that nobody knew when revealing ended', () => {
  const silent = revealed.map((each) =>
    each.party === 'notary' ? { party: each.party, commitment: each.commitment } : each,
  )
  assert.deepEqual(readSeed(ceremony, { kind: 'ceremony', shares: silent }), { ok: false, why: 'fallback_needed' })
  const replaced = readSeed(ceremony, { kind: 'ceremony', shares: silent, fallback: round1000 })
  assert.ok(replaced.ok)
  assert.notDeepEqual(replaced, readSeed(ceremony, { kind: 'ceremony', shares: revealed }))
  const early = { ...ceremony, fallback: { chain: quicknet, round: 899 } }
  assert.equal(checkRule(early), 'fallback_too_early')
})

test('a party reveals what it committed to, or nothing', () => {
  const lied = revealed.map((each) => (each.party === 'audit' ? { ...each, opened: opening('another') } : each))
  assert.deepEqual(readSeed(ceremony, { kind: 'ceremony', shares: lied }), { ok: false, why: 'opened_wrong' })
  const fewer = { kind: 'ceremony' as const, shares: revealed.slice(1) }
  assert.deepEqual(readSeed(ceremony, fewer), { ok: false, why: 'parties_differ' })
  assert.equal(checkRule({ ...ceremony, parties: parties.slice(1, 2) }), 'malformed')
})

test('the same public value gives another list another seed', () => {
  assert.notDeepEqual(drawSeed('00'.repeat(32), '7./'), drawSeed('01'.repeat(32), '7./'))
  assert.deepEqual(drawSeed('00'.repeat(32), '7./'), drawSeed('00'.repeat(32), '7./'))
})
