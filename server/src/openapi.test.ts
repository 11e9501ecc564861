/** The description of the public API is valid OpenAPI 3.1 and says everything the server answers to. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { type TestInstallation, testInstallation } from '#testing/installation'

interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>
}

interface Description {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

let town: TestInstallation
let description: Description

describe('the API description', () => {
  before(async () => {
    town = await testInstallation()
    description = (await town.anyone.call<Description>('GET', '/api/openapi.json')).body
  })

  test('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(
      structuredClone(description) as unknown as Parameters<Validator['validate']>[0],
    )
    assert.equal(result.valid, true, JSON.stringify(result.errors, null, 1)?.slice(0, 3000))
    assert.match(description.openapi, /^3\.1/)
  })

  test('names every route of every module, each with a summary, an id of its own and its refusals as problem details', () => {
    const operations = Object.values(description.paths).flatMap((path) => Object.values(path))
    for (const card of town.cards) {
      for (const route of card.routes(town.house)) {
        const path = route.url.replace(/:(\w+)/g, '{$1}').replace(/\*$/, '{*}')
        const operation = description.paths[path]?.[route.method.toLowerCase()]
        assert.ok(operation, `${route.method} ${path} is not described`)
        assert.ok(operation.summary, `${path} has no summary`)
        assert.ok(
          operation.responses['4XX']?.content?.['application/problem+json'],
          `${path} does not describe its refusals`,
        )
      }
    }
    assert.equal(new Set(operations.map((operation) => operation.operationId)).size, operations.length)
  })

  test('shows examples that were recorded as the stories ran, requests and answers, good ones and refusals', () => {
    const submit = description.paths['/api/applications']!.post! as unknown as {
      readonly requestBody: { readonly content: Record<string, { readonly examples?: object }> }
      readonly responses: Record<string, { readonly content: Record<string, { readonly examples?: object }> }>
    }
    assert.ok(Object.keys(submit.requestBody.content['application/json']?.examples ?? {}).length >= 2)
    assert.ok(
      Object.keys(submit.responses['200']?.content['application/json']?.examples ?? {}).includes('at-night-submit'),
    )
    assert.ok(
      Object.keys(submit.responses['4XX']?.content['application/problem+json']?.examples ?? {}).includes(
        'form-incomplete',
      ),
    )
  })

  test('every operation shows a good answer that was recorded, or what was asked where the answer is a file', () => {
    const operations = Object.values(description.paths).flatMap((path) => Object.values(path))
    const silent = operations.filter(
      ({ responses }) =>
        !Object.entries(responses).some(
          ([status, { content = {} }]) =>
            status.startsWith('2') && Object.values(content).some((each) => 'examples' in (each as object)),
        ),
    )
    const mend = 'record it with a test that calls it: STEPPE_RECORD_EXAMPLES=docs/examples node --test FILE'
    assert.deepEqual(
      silent.map(({ operationId }) => operationId),
      [],
      mend,
    )
  })

  test('what is asked for by its address alone is answered, or refused with a code, to whoever asks', async () => {
    const people = await Promise.all(['wangfang', 'clerk', 'supervisor', 'policymaker', 'admin'].map(town.signIn))
    const paths = Object.keys(description.paths).filter((path) => !path.includes('{') && description.paths[path]!.get)
    assert.ok(paths.length > 50)
    for (const path of paths) {
      for (const client of [town.anyone, ...people]) {
        const { status, body } = await client.call<{ readonly code?: string }>('GET', path)
        assert.ok(status < 400 || (status < 500 && town.house.refusals[body.code!]), `${path}: ${status}`)
        if (status < 400) break
      }
    }
  })

  test('every refusal that a route names is declared, with both languages and the next step', () => {
    for (const card of town.cards) {
      for (const route of card.routes(town.house)) {
        for (const code of route.refusals ?? [])
          assert.ok(town.house.refusals[code], `${route.url} names ${code}, which nobody declares`)
      }
    }
    for (const [code, text] of Object.entries(town.house.refusals)) {
      for (const sentence of [text.title.zh, text.title.en, text.next.zh, text.next.en])
        assert.ok(sentence.length > 1, `${code} has an empty sentence`)
      assert.ok(text.status >= 400 && text.status < 600)
    }
  })
})
