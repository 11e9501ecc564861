/** How the portal is built: one chunk that every page needs, a chunk a page, texts by language, and the first page's files asked for from the HTML itself. */
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { earlyHtml } from './early-html.ts'
import { precompressed } from './precompressed.ts'

// What every page needs, in one file: on a slow line each request waits its turn, and that costs more than a few spare bytes.
const start = new RegExp(
  [
    '/node_modules/(preact|react-router|use-sync-external-store)/',
    '/node_modules/(@tanstack|i18next|react-i18next|html-parse-stringify|void-elements)/',
    '/web/src/(ui|asks|regions)/(?!diagram)',
    '/web/src/(tokens|base|app/shell)[.]css',
  ]
    .join('|')
    .replaceAll('/', '[\\\\/]'),
)

const preact = join(import.meta.dirname, '../node_modules/preact')

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), earlyHtml(), precompressed()],
  // Pages are written for React; Preact stands in for it in what the browser loads (docs/decisions/0017). One copy of it, named by file.
  // Kernels that check licences use a little of node:crypto and node:buffer: in a browser what the verifier has in their place.
  resolve: {
    alias: {
      'react-dom/client': join(preact, 'compat/client.mjs'),
      'react-dom': join(preact, 'compat/dist/compat.module.js'),
      'react/jsx-runtime': join(preact, 'jsx-runtime/dist/jsxRuntime.module.js'),
      'react/jsx-dev-runtime': join(preact, 'jsx-runtime/dist/jsxRuntime.module.js'),
      react: join(preact, 'compat/dist/compat.module.js'),
      'node:crypto': join(import.meta.dirname, '../verifier/src/browser-crypto.ts'),
      'node:buffer': join(import.meta.dirname, '../verifier/src/browser-buffer.ts'),
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': { target: process.env.STEPPE_API ?? 'http://127.0.0.1:8080', changeOrigin: false } },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['es2020', 'chrome87', 'safari14', 'firefox86'],
    cssTarget: ['chrome87', 'safari14', 'firefox86'],
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      // The router looks by name for what only React's newest has, and does without.
      checks: { importIsUndefined: false },
      // Schemas are values that nothing in the browser needs; only what is imported by name stays.
      treeshake: { moduleSideEffects: (id) => !/[\\/](contracts[\\/]src|typebox)[\\/]/.test(id) },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        codeSplitting: {
          groups: [{ name: 'start', test: start }],
        },
      },
    },
  },
})
