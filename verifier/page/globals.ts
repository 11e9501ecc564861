/** Puts in place what the kernels take from Node before any of them is loaded. */
import { BrowserBuffer } from '../src/browser-buffer.ts'

Object.assign(globalThis, { Buffer: (globalThis as { Buffer?: unknown }).Buffer ?? BrowserBuffer })
