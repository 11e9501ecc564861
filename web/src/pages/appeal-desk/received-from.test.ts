/** What the hotline's desk sends. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAlarm, missingOf, receivedFrom } from './received-from.ts'

const empty = {
  text: '',
  intent: '' as const,
  urgency: 'general' as const,
  region: '150100',
  address: '',
  name: '',
  phone: '',
  firm: '',
  secret: false,
  department: '',
  call: '',
  mergeInto: '',
}

test('an emergency goes with words alone, anything else needs its kind', () => {
  const spoken = { ...empty, text: '三楼着火了' }
  assert.deepEqual(missingOf(spoken), ['intent'])
  assert.deepEqual(missingOf({ ...spoken, urgency: 'emergency' }), [])
  assert.ok(isAlarm(spoken.text))
  assert.ok(!isAlarm('路灯坏了'))
})

test('what the caller did not say is not sent', () => {
  assert.deepEqual(
    receivedFrom({ ...empty, text: ' 路灯坏了 ', intent: 'complaint', phone: '13800000000', call: 'c1' }),
    {
      type: 'hotline',
      intent: 'complaint',
      urgency: 'general',
      text: '路灯坏了',
      place: { region: '150100' },
      channel: 'phone',
      caller: { phone: '13800000000' },
      call: 'c1',
    },
  )
})
