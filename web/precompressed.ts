/** Writes .br and .gz beside every text file of the build, so that the server sends them as they lie. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const worthIt = /\.(js|css|html|svg|json|webmanifest)$/

export function precompressed(): Plugin {
  let dist = ''
  return {
    name: 'steppe-precompressed',
    apply: 'build',
    configResolved(config) {
      dist = join(config.root, config.build.outDir)
    },
    closeBundle() {
      for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
        if (!worthIt.test(name)) continue
        const file = join(dist, name)
        const bytes = readFileSync(file)
        if (bytes.length < 700) continue
        writeFileSync(
          `${file}.br`,
          brotliCompressSync(bytes, {
            params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
          }),
        )
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}
