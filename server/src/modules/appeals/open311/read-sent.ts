/** What an Open311 client sends, as names and texts: a form, a form with a picture, a JSON object, or all of it in the address. Nothing of it is trusted. */

export interface Sent {
  readonly fields: ReadonlyMap<string, string>
  /** `attribute[code]=value`, and for a list of several values `attribute[code][]=value` again and again. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
  readonly media: readonly { readonly name: string; readonly content: Buffer }[]
}

type Pair = readonly [name: string, value: string]

const mostAttributes = 40
const longest = 2000
const mostMedia = 5

/** Nothing when it is none of these. What stands in the body comes before what stands in the address. */
export async function readSent(body: unknown, query: Readonly<Record<string, string>>): Promise<Sent | undefined> {
  const read = await readBody(body)
  if (!read) return undefined
  const pairs: Pair[] = [...read.pairs, ...Object.entries(query)]
  if (pairs.some(([name, value]) => !isText(name) || !isText(value))) return undefined
  const fields = new Map<string, string>()
  const attributes: Record<string, string[]> = {}
  for (const [name, value] of pairs) {
    const said = value.trim()
    // A parameter without a value is the same as none.
    if (said === '') continue
    const [, code] = /^attribute\[([^[\]]{1,60})\](?:\[\])?$/.exec(name) ?? []
    if (code === undefined) {
      if (!fields.has(name)) fields.set(name, said)
    } else if (Object.hasOwn(attributes, code)) attributes[code]!.push(said.slice(0, longest))
    else if (Object.keys(attributes).length < mostAttributes) attributes[code] = [said.slice(0, longest)]
  }
  return { fields, attributes, media: read.media.slice(0, mostMedia) }
}

const isText = (text: string) => !text.includes('\u0000') && !text.includes('\ufffd') && text.isWellFormed()

interface Read {
  readonly pairs: readonly Pair[]
  readonly media: Sent['media']
}

async function readBody(body: unknown): Promise<Read | undefined> {
  if (body === undefined || body === null) return { pairs: [], media: [] }
  if (typeof body === 'string') return { pairs: [...new URLSearchParams(body)], media: [] }
  if (Buffer.isBuffer(body)) {
    if (body.subarray(0, 2).toString('latin1') === '--') return readParts(body)
    return { pairs: [...new URLSearchParams(body.toString('utf8'))], media: [] }
  }
  return typeof body === 'object' && !Array.isArray(body) ? { pairs: pairsOf(body), media: [] } : undefined
}

/** `multipart/form-data`: its first line is its boundary. */
async function readParts(body: Buffer): Promise<Read | undefined> {
  const [, boundary] = /^--([\x21-\x7e]{1,70})\r\n/.exec(body.subarray(0, 80).toString('latin1')) ?? []
  if (!boundary) return undefined
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  const form = await new Response(new Uint8Array(body), { headers }).formData().catch(() => undefined)
  if (!form) return undefined
  const parts = [...form]
  return {
    pairs: parts.flatMap(([name, value]): Pair[] => (typeof value === 'string' ? [[name, value]] : [])),
    media: await Promise.all(
      parts.flatMap(([, value]) =>
        typeof value === 'string' || value.size === 0
          ? []
          : [value.arrayBuffer().then((bytes) => ({ name: value.name.slice(-200), content: Buffer.from(bytes) }))],
      ),
    ),
  }
}

function pairsOf(body: object): Pair[] {
  return Object.entries(body).flatMap(([name, value]): Pair[] => {
    if (name === 'attribute' && typeof value === 'object' && value !== null)
      return Object.entries(value).flatMap(([code, said]): Pair[] =>
        (Array.isArray(said) ? said : [said]).map((each): Pair => [`attribute[${code}]`, String(each)]),
      )
    return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : []
  })
}
