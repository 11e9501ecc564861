/** A language model behind an OpenAI-compatible address, where the installation has set one up. */

export interface Model {
  readonly url: string
  readonly key: string
  readonly name: string
}

const longestWait = 30_000
const longestAnswer = 200_000

/** STEPPE_MODEL_URL is the address below which `/chat/completions` stands. Nothing where it is not set. */
export function modelOf(
  url = process.env.STEPPE_MODEL_URL,
  key = process.env.STEPPE_MODEL_KEY ?? '',
  name = process.env.STEPPE_MODEL_NAME ?? 'default',
): Model | undefined {
  return url ? { url: url.replace(/\/$/, ''), key, name } : undefined
}

/** What it says; nothing when it does not answer in time or not in the agreed form. */
export async function askModel(model: Model, system: string, question: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${model.url}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(model.key ? { authorization: `Bearer ${model.key}` } : {}),
      },
      body: JSON.stringify({
        model: model.name,
        temperature: 0,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: question },
        ],
      }),
      signal: AbortSignal.timeout(longestWait),
      redirect: 'error',
    })
    const text = await response.text()
    if (!response.ok || text.length > longestAnswer) return undefined
    const said: unknown = JSON.parse(text)?.choices?.[0]?.message?.content
    return typeof said === 'string' && said.trim() !== '' ? said.trim() : undefined
  } catch {
    return undefined
  }
}
