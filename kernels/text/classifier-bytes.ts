/** A classifier as bytes, to keep and to send: a line of JSON, then its numbers. */

import { deflateSync, inflateSync } from 'fflate'
import type { Classifier } from './train-classifier.ts'

const FORM = 'steppe.classifier.1'

/** The same model gives the same bytes. */
export function classifierBytes(model: Classifier): Uint8Array {
  const { grams, importance, weights, scales, constants, ...rest } = model
  const head = { form: FORM, grams: grams.length, ...rest, scales: [...scales], constants: [...constants] }
  const text = new TextEncoder().encode(JSON.stringify(head))
  const body = new Uint8Array(4 + text.length + grams.length * (4 + 4 + 2 * model.labels.length))
  const view = new DataView(body.buffer)
  view.setUint32(0, text.length)
  body.set(text, 4)
  let at = 4 + text.length
  for (const key of grams) at = put(at, 4, () => view.setUint32(at, key))
  for (const value of importance) at = put(at, 4, () => view.setFloat32(at, value))
  for (const value of weights) at = put(at, 2, () => view.setInt16(at, value))
  return deflateSync(body, { level: 6 })
}

/** Reads what `classifierBytes` wrote; undefined for anything else. */
export function readClassifier(bytes: Uint8Array): Classifier | undefined {
  try {
    const body = inflateSync(bytes)
    const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
    const size = view.getUint32(0)
    const head = JSON.parse(new TextDecoder().decode(body.subarray(4, 4 + size)))
    const count: number = head.grams
    const labels: number = head.labels?.length
    const start = 4 + size
    if (head.form !== FORM || body.length !== start + count * (8 + 2 * labels)) return undefined
    const { form: _form, scales, constants, ...rest } = head
    return {
      ...rest,
      grams: Float64Array.from({ length: count }, (_, gram) => view.getUint32(start + gram * 4)),
      importance: Float32Array.from({ length: count }, (_, gram) => view.getFloat32(start + (count + gram) * 4)),
      weights: Int16Array.from({ length: count * labels }, (_, at) => view.getInt16(start + count * 8 + at * 2)),
      scales: Float32Array.from(scales),
      constants: Float32Array.from(constants),
    }
  } catch {
    return undefined
  }
}

function put(at: number, width: number, write: () => void): number {
  write()
  return at + width
}
