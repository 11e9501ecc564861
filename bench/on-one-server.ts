/** One PostgreSQL and one server in a process of its own for everything a bench measures; both are ended whatever happens. */
import { type Measured, startMeasured } from './durable-installation.ts'
import { type Serving, startProcess } from './start-process.ts'

export async function onOneServer<T>(measure: (measured: Measured, serving: Serving) => Promise<T>): Promise<T> {
  const measured = await startMeasured()
  try {
    const serving = await startProcess('serve.ts', measured.embedded.url)
    try {
      return await measure(measured, serving)
    } finally {
      await serving.stop()
    }
  } finally {
    await measured.stop()
  }
}
